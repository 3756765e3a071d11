// What the server refuses of an event whatever there is already, so that it is said before anything is written.
import type { Values } from './entries.ts'
import type { Path } from './source.ts'

interface RuleFault {
  readonly path: Path
  readonly message: string
}

const testCapacityMax = 1_000

/** An event as the API takes it. */
export function faultsOfEvent(event: Values): RuleFault[] {
  const types = (event['ticketTypes'] ?? []) as readonly Values[]
  return [
    ...rule(['endsAt'], isAfter(event['endsAt'], event['startsAt']), 'must be after startsAt'),
    ...rule(
      ['waitlistPolicy', 'skipMax'],
      !isSkipMaxLost(event['waitlistPolicy'] as Values | undefined),
      'is only for order skip: leave it out',
    ),
    ...rule(
      ['capacity'],
      event['test'] !== true || Number(event['capacity']) <= testCapacityMax,
      `of a test event must be at most ${testCapacityMax}`,
    ),
    ...types.flatMap((type, n) =>
      faultsOfType(type, event).map(({ path, message }) => ({
        path: ['ticketTypes', n, ...path],
        message,
      })),
    ),
    ...faultsOfCurrencies(types),
    ...faultsOfQuestions((event['questions'] ?? []) as readonly Values[]),
    ...twice(types, 'name', nameKeyOf),
    ...twice(types, 'externalId', text => text),
  ]
}

function faultsOfType(type: Values, event: Values): RuleFault[] {
  const { salesStartAt: from, salesEndAt: to, capacity } = type
  return [
    ...rule(['salesEndAt'], to === undefined || from === undefined || isAfter(to, from), 'must be after salesStartAt'),
    ...rule(['salesStartAt'], from === undefined || isAfter(event['endsAt'], from), 'must be before the event ends'),
    ...rule(
      ['salesEndAt'],
      to === undefined || !isAfter(to, event['endsAt']),
      'must not be after the event ends: leave it out to sell until then',
    ),
    ...rule(
      ['capacity'],
      capacity === undefined || Number(capacity) <= Number(event['capacity']),
      `must be at most the event's capacity, ${String(event['capacity'])}`,
    ),
  ]
}

const faultsOfQuestions = (questions: readonly Values[]): RuleFault[] =>
  questions.flatMap(({ id, kind, options }, n) => {
    const before = questions.findIndex(other => other['id'] === id)
    const at = ['questions', n, 'options']
    return [
      ...rule(['questions', n, 'id'], before === n, `is that of questions[${before}]: give each its own`),
      ...rule(
        at,
        kind !== 'choice' || options !== undefined,
        'is required of a choice: list the answers that there are',
      ),
      ...rule(at, kind === 'choice' || options === undefined, 'is only for kind choice: leave it out'),
    ]
  })

const rule = (path: Path, isKept: boolean, message: string): RuleFault[] => (isKept ? [] : [{ path, message }])

const isAfter = (one: unknown, other: unknown) => Date.parse(String(one)) > Date.parse(String(other))

const isSkipMaxLost = (policy: Values | undefined) => policy?.['order'] === 'strict' && policy['skipMax'] !== undefined

function faultsOfCurrencies(types: readonly Values[]): RuleFault[] {
  const other = types.findIndex(({ currency }) => currency !== types[0]?.['currency'])
  const message = `must be ${String(types[0]?.['currency'])}: all ticket types of an event have one currency`
  return other < 0 ? [] : [{ path: ['ticketTypes', other, 'currency'], message }]
}

function twice(types: readonly Values[], name: string, keyOf: (text: string) => string): RuleFault[] {
  const seen = new Map<string, number>()
  return types.flatMap((type, n) => {
    if (type[name] === undefined) return []
    const key = keyOf(String(type[name]))
    const before = seen.get(key)
    seen.set(key, before ?? n)
    return before === undefined
      ? []
      : [{ path: ['ticketTypes', n, name], message: `is that of ticketTypes[${before}]: give each its own` }]
  })
}

/** As the server compares names: case, spaces and what never shows don't tell two apart. */
export const nameKeyOf = (name: string): string =>
  [...name.normalize('NFKC')]
    .map(character => (character === 'ı' ? character : character.toLowerCase().toUpperCase().toLowerCase()))
    .join('')
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
