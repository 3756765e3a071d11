// Watching an event's free seats over as many connections as it takes.
import type { Resources } from '../generated/resources.ts'
import type { Availability } from '../generated/shapes.ts'
import type { Connection } from './connection.ts'
import type { RequestOptions } from './contract.ts'
import { follow } from './event-stream.ts'
import type { OpenAnswer } from './http.ts'
import type { Shared } from './shared.ts'

export type OpenStream = (eventId: string, options: RequestOptions) => Promise<OpenAnswer>

/** Ends when the event is over or cancelled: the server ends the stream then, and for other reasons too. */
export function watch(
  shared: Shared,
  { events }: Pick<Resources, 'events'>,
  { clock, observer: { log }, serverClock }: Connection,
  openStream: OpenStream,
  eventId: string,
  options: RequestOptions = {},
): AsyncGenerator<Availability, void, undefined> {
  return follow<Availability>(shared, {
    open(lastEventId) {
      const headers = { ...options.headers }
      if (lastEventId !== undefined) headers['last-event-id'] = lastEventId
      return openStream(eventId, { ...options, headers })
    },
    async isOver() {
      const { status, endsAt } = await events.get(eventId, options)
      return status !== 'published' || Date.parse(endsAt) <= serverClock.nowMs()
    },
    onRetry: (error, delayMs) =>
      log.info(`evently: the stream of ${eventId} is opened again in ${delayMs} ms: ${error.message}`),
    clock,
    signal: options.signal,
  })
}
