import { expect } from 'chai'
import { aBooking, anEvent, aPromotion, aReservation } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { messagesOf } from '../support/messages.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn, type Call } from '../support/server.ts'

describe('when a process that makes messages dies', () => {
  let databases: TestDatabases
  const running: ServerProcess[] = []
  const start = async (failpoints?: string) => {
    const server = await spawnServer(databases, failpoints === undefined ? {} : { EVENTLY_FAILPOINTS: failpoints })
    running.push(server)
    return server
  }
  beforeEach(async () => {
    databases = await cloneDatabases()
  })
  afterEach(async () => {
    await Promise.all(running.splice(0).map(server => server.kill()))
    await databases.close()
  })

  /** What is written through a server of which messages of this type are to be made; its answer may be lost. */
  const acts: Readonly<Record<string, (call: Call, other: Call) => Promise<unknown>>> = {
    'event.published': call => anEvent({ call }),
    'booking.confirmed': async (call, other) => aBooking({ call }, await anEvent({ call: other }, { capacity: 1 })),
    'inventory.sold_out': async (call, other) =>
      aReservation({ call }, await anEvent({ call: other }, { capacity: 1 })),
    'promotion.used_up': async (call, other) => {
      const event = await anEvent({ call: other }, { capacity: 9 })
      const { code } = await aPromotion({ call: other }, event, { kind: 'discount', percent: 10, usesMax: 1 })
      await aReservation({ call }, event, { promotionCode: code })
    },
  }
  /** The events of which there is something to tell. */
  const eventsOf: Readonly<Record<string, () => Promise<readonly { id: string }[]>>> = {
    'event.published': () => databases.events.knex('events').where({ status: 'published' }).select('id'),
    'booking.confirmed': () =>
      databases.bookings.knex('bookings').where({ status: 'confirmed' }).select({ id: 'event_id' }),
    'inventory.sold_out': () =>
      databases.events.knex('inventory').where({ available_seats: 0 }).whereNot({ sales: 'draft' }).select({
        id: 'event_id',
      }),
    'promotion.used_up': () => databases.events.knex('promotions').where({ uses: 1 }).select({ id: 'event_id' }),
  }

  for (const [point, type] of [
    ['relay.bookings.before', 'booking.confirmed'],
    ['relay.append.after', 'event.published'],
    ['relay.inventory.before', 'inventory.sold_out'],
    ['relay.append.before', 'promotion.used_up'],
  ] as const)
    it(`at ${point}, another has told of it within 5 s`, async function () {
      this.timeout(120_000)
      const other = await start()
      const doomed = await start(`${point}=kill`)
      let isDead = false
      const ended = doomed.ended.then(() => {
        isDead = true
      })
      // The other one looks by itself too, once a second, and may be the first; then there is more to tell.
      while (!isDead) await Promise.race([ended, acts[type]!(callOn(doomed.url), callOn(other.url)).catch(() => {})])
      const diedMs = performance.now()
      const toTell = (await eventsOf[type]!()).map(({ id }) => id)
      expect(toTell).not.to.deep.equal([])
      await eventually(
        async () => (await messagesOf(databases.bookings)).filter(message => message.type === type),
        seen => toTell.every(id => seen.some(({ eventId }) => eventId === id)),
        { withinMs: 5_000, everyMs: 50 },
      )
      expect(performance.now() - diedMs).to.be.below(5_000)
      expect(await other.stop()).to.equal(0)
    })
})
