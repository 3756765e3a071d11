// What a plan makes and what was made, in numbers.
import type { SeedIds } from './seeding.ts'
import type { World } from './world.ts'

export interface SeedCounts {
  readonly venues: number
  readonly events: number
  readonly drafts: number
  readonly cancelledEvents: number
  readonly bookings: number
  readonly cancelledBookings: number
  readonly waitlist: number
}

const sum = <Item>(items: readonly Item[], count: (item: Item) => number) =>
  items.reduce((total, item) => total + count(item), 0)

export const countsOfWorld = ({ venues, events }: World): SeedCounts => ({
  venues: venues.length,
  events: events.length,
  drafts: sum(events, ({ status }) => Number(status === 'draft')),
  cancelledEvents: sum(events, ({ status }) => Number(status === 'cancelled')),
  bookings: sum(events, ({ bookings }) => bookings.length),
  cancelledBookings: sum(events, ({ bookings }) => bookings.filter(({ cancelled }) => cancelled).length),
  waitlist: sum(events, ({ waitlist }) => waitlist.length),
})

export function countsOfIds({ venues, events }: SeedIds): SeedCounts {
  const all = Object.values(events)
  return {
    venues: Object.keys(venues).length,
    events: all.length,
    drafts: sum(all, ({ status }) => Number(status === 'draft')),
    cancelledEvents: sum(all, ({ status }) => Number(status === 'cancelled')),
    bookings: sum(all, ({ bookings, cancelledBookings }) => bookings.length + cancelledBookings.length),
    cancelledBookings: sum(all, ({ cancelledBookings }) => cancelledBookings.length),
    waitlist: sum(all, ({ waitlist }) => waitlist.length),
  }
}
