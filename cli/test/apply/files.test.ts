// Files as they are read: what YAML and JSON say, what is refused, and where and in which words.
import { expect } from 'chai'
import { entriesIn, inOrder, placeText } from '../../src/apply/entries.ts'
import { wantedOf } from '../../src/apply/wanted.ts'

const hall = '{ externalId: hall, name: Hall, city: Rome, country: IT, timezone: Europe/Rome }'
const anEvent = (over = '', times = 'startsAt: 2031-06-01T20:00, endsAt: 2031-06-01T22:00') =>
  `venues: [${hall}]\nevents:\n` +
  `  - { externalId: e, title: T, category: music, venue: hall, capacity: 9, ${times}${over} }`
const typed = (type: string) => anEvent(`, ticketTypes: [${type}]`)

/** All that is wrong in a file called f, in its order, without asking a server. */
async function faultsOf(text: string): Promise<string[]> {
  const { entries, faults } = entriesIn('f', text)
  const values = await wantedOf(entries)
  return inOrder([...faults, ...values.faults], ['f']).map(({ place, message }) => `${placeText(place)} ${message}`)
}

async function bodiesOf(text: string) {
  const { entries } = entriesIn('f', text)
  expect(await faultsOf(text)).to.deep.equal([])
  return (await wantedOf(entries)).wanted.map(({ body }) => body)
}

/** `what stands there ⇒ the fault`, as `faultsOf` says it. */
function placed(text: string, expected: string): string {
  const [there = '', fault] = expected.split(' ⇒ ')
  const before = text.slice(0, text.lastIndexOf(there)).split('\n')
  return `f:${before.length}:${before.at(-1)!.length + 1} ${fault}`
}

describe('a file of apply', () => {
  it('is YAML 1.2 or JSON, one document or several, with what is used again named once', async () => {
    const yaml = `venues:\n  - &hall ${hall}\n---\nvenues:\n  - <more>`.replace('<more>', hall.replace('hall', 'other'))
    expect(entriesIn('f', yaml).entries.map(({ externalId }) => externalId)).to.deep.equal(['hall', 'other'])
    const json =
      '{\n\t"venues": [{ "externalId": "\\ud83c\\udfbb\\/", "name": "H", "city": "R", "country": "IT",\n' +
      '\t"timezone": "Europe/Rome" }]\n}'
    expect(entriesIn('f', json).entries[0]?.externalId).to.equal('🎻/')
    const alias = typed('&standard { name: A, price: "1.00", currency: EUR, salesEndAt: &end 2031-01-01 }')
    expect((await bodiesOf(`${alias}\n# nothing more`))[1]).to.have.property('ticketTypes')
    for (const nothing of ['', '# only words\n', '---\n', '{}'])
      expect(entriesIn('f', nothing).entries).to.deep.equal([])
  })

  it('keeps texts as they are written: no is a word, times are texts', async () => {
    const [venue] = await bodiesOf(
      'venues: [{ externalId: no, name: on, city: 1_000, country: NO, timezone: Europe/Oslo }]',
    )
    expect(venue).to.deep.include({ name: 'on', city: '1_000', country: 'NO' })
  })

  it('says prices in minor units and times in UTC', async () => {
    const [, event] = await bodiesOf(
      typed(
        '{ name: A, price: 45.1, currency: EUR, salesEndAt: 2031-05-01 }, { name: B, price: 4.5e1, currency: EUR }',
      ),
    )
    expect(event).to.deep.include({ startsAt: '2031-06-01T18:00:00.000Z', endsAt: '2031-06-01T20:00:00.000Z' })
    expect(event!['ticketTypes']).to.deep.equal([
      { name: 'A', priceMinor: 4510, currency: 'EUR', salesEndAt: '2031-04-30T22:00:00.000Z' },
      { name: 'B', priceMinor: 4500, currency: 'EUR' },
    ])
  })

  const refused: Record<string, [text: string, ...faults: string[]]> = {
    'a name twice': ['venues: []\nvenues: []', 'venues: [] ⇒ is here twice: keep one of them'],
    'a tab that indents': ['venues:\n\t- 1', '\t- 1 ⇒ is indented by a tab: use spaces'],
    'an older YAML': ['%YAML 1.1\n---\nvenues: []', '%YAML ⇒ is YAML 1.1: write YAML 1.2, where no and 0777 are texts'],
    'a merge': ['venues: []\n<<: {}', '<< ⇒ merges, which YAML 1.2 does not know: write the names out'],
    'a type of its own': ['venues: !!binary aa', 'aa ⇒ has a tag, which these files have no use for: leave it out'],
    'an alias of nothing': ['venues: *x', '*x ⇒ has no anchor before it: &x has to stand above'],
    'what holds itself': ['venues: &x [*x]', '*x ⇒ is within &x itself'],
    'a name that is none': ['? [1]\n: 2', '[1] ⇒ is no name: write one word'],
    'a list': ['[]', '[] ⇒ The file must be an object, not a list'],
    'another section': ['webhooks: []', 'webhooks ⇒ webhooks is not known; did you mean webhookEndpoints?'],
    'something far from every section': [
      'nonsense: 1',
      'nonsense ⇒ nonsense is not known; there are venues, events, webhookEndpoints',
    ],
    'a number where a text belongs': [
      `venues: [${hall.replace('hall', '007')}]`,
      '007 ⇒ venues[0].externalId must be a text: write it in quotes, "007"',
    ],
    'nothing where a text belongs': [
      'venues:\n  - externalId: hall\n    name:\n    city: Rome\n    country: IT\n    timezone: Europe/Rome',
      '\n    city ⇒ venues[0].name must be a text: give it a value, or leave it out',
    ],
    'a word of the API': [anEvent(', venueId: ven_1'), 'venueId ⇒ events[0].venueId is not known; did you mean venue?'],
    'what is missing, unless another name explains it': [
      `venues: [${hall.replace('name', 'nam').replace(', country: IT', '')}]`,
      '{ externalId ⇒ venues[0].country is missing',
      'nam: ⇒ venues[0].nam is not known; did you mean name?',
    ],
    'a zone that is none': [
      `venues: [${hall.replace('Europe/Rome', 'Europe/Rom')}]`,
      'Europe/Rom  ⇒ venues[0].timezone must be an IANA time zone such as Europe/Berlin, not "Europe/Rom"; did you ' +
        'mean Europe/Rome?',
    ],
    'a country that is none': [
      `venues: [${hall.replace('IT', 'UK')}]`,
      'UK ⇒ venues[0].country must be the two capital letters of a country (ISO 3166-1), such as DE, not "UK"',
    ],
    'a price with a comma': [
      typed('{ name: A, price: "45,00", currency: EUR }'),
      '"45,00" ⇒ events[0].ticketTypes[0].price must be an amount in quotes, such as "45.00", not "45,00"',
    ],
    'a number that is no exact price': [
      typed('{ name: A, price: 45.123, currency: EUR }'),
      '45.123 ⇒ events[0].ticketTypes[0].price: 45.123 is not an exact amount of EUR, which has 2 decimals: write it ' +
        'in quotes, such as "45.12"',
    ],
    'more than a price may be': [
      typed('{ name: A, price: "10000000.01", currency: EUR }'),
      '"10000000.01" ⇒ events[0].ticketTypes[0].price: "10000000.01" is more than a price may be, 1000000000 ' +
        'minor units',
    ],
    'two currencies': [
      typed('{ name: A, price: "1", currency: EUR }, { name: B, price: "1", currency: CHF }'),
      'CHF ⇒ events[0].ticketTypes[1].currency must be EUR: all ticket types of an event have one currency',
    ],
    'two types of one name': [
      typed('{ name: A, price: "1", currency: EUR }, { name: " a", price: "1", currency: EUR }'),
      '" a" ⇒ events[0].ticketTypes[1].name is that of ticketTypes[0]: give each its own',
    ],
    'a time that is none': [
      anEvent('', 'startsAt: 2031-02-30T20:00, endsAt: 2031-06-01T22:00'),
      '2031-02-30 ⇒ events[0].startsAt "2031-02-30T20:00" is not a time: days of 2031-02 go from 01 to 28',
    ],
    'a time that is skipped': [
      anEvent('', 'startsAt: 2031-03-30T02:30, endsAt: 2031-06-01T22:00'),
      '2031-03-30 ⇒ events[0].startsAt "2031-03-30T02:30" does not exist in Europe/Rome, where the clock skips it. ' +
        'Write 2031-03-30T01:30+01:00 or 2031-03-30T03:30+02:00',
    ],
    'a time that comes twice': [
      anEvent('', 'startsAt: 2031-10-26T02:30, endsAt: 2031-11-01T22:00'),
      '2031-10-26 ⇒ events[0].startsAt "2031-10-26T02:30" comes twice in Europe/Rome, where the clock goes back. ' +
        'Write 2031-10-26T02:30+02:00 for the first time, or 2031-10-26T02:30+01:00 for the second',
    ],
    'an end before the start': [
      anEvent('', 'startsAt: 2031-06-02T20:00, endsAt: 2031-06-01T22:00'),
      '2031-06-01T22 ⇒ events[0].endsAt must be after startsAt',
    ],
    'sales beyond the end': [
      typed('{ name: A, price: "1", currency: EUR, salesEndAt: 2032-01-01 }'),
      '2032 ⇒ events[0].ticketTypes[0].salesEndAt must not be after the event ends: leave it out to sell until then',
    ],
    'a skipMax of a strict waitlist': [
      anEvent(', waitlistPolicy: { order: strict, skipMax: 2 }'),
      '2 } ⇒ events[0].waitlistPolicy.skipMax is only for order skip: leave it out',
    ],
    'ticket types and a price': [
      anEvent(', price: "1", currency: EUR, ticketTypes: [{ name: A, price: "1", currency: EUR }]'),
      '{ externalId: e ⇒ events[0] must have ticketTypes or price, not both',
    ],
    'a large test event': [
      anEvent(', test: true').replace('capacity: 9', 'capacity: 1001'),
      '1001 ⇒ events[0].capacity of a test event must be at most 1000',
    ],
  }
  for (const [what, [text, ...faults]] of Object.entries(refused))
    it(`refuses ${what}`, async () =>
      expect(await faultsOf(text)).to.deep.equal(faults.map(each => placed(text, each))))

  it('compares no times while nobody knows the zone of one of them', async () => {
    const text = anEvent('', 'startsAt: 2031-06-01T20:00, endsAt: 2031-06-01T13:00Z')
    const elsewhere = text.replace('venue: hall', 'venue: elsewhere')
    expect(await faultsOf(elsewhere)).to.deep.equal([])
    const { entries } = entriesIn('f', elsewhere)
    const there = (timezone: string) => new Map([['elsewhere', { id: 'ven_1', timezone }]])
    expect((await wantedOf(entries, there('Asia/Tokyo'))).faults).to.deep.equal([])
    expect((await wantedOf(entries, there('Europe/Rome'))).faults[0]?.message).to.contain('must be after startsAt')
    const [unknown] = (await wantedOf(entries, new Map())).faults
    expect(unknown?.message).to.contain('"elsewhere" is neither a venue in these files nor one of yours')
  })

  it('says all that is wrong at once, whatever kind of fault it is', async () => {
    const text = `${typed('{ name: A, price: 1.234, currency: EUR }')}\n---\nvenues: [{ externalId: 1 }]`
    expect(await faultsOf(text)).to.have.length(6)
  })
})
