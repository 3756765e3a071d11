// The projections in Redis, shared by all processes. Every script touches keys of one hash tag: a cluster takes it as a
// single server does.
import type { RedisClient, RedisStore } from '../../../platform/redis/redis.ts'
import {
  completeKeptMs,
  documentKeptMs,
  everyPart,
  goneKeptMs,
  keyOf,
  waitlistKeptMs,
  waitlistKeysOf,
  type Document,
  type Documents,
  type Family,
  type WaitlistChange,
  type Waitlists,
  type NewDocument,
  type Projections,
} from './cache.ts'
import { createMemoryDocuments } from './memory-cache.ts'
import { createRedisReservations } from './redis-reservations.ts'

/**
 * How long a process answers with what it has without asking Redis: a hot event is read 20,000 times a second, and
 * asked for 20 times.
 */
const nearKeptMs = 50
/** Numbers of one script; a longer one would keep everybody else from Redis for too long. */
const seqsPerScript = 500
/** Keys of one write that wait for their answer together. */
const writesAtOnce = 200

/**
 * v: version, d: document, h: when holds last changed. What holds changed at is kept even from a write that comes too
 * late.
 */
const put = `
local known = redis.call('HMGET', KEYS[1], 'v', 'h')
local held = math.max(tonumber(known[2] or 0) or 0, tonumber(ARGV[3]))
if known[1] and tonumber(known[1]) > tonumber(ARGV[1]) then
  if held > 0 then redis.call('HSET', KEYS[1], 'h', held) end
  return 0
end
redis.call('HSET', KEYS[1], 'v', ARGV[1], 'd', ARGV[2], 'h', held)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1`

/**
 * KEYS: line, gone. ARGV: how long gone ones are remembered, how long the waitlist is kept, how many of the rest have
 * gone, gone…, joined… The time is Redis's own: our processes' clocks may differ.
 */
const changeWaitlist = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local goneCount = tonumber(ARGV[3])
for n = 4, 3 + goneCount do
  redis.call('ZREM', KEYS[1], ARGV[n])
  redis.call('ZADD', KEYS[2], now, ARGV[n])
end
for n = 4 + goneCount, #ARGV do
  if not redis.call('ZSCORE', KEYS[2], ARGV[n]) then redis.call('ZADD', KEYS[1], ARGV[n], ARGV[n]) end
end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - tonumber(ARGV[1]))
redis.call('PEXPIRE', KEYS[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`

export function createRedisProjections(redis: RedisStore): Projections {
  return {
    kind: 'redis',
    documents: createRedisDocuments(redis),
    waitlists: createRedisWaitlists(redis),
    reservations: createRedisReservations(redis),
  }
}

function createRedisDocuments(redis: RedisStore): Documents {
  const near = createMemoryDocuments({ keptMs: nearKeptMs })
  const get: Documents['get'] = async (family, id) => near.peek(family, id) ?? renew(family, id)

  async function renew(family: Family, id: string): Promise<Document | undefined> {
    const found = await redis.attempt(client => client.hmget(keyOf(family, id), 'v', 'd', 'h'))
    const document = found && documentOf(found)
    if (!document) return undefined
    // What this process has written last hasn't got there, or was lost there.
    if ((near.newest(family, id)?.version ?? 0) > document.version) return undefined
    near.note([{ family, id, ...document }])
    return near.peek(family, id) ?? document
  }

  async function put(documents: readonly NewDocument[]): Promise<boolean> {
    near.note(documents)
    return everyPart(documents, writesAtOnce, part =>
      redis.attempt(client => Promise.all(part.map(document => write(client, document)))),
    )
  }

  return { peek: near.peek, note: near.note, get, renew, put }
}

const write = (
  client: RedisClient,
  { family, id, version, value, holdsChangedAt = 0, keptMsMax = documentKeptMs }: NewDocument,
) =>
  client.eval(
    put,
    1,
    keyOf(family, id),
    version,
    value === undefined ? '' : JSON.stringify(value),
    holdsChangedAt,
    Math.max(1, Math.round(Math.min(documentKeptMs, keptMsMax))),
  )

/** What somebody else may have written there is not believed blindly. */
export function documentOf([version, json, holdsChangedAt]: readonly (string | null)[]): Document | undefined {
  if (!version || !json || !/^\d+$/.test(version)) return undefined
  try {
    const changedAt = Number(holdsChangedAt ?? 0)
    return {
      version: Number(version),
      value: JSON.parse(json) as unknown,
      ...(changedAt > 0 && { holdsChangedAt: changedAt }),
    }
  } catch {
    return undefined
  }
}

function createRedisWaitlists(redis: RedisStore): Waitlists {
  /** Lines of which a change may be lost: they are not complete until they are rebuilt. */
  const doubtful = new Set<string>()

  async function rank(eventId: string, seq: number): Promise<number | undefined> {
    if (doubtful.has(eventId)) return undefined
    const { waitlist, complete } = waitlistKeysOf(eventId)
    const found = await redis.attempt(client =>
      Promise.all([client.exists(complete), client.zrank(waitlist, String(seq))]),
    )
    return found && found[0] === 1 && found[1] !== null ? found[1] + 1 : undefined
  }

  async function change(changes: readonly WaitlistChange[]): Promise<boolean> {
    const moved = changes.filter(({ joined, gone }) => joined.length + gone.length > 0)
    for (const each of moved) if (!(await write(each))) doubtful.add(each.eventId)
    await clearDoubts()
    return doubtful.size === 0
  }

  const write = ({ eventId, joined, gone }: Pick<WaitlistChange, 'eventId' | 'joined' | 'gone'>) =>
    everyPart(
      [...gone.map(seq => ({ seq, isGone: true })), ...joined.map(seq => ({ seq, isGone: false }))],
      seqsPerScript,
      part =>
        redis.attempt(client => {
          const { waitlist, gone: goneKey } = waitlistKeysOf(eventId)
          const left = part.filter(({ isGone }) => isGone)
          return client.eval(
            changeWaitlist,
            2,
            waitlist,
            goneKey,
            goneKeptMs,
            waitlistKeptMs,
            left.length,
            ...left.map(({ seq }) => seq),
            ...part.filter(({ isGone }) => !isGone).map(({ seq }) => seq),
          )
        }),
    )

  async function clearDoubts() {
    for (const eventId of [...doubtful]) {
      if ((await redis.attempt(client => client.del(waitlistKeysOf(eventId).complete))) === undefined) return
      doubtful.delete(eventId)
    }
  }

  /**
   * Redis is read before PostgreSQL: who is there and doesn't wait in PostgreSQL waits no more. Who waits in PostgreSQL
   * and isn't there is added, unless they have gone since, which `line:gone` remembers. So it needs to keep no writer
   * away.
   */
  const rebuild: Waitlists['rebuild'] = async (eventId, read) => {
    const { waitlist, complete } = waitlistKeysOf(eventId)
    const there = await redis.attempt(client => client.zrange(waitlist, 0, -1, 'WITHSCORES'))
    if (!there) return
    const { seqs } = await read()
    const waiting = new Set(seqs),
      known = new Set<number>(),
      wrong: string[] = []
    for (let n = 0; n < there.length; n += 2) {
      const seq = Number(there[n])
      if (waiting.has(seq) && there[n + 1] === there[n]) known.add(seq)
      else wrong.push(there[n]!)
    }
    const removed = await everyPart(wrong, seqsPerScript, part =>
      redis.attempt(client => client.zrem(waitlist, ...part)),
    )
    const added = await write({ eventId, gone: [], joined: seqs.filter(seq => !known.has(seq)) })
    if (removed && added && !doubtful.has(eventId))
      await redis.attempt(client => client.set(complete, '1', 'PX', completeKeptMs))
  }

  return { rank, change, rebuild }
}
