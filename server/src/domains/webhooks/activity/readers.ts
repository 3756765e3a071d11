// Who listens: messages about reservations, the most frequent ones, are made only for them.
import { LRUCache } from 'lru-cache'
import type { Listeners } from '../relay/relay.ts'
import type { ReadersStore } from './readers-store.ts'

/** Those of the accounts that something is true of. */
export type AccountsAmong = (accountIds: readonly string[]) => Promise<ReadonlySet<string>>

export type Readers = ReturnType<typeof createReaders>
type Store = Pick<ReadersStore, 'note' | 'listeners' | 'listenersAmong'>

const noteEveryMs = 60_000
const accountsMax = 10_000
/** So many listeners are asked for at once, whoever it is that buys. */
const listenersMax = 100

/** `alsoListen`: who does without reading the feed or having an endpoint. */
export function createReaders(store: Store, alsoListen?: AccountsAmong) {
  const noted = new LRUCache<string, true>({ max: accountsMax, ttl: noteEveryMs })

  const listeners: Listeners = {
    async few() {
      if (alsoListen) return undefined
      const found = await store.listeners(listenersMax + 1)
      return found.size > listenersMax ? undefined : found
    },
    async among(accountIds) {
      const [found, others] = await Promise.all([store.listenersAmong(accountIds), alsoListen?.(accountIds)])
      return others ? new Set([...found, ...others]) : found
    },
  }

  return {
    /** The account reads the feed now. It is written down at most once a minute for each process. */
    async note(accountId: string): Promise<void> {
      if (noted.has(accountId)) return
      await store.note(accountId)
      noted.set(accountId, true)
    },

    /** Accounts that have read the feed in the last 30 days, or have an endpoint that wants to hear of reservations. */
    listeners,
  }
}
