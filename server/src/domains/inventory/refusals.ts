// How the rules' refusals read to those who are refused.
import { problem, type Problem } from '../../platform/problems.ts'
import type { Refusal } from './rules/commands.ts'

export function problemOf(refusal: Refusal): Problem {
  const { code, ...extra } = refusal
  switch (refusal.code) {
    case 'sold_out':
      return problem(code, soldOutWords(refusal), { available: refusal.available, ticketTypeId: refusal.ticketTypeId })
    case 'hold_limit_reached':
      return problem(code, holdLimitWords(refusal), extra)
    case 'outstanding_seats_exceeded':
      return problem(code, outstandingWords(refusal), extra)
    case 'limit_exceeded':
      return problem(
        code,
        refusal.ticketTypeId === undefined
          ? `One buyer may hold ${counted(refusal.limit, 'seat')} of this event at most: ask for no more than that.`
          : `One buyer may have ${refusal.limit} at most.`,
        extra,
      )
    case 'capacity_below_taken':
      return problem(code, `At least ${refusal.minimumCapacity}: so many seats are held or sold.`, extra)
    case 'promotion_buyer_limit_reached':
      return problem(code, `One buyer may use this code ${times(refusal.limit)}, and this one does.`, extra)
    case 'confirmation_in_progress':
      return problem(code, undefined, { retryAfterSeconds: 1 })
    default:
      return problem(code, undefined, extra)
  }
}

function holdLimitWords({
  heldReservations,
  heldSeats,
  heldUntil,
  holdsPerBuyerMax,
  holdSeatsPerBuyerMax,
}: Refusal & { readonly code: 'hold_limit_reached' }): string {
  const may =
    `One buyer may hold ${counted(holdsPerBuyerMax, 'reservation')} with ` +
    `${counted(holdSeatsPerBuyerMax, 'seat')} ` +
    'of this event at a time'
  if (heldReservations === 0) return `${may}.`
  const ends = heldUntil === undefined ? '' : `, or wait until ${heldUntil}, when the first of them expires`
  return (
    `${may}; this one holds ${counted(heldReservations, 'reservation')} with ${counted(heldSeats, 'seat')}. ` +
    `Confirm or release one${ends}.`
  )
}

function outstandingWords({
  outstandingSeats,
  seatsMax,
  seatsLeft,
}: Refusal & { readonly code: 'outstanding_seats_exceeded' }): string {
  const has =
    `Your account may have ${counted(seatsMax, 'seat')} of this event outstanding, over all buyers that you name: ` +
    `held, offered or waited for. ${outstandingSeats} ${outstandingSeats === 1 ? 'is' : 'are'}.`
  const ends = 'Confirm or release a reservation, or leave the waitlist'
  return `${has} ${seatsLeft === 0 ? `${ends}.` : `Ask for ${seatsLeft} at most. Else: ${lower(ends)}.`}`
}
const lower = (text: string) => text[0]!.toLowerCase() + text.slice(1)

/**
 * Seats that came back while somebody waits are the waitlist's: who only sees that none is left would think that nobody
 * sells them.
 */
function soldOutWords({ available, kept }: Refusal & { readonly code: 'sold_out' }): string {
  const left =
    available === 0 ? 'No seat is left.' : `Only ${counted(available, 'seat')} ${available === 1 ? 'is' : 'are'} left.`
  return kept === 0
    ? `${left} ${available === 0 ? 'Join' : 'Ask for fewer, or join'} the waitlist with POST /api/v1/waitlist/join.`
    : `${left} ${kept} more ${kept === 1 ? 'is' : 'are'} kept for the waitlist: join it to be offered seats.`
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`)
const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`
