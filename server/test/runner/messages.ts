// What the queue and its workers tell each other.
import type { Mode } from './files.ts'

/** What the whole test run has one of, started when the first test asks for it. */
export type SharedStore = 'postgres' | 'elasticsearch'

export interface MochaOptions {
  readonly grep?: string
  readonly fgrep?: string
  readonly invert?: boolean
  readonly bail?: boolean
  readonly timeout?: number
  readonly color?: boolean
}

export type ToWorker =
  | { readonly kind: 'run'; readonly path: string; readonly options: MochaOptions }
  | { readonly kind: 'end' }
  | { readonly kind: 'store'; readonly store: SharedStore; readonly url?: string; readonly failure?: string }

export type FromWorker =
  | { readonly kind: 'ask'; readonly store: SharedStore }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'done'; readonly count: Count; readonly cpuMs: number }

export interface Count {
  readonly passes: number
  readonly failures: number
  readonly pending: number
}

/** How a worker is told what it is: as one whose output the queue keeps until a file is done, or as the only one. */
export const workerEnvironment = (mode: Mode, isBuffered: boolean): Readonly<Record<string, string>> => ({
  ...(mode === 'apart' && { EVENTLY_TEST_SERVICES: 'apart' }),
  ...(isBuffered && { EVENTLY_TEST_BUFFERED: 'yes' }),
})
