import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'chai'
import { readDocument } from '../../src/contract/document.ts'
import type { OperationId } from '../../src/contract/types.ts'
import { validatorsIn } from '../../src/contract/validation.ts'

const eventId = 'evt_01jz3t5m8qf0vab9x2k4c7d6eh'
const ticketTypeId = 'tkt_01jz3t5m8qf0vab9x2k4c7d6eh'
const venueId = 'ven_01jz3t5m8qf0vab9x2k4c7d6eh'
const items = [{ ticketTypeId, quantity: 2 }]
const venue = { name: 'Harbour Hall', city: 'Hamburg', country: 'DE', timezone: 'Europe/Berlin' }
const ticketTypes = [{ name: 'Balcony', priceMinor: 6500, currency: 'EUR' }]
const event = {
  title: 'Night of Strings',
  category: 'music',
  startsAt: '2030-06-01T18:30:00.000Z',
  endsAt: '2030-06-01T21:00:00.000Z',
  capacity: 120,
}

interface Case {
  readonly id: OperationId
  readonly body: object
  /** The words of each fault; none means the body fits. */
  readonly faults: readonly { readonly pointer: string; readonly keyword: string; readonly message: string }[]
}
const exactlyOne = (message: string) => ({ pointer: '', keyword: 'x-evently-exactly-one', message })

const cases: Readonly<Record<string, Case>> = {
  'a quantity': { id: 'bookings.reserve', body: { eventId, quantity: 2 }, faults: [] },
  'items': { id: 'bookings.reserve', body: { eventId, items }, faults: [] },
  'neither quantity nor items': {
    id: 'bookings.reserve',
    body: { eventId },
    faults: [exactlyOne('must have either quantity or items')],
  },
  'quantity and items': {
    id: 'bookings.reserve',
    body: { eventId, quantity: 2, items },
    faults: [exactlyOne('must have either quantity or items, not both: leave one out')],
  },
  'a known venue': { id: 'events.create', body: { ...event, venueId }, faults: [] },
  'a new venue': { id: 'events.create', body: { ...event, venue }, faults: [] },
  'no venue': { id: 'events.create', body: event, faults: [exactlyOne('must have either venueId or venue')] },
  'two venues': {
    id: 'events.create',
    body: { ...event, venueId, venue },
    faults: [exactlyOne('must have either venueId or venue, not both: leave one out')],
  },
  'a price with its currency': {
    id: 'events.create',
    body: { ...event, venueId, priceMinor: 4500, currency: 'EUR' },
    faults: [],
  },
  'ticket types': { id: 'events.create', body: { ...event, venueId, ticketTypes }, faults: [] },
  'a price without a currency': {
    id: 'events.create',
    body: { ...event, venueId, priceMinor: 4500 },
    faults: [{ pointer: '/currency', keyword: 'x-evently-all-or-none', message: 'is required with priceMinor' }],
  },
  'a currency without a price': {
    id: 'events.create',
    body: { ...event, venueId, currency: 'EUR' },
    faults: [{ pointer: '/priceMinor', keyword: 'x-evently-all-or-none', message: 'is required with currency' }],
  },
  'ticket types and a price': {
    id: 'events.create',
    body: { ...event, venueId, ticketTypes, priceMinor: 4500, currency: 'EUR' },
    faults: [
      {
        pointer: '',
        keyword: 'x-evently-at-most-one',
        message: 'must not have both ticketTypes and priceMinor: leave one out',
      },
    ],
  },
}

describe('properties that belong together or exclude each other', () => {
  for (const [name, { id, body, faults }] of Object.entries(cases)) {
    it(`${id} with ${name}: ${faults.length === 0 ? 'fits' : faults[0]!.message}`, () => {
      expect(validatorsIn('evently')(id).body!(structuredClone(body))).to.deep.equal(faults)
    })
  }

  it('is what the published document says to somebody who knows standard keywords alone', () => {
    const document = readDocument('evently')
    const standard = new Ajv2020({ strict: false, validateFormats: false })
    standard.addSchema(document, 'document')
    const names: Partial<Record<OperationId, string>> = {
      'bookings.reserve': 'ReserveBody',
      'events.create': 'EventToMake',
    }
    for (const [name, { id, body, faults }] of Object.entries(cases)) {
      const isValid = standard.validate(`document#/components/schemas/${names[id]}`, body)
      expect(isValid, name).to.equal(faults.length === 0)
    }
  })

  for (const name of ['evently', 'internal'] as const) {
    it(`is said without bare lists of required properties, which generators of clients can't read: ${name}`, () => {
      const bare = bareRequiredIn(readDocument(name))
      expect(bare).to.deep.equal([])
      expect(bareRequiredIn({ x: { properties: {}, oneOf: [{ required: ['a'] }] } }), 'the control').to.have.length(1)
    })
  }
})

/** Every `oneOf` or `anyOf` with a member that has nothing but `required`. */
function bareRequiredIn(node: unknown): unknown[] {
  if (node === null || typeof node !== 'object') return []
  const { oneOf = [], anyOf = [] } = node as { oneOf?: object[]; anyOf?: object[] }
  const isBare = [...oneOf, ...anyOf].some(member => Object.keys(member).join() === 'required')
  return [...(isBare ? [node] : []), ...Object.values(node).flatMap(bareRequiredIn)]
}
