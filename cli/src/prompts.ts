// Questions to whoever sits at the terminal: for what is missing, and before what can't be undone. Where nobody can be
// asked, everything that is missing is named at once, and nothing that can't be undone is done without --yes.
import type * as PromptsModule from '@inquirer/prompts'
import { CommandError, exit, UsageError } from './failures.ts'
import { interruption } from './interruption.ts'
import { say } from './output.ts'
import { plain } from './text.ts'
import { beginWaiting, endWaiting } from './spinner.ts'

type Prompts = typeof PromptsModule
interface Asking {
  readonly output: NodeJS.WriteStream
  readonly signal?: AbortSignal
}

/** Loaded only for who is asked: it takes as long as half the start of a command. */
async function prompted<Answer>(ask: (prompts: Prompts, asking: Asking) => Promise<Answer>): Promise<Answer> {
  endWaiting()
  const signal = interruption()
  try {
    return await ask(await import('@inquirer/prompts'), { output: process.stderr, ...(signal && { signal }) })
  } finally {
    if (signal?.aborted) process.stdin.pause() // a question that is given up goes on listening otherwise
    beginWaiting()
  }
}

let mayAsk = true

/** What `--no-input` says: as if there were no terminal. */
export function askNobody(): void {
  mayAsk = false
}

/** Whether there is somebody to ask. Questions are on stderr: stdout may be a file. */
export const canAsk = (): boolean => mayAsk && Boolean(process.stdin.isTTY && process.stderr.isTTY)

/** The summary of a flag that is needed, and asked for. */
export const asked = (summary: string): string => `${summary} Needed; where it is left out, you are asked for it.`

export interface Question {
  readonly message: string
  /** How the flag is called that says it, if not as the answer: `--password-stdin`. */
  readonly flag?: string
  /** What may be answered. With `many`, several of them. */
  readonly choices?: readonly string[]
  readonly many?: true
  /** Not shown while it is typed. */
  readonly secret?: true
  /** Taken when nothing is typed. */
  readonly otherwise?: string
  /** Throws what is wrong with an answer, in the words that the flag has for it. */
  readonly check?: (answer: string) => unknown
}

type Questions<Name extends string> = Readonly<Record<Name, Question>>
type Answered<Flags, Name extends keyof Flags> = Flags & { readonly [Given in Name]-?: NonNullable<Flags[Given]> }

/**
 * The flags, with an answer for each question that none of them answers. Throws UsageError, naming all that is missing,
 * where nobody can be asked.
 */
export async function withAnswers<Flags extends object, Name extends keyof Flags & string>(
  flags: Flags,
  questions: Questions<Name>,
): Promise<Answered<Flags, Name>> {
  const missing = (Object.keys(questions) as Name[]).filter(name => isMissing(flags[name]))
  mustAsk(missing.map(name => questions[name].flag ?? `--${name}`))
  const answers: Partial<Record<Name, unknown>> = {}
  for (const name of missing) answers[name] = await ask(questions[name])
  return { ...flags, ...answers } as Answered<Flags, Name>
}

/** An empty variable of a script is no answer either, but the server says so in its own words: it is sent. */
const isMissing = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0)

/** `--title` of each of them that is not given. */
export const flagsLeftOut = (given: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(given)
    .filter(name => isMissing(given[name]))
    .map(name => `--${name}`)

/** Throws UsageError where nobody can be asked for these. */
export function mustAsk(flags: readonly string[]): void {
  const names = [...new Set(flags)]
  if (names.length === 0 || canAsk()) return
  throw new UsageError(`${listed(names)} ${names.length === 1 ? 'is' : 'are'} needed where nobody can be asked.`)
}

const listed = (names: readonly string[]) => new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names)

/** One answer: a text, or a list of them for a question with `many`. */
export async function ask(question: Question): Promise<string | string[]> {
  const { message, choices, many, secret, otherwise } = question
  const validate = (answer: string) => faultOf(question, answer)
  if (choices && many)
    return prompted(({ checkbox }, asking) =>
      checkbox({ message, choices: [...choices], required: true, pageSize: choicesShown }, asking),
    )
  if (choices)
    return askChoice(
      message,
      choices.map(value => ({ name: value, value })),
    )
  if (secret) return prompted(({ password }, asking) => password({ message, mask: '*', validate }, asking))
  const given = otherwise !== undefined && { default: otherwise }
  const answer = await prompted(({ input }, asking) => input({ message, validate, ...given }, asking))
  return many ? answer.split(/[\s,]+/).filter(part => part !== '') : answer.trim()
}

export const askText = async (question: Omit<Question, 'many'>): Promise<string> => (await ask(question)) as string

/** Undefined when nothing is typed. */
export async function askOptional(question: Omit<Question, 'many'>): Promise<string | undefined> {
  const { check } = question
  const answer = await askText({ otherwise: '', ...question, check: text => text !== '' && check?.(text) })
  return answer === '' ? undefined : answer
}

/** One of these, by the name that is shown for it. */
export async function askChoice<Value>(
  message: string,
  choices: readonly { readonly name: string; readonly value: Value; readonly description?: string }[],
): Promise<Value> {
  const all = { message, choices: choices.map(shown), pageSize: choicesShown }
  return prompted(({ select }, asking) => select<Value>(all, asking))
}

/** One of what `find` knows for the text typed so far. */
export async function askSearch<Value>(
  message: string,
  find: (text: string) => Promise<readonly { readonly name: string; readonly value: Value }[]>,
): Promise<Value> {
  const source = async (text: string | undefined) => (await find(text ?? '')).map(shown)
  return prompted(({ search }, asking) => search<Value>({ message, source, pageSize: choicesShown }, asking))
}

export async function confirm(question: string, { otherwise = false } = {}): Promise<boolean> {
  return prompted((prompts, asking) => prompts.confirm({ message: question, default: otherwise }, asking))
}

const choicesShown = 12

/** Names are others' text: they must not steer the terminal. */
const shown = <Choice extends { readonly name: string }>(choice: Choice): Choice => ({
  ...choice,
  name: plain(choice.name),
})

/** True, or what is wrong with the answer. */
async function faultOf({ check, otherwise, secret }: Question, answer: string): Promise<true | string> {
  if (answer.trim() === '' && (secret || otherwise === undefined)) return "It can't be empty."
  try {
    await check?.(secret ? answer : answer.trim())
    return true
  } catch (error) {
    return (error as Error).message
  }
}

/** With --dry-run and --print nothing is done: there is nothing to ask. */
interface AskingFlags {
  readonly yes: boolean
  readonly 'dry-run'?: boolean
  readonly print?: string
}

export const cancelled = () => new CommandError('cancelled', 'Cancelled: nothing was done.', exit.cancelled)

/**
 * Before what can't be undone. `what` says what it will do, in lines; as a function it is asked for only when somebody
 * reads it. `--yes` goes on without a question. Throws UsageError where nobody can be asked, and `cancelled` when the
 * answer is no.
 */
export async function confirmOrRefuse(
  what: string | (() => Promise<string>),
  { yes, 'dry-run': isDryRun, print }: AskingFlags,
): Promise<void> {
  if (yes || isDryRun || print !== undefined) return
  if (!canAsk()) throw new UsageError("This can't be undone: say --yes where nobody can be asked.")
  const lines = (typeof what === 'string' ? what : await what()).split('\n')
  for (const line of lines) say(plain(line))
  if (!(await confirm("This can't be undone. Go on?"))) throw cancelled()
}
