// Plans: what is different, what can't be, and what is the same however it is said. Pure: nobody is asked.
import type { Event, EventStats, WebhookEndpoint } from '@evently/sdk'
import { expect } from 'chai'
import type { Current } from '../../src/apply/current.ts'
import { entriesIn, type Values } from '../../src/apply/entries.ts'
import { needsStats, planOf, type Details } from '../../src/apply/plan.ts'
import { planText } from '../../src/apply/view.ts'
import { wantedOf } from '../../src/apply/wanted.ts'
import { anEvent, aTicketType } from '../support/factories.ts'

const hall = { ...anEvent().venue, externalId: 'hall' }
const there = (over: Partial<Event> = {}): Event =>
  anEvent({
    ...{ externalId: 'e', venue: hall, status: 'draft', waitlistPolicy: { order: 'strict' } },
    ...{ holdsPerBuyerMax: 3, holdSeatsPerBuyerMax: 20, claimSecondsMax: 600 },
    ticketTypes: [aTicketType({ id: 'tkt_a', name: 'Stalls', priceMinor: 4500 }), aTicketType({ id: 'tkt_b' })],
    ...over,
  })
const types = [
  { name: 'Stalls', price: '45.00', currency: 'EUR' },
  { name: 'Balcony', price: '65.00', currency: 'EUR' },
]
const asThere = {
  ...{
    externalId: 'e',
    title: 'Night of Strings',
    category: 'music',
    venue: 'hall',
    capacity: 120,
    ticketTypes: types,
  },
  ...{ startsAt: '2030-06-01T20:30', endsAt: '2030-06-01T23:00' },
}
const nobody: Current = { venue: new Map(), event: new Map(), webhookEndpoint: new Map() }
const venue = { externalId: 'hall', name: 'Harbour Hall', city: 'Hamburg', country: 'DE', timezone: 'Europe/Berlin' }

const statsOf = (held: number, sold: number): EventStats => ({
  ...{ eventId: there().id, capacity: 120, availableSeats: 0, pooledSeats: 0, heldSeats: held, soldSeats: sold },
  ...{ waiting: 0, offered: 0, revenueMinor: 0, currency: 'EUR', tickets: null },
  ticketTypes: ['tkt_a', 'tkt_b'].map(id => ({
    ...{ id, name: id, availableSeats: 0, pooledSeats: 0, heldSeats: held, soldSeats: sold, revenueMinor: 0 },
  })),
})

async function stepFor(wanted: Values, event: Event | undefined, details: Details = {}) {
  const { entries, faults } = entriesIn('f', JSON.stringify({ venues: [venue], events: [wanted] }))
  expect(faults).to.deep.equal([])
  const current: Current = {
    ...nobody,
    venue: new Map([['hall', hall]]),
    event: new Map(event ? [['e', event]] : []),
  }
  const plan = planOf((await wantedOf(entries)).wanted, current, details)
  expect(plan[0]?.action).to.equal('unchanged') // the venue
  return { step: plan[1]!, current }
}

describe('a plan', () => {
  const same: Record<string, [wanted: object, there?: Partial<Event>]> = {
    'what is said as it is': [{}],
    'defaults that are said': [{ holdsPerBuyerMax: 3, tags: [], waitlistPolicy: { order: 'strict' }, publish: false }],
    'a skipMax that is the default': [
      { waitlistPolicy: { order: 'skip' } },
      { waitlistPolicy: { order: 'skip', skipMax: 3 } },
    ],
    'a time in another zone': [{ startsAt: '2030-06-01T18:30Z' }],
    'its own zone by name': [{ timezone: 'Europe/Berlin' }],
    'the id of its venue': [{ venue: hall.id }],
    'a ticket type that everybody is said to see': [{ ticketTypes: [{ ...types[0], hidden: false }, types[1]] }],
    'publish of what is on sale': [{ publish: true }, { status: 'published' }],
    'no publish of what is on sale': [{}, { status: 'published' }],
    'a test event that is not said to be one': [{}, { test: true }],
    'languages by other letters of their tags': [
      { language: 'EN-us', translations: { 'PT-br': { title: 'N' }, de: { title: 'M' } } },
      { language: 'en-US', translations: { de: { title: 'M' }, 'pt-BR': { title: 'N' } } },
    ],
    'ticket types with defaults that are said': [
      { ticketTypes: types.map(type => ({ ...type, hidden: false, translations: {} })) },
    ],
    'texts of ticket types': [
      { ticketTypes: [{ ...types[0], description: 'D', translations: { DE: { name: 'Parkett' } } }, types[1]] },
      {
        ticketTypes: [
          aTicketType({
            name: 'Stalls',
            priceMinor: 4500,
            description: 'D',
            translations: { de: { name: 'Parkett' } },
          }),
          aTicketType({ id: 'tkt_b' }),
        ],
      },
    ],
    'a cancelled event that is as it is': [{}, { status: 'cancelled' }],
  }
  for (const [what, [wanted, event]] of Object.entries(same))
    it(`finds nothing to do for ${what}`, async () => {
      const own = 'venue' in wanted ? { venue: hall.id } : {}
      const entries = entriesIn('f', JSON.stringify({ venues: [venue], events: [{ ...asThere, ...wanted, ...own }] }))
      const known = new Map([[hall.id, hall]])
      const current = { ...nobody, venue: new Map([['hall', hall]]), event: new Map([['e', there(event)]]) }
      const [, step] = planOf((await wantedOf(entries.entries, known)).wanted, current)
      expect(step).to.deep.include({ action: 'unchanged', changes: [], reasons: [] })
    })

  const changed: Record<string, [wanted: object, ...lines: string[]]> = {
    'a title': [{ title: 'A' }, 'title: "Night of Strings" → "A"'],
    'a description that comes': [{ description: 'D' }, 'description: "D" (new)'],
    'tags': [{ tags: ['a', 'b'] }, 'tags: a, b (new)'],
    'a time': [
      { endsAt: '2030-06-02T00:30' },
      'endsAt: 2030-06-01 23:00 Europe/Berlin → 2030-06-02 00:30 Europe/Berlin',
    ],
    'a draft that goes on sale': [{ publish: true }, 'status: draft → published'],
    'a policy': [{ waitlistPolicy: { order: 'skip' } }, 'waitlistPolicy: order strict → order skip, skipMax 3'],
    'translations': [
      { translations: { de: { title: 'Nacht', description: 'D' } } },
      'translations: de (title Nacht, description D) (new)',
    ],
    'texts of a ticket type': [
      { ticketTypes: [{ ...types[0], translations: { de: { name: 'Parkett' } } }, types[1]] },
      'ticketTypes[Stalls].translations: de (name Parkett) (new)',
    ],
    'a price': [
      { ticketTypes: [{ ...types[0], price: '50' }, types[1]] },
      'ticketTypes[Stalls].price: 45.00 EUR → 50.00 EUR',
    ],
    'a ticket type that comes': [
      { ticketTypes: [...types, { name: 'New', price: '1', currency: 'EUR', capacity: 3 }] },
      'ticketTypes[New]: 1.00 EUR, capacity 3 (new)',
    ],
    'a ticket type that goes': [{ ticketTypes: types.slice(0, 1) }, 'ticketTypes[Balcony]: 65.00 EUR → deleted'],
    'their order': [{ ticketTypes: [types[1], types[0]] }, 'order of ticketTypes: Stalls, Balcony → Balcony, Stalls'],
    'a ticket type that is hidden': [
      { ticketTypes: [types[0], { ...types[1], hidden: true }] },
      'ticketTypes[Balcony].hidden: true (new)',
    ],
    'a name that only differs by case': [
      { ticketTypes: [{ ...types[0], name: 'STALLS' }, types[1]] },
      'ticketTypes[Stalls].name: "Stalls" → "STALLS"',
    ],
    'no ticket types, which is one for nothing': [
      { ticketTypes: undefined },
      'ticketTypes[General Admission]: 0.00 EUR (new)',
      'ticketTypes[Stalls]: 45.00 EUR → deleted',
      'ticketTypes[Balcony]: 65.00 EUR → deleted',
    ],
  }
  for (const [what, [wanted, ...lines]] of Object.entries(changed))
    it(`shows ${what}`, async () => {
      const { step } = await stepFor({ ...asThere, ...wanted }, there())
      expect(step).to.deep.include({ action: 'change', version: 3 })
      expect(planText([step]).split('\n').slice(1, -1)).to.deep.equal(lines.map(line => `    ${line}`))
    })

  it('follows a ticket type by its external id, what is left by name', async () => {
    const [stalls, balcony] = there().ticketTypes
    const event = there({ ticketTypes: [{ ...stalls!, externalId: 'a' }, balcony!] })
    const wanted = [{ ...types[0], name: 'Parquet', externalId: 'a' }, types[1]]
    const { step } = await stepFor({ ...asThere, ticketTypes: wanted }, event)
    expect(step.changes).to.deep.equal([{ field: 'ticketTypes[Stalls].name', from: '"Stalls"', to: '"Parquet"' }])
  })

  const refused: Record<string, [wanted: object, there: Partial<Event>, reason: string]> = {
    'a change of a cancelled event': [{ title: 'A' }, { status: 'cancelled' }, 'it is cancelled, and'],
    'a change of an event that is over': [{ title: 'A' }, { status: 'ended' }, 'it has ended'],
    'a test event that is to be none': [{ test: false }, { test: true }, 'it is a test event, and that never changes'],
    'another currency': [
      { ticketTypes: [{ name: 'Stalls', price: '1', currency: 'CHF' }] },
      {},
      "it sells in EUR, and that stays: its prices can't be in CHF",
    ],
    'fewer seats than are taken': [{ capacity: 5 }, {}, "its capacity can't be below 6"],
    'fewer seats of a type than are taken': [
      { ticketTypes: [{ ...types[0], capacity: 5 }, types[1]] },
      {},
      "the capacity of the ticket type Stalls can't be below 6",
    ],
    'a type that is sold and goes': [
      { ticketTypes: types.slice(0, 1) },
      {},
      "the ticket type Balcony can't be left out: 6 seats of it are held or sold",
    ],
  }
  for (const [what, [wanted, event, reason]] of Object.entries(refused))
    it(`refuses ${what}`, async () => {
      const { step } = await stepFor({ ...asThere, ...wanted }, there({ status: 'published', ...event }), {
        stats: new Map([[there().id, statsOf(2, 4)]]),
      })
      expect(step.action).to.equal('refused')
      expect(step.reasons.join('; ')).to.contain(reason)
    })

  it('looks at the sales only where they could stand in the way', async () => {
    const looks = async (wanted: object, event: Partial<Event>) => {
      const { step, current } = await stepFor({ ...asThere, ...wanted }, there(event))
      return needsStats(step, current)
    }
    expect(await looks({ capacity: 119 }, { status: 'published' })).to.equal(true)
    expect(await looks({ capacity: 119 }, { status: 'draft' })).to.equal(false)
    expect(await looks({ capacity: 121 }, { status: 'published' })).to.equal(false)
    expect(await looks({ ticketTypes: types.slice(0, 1) }, { status: 'published' })).to.equal(true)
  })

  it('takes the types of an endpoint as a set, and its metadata in any order', async () => {
    const endpoint = {
      ...{ id: 'whe_1', externalId: 'w', url: 'https://a.example', types: ['booking.confirmed', 'event.published'] },
      ...{ mode: 'live', payloadVersion: '2026-11-01', disabled: true, metadata: { a: '1', b: '2' }, version: 2 },
    } as unknown as WebhookEndpoint
    const file = {
      externalId: 'w',
      ...{ url: 'https://a.example', types: ['event.published', 'booking.confirmed'], metadata: { b: '2', a: '1' } },
    }
    const { entries } = entriesIn('f', JSON.stringify({ webhookEndpoints: [file] }))
    const current = { ...nobody, webhookEndpoint: new Map([['w', endpoint]]) }
    expect(planOf((await wantedOf(entries)).wanted, current)[0]).to.deep.include({ action: 'unchanged' })
  })
})
