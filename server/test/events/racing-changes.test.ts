// Two changes of one event that were made on the same version of it: one is made as a whole, of the other nothing.
import { expect } from 'chai'
import { expectStatus } from '../support/builders.ts'
import type { Answer } from '../support/server.ts'
import { aPerson, inDays, startEventsServer, type Event, type EventsServer, type Person } from './events-server.ts'

/** How often each pair races, and the control at most: of the changes that are made in two steps half are torn. */
const rounds = 8
const controlRoundsMax = 40

interface Known extends Event {
  readonly organizer: Person
}
/** A change, and what it makes of an event as `viewOf` shows it; `mark` makes it another than all others. */
interface Change {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly sets: Readonly<Record<string, unknown>>
}
type Kind = (event: Known, mark: number) => Change

const ofEvent = ({ id }: Known, body: Readonly<Record<string, unknown>>): Change => ({
  path: `/admin/events/${id}`,
  body,
  sets: body,
})
const ofType = ({ id, ticketTypes: [type] }: Known, body: Readonly<Record<string, unknown>>): Change => ({
  path: `/admin/events/${id}/ticket-types/${type!.id}`,
  body,
  sets: Object.fromEntries(Object.entries(body).map(([name, value]) => [`type ${name}`, value])),
})

const kinds: Readonly<Record<string, Kind>> = {
  'more seats and a title': (event, mark) => ofEvent(event, { capacity: 200 + mark, title: `Title ${mark}` }),
  'fewer seats and a description': (event, mark) =>
    ofEvent(event, { description: `Words ${mark}`, capacity: 190 - mark }),
  'times, bounds and the order of the waitlist': (event, mark) =>
    ofEvent(event, {
      startsAt: inDays(20 + mark),
      endsAt: inDays(120 + mark),
      holdsPerBuyerMax: mark,
      holdSeatsPerBuyerMax: mark,
      claimSecondsMax: mark,
      waitlistPolicy: { order: 'skip', skipMax: mark },
    }),
  'seats of a ticket type and its name': (event, mark) => ofType(event, { capacity: 50 + mark, name: `Type ${mark}` }),
  'limit, price and sales end of a ticket type': (event, mark) =>
    ofType(event, { maxPerUser: mark, priceMinor: mark, salesEndAt: inDays(1 + mark / 10) }),
  'no seats of its own for a ticket type, and its price': (event, mark) =>
    ofType(event, { capacity: null, priceMinor: 1_000 + mark }),
}

const shown = [
  'title',
  'description',
  'capacity',
  'startsAt',
  'endsAt',
  'holdsPerBuyerMax',
  'holdSeatsPerBuyerMax',
  'claimSecondsMax',
  'waitlistPolicy',
] as const

function viewOf(event: Event) {
  const { capacity = null, name, maxPerUser, priceMinor, salesEndAt } = event.ticketTypes[0]!
  return {
    ...(Object.fromEntries(shown.map(field => [field, event[field]])) as Pick<Event, (typeof shown)[number]>),
    'type capacity': capacity,
    'type name': name,
    'type maxPerUser': maxPerUser,
    'type priceMinor': priceMinor,
    'type salesEndAt': salesEndAt,
  }
}

describe('two changes of an event on one version of it', function () {
  this.timeout(60_000)
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())

  let marks = 0
  const anEvent = (): Promise<Known> =>
    server.anEvent({
      publish: true,
      capacity: 195,
      ticketTypes: [
        { name: 'Stalls', priceMinor: 1_000, currency: 'EUR', capacity: 40 },
        { name: 'Balcony', priceMinor: 2_000, currency: 'EUR' },
      ],
    })
  const read = async (event: Known) =>
    expectStatus(await server.call('GET', `/events/${event.id}`, { as: event.organizer }), 200)
  const send = ({ organizer }: Known, { path, body }: Pick<Change, 'path' | 'body'>, etag: string) =>
    server.call('PATCH', path, { as: organizer, body, headers: { 'if-match': etag } })

  /** Lets the two changes race, and says whether the event is then what exactly one of them makes of it. */
  async function race(
    event: Known,
    changes: readonly [Change, Change],
    change: (event: Known, change: Change, etag: string) => Promise<Answer<unknown>>,
  ) {
    const before = await read(event)
    const etag = String(before.headers['etag'])
    const answers = await Promise.all(changes.map(each => change(event, each, etag)))
    const statuses = answers.map(({ status }) => status)
    const winner = statuses.indexOf(200)
    const seen = viewOf((await read(event)).body)
    return { statuses: statuses.sort(), seen, expected: { ...viewOf(before.body), ...changes[winner]?.sets } }
  }

  const names = Object.keys(kinds)
  for (const [n, one] of names.entries()) {
    for (const other of names.slice(n)) {
      it(`is made once: ${one} beside ${other}`, async () => {
        const event = await anEvent()
        for (let round = 0; round < rounds; round++) {
          const { statuses, seen, expected } = await race(
            event,
            [kinds[one]!(event, (marks++ % 80) + 1), kinds[other]!(event, (marks++ % 80) + 1)],
            send,
          )
          expect(statuses).to.deep.equal([200, 412])
          expect(seen).to.deep.equal(expected)
        }
        expect(await server.audit(event.id)).to.deep.equal([])
      })
    }
  }

  it('is torn where the seats change in a step of their own, before the version is taken: the control', async () => {
    const inTwoSteps = async (event: Known, { path, body: { capacity, ...rest } }: Change, etag: string) => {
      await server.command(event.id, { kind: 'change_capacity', ticketTypeId: null, capacity: capacity as number })
      return send(event, { path, body: rest }, etag)
    }
    const event = await anEvent()
    let torn = 0
    for (let round = 0; round < controlRoundsMax && torn === 0; round++) {
      const { statuses, seen, expected } = await race(
        event,
        [
          kinds['more seats and a title']!(event, (marks++ % 80) + 1),
          kinds['more seats and a title']!(event, (marks++ % 80) + 1),
        ],
        inTwoSteps,
      )
      expect(statuses).to.deep.equal([200, 412])
      if (seen.capacity !== expected.capacity) torn++
    }
    expect(torn).to.be.greaterThan(0)
  })

  it('leaves a venue as one of them has made it', async () => {
    const organizer = aPerson()
    const venue = await server.aVenue({}, organizer)
    for (let round = 0; round < rounds; round++) {
      const bodies = ['One', 'Two'].map(name => ({
        name: `${name} ${round}`,
        address: `${name} Street ${round}`,
        city: `${name} ${round}`,
      }))
      const before = await server.call('GET', `/venues/${venue.id}`)
      const answers = await Promise.all(
        bodies.map(body =>
          server.call('PATCH', `/admin/venues/${venue.id}`, {
            as: organizer,
            body,
            headers: { 'if-match': String(before.headers['etag']) },
          }),
        ),
      )
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412])
      expect((await server.call('GET', `/venues/${venue.id}`)).body).to.deep.include(
        bodies[answers.findIndex(({ status }) => status === 200)]!,
      )
    }
  })
})
