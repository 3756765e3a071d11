// Whether a decision may depend on which of two times it is. Pure.
import type { InventoryState } from './inventory-state.ts'

type Timed = Pick<InventoryState, 'now' | 'endsAt' | 'ticketTypes' | 'holds'>

/**
 * Nothing that is known of the event begins or ends after `now` and until `latest`: not the event, the sales of a
 * ticket type, or a hold. So what is decided for the one time is right for the other too.
 */
export function isSameUntil({ now, endsAt, ticketTypes, holds }: Timed, latest: Date): boolean {
  const isBetween = (time: Date | null) => time !== null && time > now && time <= latest
  if (isBetween(endsAt)) return false
  for (const { salesStartAt, salesEndAt } of ticketTypes.values())
    if (isBetween(salesStartAt) || isBetween(salesEndAt)) return false
  for (const { expiresAt } of holds.values()) if (isBetween(expiresAt)) return false
  return true
}
