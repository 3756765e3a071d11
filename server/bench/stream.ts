// One event whose live availability 2,000 listen to: how soon they hear of a change, and what they cost those who
// reserve.
import { fork } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { answerOf, type Arena, type ServerProcess } from './arena.ts'
import { measureInTurns } from './in-turns.ts'
import { withinMs, type Answer, type Ask, type Judged } from './listeners.ts'
import type { Load } from './load.ts'
import { cellOf, goalLine, whole, type Goal } from './report.ts'
import { endlessSeats, reservePath, type BenchOptions } from './reserve.ts'

const listenersCount = 2_000
const warmUpMs = 1_500
/** One seat at a time, as in a quiet hour. */
const quietPerSecond = 4
/** All should have heard by then. */
const lastWaitMs = 1_000
const wantedInTime = 0.95
const wantedRate = 0.9

export async function benchStream({
  arena,
  countedMs,
  connections,
  rounds,
  say,
}: BenchOptions & { readonly rounds: number }) {
  // Each listener comes from another address, as a proxy says: from one address only a few may.
  const server = await arena.startServer('lane', { EVENTLY_TRUST_PROXY: '1' })
  const reserving = (eventId: string, over: Partial<Load>) =>
    arena.load({
      urls: [server.url],
      path: reservePath,
      connections: 1,
      requests: arena.buyers.map(({ token }) => ({ token, body: JSON.stringify({ eventId, quantity: 1 }) })),
      warmUpMs,
      countedMs,
      ...over,
    })

  const goals: Goal[] = []
  const heard = (when: string, all: readonly Judged[]) => {
    for (const { messages, shareInTime, p50Ms, p95Ms } of all)
      say(
        `${when}: ${whole(messages)} messages to ${whole(listenersCount)} listeners, p50 ${p50Ms.toFixed(0)} ms, ` +
          `p95 ${p95Ms.toFixed(0)} ms, ${(100 * shareInTime).toFixed(1)} % within ${withinMs} ms`,
      )
    const reached = all.reduce((sum, { shareInTime }) => sum + shareInTime, 0) / all.length
    goals.push({ what: `${when}: heard of within ${withinMs} ms`, reached, wanted: wantedInTime })
  }

  const quietEvent = await arena.freshEvent(server, endlessSeats)
  const quiet = await whileListening(arena, { server, eventId: quietEvent }, () =>
    reserving(quietEvent, { perSecond: quietPerSecond }),
  )
  heard('a seat now and then', [quiet.judged])

  for (const count of connections) {
    const judged: Judged[] = []
    const cell = (way: string, measured: Awaited<ReturnType<typeof reserving>>) =>
      cellOf(way, { connections: count, status: 201 }, measured)
    const turns = await measureInTurns(
      async () => {
        const eventId = await arena.freshEvent(server, endlessSeats)
        const listened = await whileListening(arena, { server, eventId }, () =>
          reserving(eventId, { connections: count }),
        )
        judged.push(listened.judged)
        return cell(`reserve, ${whole(listenersCount)} listen`, listened.result)
      },
      async () => {
        const eventId = await arena.freshEvent(server, endlessSeats)
        return cell('reserve', await reserving(eventId, { connections: count }))
      },
      { rounds, ratioOf: (listened, alone) => listened.ratePerSecond / alone.ratePerSecond, title: '/ alone', say },
    )
    goals.push({ what: `reserve while they listen / alone at ${count}`, reached: turns.median, wanted: wantedRate })
    heard(`${count} reserve`, judged)
  }
  const { rssBytesMax } = await server.usage()
  say(`\n${goals.map(goalLine).join('\n')}\nThe server has taken ${whole(rssBytesMax / 1e6)} MB at most.`)
  return { goals }
}

/** Does `work` while they listen, and says how soon they have heard of what it has changed. */
async function whileListening<Result>(
  { events }: Arena,
  { server, eventId }: { readonly server: ServerProcess; readonly eventId: string },
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly judged: Judged }> {
  const listening = fork(fileURLToPath(new URL('./listeners.js', import.meta.url)))
  const asked = async (ask: Ask) => {
    listening.send(ask)
    const answer = await answerOf<Answer>(listening)
    if (answer.kind === 'failed') throw new Error(answer.error)
    return answer
  }
  try {
    await asked({ kind: 'open', url: server.url, eventId, count: listenersCount })
    const result = await work()
    await delay(lastWaitMs)
    const judged = await asked({ kind: 'judge', changes: await changesOf(events, eventId) })
    if (judged.kind !== 'judged') throw new Error('the listeners have not judged')
    return { result, judged }
  } finally {
    listening.disconnect()
  }
}

/** When each version was begun to be written, by PostgreSQL's clock, which is this machine's. */
async function changesOf(events: Arena['events'], eventId: string) {
  const { rows } = await events.query<{ version: number; at: number }>(
    `select version::integer, extract(epoch from min(at))::double precision * 1000 as at
    from movements where event_id = $1 and cause = 'reserve' group by version order by version`,
    [eventId],
  )
  return rows.map(({ version, at }) => [version, at] as const)
}
