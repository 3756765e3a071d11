// The mails to buyers on a real database and a real SMTP server, with what they are about as a test says it is.
import { expect } from 'chai'
import { pino, type Logger } from 'pino'
import { Registry } from 'prom-client'
import { createCodeKeys } from '../../src/domains/bookings/codes/code-keys.ts'
import { createTicketPapers } from '../../src/domains/bookings/codes/ticket-papers.ts'
import type { Booking } from '../../src/domains/bookings/port.ts'
import { createBookingRecords } from '../../src/domains/bookings/record-queries.ts'
import type { Waiter, WaitlistEntry } from '../../src/domains/inventory/port.ts'
import { createMails, type MailsOptions } from '../../src/domains/webhooks/mails/index.ts'
import { createAppend } from '../../src/domains/webhooks/messages/append-statement.ts'
import type { NewMessage } from '../../src/domains/webhooks/messages/message.ts'
import { makePartitions } from '../../src/domains/webhooks/messages/partition-statements.ts'
import { newId } from '../../src/platform/ids.ts'
import { openMailer, type MailPlan } from '../../src/platform/mail.ts'
import { cloneDatabases } from '../support/databases.ts'
import { startMailServer } from '../support/mail-server.ts'

type Event = NonNullable<Awaited<ReturnType<ReturnType<MailsOptions['events']>['get']>>>

export const eventId = 'evt_01jz3t5m8qf0vab9x2k4c7d6eh'
const ticketTypeId = 'tkt_01jz3t5m8qf0vab9x2k4c7d6eh'
export const buyerId = 'usr_01jz3t5m8qf0vab9x2k4c7d6eh'
const organizerId = 'usr_01jz3t5m8qf0vab9x2k4c7d6ex'
const at = new Date('2030-05-01T10:00:00Z')

export type MailRoom = Awaited<ReturnType<typeof openMailRoom>>

export async function openMailRoom() {
  const databases = await cloneDatabases()
  const knex = databases.bookings.knex
  await makePartitions(knex)
  const server = await startMailServer()
  const facts = {
    event: anEvent(),
    profiles: new Map([[buyerId, 'buyer@example.com']]),
    /** Who has shown that they read mail at their address. */
    verified: new Set<string>(),
    bookings: new Map<string, Booking>(),
    entries: new Map<string, WaitlistEntry>(),
    waiters: [] as Waiter[],
    notified: [] as string[],
    /** Thrown by whoever notes that a buyer was told. */
    trouble: undefined as Error | undefined,
  }
  const plan: MailPlan = {
    kind: 'smtp',
    host: '127.0.0.1',
    port: server.port,
    isTls: false,
    needsTls: false,
    user: undefined,
    password: undefined,
    from: 'Evently <tickets@example.com>',
  }
  const silent = pino({ level: 'silent' })
  const mailer = await openMailer(plan, silent)
  /** Waits so long for a mail server that says nothing. */
  const impatient = await openMailer(plan, silent, { sendMsMax: 400 })
  const { papers } = createTicketPapers({
    keys: createCodeKeys(['t'.repeat(48)]),
    events: () => ({ get: async () => facts.event }),
    get: async () => expect.fail('nobody asks by id'),
    publicUrl: 'https://tickets.example.com',
  })
  const records = createBookingRecords(databases.bookings, { find: async id => facts.bookings.get(id) })

  /** Another process on the same database. */
  const newProcess = (own: Partial<MailsOptions> = {}, log: Logger = silent) =>
    createMails({
      database: databases.bookings,
      records: () => ({ ...records, confirmedLike: async () => undefined }),
      papers: () => papers,
      events: () => ({ get: async () => facts.event }),
      users: () => ({
        profilesOf: async ids =>
          ids.flatMap(id => {
            const email = facts.profiles.get(id)
            return email === undefined ? [] : [{ id, name: 'Ada', email, emailVerified: facts.verified.has(id) }]
          }),
        profileOfEmail: async email => {
          const [id] = [...facts.profiles].find(([, known]) => known === email) ?? []
          return id === undefined ? undefined : { id, name: 'Ada', email }
        },
      }),
      inventory: () => ({
        waitlistEntry: async id => facts.entries.get(id),
        waitersOf: async (_event, { afterSeq, limit }) =>
          facts.waiters.filter(({ seq }) => seq > afterSeq).slice(0, limit),
        noteNotified: async ({ id }) => {
          if (facts.trouble) throw facts.trouble
          facts.notified.push(id)
        },
      }),
      mailer,
      publicUrl: 'https://tickets.example.com',
      to: 'on',
      registry: new Registry(),
      log,
      ...own,
    })
  const mails = newProcess()

  return {
    databases,
    knex,
    server,
    facts,
    records,
    mailer,
    impatient,
    mails,
    newProcess,
    append: (messages: readonly NewMessage[], process = mails) =>
      knex.transaction(transaction => createAppend(process.consumers)(transaction, messages)),
    /** Sends what is due, and hands over what has arrived since the last time. */
    async sent(process = mails) {
      while (await process.fanOutDue()) continue
      while (await process.sendDue()) continue
      return server.received.splice(0)
    },
    waiting: () => knex('mails').orderBy(['priority', 'created_at', 'id']).select('id', 'type', 'attempts', 'sent_at'),
    /** Brings everything's turn, by the only clock that counts. */
    async hurry() {
      for (const table of ['mails', 'event_mails'])
        await knex(table).update({ due_at: knex.raw(`now() - interval '1 second'`) })
    },
    async close() {
      await Promise.all([mailer.close(), impatient.close()])
      await server.close()
      await databases.close()
    },
  }
}

export const messageIdOf = ({ content }: { content: string }) => /^Message-ID: (.+)$/m.exec(content)![1]!
export const subjectOf = ({ content }: { content: string }) => /^Subject: (.+)$/m.exec(content)![1]!

export function anEvent(over: Partial<Event> = {}): Event {
  return {
    id: eventId,
    title: 'Tea & <Jazz>',
    category: 'music',
    tags: [],
    status: 'published',
    venue: {
      id: 'ven_01jz3t5m8qf0vab9x2k4c7d6eh',
      name: 'The Hall',
      address: 'Ring 1',
      city: 'Vienna',
      country: 'AT',
      timezone: 'Europe/Vienna',
      version: 1,
      createdAt: at.toISOString(),
      updatedAt: at.toISOString(),
    },
    startsAt: '2030-06-01T18:00:00.000Z',
    endsAt: '2030-06-01T20:30:00.000Z',
    timezone: 'Europe/Vienna',
    capacity: 100,
    ticketTypes: [
      { id: ticketTypeId, name: 'Standing', priceMinor: 4500, currency: 'EUR', sales: 'open', available: 5 },
    ],
    availableSeats: 5,
    waitlistOpen: false,
    organizerId,
    version: 3,
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
    ...over,
  } as Event
}

export const aBooking = (over: Partial<Booking> = {}): Booking => ({
  id: newId('bkg'),
  reservationId: newId('rsv'),
  expiredReservationId: null,
  eventId,
  test: false,
  buyer: { userId: buyerId },
  status: 'confirmed',
  items: [{ ticketTypeId, quantity: 2, unitPriceMinor: 4500 }],
  quantity: 2,
  totalMinor: 9000,
  currency: 'EUR',
  promotionId: null,
  payment: null,
  refund: null,
  refunds: [],
  disputes: [],
  cancellations: [],
  keptMinor: 0,
  externalId: null,
  metadata: null,
  tickets: ['AAAA-1111', 'BBBB-2222'].map(code => ({
    id: newId('tic'),
    ticketTypeId,
    code,
    status: 'valid',
    serial: 1,
    holder: null,
    answers: null,
  })),
  failure: null,
  createdAt: at,
  confirmedAt: at,
  cancelledAt: null,
  fence: 1,
  attempts: 0,
  ageMs: 0,
  ...over,
})

export const aRefund = {
  id: 'ref_1',
  key: 'ref_1',
  status: 'succeeded',
  amountMinor: 9000,
  askedMinor: null,
  reason: null,
  attempts: 1,
  nextAttemptAt: null,
  origin: 'cancellation',
  note: null,
  tickets: null,
  createdAt: at,
} as const

export const anEntry = (over: Partial<WaitlistEntry> = {}): WaitlistEntry => ({
  id: newId('wle'),
  eventId,
  userId: buyerId,
  quantity: 2,
  acceptFewer: false,
  passedOver: 0,
  status: 'offered',
  position: 0,
  offer: { quantity: 2, expiresAt: '2030-05-01T10:10:00.000Z' },
  createdAt: at.toISOString(),
  ...over,
})

/** A message about a booking or a waitlist entry, for its buyer unless said otherwise. */
export const aMessage = (
  type: string,
  { id }: Pick<Booking | WaitlistEntry, 'id'>,
  { data = {}, ...over }: Partial<NewMessage> = {},
): NewMessage => ({
  id: newId('msg'),
  accountId: buyerId,
  type,
  resource: { type: id.startsWith('bkg_') ? 'booking' : 'waitlist_entry', id, version: 3 },
  eventId,
  test: false,
  data: { id, eventId, userId: buyerId, ...data },
  occurredAt: at,
  ...over,
})

/** A ticket of the booking was given to somebody else. */
export const aTransfer = (booking: Booking, over: Partial<NewMessage> = {}): NewMessage => {
  const { id, serial } = booking.tickets[0]!
  return aMessage('ticket.transferred', booking, {
    resource: { type: 'ticket', id, version: serial },
    data: { id, bookingId: booking.id, serial },
    ...over,
  })
}

/** A message about the event, for its organizer. */
export const anEventMessage = (type: string, { data = {}, ...over }: Partial<NewMessage> = {}): NewMessage => ({
  id: newId('msg'),
  accountId: organizerId,
  type,
  resource: { type: 'event', id: eventId, version: 3 },
  eventId,
  test: false,
  data: { id: eventId, ...data },
  occurredAt: new Date(),
  ...over,
})
