// Waitlist entries, for people to read.
import type { WaitlistEntry } from '@evently/sdk'
import { metadataText } from '../metadata-input.ts'
import { fields, table } from '../table.ts'
import type { Columns } from '../table.ts'
import { timeText } from '../times.ts'

export const waitlistEntryView = (entry: WaitlistEntry) =>
  fields({
    ID: entry.id,
    Event: entry.eventId,
    'Ticket type': entry.ticketTypeId,
    Status: entry.status,
    Position: positionOf(entry),
    'Passed over': entry.passedOver > 0 ? timesText(entry.passedOver) : undefined,
    Seats: seatsText(entry),
    Offer: entry.offer && offerText(entry.offer),
    Mailed: entry.notifiedAt && timeText(entry.notifiedAt),
    Reservation: entry.reservationId,
    Buyer: entry.buyer?.reference,
    Metadata: metadataText(entry.metadata),
    Joined: timeText(entry.createdAt),
  })

const entryColumns: Columns<WaitlistEntry> = {
  ID: entry => entry.id,
  EVENT: entry => entry.eventId,
  STATUS: entry => entry.status,
  POSITION: positionOf,
  SEATS: seatsText,
  OFFER: entry => entry.offer && offerText(entry.offer),
  BUYER: entry => entry.buyer?.reference,
  JOINED: entry => timeText(entry.createdAt),
}

export const waitlistView = ({ data }: { readonly data: readonly WaitlistEntry[] }) =>
  data.length > 0 ? table(data, entryColumns, { extra: ['EVENT', 'JOINED', 'BUYER'] }) : ''

/** 0 is no position: the entry waits no more. */
function positionOf({ position }: WaitlistEntry): number | undefined {
  return position > 0 ? position : undefined
}

function timesText(times: number): string {
  return times === 1 ? 'once' : `${times} times`
}

function seatsText({ quantity, acceptFewer }: WaitlistEntry): string {
  return acceptFewer && quantity > 1 ? `${quantity} or fewer` : String(quantity)
}

function offerText({ quantity, expiresAt }: NonNullable<WaitlistEntry['offer']>): string {
  return `${quantity} until ${timeText(expiresAt)}`
}
