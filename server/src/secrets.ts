// The four secrets of an installation: from the settings or, in the embedded default, made once and kept in the data
// folder.
import { hkdfSync, randomBytes } from 'node:crypto'
import { chmod, link, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Logger } from 'pino'
import { secretFault, type Config, type Secrets } from './config.ts'
import { StartError } from './platform/start-error.ts'

const names = [
  'jwtSecret',
  'internalToken',
  'cursorSecret',
  'ticketSecret',
] as const satisfies readonly (keyof Secrets)[]
/** Ours has 400. */
const fileBytesMax = 64 * 1024

/** Those that are set, and for the others those that are kept in the data folder; with all of them set it has none. */
export async function secretsOf(
  { secrets, dataDir }: Pick<Config, 'secrets' | 'dataDir'>,
  log: Logger,
): Promise<Secrets> {
  const areAllSet = names.every(name => secrets[name] !== undefined)
  return areAllSet ? (secrets as Secrets) : { ...(await keptSecrets(dataDir, log)), ...secrets }
}

/**
 * The secrets in `secrets.json` of the data folder, made there if it has none; of several processes that make it at
 * once one is first, and all take its secrets. A file that can't be used is named in a StartError and left as it is:
 * new secrets would end every session.
 */
export async function keptSecrets(dataDir: string, log: Logger): Promise<Secrets> {
  const file = join(resolve(dataDir), 'secrets.json')
  const kept = await readSecrets(file, log)
  if (kept) return kept
  await makeSecrets(file)
  const made = await readSecrets(file, log)
  if (!made) throw unusable(file, 'leads nowhere')
  return made
}

/** Undefined where there is no such file. */
async function readSecrets(file: string, log: Logger): Promise<Secrets | undefined> {
  try {
    const found = await stat(file)
    if (!found.isFile()) throw unusable(file, 'is not a file')
    if (found.size > fileBytesMax) throw unusable(file, 'is too large to hold four secrets')
    if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) await closeToOthers(file, log)
    return secretsIn(await readFile(file, 'utf8'), file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    if (error instanceof StartError) throw error
    throw unusable(file, `can't be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`, error)
  }
}

function secretsIn(text: string, file: string): Secrets {
  const { jwtSecret, internalToken, cursorSecret, ticketSecret = ticketSecretFrom(jwtSecret) } = fieldsOf(text, file)
  const secrets = { jwtSecret, internalToken, cursorSecret, ticketSecret }
  for (const name of names) {
    const value = secrets[name]
    const fault =
      typeof value !== 'string'
        ? 'is missing or no text'
        : value.trim() !== value
          ? 'has blanks at an end'
          : secretFault(name, value)
    if (fault) throw unusable(file, `holds a ${name} that ${fault}`)
  }
  return secrets as Secrets
}

/** For a file from before tickets were signed: the same for however many processes read it. */
const ticketSecretFrom = (jwtSecret: unknown) =>
  Buffer.from(hkdfSync('sha256', String(jwtSecret), '', 'evently ticket secret', 48)).toString('base64url')

function fieldsOf(text: string, file: string): Readonly<Record<string, unknown>> {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    parsed = undefined // its message would quote the secrets
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw unusable(file, 'is not a JSON object')
  return parsed as Readonly<Record<string, unknown>>
}

/** Written whole under another name and put in place by a link, which never replaces what is there. */
async function makeSecrets(file: string): Promise<void> {
  const secrets = Object.fromEntries(names.map(name => [name, randomBytes(48).toString('base64url')]))
  const fresh = `${file}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    await writeFile(fresh, JSON.stringify(secrets), { flag: 'wx', mode: 0o600, flush: true })
    await link(fresh, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error)
    const otherwise = 'Make room for it, or set EVENTLY_DATA_DIR to another folder.'
    throw new StartError(`The secrets can't be written to ${file} (${why}). ${otherwise}`, { cause: error })
  } finally {
    await rm(fresh, { force: true })
  }
}

/** It may have been read by then; who minds must replace it. */
async function closeToOthers(file: string, log: Logger) {
  const closed = await chmod(file, 0o600).then(
    () => true,
    () => false,
  )
  const what = closed
    ? 'other users could read the secrets; now their owner alone can'
    : 'other users can read the secrets; make the file readable by its owner alone (chmod 600)'
  log.warn({ file }, `${what}. Delete the file to get new ones if somebody may have read it`)
}

function unusable(file: string, what: string, cause?: unknown): StartError {
  const otherwise =
    'Put the file back as it was; or move it away, and new secrets are made: ' +
    'access tokens, list cursors and signed tickets given out before then end.'
  return new StartError(`The secrets file ${file} ${what}. ${otherwise}`, { cause })
}
