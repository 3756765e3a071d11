// The contract's booking operations: its shapes in, one call, its shapes out.
import { created, noContent, ok, type HandlersOf, type Shape } from '../../contract/types.ts'
import { pageOf, type Cursors } from '../../platform/cursors.ts'
import { wantsInsteadOfJson } from '../../platform/http/accept.ts'
import { refuseMetadata, smallMetadataBytesMax } from '../../platform/metadata.ts'
import { problem, validationProblem } from '../../platform/problems.ts'
import type { Labels } from '../inventory/port.ts'
import type { Access } from './access.ts'
import type { AttendeeExport } from './attendees/attendee-export.ts'
import type { Buyers } from './attendees/buyers.ts'
import type { PaperOperation } from './codes/handlers.ts'
import type { TicketPapers } from './codes/ticket-papers.ts'
import type { Presenter } from './presenter.ts'
import type { Providers } from './payments/providers.ts'
import type { Inbox } from './payments/stripe/inbox.ts'
import { toBooking, toNamed, toOrganizersBooking, toRefund, toReservation } from './present.ts'
import { reservationStatusOf } from './rules.ts'
import type { BookingsService, ReserveRequest } from './service.ts'
import type { BookingFilter } from './booking-queries.ts'
import type { DoorOperation } from './door/handlers.ts'
import type { TicketOperation } from './tickets/handlers.ts'
import type { TicketsService } from './tickets/service.ts'
import type { WaitlistOperation } from './waitlist/handlers.ts'

export interface BookingsHandlerOptions {
  readonly service: BookingsService
  readonly tickets: Pick<TicketsService, 'checkNamed' | 'fillHolders'>
  readonly access: Pick<Access, 'admitOrganizer'>
  readonly presenter: Presenter
  readonly buyers: Pick<Buyers, 'of'>
  readonly attendees: AttendeeExport
  readonly papers: Pick<TicketPapers, 'codesOf'>
  readonly cursors: Cursors
  readonly providers: Pick<Providers, 'forNew'>
  /** Undefined: nobody is paid through Stripe here. */
  readonly inbox: Pick<Inbox, 'receive'> | undefined
}

/** As many as the contract lets a bare `quantity` be. */
const seatsPerRequestMax = 100

export function bookingsHandlers({
  service,
  tickets,
  access,
  presenter,
  buyers,
  attendees,
  papers,
  cursors,
  providers,
  inbox,
}: BookingsHandlerOptions): Omit<
  HandlersOf<'bookings'>,
  WaitlistOperation | DoorOperation | TicketOperation | PaperOperation
> {
  /** A page of bookings, newest first. */
  async function page({ cursor, limit, ...filter }: Omit<BookingFilter, 'beforeId'> & { cursor: string | undefined }) {
    const { userId, eventId, status, buyerReference, externalId, metadata, refund } = filter
    const named = [userId, eventId, status, buyerReference, externalId, metadata, refund]
    const list = `bookings ${JSON.stringify(named)}`
    const rows = await service.list({
      ...filter,
      limit: limit + 1,
      beforeId: cursor === undefined ? undefined : cursors.decode<string>(list, cursor),
    })
    return pageOf(rows, limit, ({ id }) => cursors.encode(list, id))
  }

  return {
    'bookings.reserve': async ({ body, caller, idempotency }) => {
      const { eventId, quantity, items, promotionCode, buyer, ...words } = body
      const { hold, replayed, status } = await service.reserve(
        caller,
        {
          eventId,
          selection: selectionOf({ quantity, items }),
          promotionCode,
          buyer: buyer && toNamed(buyer),
          labels: labelsOf(words),
        },
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

    'bookings.confirm': async ({ body: { reservationId, payment, holders }, caller, idempotency }) => {
      const areNamed = holders && (await tickets.checkNamed(caller, reservationId, holders))
      const { booking, replayed } = await service.confirm(caller, { reservationId, payment }, idempotency)
      const named = areNamed ? await tickets.fillHolders(caller, booking, holders) : booking
      return created(toBooking(named, await papers.codesOf(named)), { replayed })
    },

    'bookings.getPaymentProvider': async () => ok({ provider: providers.forNew({ test: false }).name }),

    'bookings.list': async ({ query: { buyer, cursor, ...filter }, caller: { userId } }) => {
      const { data, ...rest } = await page({ ...filter, userId, buyerReference: buyer, cursor })
      return ok({ data: data.map(booking => toBooking(booking)), ...rest })
    },

    'bookings.get': async ({ params, caller }) =>
      ok(await presenter.presentTo(caller, await service.get(caller, params.bookingId))),

    'bookings.cancel': async ({ params, caller }) =>
      ok(await presenter.presentTo(caller, await service.cancel(caller, params.bookingId))),

    'bookings.cancelTickets': async ({ params, body: { ticketIds }, caller }) =>
      ok(await presenter.presentTo(caller, await service.cancelTickets(caller, params.bookingId, ticketIds))),

    'bookings.listRefunds': async ({ params, caller }) => {
      const booking = await service.organizersOwn(caller, params.bookingId)
      return ok({ data: booking.refunds.map(refund => toRefund(booking, refund)) })
    },

    'bookings.refund': async ({ params, body, caller, idempotency }) => {
      const { refund, booking, replayed } = await service.refund(caller, params.bookingId, body, idempotency)
      return created(toRefund(booking, refund), { replayed })
    },

    'bookings.retryRefund': async ({ params, caller }) =>
      ok(await presenter.toOrganizers(await service.retryRefund(caller, params.bookingId))),

    'bookings.listForEvent': async ({
      params: { eventId },
      query: { buyer, limit, cursor, separator, bom, ...query },
      caller,
      accept,
    }) => {
      await access.admitOrganizer(caller, eventId)
      const filter = { ...query, eventId, buyerReference: buyer }
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

/** Undefined where nothing was said. Problem: validation_failed. */
function labelsOf({ externalId, metadata }: Pick<Shape<'ReserveBody'>, 'externalId' | 'metadata'>): Labels | undefined {
  refuseMetadata(metadata, { bytesMax: smallMetadataBytesMax })
  const hasWords = metadata !== undefined && Object.keys(metadata).length > 0
  if (externalId === undefined && !hasWords) return undefined
  return { ...(externalId !== undefined && { externalId }), ...(hasWords && { metadata }) }
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
