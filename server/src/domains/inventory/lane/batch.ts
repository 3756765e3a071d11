// A batch of a lane: those who wait for an answer, each with what they asked for.
import type { Span } from '@opentelemetry/api'
import { inBatchSpan } from '../../../platform/observability/tracing.ts'
import type { Command, Decision } from '../rules/commands.ts'

export interface QueuedCommand {
  readonly command: Command
  /** The request it is asked for in, where anybody records that. */
  readonly span: Span | undefined
  resolve(decision: Decision): void
  reject(error: unknown): void
}
export type Batch = readonly QueuedCommand[]

export const commandsOf = (batch: Batch) => batch.map(({ command }) => command)

/** What is done for a batch, as a span beneath the first of its requests that is recorded. */
export const inLaneSpan = <Result>(eventId: string, batch: Batch, work: () => Promise<Result>) =>
  inBatchSpan('lane.batch', { 'evently.event.id': eventId, 'evently.batch.size': batch.length }, batch, work)

/** Tells them what has been decided, in their order. */
export function tell(batch: Batch, decisions: readonly Decision[]) {
  batch.forEach(({ resolve }, n) => {
    resolve(decisions[n]!)
  })
}
