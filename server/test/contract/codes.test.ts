// Every currency, country and time zone, and everything that only looks like one.
import { expect } from 'chai'
import { faultOfCode } from '../../src/contract/codes.ts'
import { countries, currencies, timezones } from '../../src/contract/generated/codes.ts'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const pairs = letters.flatMap(one => letters.map(other => one + other))
const triples = pairs.flatMap(pair => letters.map(letter => pair + letter))

describe('the codes of the contract', () => {
  it('are the 178 of ISO 4217, each with a number of its own', () => {
    const all = { ...currencies.current, ...currencies.notForPrices }
    expect(Object.keys(all)).to.have.length(178)
    const numbers = Object.values(all).map(({ numeric }) => numeric)
    expect(new Set(numbers).size).to.equal(numbers.length)
    expect(numbers.filter(number => !/^\d{3}$/.test(number))).to.deep.equal([])
    // What changed last, so that an older list is noticed.
    expect(Object.keys(currencies.current)).to.include.members(['XCG', 'ZWG', 'SLE', 'VED', 'EUR'])
    expect(Object.keys(all)).not.to.include.members(['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'ZWL'])
    expect(Object.keys(currencies.withdrawn)).to.include.members(['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'ZWL'])
  })

  it('name a successor in use for every currency that has been withdrawn', () => {
    for (const { successor } of Object.values(currencies.withdrawn))
      expect(Object.keys(currencies.current)).to.include(successor)
  })

  it('take 155 of all 17,576 triples of letters for a currency of a price', () => {
    const taken = triples.filter(code => faultOfCode('currency', code) === undefined)
    expect(taken).to.deep.equal(Object.keys(currencies.current))
    expect(taken).to.have.length(155)
  })

  it('take withdrawn currencies besides where something is looked for', () => {
    const codes = [...Object.keys(currencies.current), ...Object.keys(currencies.withdrawn)]
    expect(codes.filter(code => faultOfCode('past-currency', code) !== undefined)).to.deep.equal([])
    for (const none of ['EUX', ...Object.keys(currencies.notForPrices)])
      expect(faultOfCode('past-currency', none)).to.be.a('string')
  })

  it('take 249 of all 676 pairs of letters for a country, and this runtime knows a name of each', () => {
    const taken = pairs.filter(code => faultOfCode('country', code) === undefined)
    expect(taken).to.have.length(249).and.to.deep.equal(Object.keys(countries.assigned))
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
    expect(taken.filter(code => names.of(code) === undefined)).to.deep.equal([])
  })

  it('have every time zone that this runtime lists', () => {
    expect(timezones.names).to.have.length(597)
    const listed = new Set<string>(timezones.names)
    expect(Intl.supportedValuesOf('timeZone').filter(zone => !listed.has(zone))).to.deep.equal([])
  })

  it('take each of these as it is spelt, and no other spelling', () => {
    const refused = timezones.names.flatMap(zone => faultOfCode('timezone', zone) ?? [])
    expect(refused.filter(fault => !fault.includes("that this server can't compute with"))).to.deep.equal([])
    expect(refused.length, 'zones that this runtime does not know').to.be.lessThan(10)
    const otherwise = timezones.names
      .flatMap(zone => [zone.toLowerCase(), zone.toUpperCase()])
      .filter(spelt => !(timezones.names as readonly string[]).includes(spelt))
    expect(otherwise.length).to.be.greaterThan(1_000)
    const meant = / is no time zone of the tz database(; did you mean .*|, but an abbreviation.*)\?$/
    expect(otherwise.filter(spelt => !meant.test(faultOfCode('timezone', spelt) ?? ''))).to.deep.equal([])
  })

  const faults: readonly (readonly [kind: Parameters<typeof faultOfCode>[0], given: string, fault: string])[] = [
    ['currency', 'EUX', 'EUX is no currency of ISO 4217; did you mean EUR?'],
    ['currency', 'eur', 'eur is no currency of ISO 4217; did you mean EUR?'],
    ['currency', 'RMB', 'RMB is no currency of ISO 4217; did you mean CNY?'],
    ['currency', 'QQQ', 'QQQ is no currency of ISO 4217; write the code of a currency in use, such as EUR'],
    ['currency', '', '"" is no currency of ISO 4217; write the code of a currency in use, such as EUR'],
    [
      'currency',
      'constructor',
      'constructor is no currency of ISO 4217; write the code of a currency in use, such as EUR',
    ],
    ['currency', 'BGN', 'BGN (Bulgarian Lev) has been withdrawn from ISO 4217; did you mean EUR?'],
    ['currency', 'ZWL', 'ZWL (Zimbabwe Dollar) has been withdrawn from ISO 4217; did you mean ZWG?'],
    [
      'currency',
      'XAU',
      "XAU (Gold) is a metal of ISO 4217, and prices can't be in it; write the code of a currency in use, " +
        'such as EUR',
    ],
    ['country', 'UK', 'UK is no country code of ISO 3166-1 alpha-2; did you mean GB (United Kingdom)?'],
    ['country', 'de', 'de is no country code of ISO 3166-1 alpha-2; did you mean DE (Germany)?'],
    ['country', 'XX', 'XX is no country code of ISO 3166-1 alpha-2; write the two letters of a country, such as DE'],
    [
      'timezone',
      'BST',
      "BST is no time zone of the tz database, but an abbreviation, which is another zone's elsewhere; did you mean " +
        'Europe/London?',
    ],
    ['timezone', 'europe/berlin', 'europe/berlin is no time zone of the tz database; did you mean Europe/Berlin?'],
    ['timezone', 'Europe/Berlni', 'Europe/Berlni is no time zone of the tz database; did you mean Europe/Berlin?'],
    ['timezone', 'Berlin', 'Berlin is no time zone of the tz database; did you mean Europe/Berlin?'],
    ['timezone', 'new york', '"new york" is no time zone of the tz database; did you mean America/New_York?'],
    ['timezone', '+02:00', '"+02:00" is no time zone of the tz database; write the name of one, such as Europe/Berlin'],
    [
      'timezone',
      'SystemV/EST5',
      'SystemV/EST5 is no time zone of the tz database; write the name of one, such as Europe/Berlin',
    ],
  ]
  for (const [kind, given, fault] of faults)
    it(`say of the ${kind} ${JSON.stringify(given)}: ${fault}`, () => expect(faultOfCode(kind, given)).to.equal(fault))

  for (const abbreviation of ['BST', 'IST', 'PST', 'CST', 'AST', 'ACT', 'CNT', 'JST', 'VST', 'BET'])
    it(`do not take ${abbreviation}, which the runtime takes for some zone or other`, () =>
      expect(faultOfCode('timezone', abbreviation)).to.be.a('string'))

  for (const link of ['Asia/Calcutta', 'US/Pacific', 'Europe/Kyiv', 'Europe/Kiev', 'Etc/GMT+5', 'UTC', 'GB', 'EST5EDT'])
    it(`take ${link}, a name of the tz database like any other`, () =>
      expect(faultOfCode('timezone', link)).to.equal(undefined))

  it('repeat no more than the beginning of what is no code at all', () =>
    expect(faultOfCode('currency', 'x'.repeat(10_000))!.length).to.be.lessThan(200))
})
