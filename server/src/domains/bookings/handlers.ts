// The contract's booking operations: its shapes in, one call, its shapes out.
import { created, noContent, ok, type Caller, type HandlersOf, type Shape } from '../../contract/types.ts'
import { pageOf, type Cursors } from '../../platform/cursors.ts'
import { wantsInsteadOfJson } from '../../platform/http/accept.ts'
import { problem, validationProblem } from '../../platform/problems.ts'
import type { Access } from './access.ts'
import type { AttendeeExport } from './attendees/attendee-export.ts'
import type { Buyers } from './attendees/buyers.ts'
import type { PaperOperation } from './codes/handlers.ts'
import type { Tickets } from './codes/tickets.ts'
import type { Booking } from './booking.ts'
import type { Providers } from './payments/providers.ts'
import type { Inbox } from './payments/stripe/inbox.ts'
import { toBooking, toNamed, toOrganizersBooking, toReservation } from './present.ts'
import { reservationStatusOf } from './rules.ts'
import type { BookingsService, ReserveRequest } from './service.ts'
import type { BookingFilter } from './booking-queries.ts'
import type { DoorOperation } from './door/handlers.ts'
import type { WaitlistOperation } from './waitlist/handlers.ts'

export interface BookingsHandlerOptions {
  readonly service: BookingsService
  readonly access: Pick<Access, 'admitOrganizer' | 'runs'>
  readonly buyers: Pick<Buyers, 'of'>
  readonly attendees: AttendeeExport
  readonly tickets: Pick<Tickets, 'codesOf'>
  readonly cursors: Cursors
  readonly providers: Pick<Providers, 'forNew'>
  /** Undefined: nobody is paid through Stripe here. */
  readonly inbox: Pick<Inbox, 'receive'> | undefined
}

/** As many as the contract lets a bare `quantity` be. */
const seatsPerRequestMax = 100

export function bookingsHandlers({
  service,
  access,
  buyers,
  attendees,
  tickets,
  cursors,
  providers,
  inbox,
}: BookingsHandlerOptions): Omit<HandlersOf<'bookings'>, WaitlistOperation | DoorOperation | PaperOperation> {
  /** A page of bookings, newest first. */
  async function page({ cursor, limit, ...filter }: Omit<BookingFilter, 'beforeId'> & { cursor: string | undefined }) {
    const { userId, eventId, status, buyerReference, refund } = filter
    const list = `bookings ${JSON.stringify([userId, eventId, status, buyerReference, refund])}`
    const rows = await service.list({
      ...filter,
      limit: limit + 1,
      beforeId: cursor === undefined ? undefined : cursors.decode<string>(list, cursor),
    })
    return pageOf(rows, limit, ({ id }) => cursors.encode(list, id))
  }

  async function toOrganizers(booking: Booking) {
    const [buyerOf, codes] = await Promise.all([buyers.of([booking]), tickets.codesOf(booking)])
    return toOrganizersBooking(booking, buyerOf(booking), codes)
  }

  /** As the caller may see it: who runs the event sees more. */
  const presentTo = async (caller: Caller, booking: Booking) =>
    (await access.runs(caller, booking.eventId))
      ? toOrganizers(booking)
      : toBooking(booking, await tickets.codesOf(booking))

  return {
    'bookings.reserve': async ({ body: { eventId, quantity, items, buyer }, caller, idempotency }) => {
      const { hold, replayed, status } = await service.reserve(
        caller,
        { eventId, selection: selectionOf({ quantity, items }), buyer: buyer && toNamed(buyer) },
        idempotency,
      )
      return created(toReservation(hold, status), { replayed })
    },

    'bookings.getReservation': async ({ params, caller }) => {
      const hold = await service.getReservation(caller, params.reservationId)
      return ok(toReservation(hold, reservationStatusOf(hold)))
    },

    'bookings.releaseReservation': async ({ params, caller }) =>
      ok(toReservation(await service.releaseReservation(caller, params.reservationId), 'released')),

    'bookings.confirm': async ({ body: { reservationId, payment }, caller, idempotency }) => {
      const { booking, replayed } = await service.confirm(caller, { reservationId, payment }, idempotency)
      return created(toBooking(booking, await tickets.codesOf(booking)), { replayed })
    },

    'bookings.getPaymentProvider': async () => ok({ provider: providers.forNew({ test: false }).name }),

    'bookings.list': async ({ query: { eventId, status, buyer, limit, cursor }, caller: { userId } }) => {
      const { data, ...rest } = await page({ userId, eventId, status, buyerReference: buyer, limit, cursor })
      return ok({ data: data.map(booking => toBooking(booking)), ...rest })
    },

    'bookings.get': async ({ params, caller }) =>
      ok(await presentTo(caller, await service.get(caller, params.bookingId))),

    'bookings.cancel': async ({ params, caller }) =>
      ok(await presentTo(caller, await service.cancel(caller, params.bookingId))),

    'bookings.retryRefund': async ({ params, caller }) =>
      ok(await toOrganizers(await service.retryRefund(caller, params.bookingId))),

    'bookings.listForEvent': async ({
      params: { eventId },
      query: { status, refund, buyer, limit, cursor, separator, bom },
      caller,
      accept,
    }) => {
      await access.admitOrganizer(caller, eventId)
      const filter = { eventId, status, refund, buyerReference: buyer }
      if (wantsInsteadOfJson(accept, 'text/csv')) {
        const { chunks, fileName } = await attendees(filter, { separator, bom })
        return { status: 200, mediaType: 'text/csv', body: chunks, fileName }
      }
      const { data, ...rest } = await page({ ...filter, limit, cursor })
      const buyerOf = await buyers.of(data)
      const bookings = data.map(booking => toOrganizersBooking(booking, buyerOf(booking)))
      return { mediaType: 'application/json', ...ok({ data: bookings, ...rest }) }
    },

    'bookings.receiveStripeWebhook': async ({ raw, body }) => {
      if (!inbox) throw problem('signature_invalid', "Payments don't go through Stripe here, so no signature is valid.")
      await inbox.receive(raw, body)
      return noContent()
    },
  }
}

/**
 * The contract sees to it that there is one of the two. Problems: validation_failed, for items that are too many
 * together.
 */
function selectionOf({
  quantity,
  items,
}: Pick<Shape<'ReserveBody'>, 'quantity' | 'items'>): ReserveRequest['selection'] {
  if (!items) return { quantity: quantity ?? 0 }
  const seats = items.reduce((sum, item) => sum + item.quantity, 0)
  if (seats <= seatsPerRequestMax) return { items }
  const message = `asks for ${seats} seats in all; one request takes at most ${seatsPerRequestMax}`
  throw validationProblem([{ pointer: '/items', keyword: 'maximum', message }])
}
