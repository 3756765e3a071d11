// Checks of the server: its name, its port, its certificate, its answer, its clock, its contract, and whether it takes
// what the commands sign in with. Each needs the one before.
import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { contract, isProblem } from '@evently/sdk'
import type { Evently } from '@evently/sdk'
import { exit } from '../exit-codes.ts'
import { failureOf } from '../failures.ts'
import { proxyDispatcher } from '../network.ts'
import { failed, note, ok } from './findings.ts'
import type { Finding } from './findings.ts'

const waitMsMax = 5_000
/** Tokens of minutes and holds of five do not mind less. */
const skewMsMax = 30_000

/** What is known once the server has answered. */
interface Answer {
  readonly finding: Finding
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly atMs?: number
}

export async function serverFindings(baseUrl: string): Promise<readonly Finding[]> {
  const url = new URL(baseUrl)
  const isDirect = (await proxyDispatcher(baseUrl)) === undefined
  const way = isDirect
    ? await wayFindings(url)
    : [note('Way', 'goes through a proxy, which looks the server up itself')]
  if (way.some(({ state }) => state === 'failed')) return way
  const { finding, headers, atMs } = await answerOf(baseUrl)
  if (headers === undefined || atMs === undefined) return [...way, finding]
  return [...way, finding, clockFinding(headers['date'], atMs), contractFinding(headers['evently-contract'])]
}

async function wayFindings({ hostname, port, protocol }: URL): Promise<readonly Finding[]> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const isTls = protocol === 'https:'
  const found: Finding[] = []
  try {
    const addresses = await lookup(host, { all: true })
    found.push(ok('Name', `${host} is ${addresses.map(({ address }) => address).join(', ')}`))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const fix = '--base-url or EVENTLY_BASE_URL says where the server is.'
    return [failed('Name', `${host} can't be looked up (${code}).`, fix, exit.network)]
  }
  const to = { host, port: Number(port || (isTls ? 443 : 80)), timeout: waitMsMax }
  found.push(await reached('Port', `${to.port} is open`, () => connect(to), 'connect'))
  if (!isTls || found.at(-1)?.state === 'failed') return found
  const servername = /^[\d.]+$|:/.test(host) ? '' : host
  found.push(await reached('TLS', 'the certificate is good', () => connectTls({ ...to, servername }), 'secureConnect'))
  return found
}

type Socket = ReturnType<typeof connect>

function reached(check: string, says: string, open: () => Socket, event: string): Promise<Finding> {
  const socket = open()
  return new Promise<Finding>(resolve => {
    const fault = (text: string) =>
      resolve(failed(check, text, 'Is the server running, and can it be reached?', exit.network))
    socket.once(event, () => resolve(ok(check, says)))
    socket.once('timeout', () => fault(`nothing answers within ${waitMsMax / 1000} s.`))
    socket.once('error', (error: NodeJS.ErrnoException) => fault(`${error.message || error.code}.`))
  }).finally(() => socket.destroy())
}

async function answerOf(baseUrl: string): Promise<Answer> {
  const { Agent } = await import('undici')
  const dispatcher = (await proxyDispatcher(baseUrl)) ?? new Agent()
  try {
    const { origin, pathname } = new URL(baseUrl)
    const path = `${pathname.replace(/\/$/, '')}/livez`
    const times = { headersTimeout: waitMsMax, bodyTimeout: waitMsMax }
    const answer = await dispatcher.request({ origin, path, method: 'GET', ...times })
    await answer.body.dump()
    const headers = answer.headers as Record<string, string | undefined>
    const isHere = answer.statusCode === 200 && headers['evently-contract'] !== undefined
    const finding = isHere
      ? ok('Server', `${baseUrl} answers`)
      : failed(
          'Server',
          `${baseUrl} answers with ${answer.statusCode}, not as an Evently server.`,
          'Is the address right?',
        )
    return { finding, headers, atMs: Date.now() }
  } catch (error) {
    return { finding: failed('Server', (error as Error).message, 'Is it an Evently server?', exit.network) }
  } finally {
    await dispatcher.close()
  }
}

export function clockFinding(date: string | undefined, atMs: number): Finding {
  const skewMs = date === undefined ? Number.NaN : Date.parse(date) - atMs
  if (Number.isNaN(skewMs)) return note('Clock', 'the server does not say its time')
  const seconds = Math.round(Math.abs(skewMs) / 1000)
  if (Math.abs(skewMs) <= skewMsMax) return ok('Clock', `within ${seconds} s of the server's`)
  const says = `the server's is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} this computer's.`
  return note('Clock', says, 'Set the one that is wrong.')
}

export function contractFinding(theirs: string | undefined): Finding {
  const own = `${contract.version}.${contract.hash}`
  if (theirs === undefined) return note('Contract', 'the server does not say which one it has')
  if (theirs === own) return ok('Contract', own)
  return note('Contract', `the server has ${theirs}, this CLI ${own}.`, 'Update whichever is older.')
}

/** Asks with the credential that the commands send. */
export async function credentialFinding(
  evently: Evently,
  credential: 'api_key' | 'session' | undefined,
): Promise<Finding> {
  const check = 'Credential'
  if (credential === undefined) return note(check, 'not signed in.', '`evently auth login` signs in.')
  try {
    if (credential === 'session') {
      const { email, role } = await evently.users.profile.get()
      return ok(check, `session of ${email} (${role})`)
    }
    await evently.bookings.list({ limit: 1 })
    return ok(check, 'API key, good, and may read bookings')
  } catch (error) {
    // A key that may not do this is a good one all the same.
    if (isProblem(error, 'insufficient_scope', 'forbidden')) return ok(check, 'API key, good; it may not read bookings')
    const failure = failureOf(error)
    return failed(check, failure.message ?? 'not good', '', failure.exitCode)
  }
}
