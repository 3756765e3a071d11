// Promotions in the terminal: codes that an organizer makes, changes, lists and deletes, and that a buyer gives.
import type { Promotion } from '@evently/sdk'
import { expect } from 'chai'
import { aPage, anEvent, aReservation } from './support/factories.ts'
import { withTerminal } from './support/terminal.ts'

const env = { EVENTLY_API_KEY: 'evk_test' }
const event = anEvent({ timezone: 'Europe/Berlin' })
const path = `/api/v1/admin/events/${event.id}/promotions`
const early: Promotion = {
  id: 'prm_01jz3t5m8qf0vab9x2k4c7d6eh',
  eventId: event.id,
  code: 'EARLY-10',
  kind: 'discount',
  status: 'active',
  percent: 20,
  uses: 37,
  usesMax: 100,
  createdAt: '2030-04-01T09:00:00.000Z',
  updatedAt: '2030-04-01T09:00:00.000Z',
}
const script = {
  [`GET /api/v1/events/${event.id}`]: { json: event },
  [`GET ${path}`]: { json: aPage([early]) },
  [`POST ${path}`]: { status: 201, json: early },
  [`PATCH ${path}/${early.id}`]: { json: { ...early, usesMax: 200 } },
  [`DELETE ${path}/${early.id}`]: { status: 204 },
}

describe('evently promotions', () => {
  it('lists them with how often they are used', () =>
    withTerminal(script, async ({ run }) => {
      const { code, stdout, stderr } = await run(['promotions', 'list', event.id], { env })
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
      expect(stdout.split('\n')[0]).to.match(/^ID +CODE +STATUS +GIVES +USES +ENDS$/)
      expect(stdout).to.match(/EARLY-10 +active +20 % off +37 of 100/)
    }))

  const made: readonly [what: string, flags: readonly string[], body: object][] = [
    ['a share', ['--percent', '20', '--uses-max', '100'], { kind: 'discount', percent: 20, usesMax: 100 }],
    ["an amount in the event's currency", ['--amount', '5.00'], { kind: 'discount', amountMinor: 500 }],
    ['access', ['--access', '--ticket-type', 'tkt_1'], { kind: 'access', ticketTypeIds: ['tkt_1'] }],
    [
      "times on the event's clock",
      ['--percent', '5', '--ends-at', '2030-05-01T00:00'],
      { kind: 'discount', percent: 5, endsAt: '2030-04-30T22:00:00.000Z' },
    ],
  ]
  for (const [what, flags, body] of made)
    it(`makes one with ${what}`, () =>
      withTerminal(script, async ({ run, asked }) => {
        const create = ['promotions', 'create', '--event', event.id, '--code', 'EARLY-10', ...flags]
        const { code, stdout } = await run(create, { env })
        expect(code).to.equal(0)
        expect(stdout).to.contain('37 of 100')
        expect(asked.at(-1)?.body).to.deep.equal({ code: 'EARLY-10', ...body })
        expect(asked.at(-1)?.headers).to.have.property('idempotency-key')
      }))

  it('asks for one thing that it does, and for numbers', () =>
    withTerminal(script, async ({ run, asked }) => {
      const create = ['promotions', 'create', '--event', event.id, '--code', 'X']
      for (const flags of [[], ['--percent', '5', '--access'], ['--percent', '5', '--amount', '1.00']])
        expect((await run([...create, ...flags], { env })).code).to.equal(2)
      expect((await run([...create, '--percent', '5', '--uses-max', 'many'], { env })).code).to.equal(2)
      expect(asked).to.deep.equal([])
    }))

  it('changes what is named, and takes away what is none', () =>
    withTerminal(script, async ({ run, asked }) => {
      const update = ['promotions', 'update', early.id, '--event', event.id]
      const { code } = await run([...update, '--uses-max', '200', '--ends-at', 'none', '--ticket-type', 'none'], {
        env,
      })
      expect(code).to.equal(0)
      expect(asked.at(-1)?.body).to.deep.equal({ usesMax: 200, endsAt: null, ticketTypeIds: null })
      expect((await run(update, { env })).code).to.equal(2)
    }))

  it('deletes one', () =>
    withTerminal(script, async ({ run }) => {
      const { code, stderr } = await run(['promotions', 'delete', early.id, '--event', event.id, '--yes'], { env })
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: `Deleted ${early.id}.\n` })
    }))

  it('are given with a reservation and with the acceptance of an offer', () => {
    const reservation = aReservation({ subtotalMinor: 9_000, discountMinor: 1_800, totalMinor: 7_200 })
    const accept = 'POST /api/v1/waitlist/wle_01jz3t5m8qf0vab9x2k4c7d6eh/accept'
    const answer = { status: 201, json: reservation }
    return withTerminal({ 'POST /api/v1/bookings/reserve': answer, [accept]: answer }, async ({ run, asked }) => {
      const code = ['--promotion-code', 'early 10']
      const reserved = await run(['bookings', 'reserve', '--event', event.id, '--quantity', '2', ...code], { env })
      expect(reserved.stdout).to.match(/Discount: +18\.00 EUR\nTotal: +72\.00 EUR/)
      expect(asked.at(-1)?.body).to.deep.equal({ eventId: event.id, quantity: 2, promotionCode: 'early 10' })
      expect((await run(['waitlist', 'accept', 'wle_01jz3t5m8qf0vab9x2k4c7d6eh', ...code], { env })).code).to.equal(0)
      expect(asked.at(-1)?.body).to.deep.equal({ promotionCode: 'early 10' })
      expect((await run(['waitlist', 'accept', 'wle_01jz3t5m8qf0vab9x2k4c7d6eh'], { env })).code).to.equal(0)
      expect(asked.at(-1)?.body).to.equal(undefined)
    })
  })
})
