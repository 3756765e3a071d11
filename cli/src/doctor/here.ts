// Checks of this computer: Node.js, the profiles' file, the keyring, the environment and the terminal.
import { stat } from 'node:fs/promises'
import { credentialsPlace } from '../credentials.ts'
import type { Keyring } from '../keyring.ts'
import { configFile, profileOf, readProfiles } from '../profiles.ts'
import { failed, note, ok } from './findings.ts'
import type { Finding } from './findings.ts'

/** Major and minor version, as package.json says them. */
const nodeOldest = [20, 19] as const

export function nodeFinding(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOld = major < nodeOldest[0] || (major === nodeOldest[0] && minor < nodeOldest[1])
  if (!isOld) return ok('Node.js', version)
  return failed('Node.js', `${version} is too old.`, `Install ${nodeOldest.join('.')} or newer.`)
}

export async function configFinding(): Promise<Finding> {
  const file = configFile()
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error) {
    if (found.code === 'ENOENT') return note('Profiles', `${file} is not there yet.`, '`evently auth login` makes it.')
    return failed('Profiles', `${file} can't be read (${found.code}).`, 'Its owner must be you.')
  }
  const mode = found.mode & 0o777
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    return failed('Profiles', `${file} can be read by others.`, `Run \`chmod 600 ${file}\`, and sign in again.`)
  try {
    const all = await readProfiles()
    return ok('Profiles', `${file}: ${Object.keys(all.profiles).length}, in use ${profileOf(undefined, all)}`)
  } catch (error) {
    return failed('Profiles', (error as Error).message, '')
  }
}

/** A keyring that there is none of, or that does not answer, is no fault: the file is used. */
export async function keyringFinding(keyring: Keyring): Promise<Finding> {
  const place = credentialsPlace()
  if (place === 'file') return ok('Keyring', 'not used, as EVENTLY_CREDENTIALS says')
  const answer = await keyring.read('doctor')
  if (answer.isUsable) return ok('Keyring', 'answers')
  const without = `It can't be used: ${answer.why}.`
  if (place === 'either') return note('Keyring', `${without} Sessions are kept in the profiles' file.`)
  return failed('Keyring', without, 'Unlock it, or leave EVENTLY_CREDENTIALS away.')
}

type Environment = Readonly<Record<string, string | undefined>>

/** Passwords of proxies are not repeated. */
export function proxyFinding(env: Environment = process.env): Finding {
  const names = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']
  const seen = names.flatMap(name => (env[name] ? [`${name}=${withoutPassword(env[name])}`] : []))
  return seen.length === 0 ? ok('Proxy', 'none is set') : note('Proxy', seen.join(', '))
}

const withoutPassword = (text: string) => text.replace(/\/\/[^@/]*@/, '//…@')

export function environmentFinding(env: Environment = process.env): Finding {
  const shown = Object.keys(env)
    .filter(name => name.startsWith('EVENTLY_') && env[name])
    .sort()
    .map(name => (/KEY|TOKEN|SECRET|PASSWORD/.test(name) ? `${name} (not shown)` : `${name}=${env[name]}`))
  return shown.length === 0 ? ok('Environment', 'no EVENTLY_ variables') : note('Environment', shown.join(', '))
}

export function terminalFinding(env: Environment = process.env): Finding {
  const { isTTY, columns } = process.stdout
  if (!isTTY) return ok('Terminal', 'stdout is none: tables are whole, without colours')
  const colours = env['NO_COLOR'] ? 'no colours, as NO_COLOR says' : `${2 ** process.stdout.getColorDepth(env)} colours`
  return ok('Terminal', `${columns} columns, ${colours}`)
}
