// What a command reads besides its flags: files, stdin, and answers to its questions.
import { readFile } from 'node:fs/promises'
import { textOfBytes } from './encoding.ts'
import { UsageError } from './failures.ts'

const asking = { output: process.stderr }
/** Loaded only for who is asked: it takes as long as half the start of a command. */
const prompts = () => import('@inquirer/prompts')

/** Whether there is somebody to ask. */
const isInteractive = () => Boolean(process.stdin.isTTY && process.stderr.isTTY)

export interface PasswordFlags {
  readonly password?: string
  readonly 'password-stdin': boolean
}

/** The flag, the first line of stdin, or the answer to a question. */
export async function passwordOf(flags: PasswordFlags, message = 'Password'): Promise<string> {
  if (flags['password-stdin']) return secretLine('--password-stdin', 'password')
  return flags.password ?? askSecret(message, '--password-stdin')
}

/** The first line of stdin. */
export async function secretLine(flag: string, what: string): Promise<string> {
  if (process.stdin.isTTY) throw new UsageError(`${flag} reads a file or a pipe, and there is neither on stdin.`)
  const line = (await readStdin()).replace(/\r?\n[^]*$/, '')
  if (line === '') throw new UsageError(`There was no ${what} on stdin.`)
  return line
}

/** The current and the new password: two lines of stdin, or the answers to two questions. */
export async function newPassword(flags: {
  readonly 'password-stdin': boolean
}): Promise<{ currentPassword: string; newPassword: string }> {
  if (!flags['password-stdin']) {
    return {
      currentPassword: await askSecret('Current password', '--password-stdin'),
      newPassword: await askSecret('New password', '--password-stdin'),
    }
  }
  const [currentPassword, wanted] = (await readStdin()).split(/\r?\n/)
  if (!currentPassword || !wanted)
    throw new UsageError('Two lines are needed on stdin: the current and the new password.')
  return { currentPassword, newPassword: wanted }
}

export async function textOr(given: string | undefined, flag: string, message: string): Promise<string> {
  if (given !== undefined) return given
  mustBeInteractive(flag)
  return (await prompts()).input({ message, required: true }, asking)
}

export async function askSecret(message: string, flag: string): Promise<string> {
  mustBeInteractive(flag)
  return (await prompts()).password({ message, mask: '*' }, asking)
}

export async function choiceOr<Choice extends string>(
  given: Choice | undefined,
  message: string,
  choices: readonly Choice[],
): Promise<Choice | undefined> {
  if (given !== undefined || !isInteractive()) return given
  return (await prompts()).select({ message, choices: [...choices] }, asking)
}

function mustBeInteractive(flag: string): void {
  if (!isInteractive()) throw new UsageError(`${flag} is needed where nobody can be asked.`)
}

/** The text of a file, or of stdin for `-`. */
export const readInput = (file: string): Promise<string> => (file === '-' ? readStdin() : readText(file))

/** The JSON of a file, or of stdin for `-`. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file)
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`${nameOf(file)} is not valid JSON.`)
  }
}

export async function readJsonObject(file: string): Promise<Record<string, unknown>> {
  const value = await readJson(file)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${nameOf(file)} must be one JSON object.`)
  return value as Record<string, unknown>
}

const nameOf = (file: string) => (file === '-' ? 'What came on stdin' : file)

/** The text of a file, or of stdin for `-`. */
export async function readText(file: string): Promise<string> {
  if (file === '-') return readStdin()
  try {
    return textOfBytes(await readFile(file), nameOf(file))
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`${file} can't be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}.`)
  }
}

const read = new WeakSet<object>()

/** All of stdin, as text. There is one: who comes second would wait for ever, or take nothing for an answer. */
export async function readStdin(): Promise<string> {
  if (read.has(process.stdin)) throw new UsageError('Stdin was read already: one thing alone can come on it.')
  read.add(process.stdin)
  const { buffer } = await import('node:stream/consumers')
  return textOfBytes(await buffer(process.stdin), nameOf('-'))
}
