// A plan and what came of it, for people and for programs.
import { moneyText } from '../money.ts'
import { plain } from '../text.ts'
import { timeText } from '../times.ts'
import { nameOfKind } from './entries.ts'
import { type Change, wantedTypes } from './fields.ts'
import type { Step } from './plan.ts'

import { labelOf, type Outcome, type Result } from './write.ts'

const signs = { create: '+', change: '~', unchanged: '=', refused: '!' } as const

/** A line for each thing that is not as wanted, one for each of its differences, and how many there are. */
export function planText(steps: readonly Step[]): string {
  const shown = steps.filter(({ action }) => action !== 'unchanged')
  return [...shown.flatMap(stepLines), summaryOfPlan(steps)].map(plain).join('\n')
}

function stepLines(step: Step): string[] {
  const words = step.action === 'create' ? newText(step) : step.action === 'refused' ? 'is refused' : ''
  return [
    `${signs[step.action]} ${labelOf(step)}${words === '' ? '' : `: ${words}`}`,
    ...step.reasons.map(reason => `    because ${reason}`),
    ...step.changes.map(changeLine),
  ]
}

function changeLine({ field, from, to }: Change): string {
  if (from === null) return `    ${field}: ${to} (new)`
  const isWhole = /^(?:ticketTypes|promotions)\[/.test(field) && field.endsWith(']')
  return `    ${field}: ${from} → ${to ?? (isWhole ? 'deleted' : 'none')}`
}

function newText({ wanted: { kind, body, zone } }: Step): string {
  if (kind === 'venue') return [body['name'], body['city'], body['country'], body['timezone']].map(String).join(', ')
  if (kind === 'webhookEndpoint') return `${String(body['url'])}, ${(body['types'] as string[]).join(', ')}`
  const types = wantedTypes(body).map(
    ({ name, priceMinor, currency }) => `${String(name)} ${moneyText(Number(priceMinor), String(currency))}`,
  )
  return [
    String(body['title']),
    timeText(String(body['startsAt']), zone),
    `${String(body['capacity'])} seats`,
    ...types,
    body['publish'] === true ? 'on sale at once' : 'a draft',
  ].join(', ')
}

function summaryOfPlan(steps: readonly Step[]): string {
  const count = (action: Step['action']) => steps.filter(step => step.action === action).length
  const parts = [
    ...counted(count('create'), 'to make'),
    ...counted(count('change'), 'to change'),
    ...counted(count('refused'), 'refused'),
    ...counted(count('unchanged'), 'unchanged'),
  ]
  const nothing = count('create') + count('change') + count('refused') === 0
  return `${nothing ? 'Nothing to do: ' : ''}${parts.join(', ')}.`
}

const counted = (count: number, words: string) => (count === 0 ? [] : [`${count} ${words}`])

const outcomeWords: Readonly<Record<Outcome, string>> = {
  made: 'Made',
  changed: 'Changed',
  unchanged: 'Is so already',
  refused: 'Refused',
  unknown: 'Not known',
  notDone: 'Not done',
}

/** `Made: event spring-1 (evt_…)` */
export function resultText({ step, outcome, id, words }: Result): string {
  const what = `${outcomeWords[outcome]}: ${labelOf(step)}${id === undefined ? '' : ` (${id})`}`
  const text = words === undefined ? what : `${what}: ${words}`
  return text.split('\n').map(plain).join('\n')
}

export function summaryOfResults(results: readonly Result[]): string {
  const count = (outcome: Outcome) => results.filter(result => result.outcome === outcome).length
  const parts = [
    ...counted(count('made'), 'made'),
    ...counted(count('changed'), 'changed'),
    ...counted(count('unchanged'), 'unchanged'),
    ...counted(count('refused'), 'refused'),
    ...counted(count('unknown'), 'not known'),
    ...counted(count('notDone'), 'not done'),
  ]
  return `${parts.join(', ')}.`
}

/** The plan, and with `results` what came of it, as one document. */
export function documentOf(steps: readonly Step[], results?: readonly Result[]) {
  const outcomes = results?.map(({ outcome }) => outcome) ?? []
  const count = (...wanted: readonly string[]) =>
    (results ? outcomes : steps.map(({ action }) => action)).filter(each => wanted.includes(each)).length
  return {
    isDone: results !== undefined,
    summary: results
      ? {
          ...{ made: count('made'), changed: count('changed'), unchanged: count('unchanged') },
          ...{ refused: count('refused'), notDone: count('notDone', 'unknown') },
        }
      : { create: count('create'), change: count('change'), unchanged: count('unchanged'), refused: count('refused') },
    steps: steps.map((step, n) => {
      const { wanted, action, changes, reasons } = step
      const result = results?.[n]
      const id = result?.id ?? step.id
      return {
        kind: nameOfKind[wanted.kind],
        externalId: wanted.externalId,
        ...(id !== undefined && { id }),
        action,
        changes,
        ...(reasons.length > 0 && { reasons }),
        ...(result && { outcome: result.outcome, ...(result.words !== undefined && { detail: result.words }) }),
      }
    }),
  }
}
