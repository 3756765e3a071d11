// How each type of message comes about: what is done to a test event so that it is told for real.
import { randomUUID } from 'node:crypto'
import type { Booking, Event, Evently, Reservation, WaitlistEntry, WebhookMessageType } from '@evently/sdk'
import { UsageError } from '../failures.ts'

export interface Stage {
  readonly evently: Evently
  /** A test event; published, unless the recipe wants a draft. */
  readonly event: Event
}

export interface Recipe {
  /** What it does, for people. */
  readonly does: string
  /** What the event has to be before. */
  readonly wants: 'draft' | 'published'
  /** Does it; answers the id of the resource that the message will be about. */
  readonly run: (stage: Stage) => Promise<string>
}

/** Free seats of one buyer at a time, where the event says nothing else. */
const seatsPerBuyer = 20

/** One for each type of the contract: a new type without one does not compile. */
export const recipes: Readonly<Record<WebhookMessageType, Recipe>> = {
  'event.published': {
    does: 'publishes a draft',
    wants: 'draft',
    run: async ({ evently, event }) => (await evently.events.publish(event.id)).id,
  },
  'event.updated': {
    does: 'changes the description of an event',
    wants: 'published',
    async run({ evently, event }) {
      const { version } = await evently.events.get(event.id)
      const description = `Changed by webhooks trigger at ${new Date().toISOString()}.`
      return (await evently.events.update(event.id, { description }, { ifMatch: version })).id
    },
  },
  'event.cancelled': {
    does: 'cancels an event',
    wants: 'published',
    run: async ({ evently, event }) => (await evently.events.cancel(event.id)).id,
  },
  'reservation.created': {
    does: 'reserves a seat',
    wants: 'published',
    run: async stage => (await reserveOne(stage)).id,
  },
  'reservation.expired': {
    does: 'reserves a seat and advances the clock of the event until the reservation has expired',
    wants: 'published',
    async run(stage) {
      const { id, createdAt, expiresAt } = await reserveOne(stage)
      await advanceBy(stage, createdAt, expiresAt)
      return id
    },
  },
  'reservation.released': {
    does: 'reserves a seat and gives it back',
    wants: 'published',
    run: async stage => (await stage.evently.bookings.reservations.release((await reserveOne(stage)).id)).id,
  },
  'booking.confirmed': {
    does: 'buys a seat',
    wants: 'published',
    run: async stage => (await buy(stage)).id,
  },
  'booking.cancelled': {
    does: 'buys a seat and cancels the booking',
    wants: 'published',
    run: async stage => (await stage.evently.bookings.cancel((await buy(stage)).id)).id,
  },
  'booking.tickets_cancelled': {
    does: 'buys two seats and cancels one of the tickets',
    wants: 'published',
    async run(stage) {
      const { id, tickets } = await buy(stage, 2)
      return (await stage.evently.bookings.cancelTickets(id, { ticketIds: [tickets[0]!.id] })).id
    },
  },
  'booking.refunded': {
    does: 'buys a seat, cancels the booking and has the money paid back',
    wants: 'published',
    async run(stage) {
      const booking = await buy(stage)
      if (booking.totalMinor === 0) throw new UsageError('At a free event nothing is paid back: name another --event.')
      return (await stage.evently.bookings.cancel(booking.id)).id
    },
  },
  'booking.disputed': {
    does: 'buys a seat with a payment that is disputed',
    wants: 'published',
    async run(stage) {
      const booking = await buy(stage, 1, 'tok_disputed')
      if (booking.totalMinor === 0) throw new UsageError('At a free event nothing is disputed: name another --event.')
      return booking.id
    },
  },
  'ticket.checked_in': {
    does: 'buys a seat and lets its ticket in',
    wants: 'published',
    async run(stage) {
      const { tickets } = await buy(stage)
      const [{ id, code }] = tickets as [Booking['tickets'][number]]
      await stage.evently.checkIns.create(stage.event.id, { code, scanId: randomUUID(), device: 'webhooks trigger' })
      return id
    },
  },
  'ticket.transferred': {
    does: 'buys a seat and gives its ticket to somebody else',
    wants: 'published',
    async run(stage) {
      const { id, tickets } = await buy(stage)
      const body = { holder: { name: 'Somebody else' } }
      return (await stage.evently.bookings.tickets.transfer(id, tickets[0]!.id, body)).id
    },
  },
  'waitlist.joined': {
    does: 'reserves all seats and joins the waitlist',
    wants: 'published',
    run: async stage => (await wait(stage)).entry.id,
  },
  'waitlist.changed': {
    does: 'reserves all seats, joins the waitlist for two and asks for one',
    wants: 'published',
    async run(stage) {
      const { entry } = await wait(stage, 2)
      return (await stage.evently.waitlist.update(entry.id, { quantity: 1 })).id
    },
  },
  'waitlist.offered': {
    does: 'reserves all seats, joins the waitlist and gives a seat back',
    wants: 'published',
    run: async stage => (await beOffered(stage)).id,
  },
  'waitlist.converted': {
    does: 'has a seat offered to the waitlist and accepts it',
    wants: 'published',
    async run(stage) {
      const { id } = await beOffered(stage)
      await stage.evently.waitlist.accept(id)
      return id
    },
  },
  'waitlist.expired': {
    does: 'has a seat offered to the waitlist and advances the clock of the event until the offer has expired',
    wants: 'published',
    async run(stage) {
      const { id, offer } = await beOffered(stage)
      await advanceBy(stage, new Date().toISOString(), offer?.expiresAt ?? new Date().toISOString())
      return id
    },
  },
  'waitlist.declined': {
    does: 'has a seat offered to the waitlist and declines it',
    wants: 'published',
    run: async stage => (await stage.evently.waitlist.decline((await beOffered(stage)).id)).id,
  },
  'waitlist.left': {
    does: 'reserves all seats, joins the waitlist and leaves it',
    wants: 'published',
    run: async stage => (await stage.evently.waitlist.leave((await wait(stage)).entry.id)).id,
  },
  'inventory.sold_out': {
    does: 'reserves all seats',
    wants: 'published',
    async run(stage) {
      await takeAll(stage)
      return stage.event.id
    },
  },
  'inventory.available': {
    does: 'reserves all seats and gives some back',
    wants: 'published',
    async run(stage) {
      await giveBackOne(stage, await takeAll(stage))
      return stage.event.id
    },
  },
  'promotion.used_up': {
    does: 'gives out a code for one use and reserves a seat with it',
    wants: 'published',
    async run(stage) {
      const { evently, event } = stage
      const free = (await freeTypes(stage))[0]
      if (free === undefined) throw soldOut(stage)
      const code = `trigger-${randomUUID()}`
      const { id } = await evently.promotions.create(event.id, { code, kind: 'discount', percent: 10, usesMax: 1 })
      const items = [{ ticketTypeId: free.id, quantity: 1 }]
      await evently.bookings.reserve({ eventId: event.id, items, promotionCode: code, buyer: aBuyer() })
      return id
    },
  },
}

/** Somebody new each time, so that no bound per buyer counts what was done before. */
const aBuyer = () => ({ reference: `webhooks-trigger-${randomUUID()}` })

const reserveOne = (stage: Stage) => reserveSome(stage, 1)

async function reserveSome(stage: Stage, seats: number): Promise<Reservation> {
  const free = (await freeTypes(stage)).filter(({ available }) => available >= seats)
  if (free[0] === undefined) throw soldOut(stage)
  return reserve(stage, free[0].id, seats)
}

const reserve = ({ evently, event }: Stage, ticketTypeId: string, quantity: number): Promise<Reservation> =>
  evently.bookings.reserve({ eventId: event.id, items: [{ ticketTypeId, quantity }], buyer: aBuyer() })

async function buy(stage: Stage, seats = 1, token = 'tok_ok') {
  const { id, totalMinor } = await reserveSome(stage, seats)
  return stage.evently.bookings.confirm({
    reservationId: id,
    ...(totalMinor > 0 && { payment: { token } }),
  })
}

/** Reserves whatever is free. Problems: UsageError, if nothing is. */
async function takeAll(stage: Stage): Promise<readonly Reservation[]> {
  const taken: Reservation[] = []
  for (let free = await freeTypes(stage); free[0] !== undefined; free = await freeTypes(stage)) {
    const { id, available } = free[0]
    const limit = stage.event.ticketTypes.find(type => type.id === id)?.maxPerUser ?? seatsPerBuyer
    const most = Math.min(available, limit, stage.event.holdSeatsPerBuyerMax ?? seatsPerBuyer)
    taken.push(await reserve(stage, id, most))
  }
  if (taken.length === 0) throw soldOut(stage)
  return taken
}

async function freeTypes({ evently, event }: Stage) {
  const { ticketTypes } = await evently.events.availability(event.id)
  return ticketTypes.filter(({ available }) => available > 0)
}

const soldOut = ({ event }: Stage) =>
  new UsageError(`Event ${event.id} has no free seat: name another --event, or none.`)

async function wait(stage: Stage, quantity = 1): Promise<{ entry: WaitlistEntry; taken: readonly Reservation[] }> {
  const taken = await takeAll(stage)
  const entry = await stage.evently.waitlist.join({ eventId: stage.event.id, quantity, buyer: aBuyer() })
  return { entry, taken }
}

/** The entry, with its offer. */
async function beOffered(stage: Stage): Promise<WaitlistEntry> {
  const { entry, taken } = await wait(stage)
  await giveBackOne(stage, taken)
  return stage.evently.waitlist.get(entry.id)
}

async function giveBackOne({ evently }: Stage, [first]: readonly Reservation[]): Promise<void> {
  if (first) await evently.bookings.reservations.release(first.id)
}

/** By as much as there is between two times, and a second. */
async function advanceBy({ evently, event }: Stage, from: string, to: string): Promise<void> {
  const advanceSeconds = Math.max(1, Math.ceil((Date.parse(to) - Date.parse(from)) / 1_000) + 1)
  await evently.events.advanceClock(event.id, { advanceSeconds })
}
