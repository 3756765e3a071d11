// What a whole test run has one of, stores and the program of a server: made when the first test asks for it, and by
// whoever runs the tests, so that several processes of one run share it. A test file that needs none starts none.
import { spawnElasticsearch } from './elasticsearch.ts'

export type SharedStore = 'postgres' | 'elasticsearch' | 'server'

interface Started {
  /** Of a store; of the server's program its file. */
  readonly url: string
  /** Undefined where it is not ours. */
  readonly pid: number | undefined
  close(): Promise<void>
}

const starts: Readonly<Record<SharedStore, () => Promise<Started>>> = {
  // Loaded only then: it brings half of the server with it.
  postgres: async () => (await import('./postgres.ts')).startTestPostgres(),
  elasticsearch: () => spawnElasticsearch(),
  server: async () => (await import('./server-program.ts')).bundleServer(),
}

const own = new Map<SharedStore, Promise<Started>>()
let ask = async (store: SharedStore) => (await startedHere(store)).url

/** The URL of the one that all test files share. What they keep in it must have a name of their own. */
export const sharedStore = (store: SharedStore): Promise<string> => ask(store)

/** Asks somebody else from now on: a worker asks the queue that has started it. */
export function shareStoresOf(other: (store: SharedStore) => Promise<string>) {
  const asked = new Map<SharedStore, Promise<string>>()
  ask = store => {
    const url = asked.get(store) ?? other(store)
    asked.set(store, url)
    return url
  }
}

/** At the end of the run; those that were never asked for are not there. */
export async function closeSharedStores(): Promise<void> {
  const all = [...own.values()]
  own.clear()
  for (const store of all) await (await store.catch(() => undefined))?.close()
}

/** The processes of those that have been started here. */
export async function sharedStorePids(): Promise<ReadonlyMap<SharedStore, number>> {
  const pids = new Map<SharedStore, number>()
  for (const [store, started] of own) {
    const { pid } = (await started.catch(() => undefined)) ?? {}
    if (pid !== undefined) pids.set(store, pid)
  }
  return pids
}

function startedHere(store: SharedStore): Promise<Started> {
  const started = own.get(store) ?? starts[store]()
  own.set(store, started)
  return started
}
