// Runs the real `evently` as a child process, with a folder for its profiles and a scripted server to talk to.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packedCli } from './packed-cli.ts'
import { startScriptedServer } from './scripted-server.ts'
import type { Asked, Script } from './scripted-server.ts'

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Terminal {
  readonly url: string
  readonly asked: Asked[]
  readonly configFile: string
  /** What the profiles' file says. */
  config(): Promise<{
    current?: string
    profiles: Record<
      string,
      { baseUrl: string; email?: string; session?: { accessToken: string; refreshToken: string; expiresAt?: string } }
    >
  }>
  /** Keeps a session in the profile, as signing in does. */
  signIn(): Promise<void>
  run(args: readonly string[], options?: RunOptions): Promise<Outcome>
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  /** A line of shell around the command, which stands there as `"$@"`: `"$@" > /dev/full`. */
  readonly shell?: string
  /** Not named by EVENTLY_BASE_URL: the profile says where, or a flag. */
  readonly withoutBaseUrl?: true
}

/** Whatever of the tester's own environment could change the outcome is left out. */
const quietEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(EVENTLY_|XDG_|DBUS_|DEBUG$|NODE_OPTIONS$|FORCE_COLOR$|DISPLAY$|WAYLAND_DISPLAY$)/.test(name),
    ),
  )

export async function withTerminal(script: Script, test: (terminal: Terminal) => Promise<unknown>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'evently-cli-'))
  const server = await startScriptedServer(script)
  const configFile = join(folder, 'config.json')
  const run = async (args: readonly string[], { stdin = '', env = {}, shell, withoutBaseUrl }: RunOptions = {}) => {
    const own = {
      ...quietEnvironment(),
      TZ: 'UTC',
      HOME: folder,
      EVENTLY_CONFIG_DIR: folder,
      EVENTLY_CREDENTIALS: 'file', // never the tester's own keyring
      ...(withoutBaseUrl ? {} : { EVENTLY_BASE_URL: server.url }),
      ...env,
    }
    return outcomeOf([await packedCli(), ...args], { env: own, stdin, shell })
  }
  try {
    await test({
      url: server.url,
      asked: server.asked,
      configFile,
      signIn: () => writeSession(configFile, server.url),
      config: async () => JSON.parse(await readFile(configFile, 'utf8')),
      run,
    })
  } finally {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A session of the default profile, in the file that the profiles are in. */
export async function writeSession(configFile: string, baseUrl: string): Promise<void> {
  const session = { accessToken: 'access-secret', refreshToken: 'refresh-secret' }
  await writeFile(configFile, JSON.stringify({ profiles: { default: { baseUrl, session } } }))
}

interface Spawned {
  readonly env: Record<string, string | undefined>
  readonly stdin: string | Uint8Array
  readonly shell: string | undefined
}

function outcomeOf(program: readonly string[], { env, stdin, shell }: Spawned): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const command = [process.execPath, ...program]
    const [file = '', ...rest] = shell === undefined ? command : ['/bin/sh', '-c', shell, 'sh', ...command]
    const child = spawn(file, rest, { env, stdio: 'pipe' })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', chunk => {
      stdout += chunk
    })
    child.stderr.setEncoding('utf8').on('data', chunk => {
      stderr += chunk
    })
    child.stdin.on('error', () => undefined) // a command that reads no stdin may be gone before it is written
    child.stdin.end(stdin)
    child.on('error', reject)
    child.on('close', code => resolve({ code, stdout, stderr }))
  })
}
