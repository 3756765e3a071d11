// A step that throws, and a provider whose answer is dropped, in a running server: what the buyer is told, and what
// becomes of it.
import { expect } from 'chai'
import { anAccount, anEvent, aReservation, expectStatus, theAdmin } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn, type Answer } from '../support/server.ts'

describe('a server whose step fails', function () {
  this.timeout(60_000)
  let databases: TestDatabases
  let running: ServerProcess | undefined
  beforeEach(async () => {
    databases = await cloneDatabases()
  })
  afterEach(async () => {
    await running?.kill()
    running = undefined
    await databases.close()
  })

  /** One purchase by a server with this plan; `told` is the first answer. */
  async function purchase(plan: string) {
    running = await spawnServer(databases, {
      EVENTLY_RECOVERY_SECONDS: '1',
      EVENTLY_LOG_LEVEL: 'silent',
      EVENTLY_FAILPOINTS: plan,
    })
    const server = { call: callOn(running.url) }
    const event = await anEvent(server, { organizer: await anAccount(server, { role: 'organizer' }) })
    const { id: reservationId, buyer } = await aReservation(server, event)
    const confirm = (): Promise<Answer> =>
      server.call('POST', '/bookings/confirm', {
        token: buyer.token,
        headers: { 'idempotency-key': 'once' },
        body: { reservationId, payment: { token: 'tok_ok' } },
      })
    return { server, buyer, confirm, told: await confirm() }
  }

  async function expectOneCharge({ server }: Awaited<ReturnType<typeof purchase>>, status: string) {
    const { rows } = await databases.bookings.pool.query<{ status: string }>('select status from sandbox_charges')
    expect(rows.map(row => row.status)).to.deep.equal([status])
    const { token } = await theAdmin(server)
    await eventually(
      () => server.call('GET', '/admin/audit', { token }),
      ({ body }) => body.clean,
      { withinMs: 15_000 },
    )
  }

  const table: readonly [plan: string, told: readonly (number | string)[]][] = [
    ['saga.begin-confirm.before=error@1', [500, 'internal_error']],
    ['saga.commit.before=error@1', [500, 'internal_error']],
    ['saga.complete.before=error@1', [500, 'internal_error']],
    ['saga.complete.after=error@1', [500, 'internal_error']],
    ['saga.capture.after=error@1', [503, 'payment_outcome_unknown']],
    ['sandbox.capture.after=drop@1', [503, 'payment_outcome_unknown']],
  ]
  for (const [plan, told] of table) {
    it(`(${plan}) tells the buyer, who asks again, that it has worked, and charges once`, async () => {
      const bought = await purchase(plan)
      expect([bought.told.status, bought.told.body.code]).to.deep.equal(told)
      await eventually(bought.confirm, ({ status }) => status === 201, { withinMs: 15_000 })
      await expectOneCharge(bought, 'captured')
    })
  }

  for (const plan of ['sandbox.authorize.after=drop@1', 'saga.authorize.after=error@1']) {
    it(`(${plan}) finds out by itself that the money is there, and confirms at once`, async () => {
      const bought = await purchase(plan)
      expectStatus(bought.told, 201)
      await expectOneCharge(bought, 'captured')
    })
  }

  it('(sandbox.refund.after=drop@1) cancels at once and repays once', async () => {
    const bought = await purchase('sandbox.refund.after=drop@1')
    const cancel = () => bought.server.call('DELETE', `/bookings/${bought.told.body.id}`, { token: bought.buyer.token })
    expect(expectStatus(await cancel(), 200).body)
      .to.include({ status: 'cancelled' })
      .and.to.have.nested.property('refund.status', 'pending')
    await eventually(
      () => bought.server.call('GET', `/bookings/${bought.told.body.id}`, { token: bought.buyer.token }),
      ({ body }) => body.refund.status === 'succeeded',
      { withinMs: 20_000 },
    )
    await expectOneCharge(bought, 'refunded')
  })
})
