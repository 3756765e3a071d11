// What an event asks of the holder of each ticket: pure.
import type { Fault } from '../../../contract/types.ts'

export interface Question {
  /** Unique within the event; answers are kept under it. */
  readonly id: string
  readonly label: string
  readonly kind: 'text' | 'choice' | 'yes_no'
  readonly required: boolean
  /** Of a choice alone. */
  readonly options?: readonly string[] | undefined
}

/** What is wrong with an event's questions, beyond what the contract's schema can say. */
export function faultsOfQuestions(questions: readonly Question[] = []): Fault[] {
  const first = new Map<string, number>()
  return questions.flatMap(({ id, kind, options }, n) => {
    const at = `/questions/${n}`
    const before = first.get(id)
    if (before === undefined) first.set(id, n)
    return [
      ...(before === undefined
        ? []
        : [fault(`${at}/id`, 'uniqueItems', `is the id of questions[${before}]: give each its own`)]),
      ...(kind === 'choice' && !options
        ? [fault(`${at}/options`, 'required', 'is required of a choice: list the answers that there are')]
        : []),
      ...(kind !== 'choice' && options
        ? [fault(`${at}/options`, 'not', 'is only allowed with kind choice: leave it out')]
        : []),
    ]
  })
}

const fault = (pointer: string, keyword: string, message: string): Fault => ({ pointer, keyword, message })
