// The load generator, in a process of its own: keep-alive connections over plain sockets, one request at a time on
// each, so that the generator costs a fraction of what it measures.
import { connect, type Socket } from 'node:net'
import { randomBytes } from 'node:crypto'

/** A POST with a key of its own each time it is sent; or a GET, by whoever that is. */
export type LoadedRequest =
  | { readonly token: string; readonly body: string }
  | { readonly method: 'GET'; readonly ifNoneMatch?: string }

export interface Load {
  readonly urls: readonly string[]
  readonly path: string
  readonly connections: number
  /** One request each; from the beginning again when all are sent, unless `once`. */
  readonly requests: readonly LoadedRequest[]
  readonly once?: boolean
  /** They are sent at this pace, as far as the answers keep up with it; undefined: as fast as they are answered. */
  readonly perSecond?: number
  /** Answered but not counted. */
  readonly warmUpMs: number
  /** How long it is counted; until the requests are used up if `once` and left out. */
  readonly countedMs?: number
  /** The answers' `id`s are wanted, each with the number of its request. */
  readonly keepIds?: boolean
}

export interface Measured {
  readonly seconds: number
  /** Counted answers by status. */
  readonly statuses: Readonly<Record<number, number>>
  readonly p50Ms: number
  readonly p99Ms: number
  /** What the generator itself has used, warm-up and all. */
  readonly cpuMs: number
  readonly ids?: readonly (readonly [request: number, id: string])[]
}

if (process.send) {
  process.on('message', load => {
    void run(load as Load).then(
      measured => process.send!(measured),
      (error: unknown) => process.send!({ error: String(error) }),
    )
  })
  process.on('disconnect', () => process.exit(0))
}

async function run({
  urls,
  path,
  connections,
  requests,
  once = false,
  perSecond,
  warmUpMs,
  countedMs = Infinity,
  keepIds = false,
}: Load): Promise<Measured> {
  const cpuBegan = process.cpuUsage()
  const mark = randomBytes(6).toString('hex') // keys are never used twice, not even by two runs
  const statuses: Record<number, number> = {}
  const latenciesMs: number[] = []
  const ids: [number, string][] = []
  const texts = requests.map(request => textOf(path, request))
  const targets = urls.map(url => ({ host: new URL(url).hostname, port: Number(new URL(url).port) }))
  const sockets: Socket[] = []
  let sent = 0,
    beganMs = 0,
    countFromMs = 0,
    endMs = Infinity,
    lastMs = 0

  /** Sends on one connection after the other's answer until time or requests are used up. */
  function converse(target: { host: string; port: number }, ready: () => void, done: (error?: Error) => void) {
    let sentMs = 0,
      number = 0,
      got = ''
    const send = () => {
      sentMs = performance.now()
      if (sentMs >= endMs || (once && sent >= requests.length)) return done()
      number = sent++
      const waitMs = perSecond === undefined ? 0 : beganMs + (number * 1_000) / perSecond - sentMs
      if (waitMs > 0) setTimeout(write, waitMs)
      else write()
    }
    const write = () => {
      sentMs = performance.now()
      const { head, body } = texts[number % texts.length]!
      socket.write(body === undefined ? head : `${head}${mark}-${number}\r\n\r\n${body}`, 'latin1')
    }
    const hear = (text: string) => {
      got = got === '' ? text : got + text
      const headEnd = got.indexOf('\r\n\r\n')
      if (headEnd < 0) return
      const status = Number(got.slice(9, 12))
      const lengthAt = got.search(/content-length: /i) + 'content-length: '.length
      if (status !== 304 && got.length < headEnd + 4 + parseInt(got.slice(lengthAt, lengthAt + 9), 10)) return
      const nowMs = performance.now()
      if (sentMs >= countFromMs && nowMs <= endMs) {
        statuses[status] = (statuses[status] ?? 0) + 1
        latenciesMs.push(nowMs - sentMs)
        lastMs = nowMs
      }
      if (keepIds) ids.push([number, /"id":"(\w+)"/.exec(got)?.[1] ?? ''])
      got = ''
      send()
    }
    const socket: Socket = connect({
      ...target,
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (length, buffer) => {
          hear((buffer as Buffer).toString('latin1', 0, length))
          return true
        },
      },
    })
    socket
      .once('connect', ready)
      .once('error', done)
      .once('close', () => done(new Error(`${target.host}:${target.port} hung up`)))
    sockets.push(socket)
    return send
  }

  const conversations = await new Promise<{ begin: () => void; ended: Promise<void> }[]>((resolve, reject) => {
    let ready = 0
    const all = Array.from({ length: connections }, (_, n) => {
      let begin = () => {}
      const ended = new Promise<void>((end, fail) => {
        begin = converse(
          targets[n % targets.length]!,
          () => {
            if (++ready === connections) resolve(all)
          },
          error => (error ? (fail(error), reject(error)) : end()),
        )
      })
      return { begin, ended }
    })
  })
  beganMs = performance.now()
  countFromMs = beganMs + warmUpMs
  endMs = countFromMs + countedMs
  for (const { begin } of conversations) begin()
  try {
    await Promise.all(conversations.map(({ ended }) => ended))
  } finally {
    for (const socket of sockets) socket.removeAllListeners('close').destroy()
  }
  latenciesMs.sort((one, other) => one - other)
  const seconds = (Number.isFinite(endMs) && !once ? countedMs : lastMs - countFromMs) / 1_000
  return {
    seconds,
    statuses,
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
    cpuMs: cpuMsSince(cpuBegan),
    ...(keepIds && { ids }),
  }
}

function cpuMsSince(began: NodeJS.CpuUsage) {
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1_000
}

/** What is sent each time; of a POST without its key, which stands at the end of the head. */
function textOf(path: string, request: LoadedRequest): { readonly head: string; readonly body?: string } {
  const to = (method: string) => `${method} ${path} HTTP/1.1\r\nhost: evently\r\n`
  if ('method' in request) {
    const condition = request.ifNoneMatch === undefined ? '' : `if-none-match: ${request.ifNoneMatch}\r\n`
    return { head: `${to('GET')}${condition}\r\n` }
  }
  const { token, body } = request
  const head =
    `${to('POST')}authorization: Bearer ${token}\r\ncontent-type: application/json\r\n` +
    `content-length: ${Buffer.byteLength(body)}\r\nidempotency-key: `
  return { head, body }
}

/** Read synchronously as soon as it is filled, so that all connections can share it. */
const shared = Buffer.allocUnsafe(64 * 1_024)

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
