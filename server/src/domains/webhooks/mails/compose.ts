// What a mail says, and where it goes: as everything is when it is sent. A mail that has lost its sense goes nowhere.
import type { Shape } from '../../../contract/types.ts'
import type { Attachment, Mail } from '../../../platform/mail.ts'
import type { MailText } from '../../../platform/mail-templates.ts'
import { moneyOf } from '../../../platform/money.ts'
import { momentIn, spanIn } from '../../../platform/zone-times.ts'
import {
  cancelledSlackSeconds,
  type Booking,
  type BookingPapers,
  type BookingRecords,
  type Ticket,
} from '../../bookings/port.ts'
import type { EventsPort } from '../../events/port.ts'
import type { InventoryPort, WaitlistEntry } from '../../inventory/port.ts'
import type { Profile, UsersPort } from '../../users/port.ts'
import { wordsOf, type MailType } from './rules.ts'
import type { DueMail } from './store.ts'
import type { BuyerMails, BuyerTemplates, EventValues } from './templates.ts'

export interface ComposeOptions {
  readonly records: () => Pick<BookingRecords, 'find' | 'confirmedLike'>
  readonly papers: () => BookingPapers
  readonly events: () => Pick<EventsPort, 'get'>
  readonly inventory: () => Pick<InventoryPort, 'waitlistEntry'>
  readonly users: () => Pick<UsersPort, 'profilesOf' | 'profileOfEmail'>
  readonly templates: BuyerTemplates
  /** The beginning of the links, without a slash at its end. */
  readonly publicUrl: string
}

type Event = Shape<'Event'>

export interface ComposedMail {
  readonly mail: Omit<Mail, 'id'>
  /** Somebody has shown that they read mail there. */
  readonly isVerified: boolean
}

/** What is left to say to whom. */
interface Draft {
  readonly to: { readonly userId: string } | { readonly email: string }
  readonly text: MailText
  readonly attachments?: readonly Attachment[]
  readonly secrets?: readonly string[]
}

type Words = Omit<Draft, 'to'>

export function createCompose({ records, papers, events, inventory, users, templates, publicUrl }: ComposeOptions) {
  /** Undefined: it is to be sent to nobody, because it is no longer true, or its buyer has no account here. */
  return async function compose(mail: DueMail): Promise<ComposedMail | undefined> {
    const event = await events().get(mail.eventId)
    const draft = event && (await draftOf(mail, event))
    if (!draft) return undefined
    const reader = await readerOf(draft.to)
    const { text, attachments = [], secrets = [] } = draft
    return (
      reader && {
        mail: { to: reader.email, ...text, attachments, secrets },
        isVerified: reader.emailVerified ?? false,
      }
    )
  }

  /** Of a holder the email is what there is; an account that has it says whether somebody reads mail there. */
  async function readerOf(to: Draft['to']): Promise<Pick<Profile, 'email' | 'emailVerified'> | undefined> {
    const id = 'userId' in to ? to.userId : (await users().profileOfEmail(to.email))?.id
    const [profile] = id === undefined ? [] : await users().profilesOf([id])
    return 'userId' in to ? profile : { email: to.email, emailVerified: profile?.emailVerified }
  }

  async function draftOf(mail: DueMail, event: Event): Promise<Draft | undefined> {
    if (mail.type === 'event.updated' && event.status !== 'published') return undefined
    if (!mail.resourceId.startsWith('bkg_')) {
      const entry = await inventory().waitlistEntry(mail.resourceId)
      return entry && !entry.buyer ? aboutEntry(mail, event, entry) : undefined
    }
    const booking = await records().find(mail.resourceId)
    if (booking && mail.isToHolder) return toHolder(mail, event, booking)
    return booking && !booking.buyer.named ? aboutBooking(mail, event, booking) : undefined
  }

  async function aboutBooking(mail: DueMail, event: Event, booking: Booking): Promise<Draft | undefined> {
    const about = (of: Booking = booking) => eventValues(mail, event, `/bookings/${of.id}`)
    const to = { to: { userId: booking.buyer.userId } }
    const { refund, currency } = booking
    switch (mail.type) {
      case 'booking.confirmed':
        return booking.status === 'confirmed' ? { ...to, ...(await confirmation(about(), event, booking)) } : undefined
      case 'booking.cancelled': {
        if (isToldByEvent(event, booking)) return undefined
        const values = { quantity: booking.quantity, refund: refund && moneyOf(refund.amountMinor, currency) }
        return { ...to, text: write('booking-cancelled', { ...about(), ...values }) }
      }
      case 'booking.tickets_cancelled': {
        if (isToldByEvent(event, booking)) return undefined
        const cancelled = mail.changes ?? []
        const amountMinor = goingBackFor(booking, cancelled)
        const values = { quantity: cancelled.length, refund: amountMinor > 0 ? moneyOf(amountMinor, currency) : null }
        return { ...to, text: write('tickets-cancelled', { ...about(), ...values }) }
      }
      case 'booking.refunded': {
        const made = booking.refunds.find(({ id }) => id === mail.changes?.[0]) ?? refund
        // What the buyer's own bank has taken back it tells them itself.
        if (!made || made.origin === 'dispute') return undefined
        const values = { ...about(), refund: moneyOf(made.amountMinor, currency) }
        return { ...to, text: write('booking-refunded', values) }
      }
      case 'ticket.transferred': {
        const ticket = transferred(mail, booking)
        return ticket && { ...to, ...(await transferNotice(about(), event, booking, ticket)) }
      }
      case 'event.updated': {
        const valid = booking.status === 'confirmed' ? booking : await records().confirmedLike(booking)
        return (
          valid && { ...to, text: write('event-changed', { ...about(valid), changes: wordsOf(mail.changes ?? []) }) }
        )
      }
      case 'event.cancelled':
        if (booking.status === 'failed') return undefined
        return { ...to, text: write('event-cancelled', { ...about(), booked: true }) }
      default:
        return undefined
    }
  }

  function aboutEntry(mail: DueMail, event: Event, entry: WaitlistEntry): Draft | undefined {
    const about = eventValues(mail, event, `/waitlist/${entry.id}`)
    const text = aboutEntryText(mail, { event, entry, about })
    return text && { to: { userId: entry.userId }, text }
  }

  function aboutEntryText(
    { type, changes }: DueMail,
    { event, entry: { status, offer }, about }: { event: Event; entry: WaitlistEntry; about: EventValues },
  ): MailText | undefined {
    const isActive = status === 'waiting' || status === 'offered'
    const texts: Partial<Record<MailType, () => MailText | undefined>> = {
      'waitlist.offered': () =>
        offer &&
        write('waitlist-offer', {
          ...about,
          quantity: offer.quantity,
          until: momentIn(event.timezone)(new Date(offer.expiresAt)),
        }),
      'waitlist.expired': () => (status === 'expired' ? write('offer-expired', about) : undefined),
      'event.updated': () =>
        isActive ? write('event-changed', { ...about, changes: wordsOf(changes ?? []) }) : undefined,
      'event.cancelled': () => write('event-cancelled', { ...about, booked: false }),
    }
    return texts[type]?.()
  }

  /** Whoever comes with a ticket gets its codes, unless it has been given to somebody else meanwhile. */
  async function toHolder(mail: DueMail, event: Event, booking: Booking): Promise<Draft | undefined> {
    const ticket = transferred(mail, booking)
    const { name, email } = ticket?.holder ?? {}
    if (!ticket || email === undefined) return undefined
    const { link: _, ...about } = eventValues(mail, event, '')
    const { shown, pictures } = await drawn(event, booking, [ticket])
    const text = write('ticket-received', { ...about, holder: name ?? null, ...shown[0]! })
    return { to: { email }, text, attachments: pictures, secrets: [ticket.code] }
  }

  /** A holder who gets no mail hears of the codes from the buyer. */
  async function transferNotice(about: EventValues, event: Event, booking: Booking, ticket: Ticket): Promise<Words> {
    const { name, email } = ticket.holder ?? {}
    const { shown, pictures } = await drawn(event, booking, email === undefined ? [ticket] : [])
    const ticketType = nameOf(event, ticket.ticketTypeId)
    const values = { ...about, ticketType, holder: name ?? email ?? null, ...(shown[0] ?? noCode) }
    return { text: write('ticket-transferred', values), attachments: pictures, secrets: shown.map(({ code }) => code) }
  }

  /** With a picture of each ticket that is valid by now, and what a calendar takes in. */
  async function confirmation(about: EventValues, event: Event, booking: Booking): Promise<Words> {
    const { items, totalMinor, currency } = booking
    const discountMinor = items.reduce(
      (sum, { quantity, unitDiscountMinor = 0 }) => sum + quantity * unitDiscountMinor,
      0,
    )
    const tickets = booking.tickets.filter(({ status }) => status === 'valid')
    const { shown, pictures } = await drawn(event, booking, tickets)
    const text = write('booking-confirmed', {
      ...about,
      items: items.map(({ ticketTypeId, quantity }) => ({ quantity, ticketType: nameOf(event, ticketTypeId) })),
      discount: discountMinor === 0 ? null : moneyOf(discountMinor, currency),
      total: totalMinor === 0 ? null : moneyOf(totalMinor, currency),
      tickets: shown,
    })
    return { text, attachments: [...pictures, calendar(event, booking)], secrets: tickets.map(({ code }) => code) }
  }

  /** Valid tickets, as a mail shows them, and the pictures that go with it. */
  async function drawn(event: Event, booking: Booking, tickets: readonly Ticket[]) {
    const codes = await papers().codesOf({ eventId: booking.eventId, tickets })
    return {
      shown: tickets.map(({ id, ticketTypeId, code }) => ({
        ticketType: nameOf(event, ticketTypeId),
        code,
        picture: `cid:${pictureId(id)}`,
      })),
      pictures: tickets.map(
        ({ id }): Attachment => ({
          fileName: `${id}.png`,
          mediaType: 'image/png',
          content: papers().picture(codes.get(id)!),
          contentId: pictureId(id),
        }),
      ),
    }
  }

  function calendar(event: Event, booking: Booking): Attachment {
    return {
      fileName: 'event.ics',
      mediaType: 'text/calendar; charset=utf-8; method=PUBLISH',
      content: papers().calendarFor(booking, event),
    }
  }

  function eventValues({ test }: DueMail, event: Event, path: string): EventValues {
    const { name, address, city } = event.venue
    return {
      test,
      event: event.title,
      when: spanIn(event.timezone)(new Date(event.startsAt), new Date(event.endsAt)),
      venue: [name, ...(address === undefined ? [] : [address]), city].join(', '),
      link: publicUrl + path,
    }
  }

  function write<Name extends keyof BuyerMails>(name: Name, values: BuyerMails[Name]): MailText {
    return templates(name, { ...values })
  }
}

/** What goes back with the cancellation of these tickets: the refund that is for all of them. */
function goingBackFor({ refunds }: Booking, ticketIds: readonly string[]): number {
  const isFor = (shares: (typeof refunds)[number]['tickets']) =>
    ticketIds.every(id => shares?.some(share => share.id === id))
  return refunds.findLast(({ tickets }) => isFor(tickets))?.amountMinor ?? 0
}

const noCode = { code: null, picture: null }

/** Of a ticket's picture, among the parts of a mail. */
const pictureId = (ticketId: string) => `${ticketId}@evently`

const nameOf = ({ ticketTypes }: Event, id: string) => ticketTypes.find(type => type.id === id)?.name ?? 'Ticket'

/** The ticket of a mail, if it is still as it was then. */
const transferred = ({ ticket }: Pick<DueMail, 'ticket'>, { tickets }: Booking): Ticket | undefined =>
  tickets.find(({ id, serial, status }) => id === ticket?.id && serial === ticket.serial && status === 'valid')

/** Whoever had booked when the event was cancelled gets the event's mail: one, whatever has ended with it. */
function isToldByEvent(event: Event, { cancelledAt }: Booking): boolean {
  if (event.status !== 'cancelled' || !cancelledAt) return false
  return cancelledAt.getTime() >= Date.parse(event.updatedAt) - cancelledSlackSeconds * 1_000
}
