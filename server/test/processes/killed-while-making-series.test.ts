// Servers that are killed while they make a series, and while they change one: of a series that is being made nothing
// is left, and the same request makes all of it; a change is repeated, and says of each event how it stands.
import { expect } from 'chai'
import type { Shape } from '../../src/contract/types.ts'
import type { Failpoint } from '../../src/recovery-steps.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import { anAccount, anEvent, expectStatus, seriesOf } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn } from '../support/server.ts'

/** A series of a hundred has five pages: after the first, in the middle, and before all is committed. */
const strikes = ['series.page.before=kill@1', 'series.page.after=kill@3', 'series.page.after=kill@5'] as const
const rrule = 'FREQ=DAILY;COUNT=100'

describe('servers that are killed', function () {
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

  const start = async (strike?: `${Failpoint}=kill@${number}`) => {
    running = await spawnServer(databases, strike === undefined ? {} : { EVENTLY_FAILPOINTS: strike })
    return { call: callOn(running.url), databases }
  }
  const countOf = async (title: string) =>
    Number((await databases.events.knex('events').where({ title }).count({ count: '*' }))[0]!['count'])

  it('while they make a series leave nothing of it, and the request under its key makes all of it', async () => {
    let server = await start()
    const organizer = await anAccount(server, { role: 'organizer' })
    const event = await anEvent(server, { organizer, title: 'Struck' })
    const make = () =>
      server.call('POST', `/admin/events/${event.id}/series`, {
        token: organizer.token,
        headers: { 'idempotency-key': 'struck' },
        body: { rrule },
      })
    for (const strike of strikes) {
      await running!.kill()
      server = await start(strike)
      await make().then(
        () => expect.fail('a killed server answers nothing'),
        () => undefined,
      )
      expect(await running!.ended, strike).to.equal('SIGKILL')
      expect(await countOf('Struck'), strike).to.equal(1)
    }
    server = await start()
    const { body } = expectStatus(await make(), 201)
    expect(body.data).to.have.length(100)
    expect(await countOf('Struck')).to.equal(100)
    expect(expectStatus(await make(), 201).body).to.deep.equal(body)
    expect(await countOf('Struck')).to.equal(100)
    expect((await auditInventory(databases.events)).clean).to.equal(true)
  })

  it('while they change a series leave each event whole, and a repeat does the rest', async () => {
    await running!.kill()
    let server = await start('series.change.after=kill@4')
    const organizer = await anAccount(server, { role: 'organizer' })
    const event = await anEvent(server, { organizer, title: 'Before' })
    await seriesOf(server, event, 'FREQ=DAILY;COUNT=10')
    const change = () =>
      server.call('PATCH', `/admin/events/${event.id}/series`, {
        token: organizer.token,
        body: { title: 'After', capacity: 77 },
      })
    await change().then(
      () => expect.fail('a killed server answers nothing'),
      () => undefined,
    )
    expect(await running!.ended).to.equal('SIGKILL')
    expect([await countOf('Before'), await countOf('After')]).to.deep.equal([6, 4])

    server = await start()
    const told = expectStatus(await change(), 200).body as Shape<'SeriesOutcomes'>
    expect(told).to.include({ changed: 6, unchanged: 4, refused: 0 })
    expect([await countOf('Before'), await countOf('After')]).to.deep.equal([0, 10])
    expect((await auditInventory(databases.events)).clean).to.equal(true)
  })
})
