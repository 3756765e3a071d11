// The keyring of the system: the Keychain of macOS, the Credential Manager of Windows, the Secret Service of a Linux
// desktop. It may be locked, or hang on a question that nobody sees, so it is asked by a process of its own, which can
// be ended: a thread that hangs would keep the command from ending.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'

export type KeyringAnswer =
  | { readonly isUsable: true; readonly secret?: string | undefined }
  /** `why` is for `evently doctor`, and names no secret. */
  | { readonly isUsable: false; readonly why: string }

export interface Keyring {
  /** The secret, if there is one. */
  read(account: string): Promise<KeyringAnswer>
  write(account: string, secret: string): Promise<KeyringAnswer>
  /** Good as well where there is none. */
  remove(account: string): Promise<KeyringAnswer>
}

const service = 'evently'
const waitMsMax = 3_000

/** `library`: where @napi-rs/keyring is; empty where it isn't, which may be on purpose: it is optional. */
export function systemKeyring(library = libraryPath(), env = process.env): Keyring {
  const ask = async (question: Question) => {
    if (!library) return { isUsable: false, why: 'the package @napi-rs/keyring is not installed' } as const
    if (!mayHaveKeyring(env)) return { isUsable: false, why: 'this session has no Secret Service' } as const
    return answered(library, question)
  }
  return {
    read: account => ask({ act: 'read', account }),
    write: (account, secret) => ask({ act: 'write', account, secret }),
    remove: account => ask({ act: 'remove', account }),
  }
}

interface Question {
  readonly act: 'read' | 'write' | 'remove'
  readonly account: string
  readonly secret?: string
}

/** CommonJS, for `node -e`. The secret goes over stdin and stdout: nobody else sees them. */
const program = `
  let text = ''
  process.stdin.on('data', chunk => { text += chunk }).on('end', () => {
    const { act, service, account, secret } = JSON.parse(text)
    const { Entry } = require(process.argv[1])
    const entry = new Entry(service, account, { linux: { store: 'secret-service' } })
    const acts = {
      read: () => entry.getPassword(),
      write: () => entry.setPassword(secret),
      remove: () => entry.deletePassword(),
    }
    const answer = acts[act]()
    process.stdout.write(JSON.stringify({ secret: typeof answer === 'string' ? answer : undefined }))
  })`

async function answered(library: string, question: Question): Promise<KeyringAnswer> {
  const { execFile } = await import('node:child_process')
  return new Promise(resolve => {
    const options = { timeout: waitMsMax, killSignal: 'SIGKILL' } as const
    const child = execFile(process.execPath, ['-e', program, library], options, (error, stdout, stderr) => {
      if (!error) return resolve({ isUsable: true, ...(JSON.parse(stdout) as { secret?: string }) })
      const said = /^(?:\w*Error: )(.+)$/m.exec(stderr)?.[1]
      resolve({
        isUsable: false,
        why: error.killed ? `it has not answered in ${waitMsMax / 1000} s` : (said ?? 'it failed'),
      })
    })
    child.stdin?.on('error', () => undefined) // a child that can't start is told of by its exit
    child.stdin?.end(JSON.stringify({ ...question, service }))
  })
}

/** Without a message bus there is no Secret Service: no need to start a process to find out. */
function mayHaveKeyring({ DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR }: NodeJS.ProcessEnv): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true
  return (
    Boolean(DBUS_SESSION_BUS_ADDRESS) || (Boolean(XDG_RUNTIME_DIR) && existsSync(join(XDG_RUNTIME_DIR ?? '', 'bus')))
  )
}

function libraryPath(): string {
  try {
    return createRequire(import.meta.url).resolve('@napi-rs/keyring')
  } catch {
    return ''
  }
}
