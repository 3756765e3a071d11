import { expect } from 'chai'
import { aBooking, anEvent } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { messagesOf } from '../support/messages.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn } from '../support/server.ts'

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

  for (const [point, type] of [
    ['relay.bookings.before', 'booking.confirmed'],
    ['relay.append.after', 'event.published'],
    ['relay.inventory.before', 'inventory.sold_out'],
  ] as const)
    it(`at ${point}, another has told of it within 5 s`, async () => {
      const other = await start()
      const doomed = await start(`${point}=kill@${type === 'inventory.sold_out' ? 2 : 1}`)
      const call = callOn(doomed.url)
      // Nobody else is hinted: what the doomed process has written, it is the first to look at.
      const event = await anEvent({ call }, { capacity: 1 })
      await aBooking({ call }, event).catch(() => {}) // its answer may be lost
      await doomed.ended
      const diedMs = performance.now()
      await eventually(
        () => messagesOf(databases.bookings, event.id),
        seen => seen.some(message => message.type === type),
        { withinMs: 5_000, everyMs: 50 },
      )
      expect(performance.now() - diedMs).to.be.below(5_000)
      expect(await other.stop()).to.equal(0)
    })
})
