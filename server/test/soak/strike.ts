// One crash at one failpoint under a small load, perhaps a second one while the first is being recovered, and what is left.
import { failpoints, type Failpoint } from '../../src/platform/failpoints.ts'
import { anAccount, anEvent, theAdmin } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn, type Call } from '../support/server.ts'
import { createBuyers, type Buyers } from './buyers.ts'

export interface StrikeReport {
  /** From the last restart until everything was settled and the audit clean. */
  readonly recoveredMs: number
  readonly acknowledged: number
  /** How many of the points were reached and struck. */
  readonly struck: number
  /** The points that the last recovery passed. */
  readonly passed: readonly Failpoint[]
}

export interface StrikeOptions {
  /** Undefined: as a server is started by default. */
  readonly recoverySeconds?: number
}

/** What a recovering server may take, from its start. */
export const RECOVERED_MS = 30_000
/** How long the load may take to reach a point. */
const REACHED_MS = 60_000
/** What every purchase passes is struck when the sale is under way; the rest at its third time. */
const EVERYDAY = /^(booking|lane|saga\.(begin-confirm|authorize|commit|capture|complete)|sandbox\.(authorize|capture))/
const hitOf = (point: Failpoint) => (EVERYDAY.test(point) ? 25 : 3)

/**
 * Kills at the first point under load and, if there is a second one, a restarted server at that; then lets a last one
 * recover. Throws when something that was acknowledged is lost, the audit isn't clean in time, or the provider's journal or
 * the sold holds differ from the bookings.
 */
export async function strike([first, second]: readonly [Failpoint, Failpoint?], { recoverySeconds }: StrikeOptions = {}): Promise<StrikeReport> {
  const databases = await cloneDatabases()
  const running = new Set<ServerProcess>()
  const start = async (armed: string) => {
    const server = await spawnServer(databases, { EVENTLY_HOLD_SECONDS: '3', EVENTLY_FAILPOINTS: armed, ...(recoverySeconds !== undefined && { EVENTLY_RECOVERY_SECONDS: String(recoverySeconds) }) })
    running.add(server)
    return server
  }
  try {
    const buyers = await crashUnderLoad(await start(`${first}=kill@${hitOf(first)}`), first)
    const struck = second && await crashInRecovery(() => start(`${second}=kill@1`), databases) ? 2 : 1
    const startedMs = performance.now()
    const last = await start(failpoints.map(name => `${name}=tell`).join())
    await eventually(() => unsettledOf(databases, callOn(last.url)), seen => seen.length === 0, { withinMs: RECOVERED_MS })
    const recoveredMs = Math.round(performance.now() - startedMs)
    await assertNothingLost(databases, buyers)
    return { recoveredMs, acknowledged: buyers.confirmed.size + buyers.cancelled.size, struck, passed: passedBy(last) }
  } finally {
    await Promise.all([...running].map(server => server.kill()))
    await databases.close()
  }
}

async function crashUnderLoad(doomed: ServerProcess, point: Failpoint): Promise<Buyers> {
  const call = callOn(doomed.url)
  const organizer = await anAccount({ call }, { role: 'organizer' })
  const event = await anEvent({ call }, { organizer, capacity: 60 })
  const buyers = createBuyers(call, event.id, organizer.token)
  const load = buyers.run()
  if (!await endsWithin(doomed, REACHED_MS)) throw new Error(`${point} was never reached`)
  await load
  return buyers
}

/** Whether a server that recovers died at its point; one that has nothing left to recover doesn't get there. */
async function crashInRecovery(start: () => Promise<ServerProcess>, databases: TestDatabases): Promise<boolean> {
  const doomed = await start().catch(() => undefined) // dead before it listened
  if (!doomed) return true
  const ended = doomed.ended.then(() => [])
  await eventually(() => Promise.race([ended, unsettledOf(databases, callOn(doomed.url)).catch(() => ended)]), seen => seen.length === 0, { withinMs: RECOVERED_MS })
  const died = await endsWithin(doomed, 0)
  await doomed.kill()
  return died
}

const endsWithin = ({ ended }: ServerProcess, ms: number) => Promise.race([ended.then(() => true), new Promise<boolean>(resolve => { setTimeout(resolve, ms, false) })])

/** What is still under way, and what the audit finds. */
async function unsettledOf({ bookings }: TestDatabases, call: Call): Promise<readonly unknown[]> {
  const { rows } = await bookings.pool.query(`select id, status, due_at from bookings where status in ('pending', 'cancelling') or due_at is not null`)
  if (rows.length > 0) return rows
  const { token } = await theAdmin({ call })
  const { body } = await call('GET', '/admin/audit', { token })
  return body.clean ? [] : body.checks.filter(({ violations }: { violations: unknown[] }) => violations.length > 0)
}

/** At rest nothing is excused for being young any more: the books are compared row by row. */
async function assertNothingLost({ bookings, events }: TestDatabases, { confirmed, cancelled }: Buyers) {
  const { rows: different } = await bookings.pool.query(`
    select p.id, p.status, c.status as charge from payments p full join sandbox_charges c on c.key = p.provider_key
    where coalesce(p.status, '') not in ('declined', 'voided') and p.status is distinct from c.status`)
  if (different.length > 0) throw new Error(`the journal differs: ${JSON.stringify(different)}`)
  const sold = (await events.pool.query<{ id: string }>(`select id from holds where state = 'sold' order by id`)).rows.map(({ id }) => id)
  const { rows: found } = await bookings.pool.query<{ id: string; reservationId: string; status: string }>('select id, reservation_id as "reservationId", status from bookings order by 2')
  const booked = found.filter(({ status }) => status === 'confirmed').map(({ reservationId }) => reservationId)
  if (sold.join() !== booked.join()) throw new Error(`sold ${sold.join()}, but confirmed ${booked.join()}`)
  const statuses = new Map(found.map(({ id, status }) => [id, status]))
  const lost = [
    ...[...confirmed].filter(id => !['confirmed', 'cancelled'].includes(statuses.get(id) ?? '')),
    ...[...cancelled].filter(id => statuses.get(id) !== 'cancelled'),
  ]
  if (lost.length > 0) throw new Error(`acknowledged and lost: ${lost.join(', ')}`)
}

const passedBy = (server: ServerProcess) => {
  const told = new Set(server.errors().split('\n'))
  return failpoints.filter(name => told.has(`failpoint ${name}`))
}
