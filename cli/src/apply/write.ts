// Carries a plan out, one write after the other, each only if nothing has changed since the plan was made. What is
// refused stays as it is, and the rest goes on; what no later write could get past, such as a session that has ended,
// stops it. It may be stopped between any two writes: planned again, it goes on with what is left.
import { ApiError, ConnectionError, isProblem, UnexpectedAnswerError, type Evently } from '@evently/sdk'
import { exit, failureOf } from '../failures.ts'
import type { Stop } from '../interruption.ts'
import type { Current, Reader, Resource } from './current.ts'
import { nameOfKind, placeIn, placeText } from './entries.ts'
import type { Kind } from './entries.ts'
import { nameInFile } from './fields.ts'
import { isAsWanted, isSameEvent, type Step } from './plan.ts'
import type { PromotionWrite } from './promotion-plan.ts'
import { writePromotions } from './promotion-writes.ts'
import type { Secrets } from './secrets.ts'
import { pathText } from './shape.ts'

/** `unknown`: it was sent, and no answer came. */
export type Outcome = 'made' | 'changed' | 'unchanged' | 'refused' | 'unknown' | 'notDone'

export interface Result {
  readonly step: Step
  readonly outcome: Outcome
  readonly id?: string
  /** Why it is not done, or what else there is to know, in words. */
  readonly words?: string
  /** Of what is not done. */
  readonly exitCode?: number
}

export interface Writing {
  readonly evently: Evently
  readonly reader: Reader
  readonly current: Current
  readonly secrets: Secrets
  readonly stop: Stop
  readonly onResult: (result: Result) => void
}

const operations = {
  venue: 'events.putVenue',
  event: 'events.put',
  webhookEndpoint: 'webhooks.putEndpoint',
} as const satisfies Record<Kind, string>

export async function carryOut(steps: readonly Step[], writing: Writing): Promise<readonly Result[]> {
  const { stop, onResult } = writing
  /** Ids of venues by their external ids, those that have just been made too. */
  const venueIds = new Map([...writing.current.venue].map(([externalId, { id }]) => [externalId, id]))
  const results: Result[] = []
  let stopped: { readonly words: string; readonly exitCode: number } | undefined

  for (const step of steps) {
    if (!stopped && stop.isAsked) stopped = { words: 'interrupted before', exitCode: exit.cancelled }
    const result = await resultOf(step)
    if (result.outcome === 'made' && step.wanted.kind === 'venue') venueIds.set(step.wanted.externalId, result.id!)
    results.push(result)
    onResult(result)
  }
  return results

  async function resultOf(step: Step): Promise<Result> {
    const { action, id, reasons, wanted } = step
    if (action === 'unchanged') return { step, outcome: 'unchanged', id: id! }
    if (action === 'refused') return { step, outcome: 'refused', words: reasons.join('; '), exitCode: exit.conflict }
    if (stopped) return { step, outcome: 'notDone', ...stopped }
    const venue = wanted.venueExternalId
    const venueId = venue === undefined ? wanted.body['venueId'] : venueIds.get(venue)
    if (wanted.kind === 'event' && venueId === undefined)
      return { step, outcome: 'notDone', words: `its venue ${venue} was not made`, exitCode: exit.conflict }
    const body = wanted.kind === 'event' ? { ...wanted.body, venueId } : wanted.body
    const first = step.promotions.filter(({ isFirst }) => isFirst)
    const before = await withPromotions(first, { step, outcome: 'unchanged', ...(id !== undefined && { id }) })
    if (!isDone(before)) return before
    const result = await resultOfWrite(step, body)
    if (!isDone(result)) return isWritten(before) ? { ...result, exitCode: exit.partlyDone } : result
    const rest = step.promotions.filter(({ isFirst }) => !isFirst)
    return withPromotions(rest, isWritten(before) ? { ...result, outcome: 'changed' } : result)
  }

  async function resultOfWrite(step: Step, body: unknown): Promise<Result> {
    try {
      return await written(await afterItsVenue(step), body)
    } catch (error) {
      return stoppedBy(error, await notWritten(step, error))
    }
  }

  function stoppedBy(error: unknown, result: Result): Result {
    if (isHopeless(error)) stopped = { words: 'it was stopped before', exitCode: result.exitCode ?? exit.unexpected }
    return result
  }

  /** What became of an event with its codes: those that are given, after what has been written of it before. */
  async function withPromotions(writes: readonly PromotionWrite[], result: Result): Promise<Result> {
    if (writes.length === 0) return result
    const { step } = result
    const { evently, reader } = writing
    const event = await reader.event(step.wanted.externalId)
    const { count, failed } = await writePromotions(writes, event!, {
      ...{ evently, promotions: reader.promotions, signal: stop.signal },
    })
    if (!failed) return isWritten(result) ? result : { ...result, outcome: 'changed' }
    const { message = 'failed', exitCode } = failureOf(failed.error)
    const isPart = isWritten(result) || count > 0
    return stoppedBy(failed.error, {
      step,
      outcome: stop.signal.aborted || mayBeDone(failed.error) ? 'unknown' : 'refused',
      ...(result.id !== undefined && { id: result.id }),
      words: `${isPart ? 'a part of it is written, and not ' : ''}its ${failed.label}: ${message}`,
      exitCode: stop.signal.aborted ? exit.cancelled : isPart ? exit.partlyDone : exitCode,
    })
  }

  /** With a venue that has been changed its events have other versions: that of one that is otherwise as it was. */
  async function afterItsVenue(step: Step): Promise<Step> {
    const before = step.wanted.kind === 'event' ? writing.current.event.get(step.wanted.externalId) : undefined
    const isTouched = results.some(({ step: { action }, id }) => action === 'change' && id === before?.venue.id)
    if (!before || !isTouched) return step
    const now = await writing.reader.event(step.wanted.externalId)
    return now && isSameEvent(before, now) ? { ...step, version: now.version } : step
  }

  async function written(step: Step, body: unknown): Promise<Result> {
    const { wanted, version } = step
    const only = version === undefined ? { ifNoneMatch: '*' } : { ifMatch: version }
    const input = { path: { externalId: wanted.externalId }, body }
    const { id, secret, unchanged } = (await writing.evently.request(operations[wanted.kind], input, {
      ...only,
      signal: stop.signal,
    })) as { readonly id: string; readonly secret?: string; readonly unchanged: boolean }
    const outcome = unchanged ? 'unchanged' : version === undefined ? 'made' : 'changed'
    const lost = secret === undefined ? undefined : writing.secrets.keep({ externalId: wanted.externalId, id, secret })
    return { step, outcome, id, ...(lost !== undefined && { words: lost, exitCode: exit.unexpected }) }
  }

  async function notWritten(step: Step, error: unknown): Promise<Result> {
    if (isProblem(error, 'precondition_failed')) return changedMeanwhile(step)
    const isStopped = stop.signal.aborted
    const { message = 'failed', exitCode } = failureOf(error)
    if (isStopped || mayBeDone(error)) {
      const words = `${isStopped ? 'stopped while it was written' : message}${secretMayBeLost(step)}`
      return { step, outcome: 'unknown', words, exitCode: isStopped ? exit.cancelled : exitCode }
    }
    const words = placedFaults(step, error) ?? message
    return { step, outcome: isHopeless(error) ? 'notDone' : 'refused', words, exitCode }
  }

  /** Somebody else has changed it, or an earlier attempt of this very write has, whose answer was lost. */
  async function changedMeanwhile(step: Step): Promise<Result> {
    const { wanted, version } = step
    const there = await writing.reader.read(wanted.kind, wanted.externalId).catch(() => undefined)
    if (there && isAsWanted(there, wanted, withVenues(writing.current, venueIds)))
      return isNewEndpoint(step) ? withoutSecret(step, there) : { step, outcome: 'unchanged', id: there.id }
    const what = version === undefined ? 'somebody has made it' : there ? 'it has been changed' : 'it has gone'
    return {
      step,
      outcome: 'refused',
      words: `${what} since the plan was made: run it again to see what is different now`,
      exitCode: exit.conflict,
    }
  }
}

const isNewEndpoint = ({ wanted, version }: Step) => wanted.kind === 'webhookEndpoint' && version === undefined

/** It is there, and what was shown once is gone. */
function withoutSecret(step: Step, { id }: Resource): Result {
  const words = `its secret was not received: \`evently webhooks rotate-secret ${id}\` makes another one`
  return { step, outcome: 'made', id, words, exitCode: exit.unexpected }
}

const secretMayBeLost = (step: Step) =>
  isNewEndpoint(step)
    ? '\n  If it was made, its secret was not received: `evently webhooks rotate-secret` makes another one.'
    : ''

/** What the server finds wrong with a body, by where it stands in the file; undefined for any other error. */
function placedFaults({ wanted: { entry } }: Step, error: unknown): string | undefined {
  if (!isProblem(error, 'validation_failed')) return undefined
  const lines = error.problem.errors.map(({ pointer, message }) => {
    const parts = pointer.split('/').slice(1)
    const path = parts.map(part => (/^\d+$/.test(part) ? Number(part) : nameInFile(part)))
    return `  ${placeText(placeIn(entry, ...path))}: ${pathText([...entry.path, ...path])} ${message}`
  })
  return ['the server finds a fault in it.', ...lines].join('\n')
}

const withVenues = (current: Current, ids: ReadonlyMap<string, string>): Current => ({
  ...current,
  venue: new Map([...ids].map(([externalId, id]) => [externalId, { ...current.venue.get(externalId)!, id }])),
})

/** Whether the next write would end the same way: it is no fault of what was written. */
function isHopeless(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true
  return [401, 403, 429].includes(error.status) || error.status >= 500
}

/** Whether it may have been carried out all the same: no answer came, or none of the API's own. */
function mayBeDone(error: unknown): boolean {
  if (error instanceof ConnectionError) return true
  return (error instanceof ApiError || error instanceof UnexpectedAnswerError) && error.status >= 500
}

const isDone = ({ outcome }: Result) => outcome === 'made' || outcome === 'changed' || outcome === 'unchanged'
const isWritten = ({ outcome }: Result) => outcome === 'made' || outcome === 'changed'

/** 0: all of it is so now; 9: a part of it; else why nothing is. */
export function exitCodeOf(results: readonly Result[], stop: Stop): number {
  const first = results.find(result => !isDone(result) || result.exitCode !== undefined)
  if (first === undefined) return 0
  if (stop.isAsked) return exit.cancelled
  return results.some(isWritten) ? exit.partlyDone : (first.exitCode ?? exit.conflict)
}

/** `the event spring-1` */
export const labelOf = ({ wanted: { kind, externalId } }: Step) => `${nameOfKind[kind]} ${externalId}`
