// What a command reads besides its flags: files, stdin, and passwords.
import { readFile, stat } from 'node:fs/promises'
import { textOfBytes } from './encoding.ts'
import { UsageError } from './failures.ts'
import { withAnswers } from './prompts.ts'

export interface PasswordFlags {
  readonly password?: string
  readonly 'password-stdin': boolean
}

/** The flag or the first line of stdin; undefined: it is to be asked for. */
export async function givenPassword(flags: PasswordFlags): Promise<string | undefined> {
  return flags['password-stdin'] ? secretLine('--password-stdin', 'password') : flags.password
}

/** How a password is asked for. */
export const passwordQuestion = (message = 'Password') => ({ message, flag: '--password-stdin', secret: true }) as const

/** The flag, the first line of stdin, or the answer to a question. */
export async function passwordOf(flags: PasswordFlags, message?: string): Promise<string> {
  const given = { password: await givenPassword(flags) }
  return (await withAnswers(given, { password: passwordQuestion(message) })).password
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
    const nothing: { currentPassword?: string; newPassword?: string } = {}
    return withAnswers(nothing, {
      currentPassword: passwordQuestion('Current password'),
      newPassword: passwordQuestion('New password'),
    })
  }
  const [currentPassword, wanted] = (await readStdin()).split(/\r?\n/)
  if (!currentPassword || !wanted)
    throw new UsageError('Two lines are needed on stdin: the current and the new password.')
  return { currentPassword, newPassword: wanted }
}

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
    throw unreadable(file, error)
  }
}

/** Whether there is something of this name. */
export const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )

const fileFaults: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
}

/** That a file can't be read, and why. */
export function unreadable(file: string, error: unknown): UsageError {
  const { code = 'unknown reason' } = error as NodeJS.ErrnoException
  return new UsageError(`${file} can't be read: ${fileFaults[code] ?? code}.`)
}

const read = new WeakSet<object>()

/** All of stdin, as text. There is one: who comes second would wait for ever, or take nothing for an answer. */
export async function readStdin(): Promise<string> {
  if (read.has(process.stdin)) throw new UsageError('Stdin was read already: one thing alone can come on it.')
  read.add(process.stdin)
  const { buffer } = await import('node:stream/consumers')
  return textOfBytes(await buffer(process.stdin), nameOf('-'))
}
