// What the mails to buyers say: server/mails/, and what stands for the names in them.
import { readTemplates, type Templates } from '../../../platform/mail-templates.ts'

/** `server/mails/`, seen from `server/dist/src/domains/webhooks/mails/`. */
const folder = new URL('../../../../../mails/', import.meta.url)

/** What every one of them may say of the event. */
export interface EventValues {
  readonly test: boolean
  readonly event: string
  readonly when: string
  readonly venue: string
  readonly link: string
}

/** Null: it was free. */
type Amount = string | null

interface TransferValues {
  readonly ticketType: string
  /** Null: nobody has said a name. */
  readonly holder: string | null
}

/** `picture`: what stands in `src` of an image. */
interface ShownCode {
  readonly code: string
  readonly picture: string
}

export interface BuyerMails {
  readonly 'booking-confirmed': EventValues & {
    readonly items: readonly { readonly quantity: number; readonly ticketType: string }[]
    /** Null: no promotion took anything off. */
    readonly discount: Amount
    readonly total: Amount
    readonly tickets: readonly ({ readonly ticketType: string } & ShownCode)[]
  }
  readonly 'booking-cancelled': EventValues & { readonly quantity: number; readonly refund: Amount }
  readonly 'tickets-cancelled': EventValues & { readonly quantity: number; readonly refund: Amount }
  readonly 'booking-refunded': EventValues & { readonly refund: string }
  readonly 'ticket-transferred': EventValues & TransferValues & (ShownCode | Record<keyof ShownCode, null>)
  readonly 'ticket-received': Omit<EventValues, 'link'> & TransferValues & ShownCode
  readonly 'waitlist-offer': EventValues & { readonly quantity: number; readonly until: string }
  readonly 'offer-expired': EventValues
  readonly 'event-changed': EventValues & { readonly changes: readonly string[] }
  readonly 'event-cancelled': EventValues & { readonly booked: boolean }
}

const event: EventValues = {
  test: true,
  event: 'Summer night',
  when: 'Saturday, 1 June 2030, 20:00–22:30 CEST (UTC+02:00)',
  venue: 'Open air stage, Park 1, Berlin',
  link: 'https://tickets.example.com/bookings/bkg_01jz3t5m8qf0vab9x2k4c7d6eh',
}

const shownCode: ShownCode = { code: 'ABCD-EFGH', picture: 'cid:tic_01jz3t5m8qf0vab9x2k4c7d6eh@evently' }
const transfer = { ticketType: 'Standing', holder: 'Grace Hopper', ...shownCode }

const samples: { readonly [Name in keyof BuyerMails]: BuyerMails[Name] & Readonly<Record<string, unknown>> } = {
  'booking-confirmed': {
    ...event,
    items: [{ quantity: 2, ticketType: 'Standing' }],
    discount: '10.00 EUR',
    total: '90.00 EUR',
    tickets: [{ ticketType: 'Standing', ...shownCode }],
  },
  'booking-cancelled': { ...event, quantity: 2, refund: '90.00 EUR' },
  'tickets-cancelled': { ...event, quantity: 1, refund: '45.00 EUR' },
  'booking-refunded': { ...event, refund: '90.00 EUR' },
  'ticket-transferred': { ...event, ...transfer },
  'ticket-received': { ...event, ...transfer },
  'waitlist-offer': { ...event, quantity: 2, until: 'Saturday, 1 June 2030, 20:31 CEST (UTC+02:00)' },
  'offer-expired': { ...event },
  'event-changed': { ...event, changes: ['time', 'venue'] },
  'event-cancelled': { ...event, booked: true },
}

export type BuyerTemplates = Templates<keyof BuyerMails>
let read: BuyerTemplates | undefined

/** Reads them all, so that one that is missing or wrong stops the start; once for all servers of a process. */
export const readBuyerTemplates = (): BuyerTemplates => (read ??= readTemplates(folder, samples))
