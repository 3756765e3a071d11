import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { readDocument } from '../../src/contract/document.ts'
import { RefusedForGood } from '../../src/domains/bookings/payments/port.ts'
import { createSandbox } from '../../src/domains/bookings/payments/sandbox.ts'
import { declineOf, sandboxTokens } from '../../src/domains/bookings/payments/sandbox-tokens.ts'
import { newId } from '../../src/platform/ids.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'

const unknownToken =
  'unknown token; the sandbox knows tok_ok, tok_declined, tok_slow, tok_timeout, tok_late_success, tok_answer_lost, ' +
  'tok_capture_refused, tok_refund_fails, tok_refund_fails_once, ' +
  'tok_refunded_at_provider, tok_disputed, tok_dispute_lost'

describe('the sandbox', () => {
  let databases: TestDatabases
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())

  const soon = () => ({ signal: AbortSignal.timeout(250) })
  const aCharge = (token: string) => ({ key: newId('pay'), token, amountMinor: 500, currency: 'EUR' })

  const table: readonly [token: string, answer: string, found: string][] = [
    ['tok_ok', 'authorized', 'authorized'],
    ['tok_refund_fails', 'authorized', 'authorized'],
    ['tok_declined', 'declined: card declined', 'declined'],
    ['tok_nobody_knows', `declined: ${unknownToken}`, 'declined'],
    ['constructor', `declined: ${unknownToken}`, 'declined'],
    ['__proto__', `declined: ${unknownToken}`, 'declined'],
    ['toString', `declined: ${unknownToken}`, 'declined'],
    ['tok_timeout', 'silence', 'none'],
    ['tok_late_success', 'silence', 'authorized'],
    ['tok_slow', 'authorized', 'authorized'],
    ['tok_answer_lost', 'silence', 'authorized'],
    ['tok_capture_refused', 'authorized', 'authorized'],
    ['tok_refund_fails_once', 'authorized', 'authorized'],
  ]
  for (const [token, answer, found] of table) {
    it(`answers ${token} with ${answer}, and its book then says ${found}`, async () => {
      const sandbox = createSandbox(databases.bookings.pool, { slowMs: 10 })
      const charge = aCharge(token)
      const outcome = await sandbox.authorize(charge, soon()).then(
        a => (a.kind === 'declined' ? `declined: ${a.reason}` : a.kind),
        () => 'silence',
      )
      expect(outcome).to.equal(answer)
      expect((await sandbox.lookup(charge.key, soon())).kind).to.equal(found)
    })
  }

  it('charges a key once, however often it is asked', async () => {
    const sandbox = createSandbox(databases.bookings.pool)
    const charge = aCharge('tok_ok')
    expect(await sandbox.authorize(charge, soon())).to.deep.equal(await sandbox.authorize(charge, soon()))
    await sandbox.capture(charge, soon())
    await sandbox.capture(charge, soon())
    expect((await sandbox.lookup(charge.key, soon())).kind).to.equal('captured')
  })

  it('charges nothing under a key that was closed before', async () => {
    const sandbox = createSandbox(databases.bookings.pool)
    const charge = aCharge('tok_ok')
    await sandbox.void(charge, soon())
    expect((await sandbox.authorize(charge, soon())).kind).to.equal('declined')
  })

  it('gives up on tok_slow when whoever asked does, and has charged', async () => {
    const sandbox = createSandbox(databases.bookings.pool, { slowMs: 60_000 })
    const charge = aCharge('tok_slow')
    expect(await sandbox.authorize(charge, soon()).catch(() => 'silence')).to.equal('silence')
    expect((await sandbox.lookup(charge.key, soon())).kind).to.equal('authorized')
  })

  it('refuses for good to capture tok_capture_refused, what is closed, and what it has never heard of', async () => {
    const sandbox = createSandbox(databases.bookings.pool)
    const [refused, closed, unheard] = [aCharge('tok_capture_refused'), aCharge('tok_ok'), aCharge('tok_ok')]
    for (const charge of [refused, closed]) await sandbox.authorize(charge, soon())
    await sandbox.void(closed, soon())
    for (const charge of [refused, closed, unheard])
      expect(await sandbox.capture(charge, soon()).catch((error: unknown) => error)).to.be.instanceOf(RefusedForGood)
    expect((await sandbox.lookup(refused.key, soon())).kind).to.equal('authorized')
  })

  it('refunds tok_refund_fails_once at the second try', async () => {
    const sandbox = createSandbox(databases.bookings.pool)
    const charge = aCharge('tok_refund_fails_once')
    await sandbox.authorize(charge, soon())
    await sandbox.capture(charge, soon())
    const input = { key: newId('ref'), chargeKey: charge.key, amountMinor: 500, currency: 'EUR' }
    expect(
      [await sandbox.refund(input, soon()), await sandbox.refund(input, soon())].map(({ kind }) => kind),
    ).to.deep.equal(['failed', 'refunded'])
  })

  it('refunds what was captured, again and again with the same answer, and never tok_refund_fails', async () => {
    const sandbox = createSandbox(databases.bookings.pool)
    for (const [token, kind] of [
      ['tok_ok', 'refunded'],
      ['tok_refund_fails', 'failed'],
    ] as const) {
      const charge = aCharge(token)
      await sandbox.authorize(charge, soon())
      await sandbox.capture(charge, soon())
      const input = { key: newId('ref'), chargeKey: charge.key, amountMinor: 500, currency: 'EUR' }
      for (let times = 0; times < 2; times++) expect((await sandbox.refund(input, soon())).kind).to.equal(kind)
    }
  })
})

describe("the sandbox's tokens", () => {
  const root = new URL('../../../../', import.meta.url)
  const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

  it('are the ones that the guide lists, with what happens', () => {
    const rows = [...read('docs/guides/booking.md').matchAll(/^\| `(tok_\w+)` \| (.*) \|$/gm)]
    expect(Object.fromEntries(rows.map(([, token, what]) => [token, what]))).to.deep.equal(sandboxTokens)
  })

  it('are the ones that the contract names, in their order', () => {
    const { properties } = readDocument('evently').components.schemas['PaymentToMake'] as {
      properties: { token: { description: string } }
    }
    expect(properties.token.description.match(/tok_\w+/g)).to.deep.equal(Object.keys(sandboxTokens))
  })

  it('are each declined, or not, as the list says', () => {
    const declined = Object.keys(sandboxTokens).filter(token => declineOf(token) !== undefined)
    expect(declined).to.deep.equal(['tok_declined'])
  })
})
