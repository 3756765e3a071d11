// Compares what is in Redis with PostgreSQL, a page of keys at a time, and takes away what differs: readers then fill
// it in again.
//
// Redis is read before PostgreSQL, so that what is newer there than PostgreSQL is certainly wrong, and a document is
// taken away only if it is still the one that was compared. A document may be older: a write is under way, or was lost;
// taking it away costs one read.
import type { Cluster, Redis } from 'ioredis'
import type { RedisClient, RedisStore } from '../../../platform/redis/redis.ts'
import { keyOf, waitlistKeysOf } from './cache.ts'
import type { ProjectedFacts, ProjectedHold } from './cache-truth.ts'
import { documentOf } from './redis-cache.ts'
import { storedOf } from './redis-reservations.ts'

export interface Difference {
  readonly key: string
  readonly detail: string
}

const keysPerPage = 500
/** Keys of one turn; the next goes on where it has ended. */
const pagesPerTurn = 10
/** Places of a waitlist that the job compares; all of them are when somebody asks for the differences. */
const comparedWaitlistMax = 5_000

const keyPattern = /^evently:\{((?:evt|rsv)_[0-9a-z]+)\}:([a-z]+|line:gone|line:complete)$/
const deleteUnlessChanged =
  `if redis.call('HGET', KEYS[1], 'v') == ARGV[1] and redis.call('HGET', KEYS[1], 'd') ` +
  '== ARGV[2] ' +
  'then return ' +
  `redis.call('DEL', KEYS[1]) end return 0`

interface Found {
  readonly key: string
  readonly id: string
  readonly family: string
}

const deleteIfSame = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`

export type ProjectionRepair = ReturnType<typeof createProjectionRepair>

export function createProjectionRepair({ redis, facts }: { redis: RedisStore; facts: ProjectedFacts }) {
  /** Where each node's scan goes on. */
  const cursors = new Map<string, string>()

  /** All differences there are now, looking at every key. For tests and for whoever wants to know. */
  async function differences(): Promise<readonly Difference[]> {
    const all: Difference[] = []
    for (const node of nodesOf(redis.client)) {
      let cursor = '0'
      do {
        const [next, keys] = await node.scan(cursor, 'MATCH', 'evently:*', 'COUNT', keysPerPage)
        cursor = next
        all.push(...(await compare(keys)))
      } while (cursor !== '0')
    }
    return all
  }

  /** Takes away what differs among the next keys; true when not all have been looked at. */
  async function repairSome(): Promise<boolean> {
    let isMore = false
    for (const [n, node] of nodesOf(redis.client).entries()) {
      let cursor = cursors.get(String(n)) ?? '0'
      for (let page = 0; page < pagesPerTurn; page++) {
        const found = await redis.attempt(() => node.scan(cursor, 'MATCH', 'evently:*', 'COUNT', keysPerPage))
        if (!found) return false
        cursor = found[0]
        await compare(found[1], { takeAway: true })
        if (cursor === '0') break
      }
      cursors.set(String(n), cursor)
      isMore ||= cursor !== '0'
    }
    return isMore
  }

  async function compare(keys: readonly string[], { takeAway = false } = {}): Promise<readonly Difference[]> {
    const found = keys.flatMap((key): Found[] => {
      const parts = keyPattern.exec(key)
      return parts ? [{ key, id: parts[1]!, family: parts[2]! }] : []
    })
    const documents = found.filter(({ family }) => facts.families.has(family))
    const raws = await redis.attempt(client =>
      Promise.all(documents.map(({ key }) => client.hmget(key, 'v', 'd').catch(otherTypeAsNone))),
    )
    if (!raws) return []
    const differing: Difference[] = [...(await compareReservations(found, { takeAway }))]
    const truth = await facts.of(documents)
    for (const [n, each] of documents.entries()) {
      const raw = raws[n]
      if (!raw) {
        differing.push({ key: each.key, detail: 'it is no document at all' })
        if (takeAway) await redis.attempt(client => client.del(each.key))
        continue
      }
      const [version, json] = raw
      // Gone, or outdated on purpose.
      if (version === null || version === undefined || json === null || json === undefined || json === '') continue
      const detail = truth.fault(each, { version, document: documentOf([version, json, null]) })
      if (detail === undefined) continue
      differing.push({ key: each.key, detail })
      if (takeAway) await redis.attempt(client => client.eval(deleteUnlessChanged, 1, each.key, version, json))
    }
    for (const { key, id } of found.filter(({ family }) => family === 'line:complete')) {
      const detail = takeAway && (await isLong(id)) ? undefined : await waitlistFault(id)
      if (detail === undefined) continue
      differing.push({ key, detail })
      if (takeAway) await redis.attempt(client => client.del(key)) // the next reader rebuilds the waitlist
    }
    return differing
  }

  /**
   * A reservation that is over has no document. One that is believed says its state; that one isn't, while a change of
   * some hold of its event is newer, is nobody's fault.
   */
  async function compareReservations(
    found: readonly Found[],
    { takeAway }: { takeAway: boolean },
  ): Promise<readonly Difference[]> {
    const keys = found.filter(({ family }) => family === 'reservation')
    const raws = await redis.attempt(client =>
      Promise.all(keys.map(({ key }) => client.get(key).catch(otherTypeAsNone))),
    )
    const holds = await facts.holdsOf(keys.map(({ id }) => id))
    const changedAt = await holdsChangedAt([...new Set([...holds.values()].map(({ eventId }) => eventId))])
    if (!raws || !changedAt) return []
    const differing: Difference[] = []
    for (const [n, { key, id }] of keys.entries()) {
      const json = raws[n]
      if (json === null) continue // gone
      const hold = holds.get(id)
      const detail = reservationFault(json, hold, hold && changedAt.get(hold.eventId))
      if (detail === undefined) continue
      differing.push({ key, detail })
      if (!takeAway) continue
      await redis.attempt(client => (json === undefined ? client.del(key) : client.eval(deleteIfSame, 1, key, json)))
    }
    return differing
  }

  /** Since when the holds of these events have not changed; events of which nothing is known are left out. */
  async function holdsChangedAt(eventIds: readonly string[]): Promise<ReadonlyMap<string, number> | undefined> {
    const read = await redis.attempt(client =>
      Promise.all(eventIds.map(async id => client.hget(keyOf('availability', id), 'h').catch(otherTypeAsNone))),
    )
    return read && new Map(eventIds.flatMap((id, n) => (typeof read[n] === 'string' ? [[id, Number(read[n])]] : [])))
  }

  /** It is rebuilt in full every ten seconds anyway, when it is read. */
  const isLong = async (eventId: string) =>
    ((await redis.attempt(client => client.zcard(waitlistKeysOf(eventId).waitlist))) ?? Infinity) > comparedWaitlistMax

  async function waitlistFault(eventId: string): Promise<string | undefined> {
    const waitlist = await redis.attempt(client => client.zrange(waitlistKeysOf(eventId).waitlist, 0, -1, 'WITHSCORES'))
    if (!waitlist) return undefined
    const there = waitlist.filter((_, n) => n % 2 === 0),
      scores = waitlist.filter((_, n) => n % 2 === 1)
    const waiting = (await facts.waitlistOf(eventId)).map(String)
    if (there.join() === waiting.join() && scores.join() === there.join()) return undefined
    return `the line has ${there.length} who wait, PostgreSQL ${waiting.length}, or they are others`
  }

  return { differences, repairSome }
}

/** One key that somebody has put something else into doesn't keep the others from being looked at. */
function otherTypeAsNone(error: Error): undefined {
  if (!error.message.startsWith('WRONGTYPE')) throw error
}

const nodesOf = (client: RedisClient): readonly Redis[] =>
  'nodes' in client ? (client as Cluster).nodes('master') : [client as Redis]

/** What is wrong with a reservation's document, in words. Undefined as its text: the key holds something else. */
function reservationFault(
  json: string | undefined,
  hold: ProjectedHold | undefined,
  holdsChangedAt = Infinity,
): string | undefined {
  const stored = json === undefined ? undefined : storedOf(json)
  if (!stored) return 'it is no document at all'
  if (hold?.state !== 'held' && hold?.state !== 'confirming') return `it is there, and PostgreSQL says ${hold?.state}`
  const shown = (stored.hold as { readonly state?: string }).state
  return stored.version >= holdsChangedAt && shown !== hold.state
    ? `it says ${shown}, PostgreSQL ${hold.state}`
    : undefined
}
