// What the commands keep between their runs, in a folder beside the profiles: files that only their owner can read,
// replaced as a whole.
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CommandError } from '../failures.ts'
import { configFile } from '../profiles.ts'

const folder = () => join(dirname(configFile()), 'listen')

/** The file about these things; a profile may be called `../x`, so that its name is none of a file. */
export const fileAbout = (kind: string, ...things: readonly string[]): string =>
  join(folder(), `${kind}-${createHash('sha256').update(things.join('\n')).digest('hex').slice(0, 24)}.json`)

/** Undefined where there is none. */
export async function readKept(file: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new CommandError('config_unreadable', `${file} can't be read: ${(error as Error).message}`)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new CommandError('config_unreadable', `${file} is not valid JSON. Remove it.`)
  }
}

export async function keep(file: string, value: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomUUID()}`
  try {
    await writeFile(draft, JSON.stringify(value, null, 2) + '\n', { mode: 0o600, flag: 'wx' })
    await rename(draft, file)
  } finally {
    await rm(draft, { force: true })
  }
}
