import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'chai'
import { aBooking, anEvent } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { messagesOf } from '../support/messages.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn } from '../support/server.ts'

/** After this long a fact has been told by one process or another. */
const takenWithinMs = 10_000

describe('when a process that makes messages dies', function () {
  this.timeout(120_000)
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

  for (const [point, type] of [
    ['relay.bookings.before', 'booking.confirmed'],
    ['relay.append.after', 'event.published'],
    ['relay.inventory.before', 'inventory.sold_out'],
  ] as const)
    it(`at ${point}, another has told of it within 5 s`, async () => {
      const other = await start()
      const doomed = await start(`${point}=kill@${type === 'inventory.sold_out' ? 2 : 1}`)
      const call = callOn(doomed.url)
      // Nobody else is hinted, so the doomed process is mostly the first to look. Where the other was, there is more.
      let eventId: string | undefined
      let isDead = false
      void doomed.ended.then(() => {
        isDead = true
      })
      while (!isDead) {
        const event = await anEvent({ call }, { capacity: 1, publish: false })
        eventId = event.id
        const { token } = event.organizer
        // Their answers may be lost.
        await call('POST', `/admin/events/${event.id}/publish`, { token })
          .then(() => aBooking({ call }, event))
          .catch(() => {})
        await Promise.race([doomed.ended, delay(takenWithinMs)])
      }
      const diedMs = performance.now()
      await eventually(
        () => messagesOf(databases.bookings, eventId!),
        seen => seen.some(message => message.type === type),
        { withinMs: 5_000, everyMs: 50 },
      )
      expect(performance.now() - diedMs).to.be.below(5_000)
      expect(await other.stop()).to.equal(0)
    })
})
