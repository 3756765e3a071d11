// Server-sent events: those of an open stream as they come (HTML Living Standard §9.2), and streams that are opened
// again when they break off. Read here by hand: the usual parsers keep back an event that has an id and no data, which
// moves the position of a reader on.
import type { Clock } from './clock.ts'
import type { EventlyError } from './errors.ts'
import type { OpenAnswer } from './http.ts'
import type { Shared } from './shared.ts'

/** One event: its data as text, and the id that moves the position of the stream on. At least one of them is there. */
export interface StreamEvent {
  readonly id: string | undefined
  readonly data: string | undefined
}

export interface ReadOptions {
  /** How long nothing at all may come before the stream counts as broken off. */
  readonly silentMsMax?: number
  /** Told how long the server wants readers to wait before they come back, in milliseconds. */
  readonly onRetry?: (ms: number) => void
}

const messageCharactersMax = 1_000_000

/** The data of each message of an open stream, parsed from JSON. It ends when the server ends it. */
export async function* readEventStream<Message>(
  shared: Shared,
  answer: OpenAnswer,
): AsyncGenerator<Message, void, undefined> {
  for await (const { data } of readEvents(shared, answer)) if (data !== undefined) yield JSON.parse(data) as Message
}

/**
 * Each event of an open stream. Leaving the loop closes the stream. It ends when the server ends it. Throws
 * ConnectionError when it breaks off, and when nothing at all has come for `silentMsMax`.
 */
export async function* readEvents(
  { ConnectionError, EventlyError }: Shared,
  answer: OpenAnswer,
  { silentMsMax, onRetry }: ReadOptions = {},
): AsyncGenerator<StreamEvent, void, undefined> {
  const silence = watchSilence(silentMsMax, () =>
    answer.end(new ConnectionError(`Nothing has come for ${silentMsMax} ms.`)),
  )
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const chunk of answer.chunks()) {
      silence.end()
      const blocks = (rest + decoder.decode(chunk, { stream: true })).replaceAll('\r\n', '\n').split('\n\n')
      rest = blocks.pop() ?? ''
      if (rest.length > messageCharactersMax) throw new EventlyError('A message of the stream is too long.')
      for (const block of blocks) {
        const { id, data, retryMs } = eventOf(block)
        if (retryMs !== undefined) onRetry?.(retryMs)
        if (id !== undefined || data !== undefined) yield { id, data }
      }
      silence.begin()
    }
  } finally {
    silence.end()
  }
}

/** The time that a reader takes for what it has got is no silence of the server. */
function watchSilence(silentMsMax: number | undefined, onSilent: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const begin = () => {
    if (silentMsMax !== undefined) timer = setTimeout(onSilent, silentMsMax)
  }
  begin()
  return { begin, end: () => clearTimeout(timer) }
}

/** Nothing at all: a comment that only keeps the connection alive. */
function eventOf(block: string): StreamEvent & { readonly retryMs: number | undefined } {
  const lines = block.split('\n')
  const valuesOf = (field: string) =>
    lines.filter(line => line.startsWith(`${field}:`)).map(line => line.slice(field.length + 1).replace(/^ /, ''))
  const [data, retry] = [valuesOf('data'), valuesOf('retry').at(-1)]
  return {
    id: valuesOf('id').at(-1),
    data: data.length > 0 ? data.join('\n') : undefined,
    retryMs: retry !== undefined && /^\d+$/.test(retry) ? Number(retry) : undefined,
  }
}

export interface FollowOptions {
  /** Opens the stream after the message with this id. */
  readonly open: (lastEventId: string | undefined) => Promise<OpenAnswer>
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
export async function* follow<Data>(shared: Shared, options: FollowOptions): AsyncGenerator<Data, void, undefined> {
  const { ConnectionError, isPassing, retryDelayMs } = shared
  const { open, isOver, onRetry: tell, clock, signal } = options
  let lastEventId: string | undefined
  let serverMs = reconnectMs
  let failures = 0
  for (;;) {
    let fault: EventlyError
    try {
      const answer = await open(lastEventId)
      const onRetry = (ms: number) => {
        serverMs = Math.min(ms, reconnectMsMax)
      }
      for await (const { id, data } of readEvents(shared, answer, { onRetry })) {
        lastEventId = id ?? lastEventId
        if (data === undefined) continue
        failures = 0
        yield JSON.parse(data) as Data
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
    tell(fault, delayMs)
    await clock.sleep(delayMs, signal)
  }
}
