// Held reservations in Redis, each under a key of its own: from when it was made until it is confirmed, released or
// expired. Redis counts what is left of a hold, and ends its key with it: no clock of ours is asked.
import type { RedisStore } from '../../../platform/redis/redis.ts'
import { documentKeptMs, everyPart, reservationKeyOf, type HeldReservations, type NewReservation } from './cache.ts'

/** Keys of one write or look that wait for their answer together; the client sends them as one. */
const keysAtOnce = 200

/** What is kept, as JSON. */
export interface StoredReservation {
  readonly version: number
  /** For how long it was to be kept when it was written: what Redis has left of that tells its age. */
  readonly keptMs: number
  readonly hold: unknown
}

export function createRedisReservations(redis: RedisStore): HeldReservations {
  return {
    async get(id) {
      const key = reservationKeyOf(id)
      const found = await redis.attempt(client => Promise.all([client.get(key), client.pttl(key)]))
      if (!found) return undefined
      const [json, leftMs] = found
      const stored = storedOf(json)
      const isBelieved = stored && leftMs > 0 && stored.keptMs - leftMs <= documentKeptMs
      return isBelieved ? { version: stored.version, hold: stored.hold, leftMs } : undefined
    },

    put: reservations =>
      everyPart(reservations, keysAtOnce, part =>
        redis.attempt(client =>
          Promise.all(
            part.map(({ id, leftMs, ...rest }) =>
              client.set(reservationKeyOf(id), JSON.stringify(storable(leftMs, rest)), 'PX', Math.floor(leftMs)),
            ),
          ),
        ),
      ),

    remove: ids =>
      everyPart(ids, keysAtOnce, part =>
        redis.attempt(client => Promise.all(part.map(id => client.del(reservationKeyOf(id))))),
      ),

    async missing(ids) {
      const missing: string[] = []
      const isKnown = await everyPart(ids, keysAtOnce, part =>
        redis.attempt(async client => {
          const counts = await Promise.all(part.map(id => client.exists(reservationKeyOf(id))))
          missing.push(...part.filter((_, n) => counts[n] === 0))
          return counts
        }),
      )
      return isKnown ? missing : []
    },
  }
}

const storable = (leftMs: number, { version, hold }: Omit<NewReservation, 'id' | 'leftMs'>): StoredReservation => ({
  version,
  keptMs: Math.floor(leftMs),
  hold,
})

/** What somebody else may have written there is not believed blindly. */
export function storedOf(json: string | null): StoredReservation | undefined {
  if (json === null) return undefined
  try {
    const { version, keptMs, hold } = JSON.parse(json) as Partial<StoredReservation>
    const isSound = Number.isSafeInteger(version) && Number.isSafeInteger(keptMs) && typeof hold === 'object'
    return isSound && hold !== null ? { version: version!, keptMs: keptMs!, hold } : undefined
  } catch {
    return undefined
  }
}
