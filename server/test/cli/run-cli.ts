// Runs `evently` as its users do, against a real server, through a door that may hold up a request on its way.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { request } from 'undici'

const program = fileURLToPath(new URL('../../../../cli/bin/run.js', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  readonly baseUrl: string
  readonly apiKey?: string
  readonly stdin?: string
  /** Its profiles' folder; without one, an empty one of its own. */
  readonly home?: string
}

export interface Running {
  readonly pid: number
  /** Waits until it has said this on stderr. */
  says(text: string): Promise<void>
  readonly ended: Promise<Ended>
}

export async function startCli(args: readonly string[], options: CliOptions): Promise<Running> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'evently-cli-')))
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    EVENTLY_CONFIG_DIR: home,
    EVENTLY_BASE_URL: options.baseUrl,
    TZ: 'UTC',
    ...(options.apiKey !== undefined && { EVENTLY_API_KEY: options.apiKey }),
  }
  const child = spawn(process.execPath, [program, ...args], { env, stdio: 'pipe' })
  child.stdin.on('error', () => undefined) // it may have ended before it has read
  child.stdin.end(options.stdin ?? '')
  const [stdout, stderr] = [buffer(child.stdout), buffer(child.stderr)]
  const closed = new Promise<number | null>(resolve => child.once('close', resolve))
  const ended = closed.then(async code => {
    if (options.home === undefined) await rm(home, { recursive: true, force: true })
    return { code, stdout: String(await stdout), stderr: String(await stderr) }
  })
  const says = (text: string) =>
    new Promise<void>(resolve => {
      let said = ''
      child.stderr.on('data', chunk => {
        said += String(chunk)
        if (said.includes(text)) resolve()
      })
    })
  return { pid: child.pid!, says, ended }
}

export const runCli = async (args: readonly string[], options: CliOptions): Promise<Ended> =>
  (await startCli(args, options)).ended

/** What happens before a request goes on, which may take headers away; what it answers is answered instead. */
export type Held = (asked: {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
}) => Promise<{ readonly status: number; readonly body: unknown } | undefined | void>

/** A server in front of another one. */
export async function openDoor(target: string, held: Held): Promise<{ readonly url: string; close(): Promise<void> }> {
  const pass = async (asked: IncomingMessage) => {
    const { method = 'GET', url: path = '/' } = asked
    const body = await buffer(asked)
    const own = await held({ method, path, headers: asked.headers })
    if (own)
      return {
        status: own.status,
        headers: { 'content-type': 'application/problem+json' },
        text: JSON.stringify(own.body),
      }
    const { host: _, connection: _c, 'content-length': _l, 'transfer-encoding': _t, ...headers } = asked.headers
    const answer = await request(target + path, {
      method: method as 'GET',
      headers: headers as Record<string, string>,
      ...(body.length > 0 && { body }),
    })
    const { 'content-encoding': _e, 'content-length': _n, connection: _k, ...answered } = answer.headers
    return { status: answer.statusCode, headers: answered, text: await answer.body.text() }
  }
  const server = createServer((asked, response) => {
    pass(asked).then(
      ({ status, headers, text }) => response.writeHead(status, headers as Record<string, string>).end(text),
      () => response.destroy(),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}
