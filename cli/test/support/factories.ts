// Answers of the API as the tests need them.
import type { Event, Reservation, Session, TicketType, User, WaitlistEntry } from '@evently/sdk'

const ID = '01jz3t5m8qf0vab9x2k4c7d6eh'
const madeAt = '2030-01-01T12:00:00.000Z'

export const aUser = (own: Partial<User> = {}): User => ({
  id: `usr_${ID}`,
  email: 'ada@example.com',
  emailVerified: true,
  name: 'Ada Lovelace',
  role: 'organizer',
  createdAt: madeAt,
  ...own,
})

export const aSession = (own: Partial<Session['tokens']> = {}): Session => ({
  user: aUser(),
  tokens: {
    accessToken: 'access-secret-1',
    refreshToken: 'refresh-secret-1',
    tokenType: 'Bearer',
    expiresInSeconds: 900,
    ...own,
  },
})

export function anEvent(own: Partial<Event> = {}): Event {
  return {
    id: `evt_${ID}`,
    title: 'Night of Strings',
    category: 'music',
    tags: [],
    status: 'published',
    venue: {
      id: `ven_${ID}`,
      name: 'Harbour Hall',
      city: 'Hamburg',
      country: 'DE',
      timezone: 'Europe/Berlin',
      version: 1,
      createdAt: madeAt,
      updatedAt: madeAt,
    },
    startsAt: '2030-06-01T18:30:00.000Z',
    endsAt: '2030-06-01T21:00:00.000Z',
    timezone: 'Europe/Berlin',
    capacity: 120,
    ticketTypes: [
      { id: `tkt_${ID}`, name: 'General Admission', priceMinor: 4500, currency: 'EUR', sales: 'open', available: 117 },
    ],
    availableSeats: 117,
    waitlistOpen: false,
    organizerId: `usr_${ID}`,
    test: false,
    version: 3,
    createdAt: madeAt,
    updatedAt: madeAt,
    ...own,
  }
}

/** As the server sends it: the time left is the client's to count. */
type SentReservation = Omit<Reservation, 'secondsLeft'>

export const aReservation = (own: Partial<SentReservation> = {}): SentReservation => ({
  id: `rsv_${ID}`,
  eventId: `evt_${ID}`,
  userId: `usr_${ID}`,
  status: 'held',
  items: [{ ticketTypeId: `tkt_${ID}`, quantity: 2, unitPriceMinor: 4500 }],
  quantity: 2,
  subtotalMinor: 9000,
  discountMinor: 0,
  totalMinor: 9000,
  currency: 'EUR',
  expiresAt: '2030-01-01T12:05:00.000Z',
  createdAt: madeAt,
  ...own,
})

export const aTicketType = (own: Partial<TicketType> = {}): TicketType => ({
  id: `tkt_${ID}`,
  name: 'Balcony',
  priceMinor: 6500,
  currency: 'EUR',
  sales: 'open',
  available: 40,
  ...own,
})

export const aWaitlistEntry = (own: Partial<WaitlistEntry> = {}): WaitlistEntry => ({
  id: `wle_${ID}`,
  eventId: `evt_${ID}`,
  userId: `usr_${ID}`,
  quantity: 2,
  acceptFewer: false,
  passedOver: 0,
  status: 'waiting',
  position: 7,
  createdAt: madeAt,
  ...own,
})

export const aPage = <Item>(data: readonly Item[], nextCursor: string | null = null) => ({
  data,
  hasMore: nextCursor !== null,
  nextCursor,
})
