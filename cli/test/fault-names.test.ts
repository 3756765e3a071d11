// Faults of requests, by the names that were typed.
import { expect } from 'chai'
import { faultText, type TypedNames } from '../src/fault-names.ts'

const ofEvent: TypedNames = {
  flags: [
    'title',
    'tag',
    'venue',
    'venue-name',
    'city',
    'starts-at',
    'ends-at',
    'capacity',
    'price',
    'currency',
    'ticket-type',
    'external-id',
  ],
  args: [],
}
const ofReservation: TypedNames = { flags: ['event', 'quantity', 'item', 'buyer', 'buyer-email'], args: [] }
const ofConfirm: TypedNames = { flags: ['reservation', 'token', 'provider'], args: [] }
const ofList: TypedNames = { flags: ['starts-after', 'max-price', 'event', 'limit'], args: [] }
const ofSearch: TypedNames = { flags: ['query', 'near', 'radius-km'], args: [] }
const ofTicketType: TypedNames = { flags: ['event', 'price', 'sales-end-at', 'max-per-user'], args: ['ticket-type'] }

describe('a fault of a request', () => {
  const faults: readonly [pointer: string, typed: TypedNames, name: string][] = [
    ['/title', ofEvent, '--title'],
    ['/tags/1', ofEvent, '--tag: the 2nd'],
    ['/venueId', ofEvent, '--venue'],
    ['/venue/name', ofEvent, '--venue-name'],
    ['/venue/city', ofEvent, '--city'],
    ['/startsAt', ofEvent, '--starts-at'],
    ['/capacity', ofEvent, '--capacity'],
    ['/priceMinor', ofEvent, '--price'],
    ['/ticketTypes/0/priceMinor', ofEvent, '--ticket-type: the 1st, price-minor'],
    ['/ticketTypes/3/capacity', ofEvent, '--ticket-type: the 4th, capacity'],
    ['/externalId', ofEvent, '--external-id'],
    ['/waitlistPolicy/order', ofEvent, 'waitlistPolicy.order'],
    ['/eventId', ofReservation, '--event'],
    ['/items/1/quantity', ofReservation, '--item: the 2nd, quantity'],
    ['/buyer/reference', ofReservation, '--buyer'],
    ['/buyer/email', ofReservation, '--buyer-email'],
    ['/payment/token', ofConfirm, '--token'],
    ['/payment/provider', ofConfirm, '--provider'],
    ['/reservationId', ofConfirm, '--reservation'],
    ['/query/startsAfter', ofList, '--starts-after'],
    ['/query/eventId', ofList, '--event'],
    ['/query/q', ofSearch, '--query'],
    ['/query/radiusKm', ofSearch, '--radius-km'],
    ['/path/ticketTypeId', ofTicketType, 'TICKET-TYPE'],
    ['/path/eventId', ofTicketType, '--event'],
    ['/path/eventId', { flags: [], args: ['event'] }, 'EVENT'],
    ['/path/venueId', { flags: [], args: ['id'] }, 'ID'],
    ['/header/If-Match', ofTicketType, 'the If-Match header'],
    ['/venue/name', { flags: [], args: [] }, 'venue.name'],
  ]
  for (const [pointer, typed, name] of faults) {
    it(`at ${pointer} is said of ${name}`, () =>
      expect(faultText({ pointer, message: 'is required' }, typed)).to.equal(`${name} is required`))
  }

  it('names other flags by their own names too, and the whole request where it is about no one of them', () => {
    expect(faultText({ pointer: '/endsAt', message: 'must be after startsAt' }, ofEvent)).to.equal(
      '--ends-at must be after --starts-at',
    )
    expect(faultText({ pointer: '', message: 'must not have both ticketTypes and priceMinor' }, ofEvent)).to.equal(
      'The request must not have both --ticket-type and --price',
    )
  })
})
