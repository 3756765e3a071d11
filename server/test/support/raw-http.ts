// HTTP as bytes: connections on which a test sends exactly what it wants to, and reads exactly what came back.
import { connect, type Socket } from 'node:net'
import { expect } from 'chai'
import { parseStrictJson } from '../../src/platform/http/strict-json.ts'
import { eventually } from './processes.ts'

/** Only a bound: a machine that is busy takes long to compile a contract. */
const withinMs = 15_000

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface RawConnection {
  readonly socket: Socket
  send(text: string | Buffer): boolean
  /** Once so many answers have arrived as a whole. */
  answers(count: number): Promise<readonly RawAnswer[]>
  /** Once the other side has said that it sends no more, or has gone. */
  hungUp(): Promise<boolean>
  isOpen(): boolean
  /** It has broken off instead of ending. */
  wasReset(): boolean
  received(): string
}

export interface RawClient {
  open(): RawConnection
  /** One request on a connection of its own, answered. */
  ask(text: string | Buffer): Promise<RawAnswer & { readonly connection: RawConnection }>
  /** Breaks off all connections. */
  destroy(): void
}

export function rawClient(portOf: () => number): RawClient {
  const sockets = new Set<Socket>()

  function open(): RawConnection {
    const socket = connect({ port: portOf(), host: '127.0.0.1', allowHalfOpen: true })
    sockets.add(socket)
    const chunks: string[] = []
    let ended = false
    let reset = false
    socket.on('data', chunk => {
      chunks.push(chunk.toString('latin1'))
    })
    socket.on('end', () => {
      ended = true
    })
    socket.on('close', () => {
      ended = true
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      ended = true
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') reset = true
    })
    return {
      socket,
      send: text => socket.write(text),
      answers: count =>
        eventually(
          async () => parsedAnswers(chunks.join('')),
          seen => seen.length >= count,
          { withinMs },
        ),
      hungUp: () => eventually(async () => ended, Boolean, { withinMs }),
      isOpen: () => !ended,
      wasReset: () => reset,
      received: () => chunks.join(''),
    }
  }

  return {
    open,
    async ask(text) {
      const connection = open()
      connection.send(text)
      const [answer] = await connection.answers(1)
      return { ...answer!, connection }
    },
    destroy() {
      for (const socket of sockets) socket.destroy()
      sockets.clear()
    },
  }
}

export const head = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`
export const get = (path: string, ...lines: string[]) => head(`GET ${path} HTTP/1.1`, 'Host: x', ...lines)

export function expectRefusal({ status, headers, body }: RawAnswer, code: string) {
  const document = parseStrictJson(body) as { code: string; status: number; requestId: string }
  expect(document).to.include({ code, status })
  expect(headers).to.include({ 'content-type': 'application/problem+json', 'request-id': document.requestId })
}

/** The answers in a stream of bytes, as far as they are complete; interim ones are left out. */
export function parsedAnswers(text: string): RawAnswer[] {
  const answers: RawAnswer[] = []
  for (let at = 0; ; ) {
    const end = text.indexOf('\r\n\r\n', at)
    if (end < 0) return answers
    const [first = '', ...lines] = text.slice(at, end).split('\r\n')
    const headers = Object.fromEntries(
      lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    )
    const status = Number(first.split(' ')[1])
    const length = Number(headers['content-length'] ?? 0)
    if (text.length < end + 4 + length) return answers
    if (status !== 100) answers.push({ status, headers, body: text.slice(end + 4, end + 4 + length) })
    at = end + 4 + length
  }
}
