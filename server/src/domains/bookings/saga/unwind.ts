// The way back: seats and money of a cancelled booking, of some of its tickets, or money alone.
import type { Logger } from 'pino'
import { newId } from '../../../platform/ids.ts'
import type { InventoryPort } from '../../inventory/port.ts'
import { isOwed, refundsAre, type Booking, type Message, type Payment, type Refund } from '../booking.ts'
import type { Providers } from '../payments/providers.ts'
import { afterRefund } from '../rules.ts'
import type { BookingsStore } from '../store.ts'
import type { Runs } from './provider-calls.ts'
import { step } from './recovery-steps.ts'

export interface UnwindOptions {
  readonly store: Pick<BookingsStore, 'cancel'>
  readonly inventory: Pick<InventoryPort, 'cancel' | 'returnSeats'>
  readonly providers: Pick<Providers, 'of'>
  readonly runs: Pick<Runs, 'ask' | 'nowOf'>
  readonly present: (booking: Booking) => object
  readonly refundsGivenUp: { inc(): void }
  readonly log: Logger
}

type Unwound = { readonly kind: 'settled'; readonly booking: Booking } | { readonly kind: 'superseded' }

/** A refund after one more try, and when the next one is to be. */
interface Try {
  readonly refund: Refund
  readonly retryDelayMs: number | undefined
}

export function createUnwind({
  store,
  inventory,
  providers,
  runs: { ask, nowOf },
  present,
  refundsGivenUp,
  log,
}: UnwindOptions) {
  /**
   * Seats first, then the money; a refund that fails leaves the booking as it is by then, and is tried again by the
   * recovery job. Of a failed booking only the money is left to give back.
   */
  async function unwind(booking: Booking): Promise<Unwound> {
    for (const { id: returnId, items } of booking.cancellations)
      await step('saga.return-part', () => inventory.returnSeats(holdOf(booking), booking.id, { returnId, items }))
    if (booking.status === 'cancelling')
      await step('saga.return-seats', () => inventory.cancel(holdOf(booking), booking.id))
    const tries: Try[] = []
    for (const refund of owedOf(booking)) tries.push(await repay(booking, booking.payment!, refund))
    const unwound = afterwards(booking, tries)
    const written = await step('saga.end-cancel', () =>
      store.cancel(booking, {
        cancelledAt: unwound.cancelledAt,
        refunds: tries.map(({ refund: { id, status, reason } }) => ({ id, status, reason })),
        isRepaid: unwound.payment?.status === 'refunded',
        cancellationIds: booking.cancellations.map(({ id }) => id),
        messages: messagesOf(booking, unwound, tries),
        retryDelayMs: earliestOf(tries),
      }),
    )
    if (!written) return { kind: 'superseded' }
    for (const { refund } of tries) if (refund.status === 'needs_attention') reportFailedRefund(booking, refund)
    return { kind: 'settled', booking: unwound }
  }

  function afterwards(booking: Booking, tries: readonly Try[]): Booking {
    const isCancelled = booking.status === 'cancelling' || booking.status === 'cancelled'
    const cancelledAt = isCancelled ? (booking.cancelledAt ?? nowOf(booking)) : null
    const refunds = booking.refunds.map(refund => tries.find(each => each.refund.id === refund.id)?.refund ?? refund)
    const repaidMinor = refunds
      .filter(({ status }) => status === 'succeeded')
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    const isRepaid = booking.payment !== null && repaidMinor >= booking.totalMinor
    return {
      ...booking,
      ...(cancelledAt && { status: 'cancelled', cancelledAt }),
      ...refundsAre(refunds),
      cancellations: [],
      tickets: booking.tickets.map(ticket =>
        ticket.status === 'cancelling' ? { ...ticket, status: 'cancelled' } : ticket,
      ),
      payment: isRepaid ? { ...booking.payment!, status: 'refunded' } : booking.payment,
    }
  }

  function messagesOf(before: Booking, after: Booking, tries: readonly Try[]): readonly Message[] {
    const messages: Message[] = []
    if (before.status === 'cancelling') messages.push(messageOf('booking.cancelled', after))
    else
      for (const { ticketIds } of before.cancellations)
        messages.push(messageOf('booking.tickets_cancelled', after, { ticketIds }))
    for (const { refund } of tries)
      if (refund.status === 'succeeded') messages.push(messageOf('booking.refunded', { ...after, refund }))
    return messages
  }

  /** One more try of a refund. */
  async function repay(booking: Booking, payment: Payment, refund: Refund): Promise<Try> {
    const { key, amountMinor } = refund
    const { currency } = booking
    const outcome = await ask(booking, 'refund', async patience =>
      providers.of(payment).refund({ key, chargeKey: payment.key, amountMinor, currency }, patience),
    )
    const attempts = refund.attempts + 1
    if (outcome?.kind === 'refunded')
      return {
        refund: { ...refund, status: 'succeeded', reason: null, attempts, nextAttemptAt: null },
        retryDelayMs: undefined,
      }
    const reason =
      outcome?.kind === 'failed' ? outcome.reason : outcome ? 'the provider is at it' : 'the provider gave no answer'
    const after = afterRefund(outcome?.kind === 'failed' ? 'failed' : 'pending', booking.attempts)
    const nextAttemptAt =
      after.retryDelayMs === undefined ? null : new Date(nowOf(booking).getTime() + after.retryDelayMs)
    return {
      refund: { ...refund, status: after.status, reason, attempts, nextAttemptAt },
      retryDelayMs: after.retryDelayMs,
    }
  }

  function reportFailedRefund({ id: booking, eventId }: Booking, { id: refund, reason, attempts }: Refund) {
    refundsGivenUp.inc()
    log.error(
      { booking, eventId, refund, reason, attempts },
      'a refund keeps failing and needs the attention of the organizer',
    )
  }

  const messageOf = (type: Message['type'], booking: Booking, more: object = {}): Message => ({
    id: newId('msg'),
    type,
    payload: { ...present(booking), ...more },
  })

  return { unwind, messageOf }
}

/** Refunds that are to be asked for. */
const owedOf = ({ refunds, payment }: Booking) => (payment ? refunds.filter(isOwed) : [])

function earliestOf(tries: readonly Try[]): number | undefined {
  const delaysMs = tries.flatMap(({ retryDelayMs }) => retryDelayMs ?? [])
  return delaysMs.length > 0 ? Math.min(...delaysMs) : undefined
}

export const holdOf = ({ reservationId: id, eventId }: Booking) => ({ id, eventId })
