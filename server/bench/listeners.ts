// Those who listen to one event's live availability, in a process of their own: it notes when each of them hears of
// which version.
import { connect, type Socket } from 'node:net'

export type Ask =
  | { readonly kind: 'open'; readonly url: string; readonly eventId: string; readonly count: number }
  /** When which version was written, in milliseconds since 1970, in their order. */
  | { readonly kind: 'judge'; readonly changes: readonly (readonly [version: number, atMs: number])[] }
export type Answer = { readonly kind: 'open' } | Judged | { readonly kind: 'failed'; readonly error: string }

/** How long it took from a change until a listener was told of it, or of a later one: each change, each listener. */
export interface Judged {
  readonly kind: 'judged'
  readonly messages: number
  /** Of all, those heard of within `withinMs`. */
  readonly shareInTime: number
  readonly p50Ms: number
  readonly p95Ms: number
}

export const withinMs = 300

const idField = '\nid: '

interface Listener {
  readonly socket: Socket
  readonly heard: (readonly [version: number, atMs: number])[]
}

const listeners: Listener[] = []
/** Read synchronously as soon as it is filled, so that all connections can share it. */
const shared = Buffer.allocUnsafe(64 * 1_024)

process.on('message', ask => {
  void answerTo(ask as Ask)
    .catch((error: unknown): Answer => ({ kind: 'failed', error: String(error) }))
    .then(answer => process.send!(answer))
})
process.on('disconnect', () => process.exit(0))

async function answerTo(ask: Ask): Promise<Answer> {
  if (ask.kind === 'judge') return judge(ask.changes)
  const opened = Array.from({ length: ask.count }, (_, n) => listen(ask, n))
  await Promise.all(opened)
  return { kind: 'open' }
}

/** Resolves when the first message is there. Each comes from an address of its own, as a proxy would say. */
function listen({ url, eventId }: { readonly url: string; readonly eventId: string }, n: number): Promise<void> {
  const { hostname, port } = new URL(url)
  const address = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`
  return new Promise((resolve, reject) => {
    const heard: Listener['heard'] = []
    let isAdmitted = false
    let rest = ''
    const hear = (text: string) => {
      const atMs = performance.timeOrigin + performance.now()
      rest += text
      if (!isAdmitted && !rest.startsWith('HTTP/1.1 200')) return reject(new Error(rest))
      isAdmitted = true
      const end = rest.lastIndexOf('\n\n')
      const newest = rest.lastIndexOf(idField, end)
      if (newest >= 0) {
        heard.push([parseInt(rest.slice(newest + idField.length, end), 10), atMs])
        resolve()
      }
      rest = rest.slice(Math.max(0, end))
    }
    const socket = connect({
      host: hostname,
      port: Number(port),
      onread: {
        buffer: shared,
        callback: (length, buffer) => {
          hear((buffer as Buffer).toString('latin1', 0, length))
          return true
        },
      },
    })
    socket.once('error', reject).once('close', () => reject(new Error('a stream ended')))
    socket.write(
      `GET /api/v1/events/${eventId}/stream HTTP/1.1\r\nhost: evently\r\naccept: text/event-stream\r\n` +
        `x-forwarded-for: ${address}\r\n\r\n`,
    )
    listeners.push({ socket, heard })
  })
}

function judge(changes: readonly (readonly [version: number, atMs: number])[]): Judged {
  const delaysMs: number[] = []
  for (const { heard } of listeners) {
    let at = 0
    for (const [version, changedAtMs] of changes) {
      while (at < heard.length && heard[at]![0] < version) at++
      delaysMs.push((heard[at]?.[1] ?? Infinity) - changedAtMs)
    }
  }
  const sorted = Float64Array.from(delaysMs).sort()
  const quantile = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
  return {
    kind: 'judged',
    messages: listeners.reduce((sum, { heard }) => sum + heard.length, 0),
    shareInTime: sorted.filter(delayMs => delayMs <= withinMs).length / sorted.length,
    p50Ms: quantile(0.5),
    p95Ms: quantile(0.95),
  }
}
