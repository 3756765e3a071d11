// A client of the feed's stream that keeps each event as it came.
import { request as httpRequest, type IncomingMessage } from 'node:http'

export interface FeedWatch {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  /** Ids of the messages, in the order in which they came. */
  readonly ids: string[]
  /** The id of the last event, with data or without. */
  readonly lastEventId: () => string | undefined
  text(): string
  readonly isOver: () => boolean
  /** The raw answer; paused until somebody reads it when `takesNothing`. */
  readonly response: IncomingMessage
  close(): void
}

export interface FeedWatchOptions {
  readonly token: string
  readonly query?: string
  readonly lastEventId?: string | undefined
  readonly takesNothing?: boolean
}

export function watchFeed(
  url: string,
  { token, query = '', lastEventId, takesNothing = false }: FeedWatchOptions,
): Promise<FeedWatch> {
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    }
    const asked = httpRequest(`${url}/api/v1/activity${query}`, { headers, agent: false }, response => {
      const ids: string[] = []
      let all = ''
      let rest = ''
      let last: string | undefined
      let isOver = false
      const hear = (chunk: Buffer) => {
        all += chunk.toString()
        const blocks = (rest + chunk.toString()).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) {
          last = /^id: (.*)$/m.exec(block)?.[1] ?? last
          const data = /^data: (.*)$/m.exec(block)?.[1]
          if (data !== undefined) ids.push((JSON.parse(data) as { id: string }).id)
        }
      }
      if (takesNothing) response.pause()
      else response.on('data', hear)
      response.on('close', () => {
        isOver = true
      })
      response.on('error', () => {})
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        ids,
        lastEventId: () => last,
        text: () => all,
        isOver: () => isOver,
        response,
        close: () => {
          asked.destroy()
        },
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}
