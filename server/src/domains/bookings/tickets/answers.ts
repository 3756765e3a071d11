// Whether answers fit the questions of an event: pure.
import type { Fault, Shape } from '../../../contract/types.ts'
import type { Answers } from '../booking.ts'

type Question = Shape<'Question'>

/** What is wrong with answers; `pointer` leads to them. Questions that are required must be answered. */
export function faultsOfAnswers(pointer: string, answers: Answers, questions: readonly Question[]): Fault[] {
  const known = new Map(questions.map(question => [question.id, question]))
  const given = Object.entries(answers).flatMap(([id, answer]): Fault[] => {
    const at = `${pointer}/${escaped(id)}`
    const question = known.get(id)
    if (!question) return [fault(at, 'additionalProperties', noSuchQuestion(questions))]
    const options = optionsOf(question)
    return !options || options.includes(answer)
      ? []
      : [fault(at, 'enum', `must be one of ${options.map(option => JSON.stringify(option)).join(', ')}`)]
  })
  const missing = questions.filter(({ id, required }) => required && !Object.hasOwn(answers, id))
  return [
    ...given,
    ...missing.map(({ id, label }) =>
      fault(`${pointer}/${escaped(id)}`, 'required', `is required: ${JSON.stringify(label)}`),
    ),
  ]
}

const optionsOf = ({ kind, options }: Question): readonly string[] | undefined =>
  kind === 'yes_no' ? ['yes', 'no'] : kind === 'choice' ? (options ?? []) : undefined

const noSuchQuestion = (questions: readonly Question[]) =>
  questions.length === 0
    ? 'is no question: the event has none'
    : `is no question of the event: it has ${questions.map(({ id }) => id).join(', ')}`

/** As RFC 6901 writes a name in a pointer. */
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')

const fault = (pointer: string, keyword: string, message: string): Fault => ({ pointer, keyword, message })
