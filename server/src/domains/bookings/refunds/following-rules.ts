// What money that goes back at the provider does to a booking: a pure decision over the booking as it was read and all
// that the provider has of its payment, so that it makes no difference how often and in which order it was told.
//
// What has gone back there is a fact. A refund of ours that has been made is one too, and is known by its key. A refund
// of ours that has not been made gives way: where the provider has refused it and money went back there afterwards,
// that money has taken its place, and where there is not enough left. Should that money come back, ours is owed again.
import { derivedId } from '../../../platform/ids.ts'
import {
  countedOf,
  isOwn,
  isOwed,
  refundedMinorOf,
  refundsAre,
  type Booking,
  type Dispute,
  type Payment,
  type Refund,
} from '../booking.ts'
import type { ProviderRefund, Standing } from '../payments/port.ts'

/** What is to be written of a booking. */
export interface Following {
  /** The booking as it will be. */
  readonly after: Booking
  /** Rows that are new or have changed. */
  readonly refunds: readonly Refund[]
  readonly disputes: readonly Dispute[]
  /** Refunds that began at the provider and have just succeeded. */
  readonly repaid: readonly Refund[]
  /** Something is left to do: seats to give back, or a refund of ours to ask for. */
  readonly goesOn: boolean
}

/** Money that went back without our asking, as it counts here. */
interface Fact {
  readonly row: Refund
  /** How much of it has taken the place of refunds of ours. */
  takenMinor: number
}

/** Undefined: all that the provider says is known, or it says nothing of a payment that was captured. */
export function followingOf(booking: Booking, standing: Standing, now: Date): Following | undefined {
  const { payment } = booking
  if (payment?.status !== 'captured' && payment?.status !== 'refunded') return undefined
  const own = booking.refunds.filter(isOwn)
  const made = own.flatMap(refund => madeOf(refund, standing) ?? [])
  const facts = factsOf(booking, payment, standing, { leftMinor: booking.totalMinor - sumOf(made), now })
  const unmade = yieldingOf(
    own.filter(({ id }) => !made.some(refund => refund.id === id)),
    made,
    facts.map(row => ({ row, takenMinor: 0 })),
    booking.totalMinor - sumOf(made) - sumOf(facts.filter(isCounted)),
  )
  const rows = [...made, ...unmade, ...facts]
  const known = booking.refunds.map(refund => rows.find(({ id }) => id === refund.id) ?? withdrawn(refund))
  const refunds = [...known, ...rows.filter(({ id }) => !booking.refunds.some(refund => refund.id === id))]
  return changeOf(booking, payment, refunds, disputesOf(booking, standing, now))
}

function changeOf(
  booking: Booking,
  payment: Payment,
  refunds: readonly Refund[],
  disputes: readonly Dispute[],
): Following | undefined {
  const isRepaid = sumOf(refunds.filter(({ status }) => status === 'succeeded')) >= booking.totalMinor
  const isOver = booking.status === 'cancelling' || booking.status === 'cancelled'
  const after: Booking = {
    ...booking,
    ...refundsAre(refunds),
    disputes,
    payment: { ...payment, status: isRepaid ? 'refunded' : 'captured' },
    keptMinor: isOver ? booking.totalMinor - refundedMinorOf({ refunds }) : booking.keptMinor,
  }
  const changed = refunds.filter(refund => !isSame(refund, booking.refunds))
  const changedDisputes = disputes.filter(
    ({ id, status, amountMinor }) =>
      !booking.disputes.some(each => each.id === id && each.status === status && each.amountMinor === amountMinor),
  )
  if (changed.length + changedDisputes.length === 0 && after.payment!.status === payment.status) return undefined
  const isLeftToDo = booking.status === 'cancelling' || booking.cancellations.length > 0
  return {
    after,
    refunds: changed,
    disputes: changedDisputes,
    repaid: changed.filter(
      refund =>
        !isOwn(refund) &&
        refund.status === 'succeeded' &&
        !booking.refunds.some(({ id, status }) => id === refund.id && status === 'succeeded'),
    ),
    goesOn: isLeftToDo || refunds.some(refund => isOwed(refund) && refund.status !== 'needs_attention'),
  }
}

const isSame = (refund: Refund, among: readonly Refund[]) =>
  among.some(
    ({ id, status, amountMinor, askedMinor }) =>
      id === refund.id &&
      status === refund.status &&
      amountMinor === refund.amountMinor &&
      askedMinor === refund.askedMinor,
  )

/** A refund of ours that has succeeded, or that the provider has under its key; undefined where it is neither. */
function madeOf(refund: Refund, { refunds }: Standing): Refund | undefined {
  if (refund.status === 'succeeded') return refund
  const there = refunds.find(({ key, status }) => key === refund.key && status !== 'failed')
  if (!there) return undefined
  return {
    ...refund,
    status: refund.status === 'cancelled' ? 'pending' : refund.status,
    amountMinor: there.amountMinor,
  }
}

/** Of each no more than is left of the payment: a bank may dispute what has gone back already. */
function factsOf(
  { refunds: known }: Booking,
  { key: paymentKey }: Payment,
  { refunds, disputes }: Standing,
  { leftMinor, now }: { readonly leftMinor: number; readonly now: Date },
): readonly Refund[] {
  let left = leftMinor
  const factOf = (origin: 'provider' | 'dispute', { reference, amountMinor, status }: ProviderRefund) => {
    const id = derivedId('ref', `${paymentKey}\n${reference}`)
    const before = known.find(refund => refund.id === id)
    const counted = status === 'failed' ? 0 : Math.max(0, Math.min(amountMinor, left))
    left -= counted
    if (counted === 0 || status === 'failed') return before ? [withdrawn(before)] : []
    return [{ ...(before ?? newFact({ id, reference, origin, now })), status, amountMinor: counted }]
  }
  const isOurs = ({ key }: ProviderRefund) => known.some(refund => isOwn(refund) && refund.key === key)
  const lost = disputes.filter(({ status }) => status === 'lost')
  return [
    ...refunds.filter(refund => !isOurs(refund)).flatMap(refund => factOf('provider', refund)),
    ...lost.flatMap(({ reference, amountMinor }) =>
      factOf('dispute', { reference, amountMinor, status: 'succeeded' as const }),
    ),
  ]
}

const newFact = ({
  id,
  reference,
  origin,
  now,
}: {
  readonly id: string
  readonly reference: string
  readonly origin: 'provider' | 'dispute'
  readonly now: Date
}): Omit<Refund, 'status' | 'amountMinor'> => ({
  id,
  key: reference,
  askedMinor: null,
  origin,
  note: null,
  tickets: null,
  createdAt: now,
  reason: null,
  attempts: 0,
  nextAttemptAt: null,
})

/** What the provider has no more: of a refund of ours nothing is known, so it stays as it is. */
const withdrawn = (refund: Refund): Refund => (isOwn(refund) ? refund : { ...refund, status: 'cancelled' })

/** Refunds of ours that have not been made, oldest first, each as much of it as is still to go back. */
function yieldingOf(
  refunds: readonly Refund[],
  made: readonly Refund[],
  facts: readonly Fact[],
  leftMinor: number,
): readonly Refund[] {
  for (const { createdAt, askedMinor, amountMinor } of made)
    if (askedMinor !== null) takeFrom(facts, createdAt, askedMinor - amountMinor)
  let left = leftMinor
  return refunds.map(refund => {
    const asked = refund.askedMinor ?? refund.amountMinor
    const replaced = isReplaceable(refund) ? takeFrom(facts, refund.createdAt, asked) : 0
    const amountMinor = Math.max(0, Math.min(asked - replaced, left))
    left -= amountMinor
    if (amountMinor === 0) return { ...refund, status: 'cancelled', amountMinor: asked, askedMinor: asked }
    return {
      ...refund,
      status: refund.status === 'cancelled' ? 'pending' : refund.status,
      amountMinor,
      askedMinor: amountMinor === asked ? null : asked,
    }
  })
}

/** The provider has refused it, or money that went back there has taken its place before. */
const isReplaceable = ({ status, askedMinor }: Refund) =>
  askedMinor !== null || status === 'failed' || status === 'needs_attention'

/** How much of what has gone back since then takes the place of so much. */
function takeFrom(facts: readonly Fact[], since: Date, wantedMinor: number): number {
  let wanted = wantedMinor
  for (const fact of facts) {
    if (!isCounted(fact.row) || fact.row.createdAt <= since) continue
    const taken = Math.min(wanted, fact.row.amountMinor - fact.takenMinor)
    fact.takenMinor += taken
    wanted -= taken
  }
  return wantedMinor - wanted
}

/** Those that are known stay, also where the provider tells of them no more. */
function disputesOf({ disputes }: Booking, standing: Standing, now: Date): readonly Dispute[] {
  const told = standing.disputes.map(({ reference, amountMinor, status }): Dispute => {
    const before = disputes.find(({ id }) => id === reference)
    const closedAt = status === 'open' ? null : (before?.closedAt ?? now)
    return { id: reference, status, amountMinor, createdAt: before?.createdAt ?? now, closedAt }
  })
  const known = disputes.map(dispute => told.find(({ id }) => id === dispute.id) ?? dispute)
  return [...known, ...told.filter(({ id }) => !disputes.some(dispute => dispute.id === id))]
}

const isCounted = (refund: Refund) => countedOf([refund]).length > 0
const sumOf = (refunds: readonly Refund[]) => refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
