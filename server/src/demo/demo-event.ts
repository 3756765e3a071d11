// What a demo event says of itself, and short forms of the usual ticket types. Prices are in the minor unit of the
// venue's currency.
import type { Shape } from '../contract/types.ts'
import type { Weekday } from './times.ts'
import type { DemoVenueId } from './venues.ts'

export interface DemoEvent {
  /** Unique among these events; `demo-` and this is the event's externalId. */
  readonly name: string
  readonly venue: DemoVenueId
  readonly title: string
  readonly category: string
  readonly tags: readonly string[]
  /** On the first such weekday at least `daysMin` days away, at that time of the venue's clock. */
  readonly when: { readonly daysMin: number; readonly weekday: Weekday; readonly at: string; readonly hours: number }
  readonly capacity: number
  readonly tickets: readonly DemoTicketType[]
  readonly waitlistPolicy?: Shape<'WaitlistPolicy'>
  readonly draft?: boolean
  readonly description: string
}

export interface DemoTicketType {
  readonly name: string
  readonly priceMinor: number
  readonly capacity?: number
  readonly maxPerUser?: number
  readonly salesEndDaysBefore?: number
}

export const general = (priceMinor: number, maxPerUser?: number): DemoTicketType => ({
  name: 'General Admission',
  priceMinor,
  ...(maxPerUser && { maxPerUser }),
})
export const free = (maxPerUser: number) => general(0, maxPerUser)
export const student = (priceMinor: number, capacity?: number): DemoTicketType => ({
  name: 'Student',
  priceMinor,
  maxPerUser: 1,
  ...(capacity && { capacity }),
})
export const child = (priceMinor: number): DemoTicketType => ({ name: 'Child', priceMinor })
export const vip = (priceMinor: number, capacity: number): DemoTicketType => ({
  name: 'VIP',
  priceMinor,
  capacity,
  maxPerUser: 4,
})
export const earlyBird = (priceMinor: number, capacity: number, salesEndDaysBefore: number): DemoTicketType => ({
  name: 'Early Bird',
  priceMinor,
  capacity,
  maxPerUser: 4,
  salesEndDaysBefore,
})

export const on = (daysMin: number, weekday: Weekday, at: string, hours: number) => ({ daysMin, weekday, at, hours })
