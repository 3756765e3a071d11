// Who listens: messages about reservations, the most frequent ones, are made only for them.
import { LRUCache } from 'lru-cache'
import type { ReadersStore } from './readers-store.ts'

/** Those of the accounts that something is true of. */
export type AccountsAmong = (accountIds: readonly string[]) => Promise<ReadonlySet<string>>

export type Readers = ReturnType<typeof createReaders>

const noteEveryMs = 60_000
const accountsMax = 10_000

/** `others`: who listens in other ways than by reading the feed. */
export function createReaders(store: Pick<ReadersStore, 'note' | 'among'>, others: readonly AccountsAmong[]) {
  const noted = new LRUCache<string, true>({ max: accountsMax, ttl: noteEveryMs })

  return {
    /** The account reads the feed now. It is written down at most once a minute for each process. */
    async note(accountId: string): Promise<void> {
      if (noted.has(accountId)) return
      await store.note(accountId)
      noted.set(accountId, true)
    },

    /** Those of the accounts that have read the feed in the last 30 days, or listen in another way. */
    async listens(accountIds: readonly string[]): Promise<Set<string>> {
      const sets = await Promise.all([store.among, ...others].map(among => among(accountIds)))
      return new Set(sets.flatMap(set => [...set]))
    },
  }
}
