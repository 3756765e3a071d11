// One crash at one failpoint under a small load, perhaps a second one while the first is being recovered, and what is left.
import { failpoints, type Failpoint } from '../../src/platform/failpoints.ts'
import { anAccount, anEvent, theAdmin, type Account } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { eventually, spawnServer, type ServerProcess } from '../support/processes.ts'
import { callOn, type Call } from '../support/server.ts'
import { createBuyers, type Acknowledged, type Buyers } from './buyers.ts'
import { openTill, type Provider, type Till } from './tills.ts'

/** The first of the two strikes under load, the second while a restarted server recovers from it. */
export interface Points { readonly first: Failpoint; readonly second?: Failpoint }

export interface StrikeReport {
  /** From the last restart until everything was settled and the audit clean. */
  readonly recoveredMs: number
  readonly acknowledged: number
  /** Whether all its points were reached; a recovery doesn't pass everything each time. */
  readonly isReached: boolean
  /** The points that recovering from the first one has passed, up to the second. */
  readonly passed: readonly Failpoint[]
}

/** Where strikes happen, one after the other: what an earlier one has left behind must stay as it was. */
export interface World {
  readonly provider: Provider
  readonly databases: TestDatabases
  readonly till: Till
  /** All that anybody was ever told here. */
  readonly told: { readonly confirmed: Set<string>; readonly cancelled: Set<string> }
  /** Of the first server that was asked for them: a password is dear, and tokens hold good for all servers. */
  readonly people: { admin?: Account; organizer?: Account }
  readonly openedMs: number
  close(): Promise<void>
}

export async function openWorld(provider: Provider): Promise<World> {
  const databases = await cloneDatabases()
  const till = await openTill(provider)
  return { provider, databases, till, told: { confirmed: new Set(), cancelled: new Set() }, people: {}, openedMs: performance.now(), close: async () => { await Promise.all([till.close(), databases.close()]) } }
}

export interface StrikeOptions {
  /** Undefined: as a server is started by default. */
  readonly recoverySeconds?: number
  /** Which try this is, from 0: each strikes at another moment. */
  readonly attempt?: number
}

/** What a recovering server may take, from its start. */
export const RECOVERED_MS = 30_000
/** How long the load may take to reach a point. */
const REACHED_MS = 60_000
/** What every purchase passes is struck when the sale is under way; the rest at its third time. */
const EVERYDAY = /^(booking|lane|saga\.(begin-confirm|authorize|commit|capture|complete)|sandbox\.(authorize|capture)|stripe\.(create|confirm)-intent)/
const hitOf = (point: Failpoint) => (EVERYDAY.test(point) ? 20 : 3)
/** What only a recovery passes, and this point where a crash makes it do so. */
const RECOVERING = /^saga\.(hold-anew|move-booking)/
const PRELUDE = 'booking.open.after'

/** The points that a purchase can pass that is paid there. */
export const pointsOf = (provider: Provider): readonly Failpoint[] => failpoints.filter(name => !name.startsWith(provider === 'sandbox' ? 'stripe.' : 'sandbox.'))

/**
 * Kills at the first point under load and, if there is a second one, a restarted server at that; then lets a last one
 * recover. Throws when something that was acknowledged is lost, the audit isn't clean in time, or the provider's book or
 * the sold holds differ from the bookings.
 */
export async function strike(world: World, { first, second }: Points, { recoverySeconds, attempt = 0 }: StrikeOptions = {}): Promise<StrikeReport> {
  const { databases, till, told } = world
  const running = new Set<ServerProcess>()
  const start = async (armed: Readonly<Partial<Record<Failpoint, string>>>) => {
    const plan = failpoints.map(name => `${name}=${armed[name] ?? 'tell'}`).join()
    const server = await spawnServer(databases, { ...till.environment, ...paceOf(recoverySeconds), EVENTLY_FAILPOINTS: plan })
    running.add(server)
    return server
  }
  try {
    const crowds: Buyers[] = []
    if (RECOVERING.test(first)) crowds.push(await crashUnderLoad(await start({ [PRELUDE]: `kill@${hitOf(PRELUDE)}` }), PRELUDE, world))
    const hit = RECOVERING.test(first) ? 1 : hitOf(first) + 2 * attempt
    crowds.push(await crashUnderLoad(await start({ [first]: `kill@${hit}` }), first, world))
    till.calm()
    const acknowledged = crowds.flatMap(({ confirmed, cancelled }) => [...confirmed, ...cancelled]).length
    for (const { confirmed, cancelled } of crowds) {
      for (const id of confirmed) told.confirmed.add(id)
      for (const id of cancelled) told.cancelled.add(id)
    }
    const passed = new Set<Failpoint>()
    const doomed = second && await crashInRecovery(() => start({ [second]: 'kill@1' }), world)
    if (doomed) for (const name of doomed.passed) passed.add(name)
    const startedMs = performance.now()
    const last = await start({})
    await eventually(() => unsettledOf(world, callOn(last.url)), seen => seen.length === 0, { withinMs: RECOVERED_MS })
    const recoveredMs = Math.round(performance.now() - startedMs)
    const wrong = await differencesOf(databases, till, told)
    if (wrong.length > 0) throw new Error(wrong.join('; '))
    if (!second) for (const name of passedBy(last.errors())) passed.add(name)
    return { recoveredMs, acknowledged, isReached: doomed?.isDead ?? true, passed: [...passed] }
  } finally {
    await Promise.all([...running].map(server => server.kill()))
  }
}

/** Holds run out before the leases of their purchases do, so that some must be held anew. */
const paceOf = (recoverySeconds: number | undefined): Readonly<Record<string, string>> =>
  (recoverySeconds === undefined ? { EVENTLY_HOLD_SECONDS: '3' } : { EVENTLY_HOLD_SECONDS: String(recoverySeconds), EVENTLY_RECOVERY_SECONDS: String(recoverySeconds) })

async function crashUnderLoad(doomed: ServerProcess, point: Failpoint, { till, people }: World): Promise<Buyers> {
  const call = callOn(doomed.url)
  const organizer = people.organizer ??= await anAccount({ call }, { role: 'organizer' })
  const event = await anEvent({ call }, { organizer, capacity: 60 })
  const buyers = createBuyers({ call, eventId: event.id, token: organizer.token, till })
  const load = buyers.run()
  if (!await diesWithin(doomed, REACHED_MS)) throw new Error(`${point} was never reached`)
  await load
  return buyers
}

/** Whether a server that recovers died at its point (one that has nothing left to recover doesn't get there), and what it passed. */
async function crashInRecovery(start: () => Promise<ServerProcess>, world: World): Promise<{ readonly isDead: boolean; readonly passed: readonly Failpoint[] }> {
  let doomed: ServerProcess
  try {
    doomed = await start()
  } catch (error) {
    if (!String(error).includes('ended with SIGKILL before it listened')) throw error
    return { isDead: true, passed: passedBy(String(error)) }
  }
  const call = callOn(doomed.url)
  const ended = doomed.ended.then(() => [])
  await eventually(() => Promise.race([ended, unsettledOf(world, call).catch(() => ended)]), seen => seen.length === 0, { withinMs: RECOVERED_MS })
  const isDead = await diesWithin(doomed, 0)
  await doomed.kill()
  return { isDead, passed: passedBy(doomed.errors()) }
}

/** Whether it was killed by then. One that has ended in any other way wasn't struck: it has failed. */
async function diesWithin({ ended, errors }: ServerProcess, ms: number): Promise<boolean> {
  const by = await Promise.race([ended, new Promise<undefined>(resolve => { setTimeout(resolve, ms, undefined) })])
  if (by !== undefined && by !== 'SIGKILL') throw new Error(`the server ended with ${by} and wasn't struck: ${errors().slice(-2_000)}`)
  return by === 'SIGKILL'
}

/** What is still under way, and what the audit finds. */
async function unsettledOf({ databases: { bookings }, people }: World, call: Call): Promise<readonly unknown[]> {
  const { rows } = await bookings.pool.query(`select id, status, due_at from bookings where status in ('pending', 'cancelling') or due_at is not null`)
  if (rows.length > 0) return rows
  const { token } = people.admin ??= await theAdmin({ call })
  const { body } = await call('GET', '/admin/audit', { token })
  return body.clean ? [] : body.checks.filter(({ violations }: { violations: unknown[] }) => violations.length > 0)
}

/**
 * A sentence for each thing that is not as it must be at rest, where nothing is excused for being young any more: the books
 * are compared row by row, and what was acknowledged is looked up.
 */
export async function differencesOf({ bookings, events }: Pick<TestDatabases, 'bookings' | 'events'>, till: Pick<Till, 'differences'>, { confirmed, cancelled }: Acknowledged): Promise<readonly string[]> {
  const { rows: sold } = await events.pool.query<{ id: string }>(`select id from holds where state = 'sold'`)
  const { rows: found } = await bookings.pool.query<{ id: string; reservationId: string; status: string }>('select id, reservation_id as "reservationId", status from bookings')
  const booked = found.filter(({ status }) => status === 'confirmed')
  const [ofHolds, ofBookings] = [new Set(sold.map(({ id }) => id)), new Set(booked.map(({ reservationId }) => reservationId))]
  const statuses = new Map(found.map(({ id, status }) => [id, status]))
  const lost = (id: string, what: string) => `${id} was acknowledged as ${what} and is ${statuses.get(id) ?? 'not there'}`
  return [
    ...await till.differences({ bookings }),
    ...[...ofHolds].filter(id => !ofBookings.has(id)).map(id => `${id} is sold, and no confirmed booking has it`),
    ...booked.filter(({ reservationId }) => !ofHolds.has(reservationId)).map(({ id }) => `${id} is confirmed, and its hold isn't sold`),
    ...(ofBookings.size < booked.length ? ['two confirmed bookings have one hold'] : []),
    ...[...confirmed].filter(id => !['confirmed', 'cancelled'].includes(statuses.get(id) ?? '')).map(id => lost(id, 'confirmed')),
    ...[...cancelled].filter(id => statuses.get(id) !== 'cancelled').map(id => lost(id, 'cancelled')),
  ]
}

function passedBy(said: string): readonly Failpoint[] {
  const told = new Set(said.split('\n'))
  return failpoints.filter(name => told.has(`failpoint ${name}`))
}
