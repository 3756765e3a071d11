// What a mail says, and where it goes: as everything is when it is sent. A mail that has lost its sense goes nowhere.
import type { Shape } from '../../../contract/types.ts'
import type { Attachment, Mail } from '../../../platform/mail.ts'
import type { MailText } from '../../../platform/mail-templates.ts'
import { moneyOf } from '../../../platform/money.ts'
import { momentIn, spanIn } from '../../../platform/zone-times.ts'
import { cancelledSlackSeconds, type Booking, type BookingPapers, type BookingRecords } from '../../bookings/port.ts'
import type { EventsPort } from '../../events/port.ts'
import type { InventoryPort, WaitlistEntry } from '../../inventory/port.ts'
import type { UsersPort } from '../../users/port.ts'
import { wordsOf, type MailType } from './rules.ts'
import type { DueMail } from './store.ts'
import type { BuyerMails, BuyerTemplates, EventValues } from './templates.ts'

export interface ComposeOptions {
  readonly records: () => Pick<BookingRecords, 'find' | 'confirmedLike'>
  readonly papers: () => BookingPapers
  readonly events: () => Pick<EventsPort, 'get'>
  readonly inventory: () => Pick<InventoryPort, 'waitlistEntry'>
  readonly users: () => Pick<UsersPort, 'profilesOf'>
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
  readonly userId: string
  readonly text: MailText
  readonly attachments?: readonly Attachment[]
  readonly secrets?: readonly string[]
}

export function createCompose({ records, papers, events, inventory, users, templates, publicUrl }: ComposeOptions) {
  /** Undefined: it is to be sent to nobody, because it is no longer true, or its buyer has no account here. */
  return async function compose(mail: DueMail): Promise<ComposedMail | undefined> {
    const event = await events().get(mail.eventId)
    const draft = event && (await draftOf(mail, event))
    if (!draft) return undefined
    const [profile] = await users().profilesOf([draft.userId])
    if (!profile) return undefined
    return {
      mail: {
        to: profile.email,
        ...draft.text,
        attachments: draft.attachments ?? [],
        secrets: draft.secrets ?? [],
      },
      isVerified: profile.emailVerified ?? false,
    }
  }

  async function draftOf(mail: DueMail, event: Event): Promise<Draft | undefined> {
    if (mail.type === 'event.updated' && event.status !== 'published') return undefined
    if (!mail.resourceId.startsWith('bkg_')) {
      const entry = await inventory().waitlistEntry(mail.resourceId)
      return entry && !entry.buyer ? aboutEntry(mail, event, entry) : undefined
    }
    const booking = await records().find(mail.resourceId)
    return booking && !booking.buyer.named ? aboutBooking(mail, event, booking) : undefined
  }

  async function aboutBooking(mail: DueMail, event: Event, booking: Booking): Promise<Draft | undefined> {
    const about = (of: Booking = booking) => eventValues(mail, event, `/bookings/${of.id}`)
    const to = { userId: booking.buyer.userId }
    const { refund, currency } = booking
    switch (mail.type) {
      case 'booking.confirmed':
        return booking.status === 'confirmed' ? { ...to, ...(await confirmation(about(), event, booking)) } : undefined
      case 'booking.cancelled': {
        if (isToldByEvent(event, booking)) return undefined
        const values = { quantity: booking.quantity, refund: refund && moneyOf(refund.amountMinor, currency) }
        return { ...to, text: write('booking-cancelled', { ...about(), ...values }) }
      }
      case 'booking.refunded': {
        if (!refund) return undefined
        const values = { ...about(), refund: moneyOf(refund.amountMinor, currency) }
        return { ...to, text: write('booking-refunded', values) }
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
    return text && { userId: entry.userId, text }
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

  /** With a picture of each ticket that is valid by now, and what a calendar takes in. */
  async function confirmation(about: EventValues, event: Event, booking: Booking): Promise<Omit<Draft, 'userId'>> {
    const nameOf = (id: string) => event.ticketTypes.find(type => type.id === id)?.name ?? 'Ticket'
    const { items, totalMinor, currency } = booking
    const codes = await papers().codesOf(booking)
    const tickets = booking.tickets.filter(({ id }) => codes.has(id))
    const text = write('booking-confirmed', {
      ...about,
      items: items.map(({ ticketTypeId, quantity }) => ({ quantity, ticketType: nameOf(ticketTypeId) })),
      total: totalMinor === 0 ? null : moneyOf(totalMinor, currency),
      tickets: tickets.map(({ id, ticketTypeId, code }) => ({
        ticketType: nameOf(ticketTypeId),
        code,
        picture: `cid:${pictureId(id)}`,
      })),
    })
    const pictures = tickets.map(
      ({ id }): Attachment => ({
        fileName: `${id}.png`,
        mediaType: 'image/png',
        content: papers().picture(codes.get(id)!),
        contentId: pictureId(id),
      }),
    )
    return { text, attachments: [...pictures, calendar(event, booking)], secrets: tickets.map(({ code }) => code) }
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

const pictureId = (ticketId: string) => `${ticketId}@evently`

/** Whoever had booked when the event was cancelled gets the event's mail: one, whatever has ended with it. */
function isToldByEvent(event: Event, { cancelledAt }: Booking): boolean {
  if (event.status !== 'cancelled' || !cancelledAt) return false
  return cancelledAt.getTime() >= Date.parse(event.updatedAt) - cancelledSlackSeconds * 1_000
}
