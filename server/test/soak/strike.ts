// One crash at one failpoint under a small load, a restart, and what is left half a minute later.
import type { Failpoint } from '../../src/platform/failpoints.ts'
import { anAccount, anEvent, expectStatus, theAdmin } from '../support/builders.ts'
import { cloneDatabases } from '../support/databases.ts'
import { eventually, spawnServer } from '../support/processes.ts'
import { callOn, type Call } from '../support/server.ts'

export interface StrikeReport { readonly name: string; readonly recoveredMs: number; readonly acknowledged: number; readonly lost: number; readonly restarts: number; readonly struck: number }

const HURRIED = { EVENTLY_HOLD_SECONDS: '3', EVENTLY_RECOVERY_SECONDS: '2' }
const BUYERS = 8
const ROUNDS = 200
/** What a recovering server may take, from its start. */
const RECOVERED_MS = 30_000

/** Kills at each of these points in turn: the first under load, the others while what it left is being recovered. */
export async function strike(points: readonly Failpoint[]): Promise<StrikeReport> {
  const databases = await cloneDatabases()
  const running = new Set<{ kill(): Promise<void> }>()
  const start = async (env: Readonly<Record<string, string>>) => {
    const server = await spawnServer(databases, { ...HURRIED, ...env })
    running.add(server)
    return server
  }
  try {
    const hit = points[0]!.startsWith('lane.') ? 12 : 2
    const doomed = await start({ EVENTLY_FAILPOINTS: `${points[0]}=kill@${hit}` })
    const call = callOn(doomed.url)
    const organizer = await anAccount({ call }, { role: 'organizer' })
    const event = await anEvent({ call }, { organizer, capacity: 60 })
    const crowd = createBuyers(call, event.id, organizer.token)
    const load = crowd.run()
    const outcome = await Promise.race([doomed.ended.then(() => 'dead'), new Promise(resolve => setTimeout(resolve, 20_000, 'alive').unref())])
    if (outcome !== 'dead') throw new Error(`${points[0]} was never reached`)
    await load

    const startedMs = performance.now()
    let restarts = 1
    let struck = 1
    for (const again of points.slice(1)) {
      const second = await start({ EVENTLY_FAILPOINTS: `${again}=kill@1` }).catch(() => undefined)
      // Not every point lies on the way of what the first strike left: one that isn't reached is not counted as struck.
      if (!second || await Promise.race([second.ended.then(() => true), new Promise<boolean>(resolve => { setTimeout(resolve, 6_000, false) })])) struck++
      await second?.kill()
      restarts++
    }
    const next = await start({})
    const ask = callOn(next.url)
    const { token } = await theAdmin({ call: ask })
    const unsettled = async () => (await databases.bookings.pool.query(`select id, status, due_at from bookings where status in ('pending', 'cancelling') or due_at is not null`)).rows
    await eventually(
      async () => ({ unsettled: await unsettled(), audit: (await ask('GET', '/admin/audit', { token })).body }),
      seen => seen.unsettled.length === 0 && seen.audit.clean, { withinMs: RECOVERED_MS })
    const recoveredMs = performance.now() - startedMs

    // At rest nothing is excused for being young any more: both books are compared once more, row by row.
    const { rows: different } = await databases.bookings.pool.query(`
      select p.id, p.status, c.status as charge from payments p full join sandbox_charges c on c.key = p.provider_key
      where coalesce(p.status, '') not in ('declined', 'voided') and p.status is distinct from c.status`)
    if (different.length > 0) throw new Error(`the journal differs: ${JSON.stringify(different)}`)
    const sold = (await databases.events.pool.query<{ id: string }>(`select id from holds where state = 'sold' order by id`)).rows.map(({ id }) => id)
    const booked = (await databases.bookings.pool.query<{ id: string }>(`select reservation_id as id from bookings where status = 'confirmed' order by 1`)).rows.map(({ id }) => id)
    if (sold.join() !== booked.join()) throw new Error(`sold ${sold.join()}, but confirmed ${booked.join()}`)
    const { rows: found } = await databases.bookings.pool.query<{ id: string; status: string }>('select id, status from bookings')
    const statuses = new Map(found.map(({ id, status }) => [id, status]))
    const lost = [
      ...[...crowd.confirmed].filter(id => !['confirmed', 'cancelled'].includes(statuses.get(id) ?? '')),
      ...[...crowd.cancelled].filter(id => statuses.get(id) !== 'cancelled'),
    ]
    if (lost.length > 0) throw new Error(`acknowledged and lost: ${lost.join(', ')}`)
    return { name: points.join(' + '), recoveredMs: Math.round(recoveredMs), acknowledged: crowd.confirmed.size + crowd.cancelled.size, lost: lost.length, restarts, struck }
  } finally {
    await Promise.all([...running].map(server => server.kill()))
    await databases.close()
  }
}

/** Buyers who pay in every way there is and cancel every other booking, until the server is gone. */
function createBuyers(call: Call, eventId: string, token: string) {
  const confirmed = new Set<string>()
  const cancelled = new Set<string>()
  const tokens = ['tok_ok', 'tok_ok', 'tok_declined', 'tok_timeout', 'tok_ok', 'tok_late_success']
  let serial = 0

  async function buy() {
    const n = serial++
    const reserved = await call('POST', '/bookings/reserve', { token, body: { eventId, quantity: 1, buyer: { reference: `buyer-${n}` } } })
    if (reserved.status !== 201) return
    const payment = { token: tokens[n % tokens.length]! }
    const { status, body } = await call('POST', '/bookings/confirm', { token, body: { reservationId: reserved.body.id, payment }, headers: { 'idempotency-key': `confirm-${n}` } })
    if (status !== 201) return
    confirmed.add(body.id as string)
    if (n % 2 === 0 && expectStatus(await call('DELETE', `/bookings/${body.id}`, { token }), 200).body.status === 'cancelled') cancelled.add(body.id as string)
  }

  return {
    confirmed, cancelled,
    async run() {
      await Promise.all(Array.from({ length: BUYERS }, async () => {
        try {
          while (serial < ROUNDS) {
            await buy()
            await new Promise(resolve => setTimeout(resolve, 20))
          }
        } catch {
          // The server is dead, as it should be.
        }
      }))
    },
  }
}
