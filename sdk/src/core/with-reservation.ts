// A reservation for as long as some work takes: its seats go back when the work fails or is given up.
import type { Resources } from '../generated/resources.ts'
import type { Reservation, ReserveBody } from '../generated/shapes.ts'
import type { RequestOptions } from './contract.ts'
import type { Logger } from './observing.ts'
import type { Shared } from './shared.ts'

export type ReservationWork<Result> = (reservation: Reservation, signal: AbortSignal) => Result | PromiseLike<Result>

/**
 * The work may go on after an abort, unless it heeds the signal that it gets; what it answers is lost then. The seats
 * of a reservation that was under way go back as soon as it is there.
 */
export async function withReservation<Result>(
  { onAbort }: Shared,
  { bookings }: Pick<Resources, 'bookings'>,
  log: Logger,
  wish: ReserveBody,
  work: ReservationWork<Result>,
  { signal = new AbortController().signal, ...options }: RequestOptions = {},
): Promise<Result> {
  signal.throwIfAborted()
  // Without the signal: whether an aborted request has reserved nobody would know.
  const reserving = bookings.reserve(wish, options).withResponse()
  let forget = () => {}
  const aborted = new Promise<never>((_, reject) => {
    forget = onAbort(signal, () => reject(signal.reason as Error))
  })
  let reservation: Reservation | undefined
  try {
    reservation = (await Promise.race([reserving, aborted])).data
    return await Promise.race([startWork(work, reservation, signal), aborted])
  } catch (error) {
    const released = reserving.then(
      ({ data: { id } }) => release(bookings, id, log),
      () => undefined,
    )
    if (reservation !== undefined) await released
    throw error
  } finally {
    forget()
  }
}

const startWork = async <Result>(work: ReservationWork<Result>, reservation: Reservation, signal: AbortSignal) =>
  work(reservation, signal)

/** Confirmed or expired meanwhile, it can't be released: the server says so. */
async function release(bookings: Resources['bookings'], id: string, log: Logger): Promise<void> {
  try {
    await bookings.reservations.release(id)
  } catch (error) {
    log.info(`evently: the reservation ${id} was not released: ${(error as Error).message}`)
  }
}
