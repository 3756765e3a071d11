// The use cases of buying: reserve, look, give back, confirm, cancel, and the lists.
import { setTimeout as delay } from 'node:timers/promises'
import type { Caller, Idempotency } from '../../contract/types.ts'
import { newId } from '../../platform/ids.ts'
import { jittered } from '../../platform/jitter.ts'
import { problem, validationProblem } from '../../platform/problems.ts'
import type { EventsPort } from '../events/port.ts'
import type { Buyer, Hold, Item, Labels, SeatsPort, SeenHold } from '../inventory/port.ts'
import type { Access } from './access.ts'
import { asConfirmed, type Booking } from './booking.ts'
import type { Providers } from './payments/providers.ts'
import { allOf } from './refunds/event-bookings.ts'
import { createUndoing } from './refunds/service.ts'
import { reservationStatusOf, type ReservationStatus } from './rules.ts'
import { step } from './saga/recovery-steps.ts'
import type { Progress, Saga } from './saga/saga.ts'
import type { BookingsStore } from './store.ts'

export interface BookingsServiceOptions {
  readonly store: BookingsStore
  readonly saga: Saga
  readonly inventory: SeatsPort
  readonly events: () => Pick<EventsPort, 'find'>
  readonly access: Pick<Access, 'namingAs' | 'isTest' | 'maySee' | 'runs'>
  readonly providers: Pick<Providers, 'forNew'>
  /** How long a repeated confirm waits for the outcome of the first, where another process is at it; 10,000. */
  readonly repeatWaitMsMax?: number
}

export interface ReserveRequest {
  readonly eventId: string
  readonly selection: { readonly quantity: number } | { readonly items: readonly Item[] }
  readonly promotionCode?: string | undefined
  readonly buyer: Buyer['named'] | undefined
  readonly labels?: Labels | undefined
}

export interface ConfirmRequest {
  readonly reservationId: string
  readonly payment: { readonly provider?: 'sandbox' | 'stripe' | undefined; readonly token: string } | undefined
}

export type BookingsService = ReturnType<typeof createBookingsService>

const recoveredPerTurn = 20
const unknownRetrySeconds = 5
/** How long until another process is asked again how far it is: doubling, up to a second. */
const lookAgainMsFirst = 100
const lookAgainMsMax = 1_000

/** Who wants to know what comes of a booking. */
interface Asker {
  /**
   * The request has the key under which the booking was made, or was answered with before. Only such a request gets the
   * first answer again once the booking is cancelled: any other would believe that its tickets are valid.
   */
  readonly isOwn: boolean
  /** Until when it waits for another process, by performance.now(). */
  readonly untilMs: number
  /** How often it has looked. */
  readonly looks: number
}

export function createBookingsService({
  store,
  saga,
  inventory,
  events,
  access,
  providers,
  repeatWaitMsMax = 10_000,
}: BookingsServiceOptions) {
  /** Bookings that this process is at: whoever repeats their own request meanwhile gets what the first gets. */
  const underWay = new Map<string, Promise<Progress>>()

  /** Problems: buyer_not_allowed, event_not_found, and the inventory's. `replayed`: an earlier request has made it. */
  async function reserve(
    caller: Caller,
    { eventId, selection, promotionCode, buyer, labels }: ReserveRequest,
    idempotency: Idempotency | undefined,
  ) {
    const { hold, replayed } = await inventory.reserve({
      eventId,
      selection,
      promotionCode,
      ...(buyer && (await access.namingAs(caller, eventId))),
      buyer: { userId: caller.userId, ...(buyer && { named: buyer }) },
      ...(labels && { labels }),
      idempotency: idempotency ?? null,
    })
    return { hold, replayed, status: replayed ? await statusNow(hold) : ('held' as const) }
  }

  /** A request that is repeated says how its hold is by now: the seats may have been sold since, or have gone back. */
  async function statusNow({ id }: Hold): Promise<ReservationStatus> {
    const hold = await inventory.hold(id)
    if (!hold) throw new Error(`the hold ${id} is gone`)
    return reservationStatusOf(hold)
  }

  /** A reservation of the caller's, or of an event that they organize. Problems: reservation_not_found. */
  async function getReservation(caller: Caller, id: string): Promise<SeenHold> {
    const hold = await inventory.hold(id, { lately: true })
    if (
      !hold ||
      !isReservation(hold) ||
      !(await access.maySee(caller, { userId: hold.buyer.userId, eventId: hold.eventId }))
    )
      throw problem('reservation_not_found')
    return hold
  }

  /** Problems: reservation_not_found, reservation_not_held, reservation_expired. */
  async function releaseReservation(caller: Caller, id: string): Promise<Hold> {
    return inventory.release(await ownHold(caller, id)).catch((error: Error & { code?: string }) => {
      throw error.code === 'confirmation_in_progress'
        ? problem('reservation_not_held', 'The reservation is being confirmed.')
        : error
    })
  }

  async function ownHold({ userId }: Caller, id: string): Promise<SeenHold> {
    const hold = await inventory.hold(id)
    if (!hold || !isReservation(hold) || hold.buyer.userId !== userId) throw problem('reservation_not_found')
    return hold
  }

  /**
   * Pays for a reservation. `replayed`: it had been confirmed before. Problems: reservation_not_found,
   * reservation_expired, reservation_not_held, confirmation_in_progress, payment_required, payment_declined,
   * payment_outcome_unknown, seats_gone, idempotency_key_reused.
   */
  async function confirm(
    caller: Caller,
    { reservationId, payment }: ConfirmRequest,
    idempotency: Idempotency | undefined,
  ) {
    if (payment?.provider) await refuseOtherProvider(caller, reservationId, payment.provider)
    const request = { reservationId, payment }
    const answer =
      (await confirmAsSeen(caller, request, idempotency)) ?? (await confirmAsSeen(caller, request, idempotency))
    if (!answer) throw problem('confirmation_in_progress', undefined, { retryAfterSeconds: 1 })
    return answer
  }

  /** Problems: reservation_not_found, validation_failed. */
  async function refuseOtherProvider(caller: Caller, reservationId: string, asked: string) {
    const { eventId } = await ownHold(caller, reservationId)
    const { name } = providers.forNew({ test: await access.isTest(eventId) })
    if (asked === name) return
    const message = `must be ${name} here, or be left out`
    throw validationProblem([{ pointer: '/payment/provider', keyword: 'enum', message }])
  }

  /** Undefined where the confirmation that the hold was seen in has failed meanwhile: it is to be looked at again. */
  async function confirmAsSeen(
    caller: Caller,
    { reservationId, payment }: ConfirmRequest,
    idempotency: Idempotency | undefined,
  ): Promise<{ booking: Booking; replayed: boolean } | undefined> {
    const hold = await ownHold(caller, reservationId)
    if (hold.state === 'held') {
      if (hold.totalMinor > 0 && !payment) throw problem('payment_required')
      const test = await access.isTest(hold.eventId)
      const requested = hold.totalMinor > 0 && payment ? newPayment(payment.token, { test }) : null
      const opened = await step('booking.open', () =>
        store.open({ id: newId('bkg'), hold, payment: requested, test, idempotency }),
      )
      if (opened) return outcomeOf(opened, await advance(opened), ownAsker(), { replayed: false })
    }
    const own = await bookingOfKey(caller.userId, idempotency)
    if (own) return resume(own, ownAsker())

    const booking = await store.ofReservation(caller.userId, reservationId)
    if (!booking && hold.state === 'confirming') return undefined
    if (!booking) throw problem(hold.state === 'expired' ? 'reservation_expired' : 'reservation_not_held')
    const answer = await resume(booking, { isOwn: false, untilMs: 0, looks: 0 })
    if (idempotency) await store.useKey(caller.userId, idempotency, booking.id)
    return answer
  }

  function newPayment(token: string, { test }: { readonly test: boolean }) {
    const id = newId('pay')
    return { id, provider: providers.forNew({ test }).name, key: id, token, status: 'requested' as const }
  }

  /** The booking that was confirmed, or is to be, under this key. Problems: idempotency_key_reused. */
  async function bookingOfKey(userId: string, idempotency: Idempotency | undefined): Promise<Booking | undefined> {
    const used = idempotency && (await store.usedKey(userId, idempotency.key))
    if (used && used.fingerprint !== idempotency.fingerprint) throw problem('idempotency_key_reused')
    return used?.bookingId ? store.find(used.bookingId) : undefined
  }

  function advance(booking: Booking): Promise<Progress> {
    const run = saga.advance(booking).finally(() => {
      if (underWay.get(booking.id) === run) underWay.delete(booking.id)
    })
    underWay.set(booking.id, run)
    return run
  }

  const ownAsker = (): Asker => ({ isOwn: true, untilMs: performance.now() + repeatWaitMsMax, looks: 0 })

  async function resume(booking: Booking, asker: Asker): Promise<{ booking: Booking; replayed: boolean }> {
    if (booking.status === 'failed') throw problemOf(booking)
    if (!asker.isOwn && isCancelled(booking))
      throw problem(
        'reservation_not_held',
        'The reservation was confirmed, and its booking has been cancelled since.',
        { bookingId: booking.id },
      )
    if (booking.status !== 'pending') return { booking: asConfirmed(booking), replayed: true }
    const running = asker.isOwn ? underWay.get(booking.id) : undefined
    if (running) return outcomeOf(booking, await running, asker, { replayed: true })
    const claimed = await store.claim(booking)
    if (!claimed) return lookAgain(booking, asker)
    if (claimed.status !== 'pending') store.endWork(claimed)
    return claimed.status === 'pending'
      ? outcomeOf(claimed, await advance(claimed), asker, { replayed: false })
      : resume(claimed, asker)
  }

  /**
   * A booking that was pending and could not be claimed: somebody has settled it meanwhile, or is at it. Who asks once
   * more with their own key waits for what comes of it, and takes over if the other process stops.
   */
  async function lookAgain({ id }: Booking, asker: Asker): Promise<{ booking: Booking; replayed: boolean }> {
    const booking = await store.find(id)
    if (!booking) throw new Error(`the booking ${id} is gone`)
    if (booking.status !== 'pending' || (asker.isOwn && underWay.has(id))) return resume(booking, asker)
    if (performance.now() >= asker.untilMs)
      throw asker.isOwn && booking.payment ? outcomeUnknown(booking) : inProgress(booking)
    await delay(jittered(Math.min(lookAgainMsMax, lookAgainMsFirst * 2 ** asker.looks)))
    return resume(booking, { ...asker, looks: asker.looks + 1 })
  }

  /** The booking that a run has settled, or its refusal as a problem. */
  async function outcomeOf(booking: Booking, progress: Progress, asker: Asker, { replayed }: { replayed: boolean }) {
    switch (progress.kind) {
      case 'settled':
        return { booking: progress.booking, replayed }
      case 'failed':
        throw problem(progress.failure.code, progress.failure.detail, progress.failure.extra)
      case 'unknown':
        throw outcomeUnknown(booking)
      case 'superseded':
        return lookAgain(booking, asker)
    }
  }

  /** A booking of the caller's, or of an event that they organize. Problems: booking_not_found. */
  async function get(caller: Caller, id: string): Promise<Booking> {
    const booking = await store.find(id)
    if (!booking || !(await access.maySee(caller, { userId: booking.buyer.userId, eventId: booking.eventId })))
      throw problem('booking_not_found')
    return booking
  }

  /** Finishes what a crash, an overload or a silent provider left behind; true when there may be more. */
  async function recover(): Promise<boolean> {
    const claimed = await store.claimDue(recoveredPerTurn)
    await allOf(claimed.map(advance))
    return claimed.length === recoveredPerTurn
  }

  return {
    reserve,
    statusNow,
    getReservation,
    releaseReservation,
    confirm,
    get,
    ...createUndoing({ store, saga, events, access, get }),
    recover,
    list: store.list,
  }
}

/**
 * Seats that another service took by itself are held by nobody, and an offer is no reservation before it is accepted.
 */
const isReservation = ({ kind, buyer }: Hold) => kind === 'reservation' && buyer.userId.startsWith('usr_')
const isCancelled = ({ status }: Booking) => status === 'cancelling' || status === 'cancelled'
const inProgress = ({ id: bookingId }: Booking) =>
  problem('confirmation_in_progress', undefined, { retryAfterSeconds: 1, bookingId })
const outcomeUnknown = ({ id: bookingId }: Booking) =>
  problem('payment_outcome_unknown', undefined, { retryAfterSeconds: unknownRetrySeconds, bookingId })
const problemOf = ({ failure }: Booking) =>
  failure ? problem(failure.code, failure.detail, failure.extra) : problem('reservation_not_held')
