// What is sent of the values that a caller gives: nothing is turned into something else in silence.
import { expect } from 'chai'
import type { QueryInput, QueryOf } from '../src/index.ts'
import { faultOf, withServer } from './support/scripted-server.ts'
import type { Scene } from './support/scripted-server.ts'

const time = new Date('2030-06-01T20:30:00.250+02:00')
const instant = '2030-06-01T18:30:00.250Z'
const page = { data: [], hasMore: false, nextCursor: null }
const withAnything = (test: (scene: Scene) => Promise<void>) => withServer(() => ({ json: page }), {}, test)

describe('sdk: a query', () => {
  const sent: [what: string, query: unknown, text: string][] = [
    ['nothing that is undefined or null', { city: null, q: undefined, limit: 5 }, '?limit=5'],
    ['nothing at all', { city: null, q: undefined }, ''],
    ['neither of them in a list', { ids: ['a', null, undefined, 'b'] }, '?ids=a&ids=b'],
    ['a Date in UTC', { startsAfter: time }, `?startsAfter=${encodeURIComponent(instant)}`],
    ['Dates in a list', { at: [time, 'x'] }, `?at=${encodeURIComponent(instant)}&at=x`],
    ['numbers and booleans', { limit: 0, minPrice: 1e21, open: false }, '?limit=0&minPrice=1e%2B21&open=false'],
    ['an empty text', { q: '' }, '?q='],
    ['the word null', { q: 'null' }, '?q=null'],
    ['a large whole number', { limit: 12n }, '?limit=12'],
  ]
  for (const [what, query, text] of sent)
    it(`sends ${what}`, () =>
      withAnything(async ({ client, asked }) => {
        await client.events.list(query as QueryOf<'events.list'>)
        await client.raw({ method: 'GET', path: '/api/v1/events', query: query as QueryInput })
        expect(asked.map(({ path }) => path)).to.deep.equal([`/api/v1/events${text}`, `/api/v1/events${text}`])
      }))

  const shape = 'must be a string, a number, a boolean, a Date or an array of these.'
  const refused: [what: string, query: unknown, message: string][] = [
    ['an invalid Date', { startsAfter: new Date('x') }, 'startsAfter must be a valid Date of the years 0 to 9999.'],
    ['a Date that has no RFC 3339', { at: [new Date(8e15)] }, 'at must be a valid Date of the years 0 to 9999.'],
    ['NaN', { limit: NaN }, 'limit must be a finite number; it is NaN.'],
    ['Infinity', { limit: -Infinity }, 'limit must be a finite number; it is -Infinity.'],
    ['an object', { city: { name: 'Hamburg' } }, `city ${shape}`],
    ['a list in a list', { city: [['Hamburg']] }, `city ${shape}`],
    ['a function', { city: () => 'Hamburg' }, `city ${shape}`],
    ['a symbol', { city: Symbol('Hamburg') }, `city ${shape}`],
  ]
  for (const [what, query, message] of refused)
    it(`refuses ${what} by the parameter's name`, () =>
      withAnything(async ({ client, asked }) => {
        const fault = await faultOf(client.events.list(query as QueryOf<'events.list'>))
        expect(fault).to.be.instanceOf(TypeError)
        expect((fault as TypeError).message).to.equal(message)
        expect(asked).to.deep.equal([])
      }))
})

describe('sdk: a body', () => {
  it('sends a Date in UTC, null as null, and nothing that is undefined', () =>
    withAnything(async ({ client, asked }) => {
      const changes = { salesStartAt: time, salesEndAt: null, name: undefined }
      await client.ticketTypes.update('evt_1', 'tkt_1', changes, { ifMatch: 1 })
      expect(asked[0]?.body).to.deep.equal({ salesStartAt: instant, salesEndAt: null })
    }))

  const refused: [what: string, body: unknown, message: string][] = [
    ['an invalid Date', { salesEndAt: new Date('x') }, 'salesEndAt must be a valid Date of the years 0 to 9999.'],
    ['one that lies deeper', { a: [{ at: new Date(8e15) }] }, 'at must be a valid Date of the years 0 to 9999.'],
    ['NaN, which JSON makes null', { capacity: NaN }, 'capacity must be a finite number; it is NaN.'],
    ['Infinity', { items: [{ quantity: Infinity }] }, 'quantity must be a finite number; it is Infinity.'],
    ['a body that is an invalid Date', new Date('x'), 'The body must be a valid Date of the years 0 to 9999.'],
  ]
  for (const [what, body, message] of refused)
    it(`refuses ${what}`, () =>
      withAnything(async ({ client, asked }) => {
        const fault = await faultOf(client.request('events.update', { path: { eventId: 'evt_1' }, body }))
        expect(fault).to.be.instanceOf(TypeError)
        expect((fault as TypeError).message).to.equal(message)
        expect(asked).to.deep.equal([])
      }))
})
