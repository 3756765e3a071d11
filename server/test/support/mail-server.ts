// A real SMTP server that keeps what it gets, and that can refuse, fail and stall.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** As it came, but for the encoding of its lines. */
  readonly content: string
}

export type MailServer = Awaited<ReturnType<typeof startMailServer>>

/** `refuse`: it takes no recipient; `fail`: no message; `stall`: it keeps one and says nothing any more. */
type Mood = 'take' | 'refuse' | 'fail' | 'stall'

export async function startMailServer(options: SMTPServerOptions = {}) {
  const received: ReceivedMail[] = []
  let mood: Mood = 'take'
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onRcptTo: (_address, _session, done) => done(mood === 'refuse' ? answer(550, 'Nobody here has this name') : null),
    onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
      const take = (bytes: Buffer) => {
        if (mood === 'fail') return done(answer(451, 'Try again later'))
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          content: decoded(bytes.toString()),
        })
        if (mood !== 'stall') done()
      }
      buffer(stream).then(take, done) // one that breaks off, as of a client that is killed, is no message
    },
    ...options,
  })
  server.on('error', () => {}) // a client that hangs up
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    received,
    become(next: Mood) {
      mood = next
    },
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}

const answer = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode })

/** Long lines come as quoted-printable. */
const decoded = (content: string) =>
  content
    .replace(/=\r?\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, octets => Buffer.from(octets.replaceAll('=', ''), 'hex').toString())
    .replaceAll('\r\n', '\n')
