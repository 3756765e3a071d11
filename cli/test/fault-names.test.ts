// Faults of requests, by the names that were typed.
import { fileURLToPath } from 'node:url'
import { operations } from '@evently/sdk'
import type { OperationId } from '@evently/sdk'
import { Config } from '@oclif/core'
import { expect } from 'chai'
import { faultText, type TypedNames } from '../src/fault-names.ts'
import { globalFlags } from '../src/global-flags.ts'
import { contractDocument } from './support/contract-document.ts'
import type { ContractDocument, Schema } from './support/contract-document.ts'

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
    ['/ticketTypes/0/priceMinor', ofEvent, '--ticket-type: the 1st, price'],
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
    ['/header/If-Match', ofTicketType, 'The If-Match header'],
    ['/header/If-Match', { flags: ['if-match'], args: [] }, '--if-match'],
    ['/header/Idempotency-Key', { flags: ['idempotency-key'], args: [] }, '--idempotency-key'],
    ['/path/apiKeyId', { flags: [], args: ['key'] }, 'KEY'],
    ['/path/webhookEndpointId', { flags: ['endpoint'], args: ['delivery'] }, '--endpoint'],
    ['/path/deliveryId', { flags: ['endpoint'], args: ['delivery'] }, 'DELIVERY'],
    ['/path/waitlistEntryId', { flags: [], args: ['entry'] }, 'ENTRY'],
    ['/items/0/ticketTypeId', ofReservation, '--item: the 1st, ticket type'],
    ['/venue/location/lat', ofEvent, 'venue.location.lat'],
    ['/payment', ofConfirm, '--token'],
    ['/advanceSeconds', { flags: ['seconds', 'minutes'], args: ['event'] }, '--seconds'],
    ['/disabled', { flags: ['enable', 'disable'], args: ['endpoint'] }, '--disable'],
    ['/newPassword', { flags: ['password-stdin'], args: [] }, 'The new password'],
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

  /** What no flag and no argument can say: files alone can, and the profile. */
  const named: readonly string[] = [
    'The current password',
    'The new password',
    "The session's refresh token",
    'at',
    'cancellationPolicy',
    'holder',
    'holders',
    'language',
    'metadata',
    'questions',
    'scanId',
    'scans',
    'ticketIds',
    'translations',
    'venue.location',
    'venue.location.lat',
    'venue.location.lon',
    'waitlistPolicy',
    'waitlistPolicy.order',
    'waitlistPolicy.skipMax',
  ]

  it('has a flag or an argument for its place, in whichever command and wherever in the request it is', async () => {
    const { commands } = await Config.load(fileURLToPath(new URL('../..', import.meta.url)))
    const document = await contractDocument()
    const others = new Set<string>()
    for (const { id, flags, args } of commands) {
      const found = Object.entries(operations).find(([, { cli }]) => cli === id.replaceAll(':', ' '))
      if (!found) continue
      const own = Object.keys(flags).filter(name => !(name in globalFlags))
      const typed = { flags: own, args: Object.keys(args) }
      for (const pointer of placesOf(document, found[0] as OperationId)) {
        if (/^\/query\/(limit|cursor|after|separator|bom)$/.test(pointer)) continue
        const text = faultText({ pointer, message: 'is wrong' }, typed)
        const [, name = ''] = /^(.+?)(?:: .+)? is wrong$/.exec(text) ?? []
        const isTyped = own.includes(name.slice(2)) || typed.args.includes(name.toLowerCase())
        if (!isTyped) others.add(name)
      }
    }
    expect([...others].sort()).to.deep.equal([...named].sort())
  })

  /** Flags that say how a request is sent, how its answer is shown, and what is done before and after. */
  const around = /^(dry-run|print|yes|all|columns|csv|file|wait|wait-seconds|from|password-stdin|keep|offline)$/
  /** Flags that say a part of the request in other words than its name, each with the part. */
  const inOtherWords: Readonly<Record<string, readonly string[]>> = {
    'auth logout': ['local'],
    'auth set-password': ['password'],
    'bookings set-holders': ['name', 'email', 'answer'],
    'events advance': ['minutes', 'hours', 'days'],
    'events watch': ['count'],
    'users delete': ['password'],
    'users update': ['password'],
    'webhooks update': ['enable'],
  }

  it('has a part of the request for every flag, so that none says what its operation does not take', async () => {
    const { commands } = await Config.load(fileURLToPath(new URL('../..', import.meta.url)))
    const document = await contractDocument()
    const others: Record<string, string[]> = {}
    for (const { id, flags, args } of commands) {
      const name = id.replaceAll(':', ' ')
      const found = Object.entries(operations).find(([, { cli }]) => cli === name)
      if (!found) continue
      const own = Object.keys(flags).filter(flag => !(flag in globalFlags) && !around.test(flag))
      const typed = { flags: own, args: Object.keys(args) }
      const places = placesOf(document, found[0] as OperationId)
      const said = new Set(places.map(pointer => faultText({ pointer, message: '' }, typed).split(/[ :]/)[0]))
      const unknown = own.filter(flag => !said.has(`--${flag.replace(/^remove-/, '')}`))
      if (unknown.length > 0) others[name] = unknown
    }
    expect(others).to.deep.equal(inOtherWords)
  })
})

/** Every place of a request that the contract could find fault with. */
function placesOf(document: ContractDocument, id: OperationId): readonly string[] {
  const { parameters, idempotent, ifMatch } = operations[id]
  return [
    ...placesIn(document, document.bodySchemaOf(id) ?? {}, ''),
    ...parameters.map(({ in: place, name }) => `/${place}/${name}`),
    ...(idempotent ? ['/header/Idempotency-Key'] : []),
    ...(ifMatch ? ['/header/If-Match'] : []),
  ]
}

function placesIn(document: ContractDocument, given: Schema, at: string): readonly string[] {
  const schema = document.resolved(given)
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap(key => (schema[key] as Schema[] | undefined) ?? [])
  const all = [schema, ...parts.map(document.resolved)].map(part => part['properties'])
  const properties = Object.assign({}, ...all) as Record<string, Schema>
  return [
    ...(at === '' ? [] : [at]),
    ...Object.entries(properties).flatMap(([name, inner]) => placesIn(document, inner, `${at}/${name}`)),
    ...(schema['items'] === undefined ? [] : placesIn(document, schema['items'] as Schema, `${at}/1`)),
  ]
}
