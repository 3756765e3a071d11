// What is left of an event, as it is kept, and what of it can be had at an instant. Kept is what only writes change:
// seats whatever the sales windows say, and the times of these windows. So a window opens and closes for whoever looks,
// and nothing has to be written for it.
import type { Shape } from '../../contract/types.ts'
import { salesWindowOf, type SalesTimes } from './rules/sales-window.ts'

/** As JSON has it. Documents of an earlier release have no times: their seats are on sale. */
export interface SeatsLeft {
  readonly eventId: string
  readonly availableSeats: number
  readonly waitlistOpen: boolean
  readonly ticketTypes: readonly TypeLeft[]
  readonly version: number
  /** Nothing is sold from here on. */
  readonly endsAt?: string
  /** Sales are over for good: the event was called off. */
  readonly isClosed?: true
  /** Of a test event: its organizer's account, for which alone it is there. */
  readonly testOf?: string
}
export interface TypeLeft {
  readonly id: string
  readonly available: number
  readonly salesStartAt?: string
  readonly salesEndAt?: string
  /** Only its organizer sees it. */
  readonly hidden?: boolean
}

/** How many of an event's times have come: goes up whenever what can be had changes without a write. */
export interface SalesPhase {
  readonly phase: number
  /** When it goes up next, in milliseconds since 1970. */
  readonly untilMs: number
}

export function salesPhaseOf(
  { ticketTypes, endsAt }: Pick<SeatsLeft, 'ticketTypes' | 'endsAt'>,
  now: Date,
): SalesPhase {
  const timesMs = [endsAt, ...ticketTypes.flatMap(({ salesStartAt, salesEndAt }) => [salesStartAt, salesEndAt])]
    .filter(time => time !== undefined)
    .map(time => Date.parse(time))
  const toCome = timesMs.filter(time => time > now.getTime())
  return { phase: timesMs.length - toCome.length, untilMs: Math.min(Infinity, ...toCome) }
}

/** A version of the inventory and a phase of its sales, as one text that changes with either. */
export const versionAndPhase = (version: number | string, { phase }: Pick<SalesPhase, 'phase'>) =>
  phase === 0 ? String(version) : `${version}.${phase}`

interface Shown extends SalesPhase {
  readonly availability: Shape<'Availability'>
}
/** What is looked at again and again is worked out once a phase. */
const shown = new WeakMap<SeatsLeft, Shown>()

/** What can be had at `now`, by the clock of the database that keeps the seats. */
export function availabilityAt(seats: SeatsLeft, now: Date): Shown {
  const known = shown.get(seats)
  const phase = known && now.getTime() < known.untilMs ? known : salesPhaseOf(seats, now)
  if (known && phase.phase === known.phase) return known
  const fresh = { phase: phase.phase, untilMs: phase.untilMs, availability: Object.freeze(toAvailability(seats, now)) }
  shown.set(seats, fresh)
  return fresh
}

function toAvailability(seats: SeatsLeft, now: Date): Shape<'Availability'> {
  const isOver = seats.isClosed === true || (seats.endsAt !== undefined && Date.parse(seats.endsAt) <= now.getTime())
  const ticketTypes = seenByAll(seats.ticketTypes).map(({ id, available, salesStartAt, salesEndAt }) => {
    const sales = isOver ? 'ended' : salesWindowOf(timesOf({ salesStartAt, salesEndAt }), now)
    return {
      id,
      available: sales === 'open' ? available : 0,
      sales,
      ...(sales === 'upcoming' && salesStartAt !== undefined && { salesStartAt }),
    }
  })
  const ofTypes = ticketTypes.reduce((sum, { available }) => sum + available, 0)
  return {
    eventId: seats.eventId,
    availableSeats: Math.min(seats.availableSeats, ofTypes),
    waitlistOpen: seats.waitlistOpen,
    ticketTypes,
    version: seats.version,
  }
}

/** Those that are not hidden. */
export const seenByAll = <Type extends { readonly hidden?: boolean }>(types: readonly Type[]): readonly Type[] =>
  types.some(({ hidden }) => hidden) ? types.filter(({ hidden }) => !hidden) : types

const timesOf = ({ salesStartAt, salesEndAt }: Pick<TypeLeft, 'salesStartAt' | 'salesEndAt'>): SalesTimes => ({
  salesStartAt: salesStartAt === undefined ? null : new Date(salesStartAt),
  salesEndAt: salesEndAt === undefined ? null : new Date(salesEndAt),
})
