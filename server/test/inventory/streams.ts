// A client of streams that sees each message, comment and end; and, if it wants, takes nothing.
import { request as httpRequest, type IncomingMessage } from 'node:http'

export interface Watch {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly versions: number[]
  readonly seats: number[]
  /** All that has come, as it was. */
  text(): string
  readonly isOver: () => boolean
  close(): void
  /** The raw answer; paused until somebody reads it when `takesNothing`. */
  readonly response: IncomingMessage
}

export function watch(
  url: string,
  eventId: string,
  { headers = {}, takesNothing = false }: { headers?: Record<string, string>; takesNothing?: boolean } = {},
): Promise<Watch> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${url}/api/v1/events/${eventId}/stream`, { headers, agent: false }, response => {
      const versions: number[] = [],
        seats: number[] = []
      let all = '',
        rest = '',
        over = false
      const hear = (chunk: Buffer) => {
        all += chunk.toString()
        const blocks = (rest + chunk.toString()).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) {
          const data = /^data: (.*)$/m.exec(block)?.[1]
          if (data === undefined) continue
          const { version, availableSeats } = JSON.parse(data) as { version: number; availableSeats: number }
          versions.push(version)
          seats.push(availableSeats)
        }
      }
      if (takesNothing) response.pause()
      else response.on('data', hear)
      response.on('close', () => {
        over = true
      })
      response.on('error', () => {})
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        versions,
        seats,
        text: () => all,
        isOver: () => over,
        close: () => {
          asked.destroy()
        },
        response,
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}
