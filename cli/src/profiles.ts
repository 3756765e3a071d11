// Servers and accounts, kept in one file that only its owner can read.
//
// Several commands may run at once, so every change is made under a lock and on what the file says by then, and the
// file is replaced as a whole: a reader sees the old one or the new one.
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SessionTokens } from '@evently/sdk'
import { textOfBytes } from './encoding.ts'
import { CommandError } from './failures.ts'

export interface Profile {
  readonly baseUrl: string
  readonly email?: string
  /** In the file; else it may be in the keyring. */
  readonly session?: SessionTokens
  /** By what name the session is in the keyring of this system. */
  readonly keyring?: string
}

export const isSignedIn = (profile: Profile | undefined): profile is Profile =>
  profile?.session !== undefined || profile?.keyring !== undefined

export interface Profiles {
  /** The profile that is used if none is named. */
  readonly current?: string
  /** Without a prototype: a profile may be called `constructor`. */
  readonly profiles: Readonly<Record<string, Profile>>
  /** When the keyring was last found to be of no use. */
  readonly keyringFailedAt?: string
}

const lockWaitMs = 50
const lockAttemptsMax = 400
/** Longer than a refresh with all its retries should take: whoever made it is gone. */
const lockStaleMs = 15_000

export async function readProfiles(): Promise<Profiles> {
  let bytes: Buffer
  try {
    bytes = await readFile(configFile())
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { profiles: withoutPrototype() }
    throw new CommandError('config_unreadable', `${configFile()} can't be read: ${(error as Error).message}`)
  }
  return parsed(bytes)
}

/** Changes the file; `change` gets what it says now. */
export async function changeProfiles(change: (profiles: Profiles) => Profiles | Promise<Profiles>): Promise<void> {
  await locked(async () => replace(await change(await readProfiles())))
}

export const withProfile = (all: Profiles, name: string, profile: Profile): Profiles => ({
  ...all,
  current: all.current ?? name,
  profiles: withoutPrototype({ ...all.profiles, [name]: profile }),
})

const defaultProfile = 'default'

/** The profile that is meant: by its name, or the one in use. */
export const profileOf = (name: string | undefined, { current }: Profiles): string => name || current || defaultProfile

const withoutPrototype = (profiles: Profiles['profiles'] = {}): Profiles['profiles'] =>
  Object.setPrototypeOf({ ...profiles }, null) as Profiles['profiles']

/** Only one process at a time: a refresh token is good once, so two must not use the same one. */
export const oneAtATime = <Result>(work: () => Promise<Result>): Promise<Result> => locked(work, 'refresh.lock')

export function configFile(): string {
  return join(configFolder(), 'config.json')
}

function configFolder(): string {
  const { EVENTLY_CONFIG_DIR: own, XDG_CONFIG_HOME: shared } = process.env
  return own || join(shared || join(homedir(), '.config'), 'evently')
}

function parsed(bytes: Buffer): Profiles {
  try {
    const config = JSON.parse(textOfBytes(bytes, configFile())) as Partial<Profiles> | null
    if (config === null || typeof config !== 'object' || typeof (config.profiles ?? {}) !== 'object')
      throw new Error('not an object')
    return { ...config, profiles: withoutPrototype(config.profiles) }
  } catch {
    // JSON.parse quotes what it could not read, and tokens may be in it.
    throw new CommandError(
      'config_unreadable',
      `${configFile()} is not valid JSON. Repair it, or remove it and sign in again.`,
    )
  }
}

async function replace(profiles: Profiles): Promise<void> {
  const { randomUUID } = await import('node:crypto') // takes as long as a tenth of a command, and most write nothing
  const draft = `${configFile()}.${randomUUID()}`
  try {
    await writeFile(draft, JSON.stringify(profiles, null, 2) + '\n', { mode: 0o600, flag: 'wx', flush: true })
    await rename(draft, configFile())
  } finally {
    await rm(draft, { force: true })
  }
}

async function locked<Result>(work: () => Promise<Result>, name = 'config.lock'): Promise<Result> {
  await mkdir(configFolder(), { recursive: true, mode: 0o700 })
  const lock = join(configFolder(), name)
  await take(lock)
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

async function take(lock: string): Promise<void> {
  for (let attempt = 1; attempt <= lockAttemptsMax; attempt++) {
    try {
      return await (await open(lock, 'wx', 0o600)).close()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    if ((await ageMsOf(lock)) > lockStaleMs) await rm(lock, { force: true })
    else await sleep(lockWaitMs * (0.5 + Math.random()))
  }
  throw new CommandError('config_locked', `Another evently command holds ${lock}. Remove it if there is none.`)
}

async function ageMsOf(file: string): Promise<number> {
  const seen = await stat(file).catch(() => undefined) // gone meanwhile: young enough to try again
  return seen ? Date.now() - seen.mtimeMs : 0
}
