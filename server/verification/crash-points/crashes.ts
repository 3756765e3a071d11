// Servers that are made to die: under load, or while they recover from an earlier death.
import { setTimeout as delay } from 'node:timers/promises'
import { failpoints, type Failpoint } from '../../src/recovery-steps.ts'
import { anAccount, anEvent } from '../../test/support/builders.ts'
import { eventually, spawnServer, type ServerProcess } from '../../test/support/processes.ts'
import { callOn, type Call } from '../../test/support/server.ts'
import { createDoomedBuyers, type DoomedBuyers } from './doomed-buyers.ts'
import type { Provider } from './tills.ts'
import { unsettledOf, type World } from './world.ts'

/** The first of the two strikes under load, the second while a restarted server recovers from it. */
export interface Points {
  readonly first: Failpoint
  readonly second?: Failpoint
}

export interface StrikeOptions {
  /** Undefined: as a server is started by default. */
  readonly recoverySeconds?: number
  /** Which try this is, from 0: each strikes at another moment. */
  readonly attempt?: number
}

/** What a recovering server may take, from its start. */
export const recoveredWithinMs = 30_000
const renameEveryMs = 200
/** How long the load may take to reach a point. */
const reachedMs = 60_000
/** What every purchase passes is struck when the sale is under way; the rest at its third time. */
const everyday = new RegExp(
  String.raw`^(booking|lane|saga\.(begin-confirm|authorize|commit|capture|complete)|` +
    String.raw`sandbox\.(authorize|capture)|stripe\.(create|confirm)-intent|relay\.(append|bookings|inventory))`,
)
/** So many moments are tried in turn: later ones may never come, as the seats are sold out by then. */
const moments = 4
const hitOf = (point: Failpoint) => (everyday.test(point) ? 20 : 3)
/** What only a recovery passes, and only of what a crash here has left. */
const recovering = /^saga\.(reacquire-hold|move-booking)/
const leavesAll = 'booking.open.after'

/** Where a crash leaves a booking of which this point is what comes next. */
export const preludeTo = (point: Failpoint): Failpoint =>
  recovering.test(point) ? leavesAll : (point.replace(/after$/, 'before') as Failpoint)

/**
 * The points that a purchase can pass; deliveries have a program of their own (../webhooks), and the folding of an old
 * event's history, the making of series and what goes back at Stripe have their tests.
 */
const pointsOfPurchases = failpoints.filter(name => !/^(?:delivery|fold|series|follow|stripe\.look)\./.test(name))

/** Those of a purchase that is paid there. */
export const pointsOf = (provider: Provider): readonly Failpoint[] =>
  pointsOfPurchases.filter(name => !name.startsWith(provider === 'sandbox' ? 'stripe.' : 'sandbox.'))

/**
 * Starts a server that dies at each of these points, with `kill@n` at the n-th time, and tells of all others that it
 * passes.
 */
export type Start = (armed: Readonly<Partial<Record<Failpoint, string>>>) => Promise<ServerProcess>

/** Does the work with servers in this world, and leaves none of them alive. */
export async function withServers<Result>(
  { databases, till }: World,
  { recoverySeconds }: StrikeOptions,
  work: (start: Start) => Promise<Result>,
): Promise<Result> {
  const running: ServerProcess[] = []
  const start: Start = async armed => {
    const plan = pointsOfPurchases.map(name => `${name}=${armed[name] ?? 'tell'}`).join()
    const server = await spawnServer(databases, {
      ...till.environment,
      ...paceOf(recoverySeconds),
      EVENTLY_FAILPOINTS: plan,
    })
    running.push(server)
    return server
  }
  try {
    return await work(start)
  } finally {
    await Promise.all(running.map(server => server.kill()))
  }
}

/** Holds run out before the leases of their purchases do, so that some must be reacquired. */
const paceOf = (recoverySeconds: number | undefined): Readonly<Record<string, string>> =>
  recoverySeconds === undefined
    ? { EVENTLY_HOLD_SECONDS: '3' }
    : { EVENTLY_HOLD_SECONDS: String(recoverySeconds), EVENTLY_RECOVERY_SECONDS: String(recoverySeconds) }

/**
 * Kills a server at the first point while people buy; resolves to how many answers they had got that may not be lost. A
 * second point that recovery didn't reach last time gets a crash before the first one's, so that something is left that
 * must pass it.
 */
export async function crashAt({ first, second }: Points, start: Start, world: World, attempt: number): Promise<number> {
  const { till, told } = world
  const loads: DoomedBuyers[] = []
  // The first point's own last: the next server would recover what it has left.
  const preludes = [
    ...(second && attempt > 0 ? [preludeTo(second)] : []),
    ...(recovering.test(first) ? [preludeTo(first)] : []),
  ]
  for (const prelude of preludes)
    loads.push(await crashUnderLoad(await start({ [prelude]: `kill@${hitOf(prelude)}` }), prelude, world))
  const hit = recovering.test(first) ? 1 : hitOf(first) + 2 * (attempt % moments)
  loads.push(await crashUnderLoad(await start({ [first]: `kill@${hit}` }), first, world))
  till.calm()
  const whatTold = Object.keys(told) as (keyof typeof told)[]
  for (const load of loads) for (const what of whatTold) for (const id of load[what]) told[what].add(id)
  return loads.reduce((sum, { confirmed, cancelled }) => sum + confirmed.size + cancelled.size, 0)
}

async function crashUnderLoad(doomed: ServerProcess, point: Failpoint, { till, people }: World): Promise<DoomedBuyers> {
  const call = callOn(doomed.url)
  const organizer = (people.organizer ??= await anAccount({ call }, { role: 'organizer' }))
  const event = await anEvent({ call }, { organizer, capacity: 60 })
  const buyers = createDoomedBuyers({ call, eventId: event.id, token: organizer.token, till })
  void renameUntilGone(call, event)
  const sold = buyers.run().then(() => callOff(call, event))
  const [isStruck] = await Promise.all([diesWithin(doomed, reachedMs), sold])
  if (!isStruck) throw new Error(`${point} was never reached`)
  return buyers
}

/** An event whose buyers are all through is called off, if its server has lived as long. */
async function callOff(call: Call, { id, organizer: { token } }: Awaited<ReturnType<typeof anEvent>>) {
  await call('POST', `/admin/events/${id}/cancel`, { token }).catch(() => undefined)
}

/** The organizer changes the event all the while: of that too is told. */
async function renameUntilGone(call: Call, { id, organizer: { token } }: Awaited<ReturnType<typeof anEvent>>) {
  for (let n = 1, isUp = true; isUp; n++) {
    const change = { token, headers: { 'if-match': '*' }, body: { title: `Evening ${n}` } }
    isUp = await call('PATCH', `/admin/events/${id}`, change).then(
      () => true,
      () => false,
    )
    await delay(renameEveryMs)
  }
}

/**
 * Whether a server that recovers died at one of these points, and what it passed up to that: the last one is where. One
 * that has nothing left to recover doesn't get there, and has recovered all.
 */
export async function crashInRecovery(
  seconds: Iterable<Failpoint>,
  start: Start,
  world: World,
): Promise<{ readonly isDead: boolean; readonly passed: readonly Failpoint[] }> {
  let doomed: ServerProcess
  try {
    doomed = await start(Object.fromEntries([...seconds].map(name => [name, 'kill@1'])))
  } catch (error) {
    if (!String(error).includes('ended with SIGKILL before it listened')) throw error
    return { isDead: true, passed: passedBy(String(error)) }
  }
  const call = callOn(doomed.url)
  const ended = doomed.ended.then(() => [])
  await eventually(
    () => Promise.race([ended, unsettledOf(world, call).catch(() => ended)]),
    seen => seen.length === 0,
    { withinMs: recoveredWithinMs },
  )
  const isDead = await diesWithin(doomed, 0)
  await doomed.kill()
  return { isDead, passed: passedBy(doomed.errors()) }
}

/** Whether it was killed by then. One that has ended in any other way wasn't struck: it has failed. */
async function diesWithin({ ended, errors }: ServerProcess, ms: number): Promise<boolean> {
  const by = await Promise.race([
    ended,
    new Promise<undefined>(resolve => {
      setTimeout(resolve, ms, undefined)
    }),
  ])
  if (by !== undefined && by !== 'SIGKILL')
    throw new Error(`the server ended with ${by} and wasn't struck: ${errors().slice(-2_000)}`)
  return by === 'SIGKILL'
}

/** The points that a server has told of. */
export function passedBy(said: string): readonly Failpoint[] {
  const told = said.split('\n').flatMap(line => failpoints.find(name => line === `failpoint ${name}`) ?? [])
  // In the order of their last time, so that the one it died at comes last.
  return [...new Set(told.reverse())].reverse()
}
