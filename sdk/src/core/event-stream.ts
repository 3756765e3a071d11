// Server-sent events: the messages of an open stream, and streams that are opened again when they break off.
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import type { Clock } from './clock.ts'
import { ConnectionError, EventlyError } from './errors.ts'
import type { HttpAnswer } from './http.ts'
import { isPassing, retryDelayMs } from './retries.ts'

const messageCharactersMax = 1_000_000

/** A message with its data as it came. */
export interface StreamMessage<Data> {
  readonly data: Data
  /** For `Last-Event-ID`. */
  readonly id: string | undefined
}

/**
 * Each message of an open stream, its data parsed from JSON. Leaving the loop closes the stream. It ends when the
 * server ends it. `onRetry` is told how long the server wants readers to wait before they come back.
 */
export async function* readEventStream<Data>(
  answer: HttpAnswer,
  onRetry: (ms: number) => void = () => undefined,
): AsyncGenerator<StreamMessage<Data>, void, undefined> {
  const ready: EventSourceMessage[] = []
  const parser = createParser({ onEvent: message => ready.push(message), onRetry })
  const decoder = new TextDecoder()
  let characters = 0
  for await (const chunk of answer.chunks()) {
    const text = decoder.decode(chunk, { stream: true })
    characters += text.length
    parser.feed(text)
    if (ready.length > 0 || text.endsWith('\n\n')) characters = 0
    if (characters > messageCharactersMax) throw new EventlyError('A message of the stream is too long.')
    for (const { data, id } of ready.splice(0)) yield { data: JSON.parse(data) as Data, id }
  }
}

export interface FollowOptions {
  /** Opens the stream after the message with this id. */
  readonly open: (lastEventId: string | undefined) => Promise<HttpAnswer>
  /** Asked when the server has ended the stream: whether nothing will follow. */
  readonly isOver: () => Promise<boolean>
  /** Told before each wait. */
  readonly onRetry: (error: EventlyError, delayMs: number) => void
  readonly clock: Clock
  readonly signal: AbortSignal | undefined
}

const reconnectMs = 1_000
const reconnectMsMax = 30_000

/**
 * The messages of a stream that is opened again whenever it breaks off, after the last message that came. It waits as
 * long as the server wants, longer each time that nothing comes. Ends when there is nothing to follow; throws what
 * trying again would not mend.
 */
export async function* follow<Data>(options: FollowOptions): AsyncGenerator<StreamMessage<Data>, void, undefined> {
  const { open, isOver, onRetry, clock, signal } = options
  let lastEventId: string | undefined
  let serverMs = reconnectMs
  let failures = 0
  for (;;) {
    let fault: EventlyError
    try {
      const answer = await open(lastEventId)
      for await (const message of readEventStream<Data>(answer, ms => (serverMs = Math.min(ms, reconnectMsMax)))) {
        failures = 0
        lastEventId = message.id ?? lastEventId
        yield message
      }
      if (await isOver()) return
      fault = new ConnectionError('The server has ended the stream.')
    } catch (error) {
      if (!isPassing(error)) throw error
      fault = error
    }
    const wanted = Math.min(serverMs * 2 ** failures, reconnectMsMax)
    const delayMs = Math.round(wanted / 2 + (wanted / 2) * clock.random()) + retryDelayMs(fault, 0, 0)
    failures = Math.min(failures + 1, 10)
    onRetry(fault, delayMs)
    await clock.sleep(delayMs, signal)
  }
}
