// Whether another service is the one that the settings name, and takes our token. It asks one question that is answered
// without asking anybody else, so services that ask each other never wait in a circle.
import type { Logger } from 'pino'
import { Agent, request } from 'undici'
import { operationFacts } from '../../contract/generated/operation-facts.ts'
import { remembered } from '../observability/probes.ts'

/** `away` mends itself when the other service is back; `wrong` waits for whoever has made the settings. */
export type PeerState = { readonly state: 'answers' } | { readonly state: 'away' | 'wrong'; readonly detail: string }

export interface Peer {
  readonly service: string
  ask(): Promise<PeerState>
  close(): Promise<void>
}

export interface PeerOptions {
  readonly service: string
  /** Where its internal listener should be. */
  readonly url: string
  readonly token: string
  readonly log: Logger
  readonly answerMsMax?: number
  /** However often it is asked, the other service is asked once in this time: whether we are ready is public. */
  readonly everyMs?: number
}

interface Heard {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** Connects when it is first asked. */
export function watchPeer({ service, url, token, log, answerMsMax = 1_000, everyMs = 2_000 }: PeerOptions): Peer {
  const agent = new Agent({ connections: 2, pipelining: 1, connect: { timeout: answerMsMax } })
  const base = url.replace(/\/$/, '')
  const setting = `EVENTLY_${service.toUpperCase()}_URL`
  let before: PeerState['state'] = 'answers'

  async function get(path: string): Promise<Heard> {
    const { statusCode, body } = await request(base + path, {
      dispatcher: agent,
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(answerMsMax),
    })
    return { status: statusCode, body: objectIn(await body.text()) }
  }

  async function look(): Promise<PeerState> {
    const { status, body } = await get(operationFacts['meta.services'].path)
    if (status === 200 && Array.isArray(body['services'])) {
      const { services } = body as { services: readonly unknown[] }
      if (services.includes(service)) return { state: 'answers' }
      return wrong(`${setting} leads to another service (${services.join(', ')})`)
    }
    if (status === 401 || status === 403)
      return wrong('refuses our EVENTLY_INTERNAL_TOKEN: it must be the same in all services')
    if (status >= 500 || status === 408 || status === 429) return { state: 'away', detail: awayDetail(String(status)) }
    if (body['code'] !== 'route_not_found')
      return wrong(`${setting} leads to something that is not a service of Evently`)
    // Ours, and it doesn't know the question: its public listener, which alone says that it is alive, or an older
    // release.
    const { status: live } = await get(operationFacts['meta.live'].path)
    return live === 200
      ? wrong(`${setting} leads to a public listener: it must lead to the internal one`)
      : { state: 'answers' }
  }

  return {
    service,
    ask: remembered(async () => {
      const found = await look().catch(
        (error: unknown): PeerState => ({ state: 'away', detail: awayDetail(causeOf(error)) }),
      )
      if (found.state === 'wrong' && before !== 'wrong') {
        log.error({ service, detail: found.detail }, "another service can't be asked as the settings are")
      }
      before = found.state
      return found
    }, everyMs),
    close: () => agent.destroy(),
  }
}

const wrong = (detail: string): PeerState => ({ state: 'wrong', detail })

const awayDetail = (cause: string) => `does not answer (${cause}); what needs it is told to come back`

const causeOf = (error: unknown) => {
  const { code, name } = error as { code?: unknown; name?: string }
  return typeof code === 'string' ? code : name === 'TimeoutError' ? 'too late' : 'no connection'
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
  } catch {
    return {} // a page for people
  }
}
