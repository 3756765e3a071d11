// Server-sent events, as they come (HTML Living Standard §9.2).
import type { Dispatcher } from 'undici'
import { onAbort } from './abort.ts'
import { ConnectionError, EventlyError } from './errors.ts'

/** One event: its data as text, and the id that moves the position of the stream on. At least one of them is there. */
export interface StreamEvent {
  readonly id: string | undefined
  readonly data: string | undefined
}

const messageCharactersMax = 1_000_000

/** The data of each message of an open stream, parsed from JSON. It ends when the server ends it. */
export async function* readEventStream<Message>(
  body: Dispatcher.ResponseData['body'],
  signal: AbortSignal | undefined,
): AsyncGenerator<Message, void, undefined> {
  for await (const { data } of readEvents(body, { signal })) if (data !== undefined) yield JSON.parse(data) as Message
}

/**
 * Each event of an open stream. Leaving the loop closes the stream. It ends when the server ends it. Throws
 * ConnectionError when it breaks off, and when nothing at all has come for `silentMsMax`.
 */
export async function* readEvents(
  body: Dispatcher.ResponseData['body'],
  { signal, silentMsMax }: { readonly signal: AbortSignal | undefined; readonly silentMsMax?: number },
): AsyncGenerator<StreamEvent, void, undefined> {
  const forget = onAbort(signal, () => {
    body.destroy(signal?.reason)
  })
  const silence = watchSilence(silentMsMax, () => {
    body.destroy(new ConnectionError(`Nothing has come for ${silentMsMax} ms.`))
  })
  body.setEncoding('utf8')
  let rest = ''
  try {
    for await (const chunk of body as AsyncIterable<string>) {
      silence.end()
      const blocks = (rest + chunk).replaceAll('\r\n', '\n').split('\n\n')
      rest = blocks.pop() ?? ''
      if (rest.length > messageCharactersMax) throw new EventlyError('A message of the stream is too long.')
      for (const block of blocks) {
        const event = eventOf(block)
        if (event.id !== undefined || event.data !== undefined) yield event
      }
      silence.begin()
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw error instanceof EventlyError ? error : new ConnectionError('The stream broke off.', { cause: error })
  } finally {
    silence.end()
    forget()
    if (!body.destroyed) body.on('error', () => undefined).destroy()
  }
}

/** The time that a reader takes for what it has got is no silence of the server. */
function watchSilence(silentMsMax: number | undefined, onSilent: () => void) {
  let timer: NodeJS.Timeout | undefined
  const begin = () => {
    if (silentMsMax !== undefined) timer = setTimeout(onSilent, silentMsMax)
  }
  begin()
  return { begin, end: () => clearTimeout(timer) }
}

/** Without id and data: a comment that only keeps the connection alive, or what says how soon to connect again. */
function eventOf(block: string): StreamEvent {
  const lines = block.split('\n')
  const valuesOf = (field: string) =>
    lines.filter(line => line.startsWith(`${field}:`)).map(line => line.slice(field.length + 1).replace(/^ /, ''))
  const data = valuesOf('data')
  return { id: valuesOf('id').at(-1), data: data.length > 0 ? data.join('\n') : undefined }
}
