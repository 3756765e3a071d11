// What the queue and its workers tell each other.
import type { SharedStore } from '../support/shared-stores.ts'
import type { Mode } from './files.ts'

export interface MochaOptions {
  readonly grep?: string
  readonly fgrep?: string
  readonly invert?: boolean
  readonly bail?: boolean
  readonly timeout?: number
  readonly color?: boolean
}

export type ToWorker =
  | { readonly kind: 'run'; readonly path: string; readonly mode: Mode; readonly options: MochaOptions }
  | { readonly kind: 'end' }
  | { readonly kind: 'store'; readonly store: SharedStore; readonly url?: string; readonly failure?: string }

export type FromWorker =
  | { readonly kind: 'ask'; readonly store: SharedStore }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'done'; readonly count: Count; readonly cpu: Cpu }

/** What a file has used, in milliseconds: its worker, and the processes that its tests have started and seen end. */
export interface Cpu {
  readonly workerMs: number
  readonly childrenMs: number
}

export interface Count {
  readonly passes: number
  readonly failures: number
  readonly pending: number
}

/** How a worker is told that the queue keeps its output until a file is done. */
export const workerEnvironment = (isBuffered: boolean): Readonly<Record<string, string>> =>
  isBuffered ? { EVENTLY_TEST_BUFFERED: 'yes' } : {}
