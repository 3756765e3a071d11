import { expect } from 'chai'
import { anAccount, anEvent, expectStatus, theAdmin } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn } from '../support/server.ts'

describe('a server that is paused for longer than its lease', function () {
  this.timeout(60_000)
  let databases: TestDatabases
  const running: ServerProcess[] = []
  beforeEach(async () => {
    databases = await cloneDatabases()
  })
  afterEach(async () => {
    await Promise.all(running.splice(0).map(server => server.kill()))
    await databases.close()
  })

  const start = async (env: Readonly<Record<string, string>> = {}) => {
    const server = await spawnServer(databases, { EVENTLY_RECOVERY_SECONDS: '1', ...env })
    running.push(server)
    return { ...server, call: callOn(server.url) }
  }

  for (const point of ['saga.authorize.before', 'saga.capture.before', 'saga.complete.before'] as const) {
    it(`at ${point} charges nobody twice when it goes on`, async () => {
      const paused = await start({ EVENTLY_FAILPOINTS: `${point}=pause@1` })
      const organizer = await anAccount(paused, { role: 'organizer' })
      const event = await anEvent(paused, { organizer })
      const send = (path: string, body: object) => paused.call('POST', path, { token: organizer.token, body })
      const {
        body: { id: reservationId },
      } = expectStatus(
        await send('/bookings/reserve', { eventId: event.id, quantity: 1, buyer: { reference: 'paused' } }),
        201,
      )
      const late = send('/bookings/confirm', { reservationId, payment: { token: 'tok_ok' } })

      const other = await start()
      const settled = async () =>
        (await databases.bookings.pool.query<{ status: string }>('select status from bookings')).rows.map(
          ({ status }) => status,
        )
      const [outcome] = await eventually(settled, ([status]) => status === 'confirmed' || status === 'failed', {
        withinMs: 15_000,
      })
      process.kill(paused.pid, 'SIGCONT')
      const answer = await late
      // Its call to the provider has outlived its time-out: it may say that it doesn't know, never that it has charged.
      const said = answer.status === 201 ? 'created' : (answer.body.code as string)
      expect(said).to.be.oneOf([
        outcome === 'confirmed' ? 'created' : 'payment_declined',
        'confirmation_in_progress',
        'payment_outcome_unknown',
      ])

      const { token } = await theAdmin(other)
      const { body } = expectStatus(await other.call('GET', '/admin/audit', { token }), 200)
      expect(body.checks.filter(({ violations }: { violations: unknown[] }) => violations.length > 0)).to.deep.equal([])
      expect(await settled()).to.deep.equal([outcome])
      const { rows: charges } = await databases.bookings.pool.query(
        `select status from sandbox_charges where status in ('authorized', 'captured')`,
      )
      expect(charges).to.deep.equal(outcome === 'confirmed' ? [{ status: 'captured' }] : [])
    })
  }
})
