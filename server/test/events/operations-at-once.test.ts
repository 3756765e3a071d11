// Every writing operation on an event beside every other: none waits in a circle, none is answered with a fault of
// ours.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect } from 'chai'
import type { Command } from '../../src/domains/inventory/rules/commands.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Answer } from '../support/server.ts'
import {
  aPerson,
  inDays,
  startEventsServer,
  type Event,
  type EventsServer,
  type Person,
  type Venue,
} from './events-server.ts'

interface Scene {
  readonly event: Event
  readonly organizer: Person
  readonly venues: readonly [Venue, Venue]
}
type Operation = (server: EventsServer, scene: Scene) => Promise<{ readonly status: number; readonly body: unknown }>

/** PostgreSQL's deadlock_detected. */
const deadlock = '40P01'

let marks = 0
const mark = () => marks++ % 90

const admin = (
  server: EventsServer,
  { organizer }: Scene,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer<unknown>> =>
  server.call<unknown>(method, `/admin${path}`, {
    as: organizer,
    headers: { 'if-match': '*' },
    ...(body !== undefined && { body }),
  })

/** A command of another process to the event's seats, which has a lane of its own. */
const seats = async (server: EventsServer, { event }: Scene, command: Command) => {
  const decision = await server.command(event.id, command)
  return { status: decision.kind === 'refused' ? 409 : 200, body: decision }
}
/** Of a test event, only its organizer's account gets seats. */
const aBuyer = ({ organizer }: Scene) => ({ userId: organizer.id, named: { reference: newId('usr') } })
const typeOf = ({ event }: Scene, n = 0) => event.ticketTypes[n]!.id

const operations: Readonly<Record<string, Operation>> = {
  'changing everything': (server, scene) =>
    admin(server, scene, 'PATCH', `/events/${scene.event.id}`, {
      title: `Title ${mark()}`,
      capacity: 100 + mark(),
      startsAt: inDays(20),
      endsAt: inDays(40),
      externalId: `x-${mark()}`,
      holdsPerBuyerMax: 5,
      waitlistPolicy: { order: 'skip' },
    }),
  'moving it to the first venue': (server, scene) =>
    admin(server, scene, 'PATCH', `/events/${scene.event.id}`, { venueId: scene.venues[0].id }),
  'moving it to the second venue': (server, scene) =>
    admin(server, scene, 'PATCH', `/events/${scene.event.id}`, { venueId: scene.venues[1].id, capacity: 100 + mark() }),
  'deleting it': (server, scene) => admin(server, scene, 'DELETE', `/events/${scene.event.id}`),
  'publishing it': (server, scene) => admin(server, scene, 'POST', `/events/${scene.event.id}/publish`),
  'calling it off': (server, scene) => admin(server, scene, 'POST', `/events/${scene.event.id}/cancel`),
  'advancing its clock': (server, scene) =>
    admin(server, scene, 'POST', `/events/${scene.event.id}/test-clock`, { advanceSeconds: 1 + mark() }),
  'adding a ticket type': (server, scene) =>
    admin(server, scene, 'POST', `/events/${scene.event.id}/ticket-types`, {
      name: 'Another',
      priceMinor: 1,
      currency: 'EUR',
    }),
  'changing the seats of a ticket type': (server, scene) =>
    admin(server, scene, 'PATCH', `/events/${scene.event.id}/ticket-types/${typeOf(scene)}`, {
      capacity: 10 + mark(),
      maxPerUser: 50,
    }),
  'deleting a ticket type': (server, scene) =>
    admin(server, scene, 'DELETE', `/events/${scene.event.id}/ticket-types/${typeOf(scene, 1)}`),
  'changing the first venue': (server, scene) =>
    admin(server, scene, 'PATCH', `/venues/${scene.venues[0].id}`, { name: `Hall ${mark()}` }),
  'deleting the first venue': (server, scene) => admin(server, scene, 'DELETE', `/venues/${scene.venues[0].id}`),
  'deleting the second venue': (server, scene) => admin(server, scene, 'DELETE', `/venues/${scene.venues[1].id}`),
  reserving: (server, scene) =>
    seats(server, scene, {
      kind: 'reserve',
      holdId: newId('rsv'),
      buyer: aBuyer(scene),
      selection: { items: [{ ticketTypeId: typeOf(scene), quantity: 1 }] },
      idempotency: null,
      cause: 'reserve',
    }),
  'joining the waitlist': (server, scene) =>
    seats(server, scene, {
      kind: 'join',
      entryId: newId('wle'),
      buyer: aBuyer(scene),
      quantity: 90,
      ticketTypeId: null,
      acceptFewer: true,
      idempotency: null,
    }),
  'serving the waitlist': (server, scene) => seats(server, scene, { kind: 'advance' }),
  'ending what was called off': async server => ({ status: 200, body: await server.inventory.cancellations.goOn() }),
}

/** What the other kind refuses at once. */
const ofDraftsOnly = ['deleting it', 'publishing it'],
  ofPublishedOnly = [
    'calling it off',
    'reserving',
    'joining the waitlist',
    'serving the waitlist',
    'ending what was called off',
  ]

for (const state of ['a draft', 'a published event'] as const) {
  describe(`every operation on ${state} beside every other`, function () {
    this.timeout(120_000)
    let server: EventsServer
    before(async () => {
      server = await startEventsServer()
    })
    after(() => server.close())

    async function aScene(): Promise<Scene> {
      const organizer = aPerson()
      const [one, other] = [await server.aVenue({}, organizer), await server.aVenue({}, organizer)]
      const type = { priceMinor: 100, currency: 'EUR' }
      const event = await server.anEvent(
        {
          test: true,
          publish: state !== 'a draft',
          venueId: one.id,
          ticketTypes: [
            { ...type, name: 'Stalls', capacity: 60 },
            { ...type, name: 'Balcony' },
          ],
        },
        organizer,
      )
      return { event, organizer, venues: [one, other] }
    }

    /** How many statements wait for a lock that another holds. */
    async function waiting() {
      const {
        rows: [row],
      } = await server.sql.raw<{ rows: { waiting: number }[] }>(`
        select count(*)::integer as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`)
      return row!.waiting
    }

    /** Starts one after the other while the seats are locked, each as far as it comes, and then lets them go on. */
    async function oneAfterTheOther(scene: Scene, started: readonly Operation[]) {
      const gate = await server.sql.transaction()
      const answers: ReturnType<Operation>[] = []
      let settled = 0
      const settles = () => {
        settled++
      }
      try {
        await gate('inventory').where({ event_id: scene.event.id }).forUpdate().first('event_id')
        for (const operation of started) {
          const answer = operation(server, scene)
          answer.then(settles, settles)
          answers.push(answer)
          while (settled + (await waiting()) < answers.length) await nextTurn()
        }
      } finally {
        await gate.rollback()
      }
      return Promise.all(answers)
    }

    const atOnce = (scene: Scene, started: readonly Operation[]) =>
      Promise.all(started.map(operation => operation(server, scene)))

    const names = Object.keys(operations).filter(
      name => !(state === 'a draft' ? ofPublishedOnly : ofDraftsOnly).includes(name),
    )
    for (const [n, one] of names.entries()) {
      it(`${one}, before, after and beside whatever else, is carried out or refused`, async () => {
        for (const other of names.slice(n)) {
          for (const [start, started] of [
            [oneAfterTheOther, [one, other]],
            [oneAfterTheOther, [other, one]],
            [atOnce, [one, other, one]],
          ] as const) {
            const scene = await aScene()
            for (const { status, body } of await start(
              scene,
              started.map(name => operations[name]!),
            ))
              expect(status, `${started.join(', ')}: ${JSON.stringify(body)}`).to.be.lessThan(500)
          }
        }
      })
    }

    it("would wait in a circle if the inventory's row did not come first: the control", async () => {
      const resize: Operation = (_, scene) =>
        seats(server, scene, { kind: 'change_capacity', ticketTypeId: null, capacity: 90 })
      const removeTypesFirst: Operation = (_, { event }) =>
        server.sql.transaction(async sql => {
          for (const table of ['ticket_types', 'inventory']) await sql(table).where({ event_id: event.id }).delete()
          throw new Error('it stays')
        })
      const circle = await oneAfterTheOther(await aScene(), [resize, removeTypesFirst]).then(
        () => 'no circle',
        (error: { code?: string }) => error.code,
      )
      expect(circle).to.equal(deadlock)
    })

    it("leaves every event's counters, holds and ledger in agreement", async () => {
      expect(await server.audit()).to.deep.equal([])
    })
  })
}
