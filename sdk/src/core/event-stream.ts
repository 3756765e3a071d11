// Server-sent events: the messages' data, parsed from JSON as they come (HTML Living Standard §9.2).
import type { Dispatcher } from 'undici'
import { onAbort } from './abort.ts'
import { ConnectionError, EventlyError } from './errors.ts'

const messageCharactersMax = 1_000_000

/** Each message of an open stream. Leaving the loop closes the stream. It ends when the server ends it. */
export async function* readEventStream<Message>(
  body: Dispatcher.ResponseData['body'],
  signal: AbortSignal | undefined,
): AsyncGenerator<Message, void, undefined> {
  const forget = onAbort(signal, () => {
    body.destroy(signal?.reason)
  })
  body.setEncoding('utf8')
  let rest = ''
  try {
    for await (const chunk of body as AsyncIterable<string>) {
      const blocks = (rest + chunk).replaceAll('\r\n', '\n').split('\n\n')
      rest = blocks.pop() ?? ''
      if (rest.length > messageCharactersMax) throw new EventlyError('A message of the stream is too long.')
      for (const block of blocks) {
        const data = dataOf(block)
        if (data !== undefined) yield JSON.parse(data) as Message
      }
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw error instanceof EventlyError ? error : new ConnectionError('The stream broke off.', { cause: error })
  } finally {
    forget()
    if (!body.destroyed) body.on('error', () => undefined).destroy()
  }
}

/** The data of one message; `undefined` for a comment that only keeps the connection alive. */
function dataOf(block: string): string | undefined {
  const lines = block
    .split('\n')
    .filter(line => line.startsWith('data:'))
    .map(line => line.slice(5).replace(/^ /, ''))
  return lines.length > 0 ? lines.join('\n') : undefined
}
