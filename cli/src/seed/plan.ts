// The plan that data is made by: how much of what, and events of one's own. docs/guides/importing.md explains it.
import { CommandError, exit } from '../failures.ts'
import { categories, cities, type CategoryName, type CityName } from './places.ts'
import {
  listOf,
  objectOf,
  oneOf,
  range,
  readYaml,
  recordOf,
  share,
  text,
  whole,
  yesOrNo,
  type Range,
  type Reader,
} from './plan-reader.ts'

export interface Plan {
  readonly name: string
  /** `2030-09-01`; without it, the day on which it is first run. */
  readonly startsOn?: string
  readonly days: number
  readonly venues: number
  readonly events: number
  readonly cities: readonly CityName[]
  readonly categories: readonly CategoryName[]
  readonly capacity: Range
  readonly bookings: Range
  readonly waitlist: Range
  readonly soldOut: number
  readonly cancelledBookings: number
  readonly cancelledEvents: number
  readonly drafts: number
  readonly test: boolean
  readonly fixtures: ReadonlyMap<string, Fixture>
}

/** An event of one's own; what it does not say is made up. */
export interface Fixture {
  readonly title?: string
  readonly city?: CityName
  readonly category?: CategoryName
  readonly startsAt?: string
  readonly capacity?: number
  readonly price?: string
  readonly status?: 'draft' | 'published' | 'cancelled'
  readonly soldOut?: boolean
  readonly bookings?: number
  readonly cancelledBookings?: number
  readonly waitlist?: number
}

const day = text({ pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, says: 'a day like 2030-09-01' })
const wallTime = text({
  pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[T ]([01]\d|2[0-3]):[0-5]\d$/,
  says: 'a time on the clock of the city, like 2030-09-01T20:00',
})
const shortText = text({ pattern: /^(?=.*\S)[^\n]{1,200}$/, says: 'a line of 200 characters at most' })
/** Of one event; and as many may wait. */
export const bookingsMax = 200

const fixture: Reader<Fixture> = at => {
  const read = objectOf<Fixture>({
    title: shortText,
    city: oneOf(Object.keys(cities) as CityName[]),
    category: oneOf(Object.keys(categories) as CategoryName[]),
    startsAt: wallTime,
    capacity: whole({ min: 1, max: 1_000_000 }),
    price: text({ pattern: /^\d{1,7}(\.\d{1,3})?$/, says: "an amount in the city's currency, like 45.00" }),
    status: oneOf(['draft', 'published', 'cancelled']),
    soldOut: yesOrNo,
    bookings: whole({ min: 0, max: bookingsMax }),
    cancelledBookings: whole({ min: 0, max: bookingsMax }),
    waitlist: whole({ min: 0, max: bookingsMax }),
  })(at)
  const { status, soldOut, bookings = 0, cancelledBookings = 0, waitlist = 0, capacity } = read
  if (status === 'draft' && (soldOut || bookings + waitlist > 0))
    at.wrong('is a draft, so nobody books it: leave out soldOut, bookings and waitlist')
  if (waitlist > 0 && !soldOut) at.wrong('has a waitlist, so it needs soldOut: true')
  if (soldOut && capacity !== undefined && capacity > soldOutCapacityMax)
    at.wrong(`is sold out, so its capacity must be ${soldOutCapacityMax} at most`)
  if (!soldOut && capacity !== undefined && bookings > capacity)
    at.wrong(`has ${bookings} bookings and ${capacity} seats`)
  if (!soldOut && cancelledBookings > bookings) at.wrong('has more cancelledBookings than bookings')
  return read
}

/** Every seat of it is booked. */
export const soldOutCapacityMax = 400

const defaults: Omit<Plan, 'name'> = {
  days: 90,
  venues: 10,
  events: 20,
  cities: Object.keys(cities) as CityName[],
  categories: Object.keys(categories) as CategoryName[],
  capacity: { min: 20, max: 400 },
  bookings: { min: 0, max: 6 },
  waitlist: { min: 1, max: 3 },
  soldOut: 0.1,
  cancelledBookings: 0.1,
  cancelledEvents: 0.02,
  drafts: 0.05,
  test: false,
  fixtures: new Map(),
}

const name = text({
  pattern: /^[a-z][a-z0-9-]{0,39}$/,
  says: 'small letters, digits and hyphens, beginning with a letter, 40 at most',
})

const plan = objectOf<Partial<Plan>>(
  {
    name,
    startsOn: day,
    days: whole({ min: 1, max: 3_650 }),
    venues: whole({ min: 1, max: 500 }),
    events: whole({ min: 0, max: 10_000 }),
    cities: listOf(oneOf(Object.keys(cities) as CityName[])),
    categories: listOf(oneOf(Object.keys(categories) as CategoryName[])),
    capacity: range({ min: 1, max: 1_000_000 }),
    bookings: range({ min: 0, max: bookingsMax }),
    waitlist: range({ min: 0, max: bookingsMax }),
    soldOut: share,
    cancelledBookings: share,
    cancelledEvents: share,
    drafts: share,
    test: yesOrNo,
    fixtures: recordOf(fixture, /^[a-z][a-z0-9-]{0,59}$/, 'must be small letters, digits and hyphens'),
  },
  ['name'],
)

/** Throws a CommandError that lists every fault. `source` is what the message calls the plan. */
export function readPlan(yaml: string, source: string): Plan {
  const read = readYaml(yaml, at => {
    const given = { ...defaults, ...plan(at) } as Plan
    const capacityMax = given.test ? testCapacityMax : Infinity
    if (given.capacity.max > capacityMax) at.wrong(`makes test events, which have ${testCapacityMax} seats at most`)
    if (given.soldOut + given.drafts + given.cancelledEvents > 1)
      at.wrong('has more than all events in soldOut, drafts and cancelledEvents')
    const collision = [...given.fixtures.keys()].find(key => /^event-\d+$/.test(key))
    if (collision !== undefined) at.wrong(`has a fixture ${collision}: events that are made up have such names`)
    return given
  })
  if ('value' in read) return read.value
  const lines = read.faults.map(({ line, column, message }) => `  Line ${line}, column ${column}: ${message}.`)
  throw new CommandError('plan_invalid', [`${source} is no plan:`, ...lines].join('\n'), exit.validation, {
    faults: read.faults,
  })
}

const testCapacityMax = 1_000
