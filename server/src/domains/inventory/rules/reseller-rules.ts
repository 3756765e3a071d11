// Accounts that name buyers by the organizer's grant, and how many seats they may have outstanding. Pure.
import type { Join, Refusal, Reserve } from './commands.ts'
import type { InventoryState } from './inventory-state.ts'

type Naming = Pick<Reserve | Join, 'buyer' | 'asReseller'>

/** A grant that is there when the batch is read counts, and no other: one that was revoked is not there. */
export const grantMissing = ({ resellers }: InventoryState, { buyer, asReseller }: Naming): Refusal | undefined =>
  asReseller === true && !resellers.has(buyer.userId) ? { code: 'buyer_not_allowed' } : undefined

/**
 * One bound over all the buyers that an account names: what it holds unpaid, what is offered to them and what they wait
 * for. Waiting counts because offers are never refused: they only take the place of what was waited for.
 */
export function outstandingReached(
  { resellers }: InventoryState,
  { buyer, asReseller }: Naming,
  quantity: number,
): Refusal | undefined {
  const reseller = asReseller === true ? resellers.get(buyer.userId) : undefined
  if (!reseller) return undefined
  const { outstandingSeats, seatsMax } = reseller
  if (outstandingSeats + quantity <= seatsMax) return undefined
  const seatsLeft = Math.max(0, seatsMax - outstandingSeats)
  return { code: 'outstanding_seats_exceeded', outstandingSeats, seatsMax, seatsLeft }
}
