// Makes what a world has, by requests that can be sent as often as one likes: ids and keys follow from the plan's name
// and the seed, so what is there already stays as it is.
import { ApiError, isProblem, type Booking, type Event, type Evently, type Reservation } from '@evently/sdk'
import { inParallel } from '../in-parallel.ts'
import type { Progress } from '../progress.ts'
import type { Purchase, SeedEvent, World } from './world.ts'

/** What was made, by name: what `ids.json` says. */
export interface SeedIds {
  readonly venues: Record<string, string>
  readonly events: Record<string, EventIds>
}

export interface EventIds {
  readonly id: string
  readonly venue: string
  readonly status: Event['status']
  readonly ticketTypes: Readonly<Record<string, string>>
  readonly bookings: readonly string[]
  readonly cancelledBookings: readonly string[]
  readonly waitlist: readonly string[]
}

export interface Refused {
  /** `event-017, booking 3` */
  readonly what: string
  readonly reason: string
}

export interface Seeded {
  readonly ids: SeedIds
  readonly refused: readonly Refused[]
}

export interface SeedingOptions {
  readonly evently: Evently
  readonly test: boolean
  readonly atOnceMax: number
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** A server that begins to pace its clients is waited for. */
const patiently = { deadlineMs: 600_000, retriesMax: 8 } as const

export async function seedWorld(world: World, options: SeedingOptions): Promise<Seeded> {
  const { evently, atOnceMax, progress, signal } = options
  const venues = new Map<string, string>()
  await inParallel(world.venues, { atOnceMax, signal }, async ({ name, externalId, body }) => {
    const { id } = await evently.venues.upsert({ externalId, ...body }, patiently)
    venues.set(name, id)
  })
  const events = new Map<string, EventIds>()
  const refused: Refused[] = []
  await inParallel(world.events, { atOnceMax, signal }, async event => {
    const venueId = venues.get(event.venue)
    if (venueId === undefined) return // interrupted before it was made
    events.set(event.name, await seedEvent(event, { ...options, venueId, refused }))
    progress.at(events.size)
  })
  return { ids: { venues: inOrder(world.venues, venues), events: inOrder(world.events, events) }, refused }
}

/** As the plan has them, whichever was made first. */
const inOrder = <Value>(things: readonly { readonly name: string }[], found: ReadonlyMap<string, Value>) =>
  Object.fromEntries(
    things.flatMap(({ name }) => {
      const value = found.get(name)
      return value === undefined ? [] : [[name, value] as const]
    }),
  )

interface EventSeeding extends SeedingOptions {
  readonly venueId: string
  readonly refused: Refused[]
}

async function seedEvent(event: SeedEvent, seeding: EventSeeding): Promise<EventIds> {
  const made = await madeEvent(event, seeding)
  const bookings = await bookedBy(event, made, seeding)
  const waitlist = await waitingBy(event, made, seeding)
  const { evently } = seeding
  // After the waitlist is there: its head is offered the seats.
  const cancelled = bookings.filter(({ purchase }) => purchase.cancelled)
  for (const { booking } of cancelled)
    if (booking.status === 'confirmed') await evently.bookings.cancel(booking.id, patiently)
  const isCalledOff = event.status === 'cancelled' && made.status === 'published'
  const { status } = isCalledOff ? await evently.events.cancel(made.id, patiently) : made
  return {
    id: made.id,
    venue: made.venue.id,
    status,
    ticketTypes: Object.fromEntries(made.ticketTypes.map(({ name, id }) => [name, id])),
    bookings: bookings.filter(({ purchase }) => !purchase.cancelled).map(({ booking }) => booking.id),
    cancelledBookings: cancelled.map(({ booking }) => booking.id),
    waitlist,
  }
}

/** One that is there stays as it is: somebody may have moved or renamed it. */
async function madeEvent(
  { externalId, body, status }: SeedEvent,
  { evently, venueId, test }: EventSeeding,
): Promise<Event> {
  const event = { externalId, venueId, ...body, test, publish: status !== 'draft' }
  try {
    return await evently.events.upsert(event, { ...patiently, ifNoneMatch: '*' })
  } catch (error) {
    if (!isProblem(error, 'precondition_failed')) throw error
    const { data } = await evently.events.listManaged({ externalId }, patiently)
    if (data[0] === undefined) throw error
    return data[0]
  }
}

interface Booked {
  readonly purchase: Purchase
  readonly booking: Booking
}

async function bookedBy(
  { name, externalId, bookings }: SeedEvent,
  made: Event,
  seeding: EventSeeding,
): Promise<Booked[]> {
  const booked: Booked[] = []
  for (const [n, purchase] of bookings.entries()) {
    const key = `${externalId}:booking:${n + 1}`
    const booking = await unlessRefused(`${name}, booking ${n + 1}`, seeding, () =>
      book(made, purchase, { key, name, seeding }),
    )
    if (booking) booked.push({ purchase, booking })
  }
  return booked
}

/** A reservation that an interrupted run has let expire has used up its key: the next one has another. */
const attemptsMax = 4

async function book(
  { id: eventId, ticketTypes }: Event,
  { buyer, quantity }: Purchase,
  { key, name, seeding: { evently } }: { readonly key: string; readonly name: string; readonly seeding: EventSeeding },
): Promise<Booking> {
  const items = [{ ticketTypeId: ticketTypes[0]?.id ?? '', quantity }]
  const wish = { eventId, items, buyer, externalId: key, metadata: { seed: name } }
  let reservation: Reservation | undefined
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const idempotencyKey = attempt === 1 ? key : `${key}:${attempt}`
    reservation = await evently.bookings.reserve(wish, { ...patiently, idempotencyKey })
    if (reservation.status !== 'expired' && reservation.status !== 'released') break
  }
  if (!reservation) throw new Error('No reservation was tried.')
  // It names the sandbox: a server that takes real money refuses it.
  const payment = reservation.totalMinor > 0 ? { provider: 'sandbox' as const, token: 'tok_ok' } : undefined
  const idempotencyKey = `seed:${reservation.id}`
  return evently.bookings.confirm({ reservationId: reservation.id, payment }, { ...patiently, idempotencyKey })
}

async function waitingBy(
  { name, externalId, waitlist }: SeedEvent,
  made: Event,
  seeding: EventSeeding,
): Promise<string[]> {
  const entries: string[] = []
  for (const [n, { buyer, quantity }] of waitlist.entries()) {
    const entry = await unlessRefused(`${name}, waitlist entry ${n + 1}`, seeding, () =>
      seeding.evently.waitlist.join(
        { eventId: made.id, quantity, acceptFewer: true, buyer, metadata: { seed: name } },
        { ...patiently, idempotencyKey: `${externalId}:waiting:${n + 1}` },
      ),
    )
    if (entry) entries.push(entry.id)
  }
  return entries
}

/** Others may have bought what is left: what is refused for such a reason is named, and the rest goes on. */
async function unlessRefused<Made>(
  what: string,
  { refused }: EventSeeding,
  make: () => PromiseLike<Made>,
): Promise<Made | undefined> {
  try {
    return await make()
  } catch (error) {
    if (!(error instanceof ApiError) || ![400, 404, 409, 422].includes(error.status)) throw error
    refused.push({ what, reason: `${error.message}` })
    return undefined
  }
}
