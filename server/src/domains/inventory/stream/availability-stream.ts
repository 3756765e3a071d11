// Those who watch seats go: server-sent events with the newest availability, a few times a second at most (HTML Living
// Standard §9.2).
//
// Whatever changes an event, wherever, shows in its document within 100 ms (projections/cache.ts), so one look at the
// watched ones at each turn serves all streams of the process: no message can be lost, and a Redis that was away is
// caught up with by the next look. What no document tells is asked of PostgreSQL once a second, by one statement: that
// is all where several processes have no Redis.
//
// To tell a stream something costs the system more than it costs us, and while seats go fast there is always something
// to tell. So many streams are told less often, and what they cost those who buy is bounded.
import type { Logger } from 'pino'
import type { StreamReader } from '../../../contract/types.ts'
import { createConnectionLimits, type ConnectionPermit } from '../../../platform/http/connection-limits.ts'
import type { DatabaseClock } from '../../../platform/postgres/database-clock.ts'
import { problem } from '../../../platform/problems.ts'
import type { AvailabilityView } from '../queries/availability.ts'
import { availabilityAt, versionAndPhase, type SeatsLeft } from '../seats-left.ts'

export interface LiveAvailabilityOptions {
  readonly find: AvailabilityView['findMany']
  /** Which of these events are still on sale and not over. */
  readonly running: (eventIds: readonly string[]) => Promise<readonly string[]>
  /** Of the database that keeps the seats: by it they go on sale. */
  readonly clock: Pick<DatabaseClock, 'now'>
  readonly log: Logger
  readonly streamsMax?: number
  readonly streamsPerAddressMax?: number
  /** Of changes, to all streams together. */
  readonly messagesPerSecondMax?: number
}

export type LiveAvailability = ReturnType<typeof createLiveAvailability>

interface Stream {
  readonly eventId: string
  readonly permit: ConnectionPermit
  readonly reader: StreamReader
  /** What it was sent last: a version, and the phase of the sales at that version. */
  version: number
  phase: number
  toldAtMs: number
  lastWriteMs: number
  blockedSinceMs: number | undefined
}

interface Message {
  readonly id: string
  readonly version: number
  readonly phase: number
  readonly text: string
}

const lookEveryMs = 50
const askEveryMs = 1_000
const heartbeatMs = 15_000
/** A reader that takes nothing for so long has gone. */
const blockedMsMax = 30_000
/** How soon a client whose stream has ended tries again. */
const retryMs = 2_000

export function createLiveAvailability({
  find,
  running,
  clock,
  log,
  streamsMax = 5_000,
  streamsPerAddressMax = 200,
  messagesPerSecondMax = 10_000,
}: LiveAvailabilityOptions) {
  const byEvent = new Map<string, Set<Stream>>()
  const limits = createConnectionLimits({
    allMax: streamsMax,
    eachMax: streamsPerAddressMax,
    refusal: `At most ${streamsPerAddressMax} streams may be open from one address.`,
  })
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  let turning: Promise<void> | undefined
  let askedAtMs = 0

  /**
   * A place for a stream from this address, to be opened at once. Problems: service_unavailable, overloaded,
   * rate_limited.
   */
  function admit(address: string): ConnectionPermit {
    if (isClosed) throw problem('service_unavailable', 'This server is stopping.', { retryAfterSeconds: 1 })
    return limits.acquire(address)
  }

  /** Sends what is so now, unless it is what the reader has seen last, and then every change until one side ends it. */
  function open(
    seats: SeatsLeft,
    { permit, lastEventId }: { permit: ConnectionPermit; lastEventId: string | undefined },
    reader: StreamReader,
  ) {
    permit.keep()
    const stream: Stream = {
      eventId: seats.eventId,
      permit,
      reader,
      version: -1,
      phase: 0,
      toldAtMs: -Infinity,
      lastWriteMs: performance.now(),
      blockedSinceMs: undefined,
    }
    byEvent.set(stream.eventId, (byEvent.get(stream.eventId) ?? new Set()).add(stream))
    reader.onClose(() => {
      forget(stream)
    })
    if (isClosed) return reader.end()
    reader.write(`retry: ${retryMs}\n\n`)
    const message = messageOf(seats)
    if (lastEventId === message.id) Object.assign(stream, { version: message.version, phase: message.phase })
    else send(stream, message)
    plan()
  }

  function forget(stream: Stream) {
    stream.permit.release()
    const streams = byEvent.get(stream.eventId)
    streams?.delete(stream)
    if (streams?.size === 0) byEvent.delete(stream.eventId)
  }

  /**
   * A slow reader is left out until it has taken what it was sent: it then gets the newest, and nothing waits for it in
   * between.
   */
  function send(stream: Stream, { version, phase, text }: Message) {
    const isNewer = version > stream.version || (version === stream.version && phase > stream.phase)
    if (!isNewer || isBlocked(stream)) return
    stream.version = version
    stream.phase = phase
    stream.toldAtMs = performance.now()
    write(stream, text)
  }

  /**
   * It was told something just now, and is told the newest later: after a fifth of a second where 2,000 listen, at the
   * next look where a few do.
   */
  function isResting({ toldAtMs }: Stream): boolean {
    const restMs = (limits.count() * 1_000) / messagesPerSecondMax
    return performance.now() - toldAtMs < restMs
  }

  /** What can be had now: sales begin and end without a change of the seats. */
  function messageOf(seats: SeatsLeft): Message {
    const { availability, phase } = availabilityAt(seats, clock.now())
    const id = versionAndPhase(seats.version, { phase })
    const text = `event: availability\nid: ${id}\ndata: ${JSON.stringify(availability)}\n\n`
    return { id, version: seats.version, phase, text }
  }

  function write(stream: Stream, text: string) {
    stream.reader.write(text)
    stream.lastWriteMs = performance.now()
  }

  function isBlocked(stream: Stream): boolean {
    if (!stream.reader.isBlocked()) stream.blockedSinceMs = undefined
    else stream.blockedSinceMs ??= performance.now()
    return stream.blockedSinceMs !== undefined
  }

  function plan() {
    if (timer || turning || isClosed || byEvent.size === 0) return
    timer = setTimeout(() => {
      timer = undefined
      turning = turn()
        .catch((error: unknown) => {
          log.warn({ err: error }, 'live availability is behind; it is tried again')
        })
        .finally(() => {
          turning = undefined
          plan()
        })
    }, lookEveryMs)
  }

  async function turn() {
    const asks = performance.now() - askedAtMs >= askEveryMs
    if (asks) askedAtMs = performance.now()
    const watched = [...byEvent.keys()]
    const newest = new Map<string, Message>()
    for (const [eventId, seats] of await find(watched, { askPostgres: asks })) {
      const message = messageOf(seats)
      newest.set(eventId, message)
      for (const stream of byEvent.get(eventId) ?? []) if (!isResting(stream)) send(stream, message)
    }
    if (!asks) return
    keepAlive()
    const stillRunning = new Set(await running(watched))
    for (const eventId of watched) if (!stillRunning.has(eventId)) endStreams(eventId, newest.get(eventId))
  }

  /** The last that there is to tell is told to those too who would rest. */
  function endStreams(eventId: string, last: Message | undefined) {
    for (const stream of byEvent.get(eventId) ?? []) {
      if (last) send(stream, last)
      stream.reader.end()
    }
  }

  function keepAlive() {
    const nowMs = performance.now()
    for (const streams of byEvent.values()) {
      for (const stream of streams) {
        if (isBlocked(stream)) {
          if (nowMs - stream.blockedSinceMs! > blockedMsMax) stream.reader.destroy()
        } else if (nowMs - stream.lastWriteMs > heartbeatMs) write(stream, ': still here\n\n')
      }
    }
  }

  /** Ends all streams and takes no more. */
  async function close() {
    isClosed = true
    clearTimeout(timer)
    for (const streams of byEvent.values()) for (const { reader } of streams) reader.end()
    await turning
  }

  return { admit, open, close, count: limits.count }
}
