// What rows of events and venues may say, what they become, and what is said of the others.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Evently, Venue } from '@evently/sdk'
import { expect } from 'chai'
import { CommandError, UsageError } from '../../src/failures.ts'
import { checkRows } from '../../src/import/checking.ts'
import { columnChoices, createColumns } from '../../src/import/columns.ts'
import { eventRows } from '../../src/import/event-rows.ts'
import { readFields } from '../../src/import/fields.ts'
import type { Kind } from '../../src/import/kinds.ts'
import { openImportFile } from '../../src/import/source.ts'
import { venueRows } from '../../src/import/venue-rows.ts'

const at = '2030-01-01T00:00:00.000Z'
const aVenue = (id: string, own: Partial<Venue>): Venue => ({
  ...{ id: `ven_${id}`, name: 'Harbour Hall', city: 'Hamburg', country: 'DE', timezone: 'Europe/Berlin' },
  ...{ version: 1, createdAt: at, updatedAt: at },
  ...own,
})
const venues = [
  aVenue('1', { externalId: 'hall' }),
  aVenue('2', { name: 'Corner', timezone: 'America/New_York' }),
  aVenue('3', { name: 'corner' }),
  aVenue('4', { name: 'Suigetsu Hall', timezone: 'Asia/Tokyo' }),
]

/** Of other accounts: their own ids are no names for us. */
const othersVenues = [
  aVenue('8', { externalId: 'hall', name: 'Harbour Hall' }),
  aVenue('9', { externalId: 'theirs', name: 'Public Garden' }),
]

/** Keeps what it is sent. */
function recording() {
  const sent: unknown[] = []
  const keep = (body: object) => {
    sent.push(body)
    const data = { id: 'evt_1', unchanged: false }
    return Object.assign(Promise.resolve(data), { withResponse: async () => ({ data, response: { status: 201 } }) })
  }
  const list = async function* ({ mine = false }: { mine?: boolean }) {
    yield* mine ? venues : [...venues, ...othersVenues]
  }
  const get = async (id: string) => venues.find(venue => venue.id === id)
  const evently = {
    events: { create: keep, upsert: keep },
    venues: { create: keep, upsert: keep, list, get },
  } as unknown as Evently
  return { evently, sent }
}

describe('rows that are imported', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evently-rows-'))
  })
  after(() => rm(folder, { recursive: true }))

  interface Given {
    readonly kind?: 'events' | 'venues'
    readonly map?: readonly string[]
    readonly set?: readonly string[]
    readonly name?: string
  }
  async function prepared(content: string, { kind: name = 'events', map, set, ...given }: Given) {
    const path = join(folder, given.name ?? 'rows.csv')
    await writeFile(path, content)
    const { evently, sent } = recording()
    const kind: Kind = name === 'events' ? eventRows(evently, { publish: false, test: false }) : venueRows()
    const choices = columnChoices({ map, set }, kind.fields)
    return { file: await openImportFile(path), kind, choices, evently, sent }
  }
  /** What is said of a file; undefined where all of it can be sent. */
  async function saidOf(content: string, given: Given = {}): Promise<string | undefined> {
    const { file, ...checking } = await prepared(content, given)
    try {
      await checkRows(file, { ...checking, signal: new AbortController().signal })
      return undefined
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      expect(error.exitCode).to.equal(3)
      return error.message
        .split('\n')
        .slice(1)
        .map(line => line.trim())
        .join('\n')
    }
  }
  /** What each row is sent as. */
  async function bodiesOf(content: string, given: Given = {}): Promise<Record<string, unknown>[]> {
    expect(await saidOf(content, given)).to.equal(undefined)
    const { file, kind, choices, evently, sent } = await prepared(content, given)
    const columns = createColumns(choices, kind.fields)
    for await (const row of (await file.open()).rows)
      await (await kind.toSend(readFields(row, { columns, choices }), evently))!.send({})
    return sent as Record<string, unknown>[]
  }

  const header = 'externalId,title,category,venue,startsAt,endsAt,capacity,price,currency'
  const cells = {
    externalId: 'a-1',
    title: 'Night of Strings',
    category: 'music',
    venue: 'hall',
    startsAt: '2030-06-01T20:00',
    endsAt: '2030-06-01T23:00',
    capacity: '120',
    price: '45.00',
    currency: 'EUR',
  }
  type Cells = Partial<Record<keyof typeof cells, string>>
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const rowOf = (own: Cells) =>
    Object.values({ ...cells, ...own })
      .map(quoted)
      .join(',')
  const fileOf = (...rows: Cells[]) => [header, ...rows.map(rowOf)].join('\n')

  it('become events: times on the clock of the venue, prices in the minor unit', async () => {
    expect(await bodiesOf(fileOf({}))).to.deep.equal([
      {
        externalId: 'a-1',
        title: 'Night of Strings',
        category: 'music',
        tags: [],
        venueId: 'ven_1',
        startsAt: '2030-06-01T18:00:00.000Z',
        endsAt: '2030-06-01T21:00:00.000Z',
        capacity: 120,
        priceMinor: 4500,
        currency: 'EUR',
        publish: false,
      },
    ])
  })

  const placesOf: Readonly<Record<string, string>> = {
    'its id': 'ven_1',
    'our id': 'hall',
    'its name': 'harbour hall',
  }
  for (const [what, venue] of Object.entries(placesOf)) {
    it(`are at the venue that is named by ${what}`, async () =>
      expect((await bodiesOf(fileOf({ venue })))[0]).to.deep.include({ venueId: 'ven_1' }))
  }
  it('are at a venue of others by its name alone', async () => {
    expect((await bodiesOf(fileOf({ venue: 'Public Garden' })))[0]).to.deep.include({ venueId: 'ven_9' })
    expect(await saidOf(fileOf({ venue: 'theirs' }))).to.include('there is no such venue')
  })

  it('take every field that an event has', async () => {
    const more = 'description,tags,timezone,holdsPerBuyerMax,holdSeatsPerBuyerMax,claimSecondsMax,waitlistOrder'
    const content =
      `${header},ticketTypes,${more},waitlistSkipMax,test,publish,imageUrl,metadata\n` +
      `${rowOf({ price: '' })},VIP:120.00:50 | Standard:45.00,"Two\nlines",classical; open-air,` +
      'America/New_York,2,8,60,skip,2,yes,yes,https://a.example/b.jpg,season=spring | note = a=b'
    expect((await bodiesOf(content))[0]).to.deep.include({
      startsAt: '2030-06-02T00:00:00.000Z',
      timezone: 'America/New_York',
      ticketTypes: [
        { name: 'VIP', priceMinor: 12_000, currency: 'EUR', capacity: 50 },
        { name: 'Standard', priceMinor: 4500, currency: 'EUR' },
      ],
      description: 'Two\nlines',
      tags: ['classical', 'open-air'],
      holdsPerBuyerMax: 2,
      holdSeatsPerBuyerMax: 8,
      claimSecondsMax: 60,
      waitlistPolicy: { order: 'skip', skipMax: 2 },
      ...{ test: true, publish: true },
      ...{ imageUrl: 'https://a.example/b.jpg', metadata: { season: 'spring', note: 'a=b' } },
    })
  })

  it('are the same in JSON, with numbers and lists', async () => {
    const item = { ...cells, capacity: 120, price: 45.5, tags: ['a', 'b'], publish: true }
    const [body] = await bodiesOf(JSON.stringify([item]), { name: 'rows.json' })
    expect(body).to.deep.include({ capacity: 120, priceMinor: 4550, tags: ['a', 'b'], publish: true })
  })

  const prices: Readonly<Record<string, [price: string, currency: string, minor: number, of: string]>> = {
    'a decimal point': ['45.00', 'EUR', 4500, 'EUR'],
    'a decimal comma': ['45,5', 'EUR', 4550, 'EUR'],
    'no decimals': ['45', 'EUR', 4500, 'EUR'],
    'a comma for decimals and points for thousands': ['1.234,50', 'EUR', 123_450, 'EUR'],
    'a point for decimals and commas for thousands': ['1,234.50', 'EUR', 123_450, 'EUR'],
    'spaces for thousands': ['1\u00a0234,50', 'EUR', 123_450, 'EUR'],
    'apostrophes for thousands': ["1'234.50", 'CHF', 123_450, 'CHF'],
    'commas for thousands twice': ['1,234,567', 'EUR', 123_456_700, 'EUR'],
    'a sign in front': ['€45.00', '', 4500, 'EUR'],
    'a sign behind': ['45,00 €', '', 4500, 'EUR'],
    'a code in front': ['EUR 45.00', '', 4500, 'EUR'],
    'a code behind': ['45.00 eur', '', 4500, 'EUR'],
    'a sign that the currency decides': ['$45.00', 'CAD', 4500, 'CAD'],
    'a currency without decimals': ['4500', 'JPY', 4500, 'JPY'],
    'thousands of a currency without decimals': ['4,500', 'JPY', 4500, 'JPY'],
    'a currency with three decimals': ['1.5', 'KWD', 1500, 'KWD'],
    'a currency in small letters': ['45.00', 'eur', 4500, 'EUR'],
    'nothing to pay': ['0', 'EUR', 0, 'EUR'],
    'the word free': ['Free', '', 0, 'EUR'],
  }
  for (const [what, [price, currency, priceMinor, of]] of Object.entries(prices)) {
    it(`are read with ${what}`, async () =>
      expect((await bodiesOf(fileOf({ price, currency })))[0]).to.deep.include({ priceMinor, currency: of }))
  }
  it('are free without a price', async () =>
    expect((await bodiesOf(fileOf({ price: '', currency: '' })))[0]).not.to.have.any.keys('priceMinor', 'currency'))

  const faults: Readonly<Record<string, readonly [own: Cells, said: string]>> = {
    'no title': [{ title: ' ' }, 'title: is missing.'],
    'a title of two lines': [{ title: 'a\nb' }, 'title: must be one line, and has a line break.'],
    'a title that is too long': [{ title: 'x'.repeat(201) }, 'title: must have 200 characters at most, and has 201.'],
    'a control character': [{ title: 'a\u0007b' }, 'title: has a control character.'],
    'a formula': [
      { title: '=HYPERLINK("http://x")' },
      'title: is a formula, "=HYPERLINK(\\"http://x\\")": save the file with the values of its formulas.',
    ],
    'a category with an umlaut': [
      { category: 'Küche' },
      'category: must be one word, or several joined by hyphens, such as music or stand-up-comedy, not "küche".',
    ],
    'a venue that there is not': [
      { venue: 'Nowhere' },
      'venue: names "Nowhere", and there is no such venue: import it first, with evently import venues.',
    ],
    'a venue of a name that two have': [
      { venue: 'CORNER' },
      'venue: names "CORNER", and there are 2 venues of that name: name it by its id, ven_2 or ven_3.',
    ],
    'no time': [{ startsAt: '' }, 'startsAt: is missing.'],
    'a time as spreadsheets show it': [
      { startsAt: '01/06/2030 20:00' },
      'startsAt: "01/06/2030 20:00" is not a time: write it like 2030-06-01T20:30, or with its offset, ' +
        '2030-06-01T18:30:00Z.',
    ],
    'a time that the clock skips': [
      { startsAt: '2030-03-31T02:30' },
      'startsAt: "2030-03-31T02:30" does not exist in Europe/Berlin, where the clock skips it. Write ' +
        '2030-03-31T01:30+01:00 or 2030-03-31T03:30+02:00.',
    ],
    'an end before its start': [{ endsAt: '2030-06-01T19:00' }, 'endsAt: must be after startsAt.'],
    'a capacity with thousands': [{ capacity: '1,200' }, 'capacity: must be a whole number such as 120, not "1,200".'],
    'a capacity of nobody': [{ capacity: '0' }, 'capacity: must be from 1 to 1000000, not 0.'],
    'a price that may be two': [{ price: '1,234' }, 'price: "1,234" may be 1234 or 1.234: write 1234.00 or 1.23.'],
    'a price that may be two, of three decimals': [
      { price: '1.234', currency: 'KWD' },
      'price: "1.234" may be 1234 or 1.234: say it in the column priceMinor, as 1234000 or 1234.',
    ],
    'a price with too many decimals': [
      { price: '45.0001' },
      'price: can\'t be read: "45.0001" is not an amount of EUR, which has 2 decimals at most: write it like 45.00.',
    ],
    'a price below nothing': [{ price: '-5' }, 'price: must be an amount such as 45.00, not "-5".'],
    'a price in words': [{ price: 'ten' }, 'price: must be an amount such as 45.00, not "ten".'],
    'a price that is too high': [{ price: '10000001' }, 'price: must be 10000000.00 EUR at most, not "10000001".'],
    'a price without a currency': [{ currency: '' }, 'price: "45.00" has no currency: give it in the column currency.'],
    'a sign of many currencies': [
      { price: '$45', currency: '' },
      'price: "$45" may be in USD, AUD, CAD or others: say which in the column currency.',
    ],
    'a sign of another currency': [
      { price: '€45', currency: 'USD' },
      'price: "€45" is not in USD, which the column currency says.',
    ],
    'a currency that there is not': [
      { currency: 'EUX' },
      'currency: must be the code of a currency such as EUR, not "EUX".\n' +
        'Line 2, price: "45.00" has no currency: give it in the column currency.',
    ],
  }
  for (const [what, [own, said]] of Object.entries(faults)) {
    it(`are refused for ${what}`, async () => expect(await saidOf(fileOf(own))).to.equal(`Line 2, ${said}`))
  }

  it('are all checked, and every fault is named with its line: fifty, and how many more', async () => {
    const said = await saidOf(
      fileOf({}, ...Array.from({ length: 70 }, (_, n) => ({ externalId: `b-${n}`, capacity: 'x' }))),
    )
    const lines = said!.split('\n')
    expect(lines).to.have.length(51)
    expect(lines[0]).to.match(/^Line 3, capacity: /)
    expect(lines.at(-1)).to.equal('And 20 more.')
  })

  it('have each externalId once', async () =>
    expect(await saidOf(fileOf({}, { externalId: 'b' }, {}))).to.equal('Line 4, externalId: is the same as on line 2.'))

  const headers: Readonly<Record<string, readonly [content: string, given: Given, said: string]>> = {
    'columns that are missing': [
      'title,venue\nx,y',
      {},
      'Line 1 has no column for category, startsAt, endsAt, capacity: name them with --map theirs=category, or give ' +
        'all rows one value with --set category=….',
    ],
    'a column that is there twice': [`${header},title\n${rowOf({})},x`, {}, 'Line 1, title: is there twice.'],
    'two columns for one field': [
      `${header},Title\n${rowOf({})},x`,
      {},
      'Line 1, Title: means title, as "title" does: leave one out.',
    ],
    'a column that is misspelt': [
      `${header},descripton\n${rowOf({})},x`,
      {},
      'Line 1, descripton: is a column that is none of ours: did you mean description; --map descripton= leaves it ' +
        'out.',
    ],
    'a map of no column': [
      fileOf({}),
      { map: ['Seats=capacity'] },
      'Line 1, Seats: is named by --map, and there is no such column.',
    ],
  }
  for (const [what, [content, given, said]] of Object.entries(headers)) {
    it(`have no header with ${what}`, async () => expect(await saidOf(content, given)).to.equal(said))
  }
  it('say which fields there are where a column is like none of them', async () =>
    expect(await saidOf(`${header},Notes\n${rowOf({})},x`)).to.match(
      /none of ours: there are externalId, title, .*publish/,
    ))
  it('name a key of JSON that is none of ours', async () =>
    expect(await saidOf(JSON.stringify([{ ...cells, capactiy: 3 }]), { name: 'rows.json' })).to.match(
      /^Line 1, capactiy: is a column that is none of ours: did you mean capacity/,
    ))

  it('are found under other names and with values for all of them', async () => {
    const content =
      'External ID,NAME,venue,starts_at,Ends-At,Seats=total,Notes,\n' +
      'x-1,Gala,Suigetsu Hall,2030-06-01T20:00,2030-06-01T23:00,9,hi,\n'
    const given = {
      map: ['NAME=title', 'Seats=total=capacity', 'Notes='],
      set: ['category=music', 'price=5000', 'currency=JPY'],
    }
    expect((await bodiesOf(content, given))[0]).to.deep.include({
      externalId: 'x-1',
      title: 'Gala',
      category: 'music',
      venueId: 'ven_4',
      startsAt: '2030-06-01T11:00:00.000Z',
      capacity: 9,
      priceMinor: 5000,
    })
  })
  for (const [flag, text] of [
    ['map', 'Name=titel'],
    ['map', '=title'],
    ['set', 'titel=x'],
    ['set', 'title'],
  ] as const) {
    it(`can't be read with --${flag} ${text}`, async () => {
      const error = await prepared(fileOf({}), { [flag]: [text] }).catch((thrown: unknown) => thrown)
      expect(error).to.be.instanceOf(UsageError)
    })
  }

  it('read a file of failed rows as the file it was', async () => {
    const [body] = await bodiesOf(`${header},importLine,importError\n${rowOf({})},7,"was, refused"`)
    expect(body).to.deep.include({ externalId: 'a-1' }).and.not.to.have.any.keys('importLine', 'importError')
  })

  it('become venues', async () => {
    const content =
      'externalId;name;address;city;country;timezone;lat;lon\nh;Harbour Hall;1 Quay;Hamburg;de;Europe/Berlin;53.5;9.9\n'
    expect(await bodiesOf(content, { kind: 'venues' })).to.deep.equal([
      {
        externalId: 'h',
        name: 'Harbour Hall',
        address: '1 Quay',
        city: 'Hamburg',
        country: 'DE',
        timezone: 'Europe/Berlin',
        location: { lat: 53.5, lon: 9.9 },
      },
    ])
  })
  const venueFaults: Readonly<Record<string, readonly [row: string, said: string]>> = {
    'a country by its name': [
      'Hall,Hamburg,Germany,Europe/Berlin,,',
      'country: must be the two letters of a country such as DE, not "GERMANY".',
    ],
    'a zone that there is not': [
      'Hall,Hamburg,DE,Europe/Hamburg,,',
      'timezone: must be an IANA time zone such as Europe/Berlin, not "Europe/Hamburg".',
    ],
    'half a place': ['Hall,Hamburg,DE,Europe/Berlin,53.5,', 'lon: is missing, and there is a lat.'],
    'a place that is none': ['Hall,Hamburg,DE,Europe/Berlin,91,0', 'lat: must be from -90 to 90, not 91.'],
    'a decimal comma in a place': [
      'Hall,Hamburg,DE,Europe/Berlin,"53,5",0',
      'lat: must be a number such as 53.5413, not "53,5".',
    ],
  }
  for (const [what, [row, said]] of Object.entries(venueFaults)) {
    it(`are no venues with ${what}`, async () =>
      expect(await saidOf(`name,city,country,timezone,lat,lon\n${row}`, { kind: 'venues' })).to.equal(
        `Line 2, ${said}`,
      ))
  }
})
