// What the batches' statements take, as one array a column.
import { arrayLiteral, type Element } from '../../platform/postgres/array-literal.ts'
import type { Booking } from './booking.ts'
import type { Confirmation, Ending, Opening } from './progress.ts'

/** What OPEN takes of a batch, in its order. */
export function openedValues(openings: readonly Opening[]): string[] {
  const setOf = (valueOf: (opening: Opening) => Element) => arrayLiteral(openings, valueOf)
  return [
    setOf(({ id }) => id),
    setOf(({ hold }) => hold.buyer.userId),
    setOf(({ hold }) => hold.id),
    setOf(({ hold }) => hold.eventId),
    setOf(({ hold }) => hold.buyer.named?.reference ?? null),
    setOf(({ hold }) => (hold.buyer.named ? JSON.stringify(hold.buyer.named) : null)),
    setOf(({ hold }) => JSON.stringify(hold.items)),
    setOf(({ hold }) => hold.quantity),
    setOf(({ hold }) => hold.totalMinor),
    setOf(({ hold }) => hold.currency),
    setOf(({ idempotency }) => idempotency?.key ?? null),
    setOf(({ idempotency }) => idempotency?.fingerprint ?? null),
    setOf(({ payment }) => payment?.id ?? null),
    setOf(({ payment }) => payment?.provider ?? null),
    setOf(({ payment }) => payment?.key ?? null),
    setOf(({ payment }) => payment?.token ?? null),
    setOf(({ test }) => test),
    setOf(({ hold }) => hold.labels?.externalId ?? null),
    setOf(({ hold }) => (hold.labels?.metadata ? JSON.stringify(hold.labels.metadata) : null)),
    setOf(({ hold }) => hold.promotionId),
  ]
}

export type BookingConfirmation = Confirmation & { readonly booking: Booking }

/** What CONFIRM takes of a batch, in its order; places count from 1. */
export function confirmedValues(confirmations: readonly BookingConfirmation[]): string[] {
  const setOf = (valueOf: (confirmation: BookingConfirmation) => Element) => arrayLiteral(confirmations, valueOf)
  const tickets = confirmations.flatMap(({ tickets: issued }, n) => issued.map(ticket => ({ place: n + 1, ...ticket })))
  return [
    setOf(({ booking }) => booking.id),
    setOf(({ booking }) => booking.buyer.userId),
    setOf(({ booking }) => booking.fence),
    setOf(({ confirmedAt }) => confirmedAt),
    setOf(({ message }) => message.id),
    setOf(({ message }) => message.type),
    setOf(({ booking }) => resourceOf(booking.id)),
    setOf(({ message }) => JSON.stringify(message.payload)),
    arrayLiteral(tickets, ({ place }) => place),
    arrayLiteral(tickets, ({ id }) => id),
    arrayLiteral(tickets, ({ ticketTypeId }) => ticketTypeId),
    arrayLiteral(tickets, ({ code }) => code),
  ]
}

/** What CANCEL takes of a batch, in its order; places count from 1. */
export function endedValues(endings: readonly (Ending & { readonly booking: Booking })[]): unknown[] {
  const placed = <Thing>(thingsOf: (ending: Ending) => readonly Thing[]) =>
    endings.flatMap((ending, n) => thingsOf(ending).map(thing => ({ place: n + 1, thing })))
  const messages = placed(e => e.messages)
  const refunds = placed(e => e.refunds)
  const cancellations = placed(e => e.cancellationIds)
  return [
    endings.map(e => e.booking.id),
    endings.map(e => e.booking.buyer.userId),
    endings.map(e => e.booking.fence),
    endings.map(e => e.cancelledAt),
    endings.map(e => (e.retryDelayMs === undefined ? null : e.retryDelayMs / 1_000)),
    endings.map(e => e.isRepaid),
    endings.map(e => resourceOf(e.booking.id)),
    refunds.map(({ place }) => place),
    refunds.map(({ thing }) => thing.id),
    refunds.map(({ thing }) => thing.status),
    refunds.map(({ thing }) => thing.reason),
    cancellations.map(({ place }) => place),
    cancellations.map(({ thing }) => thing),
    messages.map(({ place }) => place),
    messages.map(({ thing }) => thing.id),
    messages.map(({ thing }) => thing.type),
    messages.map(({ thing }) => JSON.stringify(thing.payload)),
  ]
}

const resourceOf = (id: string) => JSON.stringify({ type: 'booking', id })
