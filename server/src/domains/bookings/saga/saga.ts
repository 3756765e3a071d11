// The saga of a booking: the steps from pending to confirmed, and from cancelling to cancelled and repaid.
//
// It crosses two databases and a payment provider, so no transaction spans it. Each step is idempotent and guarded by
// the state it leaves; `advance` looks at what is there and goes on from it, for the request and for the recovery job
// alike. S0 (booking and payment written) has happened before. S1 hold → confirming, S2 authorize, S3 hold → sold, S4
// capture, S5 booking → confirmed. Before S3 a failure undoes, after it there is only forward, with one exception: a
// provider that has authorized may still refuse the capture for good. Sold seats nobody will ever pay for are worth
// less than seats on sale, so the sale is undone: the key is closed, that is written down (payment → voided) so that no
// later run tries to charge again, the seats go back as those of a cancelled booking do (to who waits first), and the
// booking fails with capture_refused. A capture that is merely not answered is never undone: it is asked for until it
// is.
//
// A crash may outlive the hold itself. Its end stands; a recovery takes the same seats once more in a new hold, from
// what the public could have, and moves the booking to it. Where they are gone, what has been paid goes back.
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { newId } from '../../../platform/ids.ts'
import { jittered } from '../../../platform/jitter.ts'
import { Problem, problem } from '../../../platform/problems.ts'
import type { Patience } from '../../../platform/time-out.ts'
import type { HoldState, InventoryPort } from '../../inventory/port.ts'
import { newTicketCode } from '../attendees/ticket-codes.ts'
import {
  asSold,
  refundsAre,
  seatsOf,
  type Booking,
  type Failure,
  type Payment,
  type PaymentStatus,
  type Refund,
} from '../booking.ts'
import { RefusedForGood, type Authorization, type ChargeState } from '../payments/port.ts'
import type { Providers } from '../payments/providers.ts'
import { lookupPausesMs, recoveryTimings, recoverySecondsDefault } from '../rules.ts'
import type { BookingsStore } from '../store.ts'
import { createRuns, Superseded } from './provider-calls.ts'
import { step } from './recovery-steps.ts'
import { createUnwind, holdOf } from './unwind.ts'

/** `unknown`: the provider doesn't say; the booking stays as it is. `superseded`: somebody else has taken over. */
export type Progress =
  | { readonly kind: 'settled'; readonly booking: Booking }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'unknown' | 'superseded' }

type SeatSteps = 'beginConfirm' | 'reacquireHold' | 'commit' | 'decline' | 'cancel' | 'returnSeats'

export interface SagaOptions {
  readonly store: BookingsStore
  readonly inventory: Pick<InventoryPort, SeatSteps>
  readonly providers: Pick<Providers, 'of'>
  /** How long one call to the provider may take. */
  readonly providerTimeoutMs: number
  /** The measure of the lease that a run is kept by. */
  readonly recoverySeconds?: number
  /** After this long without a trace of the payment its key is closed and the booking fails. */
  readonly unknownMsMax: number
  /** The booking as webhook messages show it. */
  readonly present: (booking: Booking) => object
  /** Counts the refunds that are no longer tried by themselves. */
  readonly refundsGivenUp: { inc(): void }
  readonly log: Logger
}

export type Saga = ReturnType<typeof createSaga>

/** After this many failed tries of one booking, and after each further so many, an error is logged: several minutes. */
const alarmingAttempts = 100

export function createSaga({
  store,
  inventory,
  providers,
  providerTimeoutMs,
  unknownMsMax,
  recoverySeconds = recoverySecondsDefault,
  present,
  refundsGivenUp,
  log,
}: SagaOptions) {
  const { leaseAgeMsMax, pendingRetryMs } = recoveryTimings(recoverySeconds)
  const runs = createRuns({ store, providerTimeoutMs, leaseAgeMsMax, log })
  const { ask, ageMsOf, nowOf, ...run } = runs
  const { unwind, messageOf } = createUnwind({ store, inventory, providers, runs, present, refundsGivenUp, log })

  /** Does what is left to do of a booking whose lease we have. Throws what is neither a refusal nor an answer. */
  const advance = (booking: Booking): Promise<Progress> => run.during(booking, () => progressOf(booking))

  async function progressOf(booking: Booking): Promise<Progress> {
    try {
      const progress = booking.status === 'pending' ? await confirm(booking) : await unwind(booking)
      if (progress.kind === 'unknown') {
        if (booking.attempts > 0 && booking.attempts % alarmingAttempts === 0)
          log.error(
            { booking: booking.id, provider: booking.payment?.provider, attempts: booking.attempts },
            'the provider has not settled a booking for long: a person must look at it',
          )
        await store.release(booking, pendingRetryMs)
      }
      return progress
    } catch (error) {
      if (error instanceof Superseded) return { kind: 'superseded' }
      await store
        .release(booking, pendingRetryMs)
        .catch((broken: unknown) =>
          log.warn({ err: broken, booking: booking.id }, 'a lease could not be given back; it will run out'),
        )
      throw error
    } finally {
      store.endWork(booking)
    }
  }

  async function confirm(booking: Booking): Promise<Progress> {
    if (booking.payment?.status === 'voided') return undoSale(booking)
    const begun = await refusalAsValue(
      step('saga.begin-confirm', () => inventory.beginConfirm(holdOf(booking), booking.id)),
    )
    if (!(begun instanceof Problem)) return purchase(booking, begun.state)
    // A first run has asked nobody for money yet, and its buyer is there to reserve again.
    if (booking.fence === 1) return fail(booking, failureOf(begun), 'voided')
    return begun.code === 'reservation_expired' ? confirmReacquired(booking, begun) : abandon(booking, begun)
  }

  /** The crash has outlived the hold. */
  async function confirmReacquired(booking: Booking, refusal: Problem): Promise<Progress> {
    const { buyer, reservationId: expiredReservationId } = booking
    const reacquired = await refusalAsValue(
      step('saga.reacquire-hold', () => inventory.reacquireHold({ ...holdOf(booking), buyer }, booking.id)),
    )
    if (reacquired instanceof Problem) return abandon(booking, refusal)
    const moved = run.continueAs(booking, { ...booking, reservationId: reacquired.id, expiredReservationId })
    return (await step('saga.move-booking', () => store.moveToHold(booking, reacquired.id)))
      ? purchase(moved, reacquired.state)
      : { kind: 'superseded' }
  }

  /** S2 to S5, with the hold confirming or, where an earlier run came as far, sold. */
  async function purchase(booking: Booking, holdState: HoldState): Promise<Progress> {
    const { payment } = booking
    if (payment && holdState === 'confirming') {
      const charge = await authorize(booking, payment)
      if (charge.kind === 'unknown') {
        if (ageMsOf(booking) < unknownMsMax || !(await close(booking, payment))) return charge
        return decline(booking, 'the provider gave no answer')
      }
      if (charge.kind !== 'authorized' && charge.kind !== 'captured') {
        return decline(booking, charge.kind === 'declined' ? charge.reason : `the payment is ${charge.kind}`)
      }
    }
    const sold = await refusalAsValue(step('saga.commit', () => inventory.commit(holdOf(booking), booking.id)))
    if (sold instanceof Problem) return abandon(booking, sold)
    // The seats are sold: whatever fails from here on is tried again until it succeeds.
    if (!payment) return complete(booking)
    switch (await ask(booking, 'capture', patience => capture(booking, payment, patience))) {
      case 'captured':
        return complete(booking)
      case 'refused':
        return voidPayment(booking, payment)
      default:
        return { kind: 'unknown' }
    }
  }

  /** S4. */
  async function capture(
    { id: booking }: Booking,
    payment: Payment,
    patience: Patience,
  ): Promise<'captured' | 'refused'> {
    try {
      await providers.of(payment).capture(payment, patience)
      return 'captured'
    } catch (error) {
      if (!(error instanceof RefusedForGood)) throw error
      log.error(
        { err: error, booking, provider: payment.provider },
        'the provider refuses to capture what it has authorized: the sale is undone',
      )
      return 'refused'
    }
  }

  /** What can't be captured is closed first: were it captured after all, closing it fails and the sale stands. */
  async function voidPayment(booking: Booking, payment: Payment): Promise<Progress> {
    if (!(await close(booking, payment))) return { kind: 'unknown' }
    return (await step('saga.lose-payment', () => store.voidPayment(booking)))
      ? undoSale(booking)
      : { kind: 'superseded' }
  }

  async function undoSale(booking: Booking): Promise<Progress> {
    await step('saga.return-seats', () => inventory.cancel(holdOf(booking), booking.id))
    return fail(booking, failureOf(problem('capture_refused')), 'voided')
  }

  /**
   * S2. A first run asks for the money at once; a later one looks first, and never asks again once an answer is
   * missing.
   */
  async function authorize(booking: Booking, payment: Payment): Promise<ChargeState | { kind: 'unknown' }> {
    const earlier = booking.fence === 1 ? undefined : await lookUp(booking, payment)
    if (earlier && earlier.kind !== 'none') return earlier
    if (payment.status === 'requested' && payment.token !== null && (booking.fence === 1 || earlier)) {
      const { key, token } = payment
      const { totalMinor: amountMinor, currency } = booking
      const answer = await ask(
        booking,
        'authorize',
        async (patience): Promise<Authorization> =>
          providers.of(payment).authorize({ key, token, amountMinor, currency }, patience),
      )
      if (answer) return answer
      await store.markUnknown(booking)
      const late = await lookUp(booking, payment)
      if (late && late.kind !== 'none') return late
    }
    return { kind: 'unknown' }
  }

  /** What the provider has under the key, asked a few times while it has nothing; undefined when it doesn't answer. */
  async function lookUp(booking: Booking, payment: Payment): Promise<ChargeState | undefined> {
    let state: ChargeState | undefined
    for (const pauseMs of lookupPausesMs) {
      await delay(jittered(pauseMs))
      state = await ask(booking, 'lookup', async patience => providers.of(payment).lookup(payment.key, patience))
      if (state?.kind !== 'none') return state
    }
    return state
  }

  /** S5. */
  async function complete(booking: Booking): Promise<Progress> {
    const tickets = seatsOf(booking).map(ticketTypeId =>
      asSold({ id: newId('tic'), ticketTypeId, code: newTicketCode() }),
    )
    const payment = booking.payment && { ...booking.payment, token: null, status: 'captured' as const }
    const confirmedAt = nowOf(booking)
    const confirmed: Booking = { ...booking, status: 'confirmed', confirmedAt, tickets, payment }
    const written = await step('saga.complete', () =>
      store.confirm(booking, { confirmedAt, tickets, message: messageOf('booking.confirmed', confirmed) }),
    )
    return written ? { kind: 'settled', booking: confirmed } : { kind: 'superseded' }
  }

  /** No payment has been made and none can be any more: the seats go back to being held while time is left. */
  async function decline(booking: Booking, reason: string): Promise<Progress> {
    const { expiresAt } = await step('saga.decline', () => inventory.decline(holdOf(booking), booking.id))
    const until = expiresAt.toISOString()
    const stillHeld = `The seats stay held until ${until}: confirm again with another means of payment.`
    const refusal = problem('payment_declined', `The payment was declined: ${reason}. ${stillHeld}`, {
      reason,
      expiresAt: until,
    })
    return fail(booking, failureOf(refusal), 'declined')
  }

  /** The seats can't be had: money that has come in the meantime goes back, and otherwise the key is closed. */
  async function abandon(booking: Booking, refusal: Problem): Promise<Progress> {
    const { payment } = booking
    if (!payment) return fail(booking, failureOf(refusal), 'voided')
    const charge = await ask(booking, 'lookup', async patience => providers.of(payment).lookup(payment.key, patience))
    if (!charge) return { kind: 'unknown' }
    switch (charge.kind) {
      case 'declined':
        return decline(booking, charge.reason)
      case 'captured':
        return failAndRefund(booking, payment)
      case 'refunded':
        return fail(booking, failureOf(problem('seats_gone')), 'refunded')
      default: {
        if (!(await close(booking, payment))) return { kind: 'unknown' }
        return fail(booking, failureOf(charge.kind === 'authorized' ? problem('seats_gone') : refusal), 'voided')
      }
    }
  }

  /** The buyer gets the failure at once. The money goes back as for a cancelled booking, however long that takes. */
  async function failAndRefund(booking: Booking, payment: Payment): Promise<Progress> {
    const failure = failureOf(problem('seats_gone'))
    const id = newId('ref')
    if (!(await step('saga.fail', () => store.fail(booking, failure, 'captured', id)))) return { kind: 'superseded' }
    const refund: Refund = {
      id,
      key: id,
      status: 'pending',
      amountMinor: booking.totalMinor,
      askedMinor: null,
      origin: 'cancellation',
      note: null,
      tickets: null,
      createdAt: nowOf(booking),
      reason: null,
      attempts: 0,
      nextAttemptAt: null,
    }
    await unwind(
      run.continueAs(booking, {
        ...booking,
        status: 'failed',
        failure,
        attempts: 0,
        payment: { ...payment, status: 'captured', token: null },
        ...refundsAre([refund]),
      }),
    )
    return { kind: 'failed', failure }
  }

  /** Whether the provider has closed the payment's key, so that nothing can be charged under it any more. */
  const close = (booking: Booking, payment: Payment) =>
    ask(booking, 'void', async patience => {
      await providers.of(payment).void(payment, patience)
      return true
    })

  async function fail(booking: Booking, failure: Failure, paymentStatus: PaymentStatus): Promise<Progress> {
    return (await step('saga.fail', () => store.fail(booking, failure, paymentStatus)))
      ? { kind: 'failed', failure }
      : { kind: 'superseded' }
  }

  return { advance }
}

const failureOf = ({ code, message, extra }: Problem): Failure => ({ code, detail: message, extra })

/** A refusal as a value; faults and overload are thrown on, as the step may be tried again. */
async function refusalAsValue<Result>(step: Promise<Result>): Promise<Result | Problem> {
  try {
    return await step
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return error
    throw error
  }
}
