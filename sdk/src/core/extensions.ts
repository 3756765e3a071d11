// What the client can do beyond single operations, under the names where people look for it. Each is loaded when it is
// first used: pages that don't use it needn't load it.
import type { Resources } from '../generated/resources.ts'
import type { Availability, Reservation, ReserveBody, WaitlistEntry } from '../generated/shapes.ts'
import type { Connection } from './connection.ts'
import type { RequestOptions } from './contract.ts'
import { shared } from './shared.ts'
import type { OpenStream } from './watch.ts'

export interface Extensions {
  readonly events: {
    /**
     * The free seats, at once and whenever they change. Whenever the connection breaks off it connects again, after a
     * wait that grows, and goes on after the last message. Ends when the event is over or cancelled. `options.signal`
     * or leaving the loop ends it too. Problems: those of `events.stream`.
     */
    watch(eventId: string, options?: RequestOptions): AsyncGenerator<Availability, void, undefined>
  }
  readonly bookings: {
    /**
     * Reserves, and hands the reservation to `work`; answers what that answers. When the work throws, or
     * `options.signal` aborts, the reservation is released, and the error or the signal's reason thrown. Confirm in it.
     * Problems: those of `bookings.reserve`.
     */
    withReservation<Result>(
      wish: ReserveBody,
      work: (reservation: Reservation, signal: AbortSignal) => Result | PromiseLike<Result>,
      options?: RequestOptions,
    ): Promise<Result>
  }
  readonly waitlist: {
    /**
     * The entry, once it has an offer. It asks every second at first, and every 15 seconds at last. Throws
     * WaitlistEndedError when no offer will come any more.
     */
    untilOffered(entry: Pick<WaitlistEntry, 'id'>, options?: RequestOptions): Promise<WaitlistEntry>
  }
}

/** The operations of the contract, and what is built on them. */
export type Extended = {
  readonly [Name in keyof Resources]: Name extends keyof Extensions
    ? Resources[Name] & Extensions[Name]
    : Resources[Name]
}

export function extended(resources: Resources, connection: Connection, openStream: OpenStream): Extended {
  const { clock, observer } = connection
  const lazily = () => import('./lazily.ts')
  const extensions: Extensions = {
    events: {
      async *watch(eventId, options) {
        yield* (await lazily()).watch(shared, resources, connection, openStream, eventId, options)
      },
    },
    bookings: {
      withReservation: async (wish, work, options) =>
        (await lazily()).withReservation(shared, resources, observer.log, wish, work, options),
    },
    waitlist: {
      untilOffered: async (entry, options) => (await lazily()).untilOffered(shared, resources, clock, entry, options),
    },
  }
  for (const [name, methods] of Object.entries(extensions)) Object.assign(resources[name as keyof Extensions], methods)
  return resources as Extended
}
