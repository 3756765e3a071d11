// `evently api`: fields typed by the contract, bodies from files and stdin, all pages as one.
import { expect } from 'chai'
import { aPage, aReservation, anEvent } from './support/factories.ts'
import { withTerminal } from './support/terminal.ts'

const env = { EVENTLY_API_KEY: 'evk_test' }
const event = anEvent().id
const reserve = { 'POST /api/v1/bookings/reserve': { status: 201, json: aReservation() } }

describe('evently api', () => {
  it('fills path and query by the contract', () =>
    withTerminal({ [`GET /api/v1/admin/events/${event}/movements`]: { json: aPage([]) } }, async ({ run, asked }) => {
      const { code, stdout } = await run(
        ['api', 'inventory.listMovements', '-f', `eventId=${event}`, '-f', 'limit=3'],
        { env },
      )
      expect(code).to.equal(0)
      expect(JSON.parse(stdout)).to.deep.equal(aPage([]))
      expect(asked[0]?.query).to.deep.equal({ limit: '3' })
    }))

  it('refuses a field that the contract wants otherwise, does not know or misses', () =>
    withTerminal({}, async ({ run, asked }) => {
      for (const args of [
        ['events.list', '-f', 'limit=three'],
        ['events.list', '-f', 'available=maybe'],
        ['events.list', '-f', 'colour=red'],
        ['events.get'],
        ['events.list', '-f', 'nothing'],
      ]) {
        expect((await run(['api', ...args])).code, args.join(' ')).to.equal(2)
      }
      expect(asked).to.deep.equal([])
    }))

  it('makes a body of fields: values as they look, raw ones as text, deeper ones by brackets', () =>
    withTerminal(reserve, async ({ run, asked }) => {
      await run(
        [
          'api',
          'bookings.reserve',
          '-f',
          `eventId=${event}`,
          '-f',
          'items[][ticketTypeId]=tkt_1',
          '-f',
          'items[][quantity]=2',
          '-f',
          'items[][ticketTypeId]=tkt_2',
          '-f',
          'items[][quantity]=1',
          '-r',
          'buyer[reference]=4711',
          '-f',
          'buyer[name]=Ada',
        ],
        { env },
      )
      expect(asked[0]?.body).to.deep.equal({
        eventId: event,
        items: [
          { ticketTypeId: 'tkt_1', quantity: 2 },
          { ticketTypeId: 'tkt_2', quantity: 1 },
        ],
        buyer: { reference: '4711', name: 'Ada' },
      })
    }))

  it('takes the body from stdin, and sends the key it is given', () =>
    withTerminal(reserve, async ({ run, asked }) => {
      await run(['api', 'bookings.reserve', '--input', '-', '--idempotency-key', 'mine'], {
        env,
        stdin: '{"eventId":"evt_1","quantity":1}',
      })
      expect(asked[0]?.body).to.deep.equal({ eventId: 'evt_1', quantity: 1 })
      expect(asked[0]?.headers['idempotency-key']).to.equal('mine')
    }))

  it('does not read stdin unless told to', () =>
    withTerminal({ 'GET /api/v1/events': { json: aPage([]) } }, async ({ run }) => {
      expect((await run(['api', 'events.list'], { stdin: '/api/v1/somewhere-else' })).code).to.equal(0)
    }))

  it('calls any path, and prints all pages as one', () =>
    withTerminal(
      {
        'GET /api/v1/events': ({ query }) => ({
          json: query['cursor'] ? aPage([anEvent({ title: 'Second' })]) : aPage([anEvent()], 'next'),
        }),
      },
      async ({ run, asked }) => {
        const { code, stdout } = await run([
          'api',
          'get',
          '/api/v1/events?city=Hamburg',
          '-f',
          'category=music',
          '-f',
          'constructor=x',
          '--paginate',
        ])
        expect(code).to.equal(0)
        expect(JSON.parse(stdout).data.map((event: { title: string }) => event.title)).to.deep.equal([
          'Night of Strings',
          'Second',
        ])
        expect(asked[1]?.query).to.deep.equal({
          city: 'Hamburg',
          category: 'music',
          constructor: 'x',
          limit: '100',
          cursor: 'next',
        })
      },
    ))
})
