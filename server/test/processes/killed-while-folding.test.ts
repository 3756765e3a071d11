// Servers that are killed one after the other while they fold the history of an event: what each leaves is whole or
// folded, the next goes on with it, and the last has it done.
import { expect } from 'chai'
import type { Failpoint } from '../../src/recovery-steps.ts'
import { linesOf, longAgo, toldAll } from '../inventory/old-events.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import { aBooking, anAccount, anEvent, expectStatus } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn } from '../support/server.ts'

const patient = { withinMs: 40_000 }
/** In the order in which a history passes them. */
const points: readonly Failpoint[] = ['fold.audit.after', 'fold.archive.after', 'fold.carry.after']

describe('servers that are killed while they fold a history', function () {
  this.timeout(180_000)
  let databases: TestDatabases
  let running: ServerProcess | undefined
  before(async () => {
    databases = await cloneDatabases()
  })
  after(async () => {
    await running?.kill()
    await databases.close()
  })

  const start = async (point?: Failpoint) => {
    running = await spawnServer(databases, point === undefined ? {} : { EVENTLY_FAILPOINTS: `${point}=kill@1` })
    return { call: callOn(running.url), databases }
  }
  const atOnce = () => databases.events.knex('ledger_folds').update({ due_at: databases.events.knex.fn.now() })

  it('leave it whole or folded, and it is folded in the end', async () => {
    let server = await start()
    const organizer = await anAccount(server, { role: 'organizer' })
    const event = await anEvent(server, { organizer, capacity: 5 })
    for (const quantity of [1, 2]) await aBooking(server, event, { quantity })
    await toldAll(server, event.id)
    await running!.kill()
    await longAgo(server, event.id, 91)

    for (const point of points) {
      server = await start(point)
      await atOnce()
      expect(await running!.ended, point).to.equal('SIGKILL')
      expect(running!.errors()).to.contain(`failpoint ${point}`)
      const { clean, checks } = await auditInventory(databases.events, event.id)
      expect(clean, `${point}: ${JSON.stringify(checks.filter(({ violations }) => violations.length > 0))}`).to.equal(
        true,
      )
    }

    server = await start()
    await atOnce()
    await eventually(
      () => databases.events.knex('ledger_folds').first('state'),
      fold => fold?.state === 'complete',
      patient,
    )
    expect(await linesOf(server, event.id)).to.equal(4)
    const { body } = expectStatus(
      await server.call('GET', `/admin/events/${event.id}/audit`, { token: organizer.token }),
      200,
    )
    expect(body.clean).to.equal(true)
  })
})
