// The way back as a use case: cancel a booking or some of its tickets, give money back, try a failed refund again.
import type { Caller, Idempotency } from '../../../contract/types.ts'
import { newId } from '../../../platform/ids.ts'
import { problem, validationProblem } from '../../../platform/problems.ts'
import type { EventsPort } from '../../events/port.ts'
import type { Access } from '../access.ts'
import type { Booking, Refund, Ticket, TicketShare } from '../booking.ts'
import { amountStepOf } from '../payments/providers.ts'
import { isCancellable } from '../rules.ts'
import { step } from '../saga/recovery-steps.ts'
import type { Progress, Saga } from '../saga/saga.ts'
import type { BookingsStore } from '../store.ts'
import { createEventCancelling } from './event-bookings.ts'
import {
  allotted,
  cancellationOf,
  deadlineOf,
  isTooLate,
  isValid,
  refundableMinorOf,
  refundableOfTicket,
  sharesOf,
  sumOf,
  wholePrice,
} from './rules.ts'
import type { Begun, Undoing } from './store.ts'

export interface UndoingOptions {
  readonly store: BookingsStore
  readonly saga: Saga
  readonly events: () => Pick<EventsPort, 'find'>
  readonly access: Pick<Access, 'runs'>
  /** A booking of the caller's, or of an event that they organize. Problems: booking_not_found. */
  readonly get: (caller: Caller, id: string) => Promise<Booking>
}

/** Money that an organizer gives back, and for which tickets. */
export interface RefundRequest {
  readonly amountMinor: number
  readonly reason: string
  readonly ticketIds?: readonly string[] | undefined
  /** The tickets are cancelled, and their seats go back; without `ticketIds` all that are valid. */
  readonly returnSeats: boolean
}

/** How often somebody else may work on a booking between our look at it and our write. */
const racesMax = 10

export function createUndoing({ store, saga, events, access, get }: UndoingOptions) {
  const { cancelBookingsOf } = createEventCancelling({ store, saga })

  /**
   * Gives seats and money back, for the buyer by the event's policy or for its organizer; repeating it is no error.
   * Problems: booking_not_found, booking_not_cancellable, cancellation_deadline_passed, ticket_not_cancellable.
   */
  async function cancel(caller: Caller, id: string): Promise<Booking> {
    return undo(
      () => get(caller, id),
      async booking => {
        if (booking.status === 'cancelled' || booking.status === 'cancelling') return undefined
        const terms = await termsOf(caller, booking)
        return undoingOf(booking, booking.tickets.filter(isValid), terms)
      },
    )
  }

  /**
   * The same for some of the tickets; with the last of them the booking is cancelled. Those that are cancelled already
   * stay so. Problems: as for cancel, and ticket_not_found.
   */
  async function cancelTickets(caller: Caller, id: string, ticketIds: readonly string[]): Promise<Booking> {
    return undo(
      () => get(caller, id),
      async booking => {
        const named = ticketsOf(booking, ticketIds)
        const valid = named.filter(isValid)
        if (valid.length === 0) return undefined
        return undoingOf(booking, valid, await termsOf(caller, booking))
      },
    )
  }

  /** Until when, and for how much. Problems: booking_not_cancellable, cancellation_deadline_passed. */
  async function termsOf(caller: Caller, booking: Booking) {
    const event = await events().find(booking.eventId)
    if (!event || !isCancellable(booking.status, event)) throw problem('booking_not_cancellable')
    const isOrganizer = await access.runs(caller, booking.eventId)
    const policy = isOrganizer ? null : event.cancellationPolicy
    if (policy && isTooLate(policy, event)) {
      const deadline = deadlineOf(policy, event.startsAt).toISOString()
      const detail = `Tickets of this event could be cancelled until ${deadline}.`
      throw problem('cancellation_deadline_passed', detail, { deadline })
    }
    return { percent: policy?.refundPercent ?? wholePrice, mayBeAdmitted: isOrganizer }
  }

  function undoingOf(
    booking: Booking,
    tickets: readonly Ticket[],
    { percent, mayBeAdmitted }: { readonly percent: number; readonly mayBeAdmitted: boolean },
  ): Undoing {
    const shares = sharesOf(booking, tickets, percent, amountStepOf(booking.payment, booking.currency))
    return withTickets(booking, tickets, { shares, mayBeAdmitted, refundId: newId('ref') })
  }

  function withTickets(
    booking: Booking,
    tickets: readonly Ticket[],
    {
      shares,
      amountMinor = sumOf(shares),
      note,
      ...more
    }: {
      readonly shares: readonly TicketShare[]
      readonly amountMinor?: number
      readonly note?: string
      readonly refundId: string
      readonly mayBeAdmitted: boolean
    },
  ): Undoing {
    const isWhole = tickets.length === booking.tickets.filter(isValid).length
    return {
      of: isWhole ? 'booking' : 'tickets',
      ticketIds: tickets.map(({ id }) => id),
      ...(!isWhole && { cancellation: cancellationOf(newId('can'), tickets) }),
      ...(amountMinor > 0 && {
        refund: {
          id: more.refundId,
          amountMinor,
          origin: note === undefined ? 'cancellation' : 'organizer',
          note: note ?? null,
          tickets: shares,
        },
      }),
      keptMinor: isWhole ? refundableMinorOf(booking) - amountMinor : booking.keptMinor,
      mayBeAdmitted: more.mayBeAdmitted,
    }
  }

  /** The tickets of these ids, each once. Problems: ticket_not_found. */
  function ticketsOf(booking: Booking, ticketIds: readonly string[]): readonly Ticket[] {
    const named = booking.tickets.filter(({ id }) => ticketIds.includes(id))
    const missing = ticketIds.find(id => !named.some(ticket => ticket.id === id))
    if (missing !== undefined) throw problem('ticket_not_found', undefined, { ticketId: missing })
    return named
  }

  /** Decides on the booking as it is, and once more where somebody has worked on it meanwhile. */
  async function undo(
    look: () => Promise<Booking>,
    decide: (booking: Booking) => Promise<Undoing | undefined>,
  ): Promise<Booking> {
    for (let races = 0; races < racesMax; races++) {
      const booking = await look()
      const undoing = await decide(booking)
      if (!undoing) return goOn(booking)
      const begun = await begin(booking, undoing)
      if (begun === 'raced' || begun === 'key_used') continue
      if (begun === 'not_valid') throw problem('ticket_not_cancellable')
      return goOnFrom(booking)
    }
    throw problem('overloaded', 'Others are working on this booking.', { retryAfterSeconds: 1 })
  }

  const begin = (booking: Booking, undoing: Undoing): Promise<Begun> =>
    step('undo.begin', () => store.beginUndoing(booking, undoing))

  /** Whoever has begun since does all that is left, ours too. */
  async function goOnFrom(before: Booking): Promise<Booking> {
    const begun = await store.findBegun(before)
    return begun ? settled(begun, await saga.advance(begun)) : ((await store.find(before.id)) ?? before)
  }

  async function goOn(booking: Booking): Promise<Booking> {
    const claimed = booking.status === 'cancelling' ? await store.claim(booking) : undefined
    return claimed ? settled(claimed, await saga.advance(claimed)) : booking
  }

  /** Once the tickets are void the caller has what they asked for: the rest is on its way, whoever does it. */
  async function settled(booking: Booking, progress: Progress): Promise<Booking> {
    return progress.kind === 'settled' ? progress.booking : ((await store.find(booking.id)) ?? booking)
  }

  /** A booking of an event that the caller runs. Problems: booking_not_found. */
  async function organizersOwn(caller: Caller, id: string): Promise<Booking> {
    const booking = await store.find(id)
    if (!booking || !(await access.runs(caller, booking.eventId))) throw problem('booking_not_found')
    return booking
  }

  /**
   * Money back for a booking that was paid, at any time, for the event's organizer; with `returnSeats` the tickets too.
   * `replayed`: this key has made it before. Problems: booking_not_found, booking_not_refundable,
   * validation_failed, refund_exceeds_payment, ticket_not_found, ticket_not_cancellable, idempotency_key_reused.
   */
  async function refund(
    caller: Caller,
    id: string,
    request: RefundRequest,
    idempotency: Idempotency | undefined,
  ): Promise<{ readonly refund: Refund; readonly booking: Booking; readonly replayed: boolean }> {
    const { userId } = caller
    // Never one that follows from the key: a key is forgotten some day, and what comes under it then is another refund.
    let refundId = newId('ref')
    let replayed = false
    const booking = await undo(
      () => organizersOwn(caller, id),
      async current => {
        const used = idempotency && (await store.usedKey(userId, idempotency.key))
        if (used && used.fingerprint !== idempotency.fingerprint) throw problem('idempotency_key_reused')
        replayed = used !== undefined
        if (used) {
          refundId = used.refundId ?? refundId
          return undefined
        }
        return {
          ...refundOf(current, request, refundId),
          ...(idempotency && { used: { caller: userId, ...idempotency } }),
        }
      },
    )
    const made = refundIn(booking, refundId)
    if (made) return { refund: made, booking, replayed }
    // Whoever has used the key has done so since the booking was read.
    const current = await organizersOwn(caller, id)
    const madeSince = refundIn(current, refundId)
    if (!madeSince) throw new Error(`the refund ${refundId} of ${id} is gone`)
    return { refund: madeSince, booking: current, replayed }
  }

  const refundIn = ({ refunds }: Booking, refundId: string) => refunds.find(({ id }) => id === refundId)

  function refundOf(booking: Booking, request: RefundRequest, refundId: string): Undoing {
    const { amountMinor, reason: note, ticketIds, returnSeats } = request
    const isPaid = booking.payment && ['confirmed', 'cancelling', 'cancelled'].includes(booking.status)
    if (!isPaid) throw problem('booking_not_refundable')
    refuseBetweenSteps(booking, amountMinor)
    const tickets = ticketIds ? ticketsOf(booking, ticketIds) : returnSeats ? booking.tickets.filter(isValid) : []
    const ofTickets = ticketIds
      ? tickets.reduce((sum, ticket) => sum + refundableOfTicket(booking, ticket), 0)
      : Infinity
    const refundableMinor = Math.min(refundableMinorOf(booking), ofTickets)
    if (amountMinor > refundableMinor) {
      const left = `${refundableMinor} minor units of ${booking.currency}`
      const detail = `At most ${left} can still go back${ticketIds ? ' for these tickets' : ''}.`
      throw problem('refund_exceeds_payment', detail, { refundableMinor })
    }
    const shares = allotted(booking, tickets, amountMinor)
    if (returnSeats) {
      if (booking.status !== 'confirmed' || tickets.length === 0 || !tickets.every(isValid))
        throw problem('ticket_not_cancellable')
      return withTickets(booking, tickets, { shares, amountMinor, note, refundId, mayBeAdmitted: true })
    }
    return {
      of: 'money',
      ticketIds: [],
      refund: { id: refundId, amountMinor, origin: 'organizer', note, tickets: ticketIds ? shares : null },
      keptMinor: Math.max(0, booking.keptMinor - amountMinor),
      mayBeAdmitted: true,
    }
  }

  /** What the provider can't give back would fail for good. Problem: validation_failed. */
  function refuseBetweenSteps({ payment, currency }: Booking, amountMinor: number) {
    const stepMinor = amountStepOf(payment, currency)
    if (amountMinor % stepMinor === 0) return
    const message = `must be a multiple of ${stepMinor}: Stripe pays ${currency} in no smaller steps`
    throw validationProblem([{ pointer: '/amountMinor', keyword: 'multipleOf', message }])
  }

  /**
   * Asks for failed refunds once more, for the event's organizer; somebody who is at it already is not disturbed.
   * Problems: booking_not_found, refund_not_failed.
   */
  async function retryRefund(caller: Caller, id: string): Promise<Booking> {
    const booking = await organizersOwn(caller, id)
    const hasFailed = booking.refunds.some(({ status }) => status === 'failed' || status === 'needs_attention')
    if (!hasFailed) throw problem('refund_not_failed')
    const claimed = await store.claimRefund(booking)
    return claimed ? settled(claimed, await saga.advance(claimed)) : ((await store.find(id)) ?? booking)
  }

  return { cancel, cancelTickets, refund, organizersOwn, retryRefund, cancelBookingsOf }
}
