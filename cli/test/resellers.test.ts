// Resellers in the terminal: who else may name buyers at an event, added by email or by id.
import type { Reseller } from '@evently/sdk'
import { expect } from 'chai'
import { aPage, anEvent, aUser } from './support/factories.ts'
import { aProblem } from './support/scripted-server.ts'
import { withTerminal } from './support/terminal.ts'

const env = { EVENTLY_API_KEY: 'evk_test' }
const event = anEvent().id
const account = aUser().id
const path = `/api/v1/admin/events/${event}/resellers`
const shop: Reseller = {
  accountId: account,
  email: 'shop@example.com',
  seatsMax: 50,
  outstandingSeats: 12,
  createdAt: '2030-06-01T18:30:00.000Z',
}
const script = {
  [`GET ${path}`]: { json: aPage([shop]) },
  [`POST ${path}`]: { status: 201, json: { ...shop, outstandingSeats: 0 } },
  [`DELETE ${path}/${account}`]: { status: 204 },
}
const bound = ['--event', event, '--seats-max', '50']

describe('evently resellers', () => {
  it('lists them with what they have outstanding', () =>
    withTerminal(script, async ({ run }) => {
      const { code, stdout, stderr } = await run(['resellers', 'list', event], { env })
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
      expect(stdout.split('\n')[0]).to.match(/^ACCOUNT +EMAIL +OUTSTANDING +SINCE$/)
      expect(stdout).to.match(/shop@example\.com +12\/50 +2030-06-01 18:30 UTC/)
    }))

  for (const [how, flags, who] of [
    ['email', ['--email', 'shop@example.com'], { email: 'shop@example.com' }],
    ['id', ['--account', account], { accountId: account }],
  ] as const)
    it(`adds one by ${how}`, () =>
      withTerminal(script, async ({ run, asked }) => {
        const { code, stdout } = await run(['resellers', 'add', ...bound, ...flags], { env })
        expect(code).to.equal(0)
        expect(stdout).to.contain('0 of at most 50')
        expect(asked.at(-1)?.body).to.deep.equal({ ...who, seatsMax: 50 })
        expect(asked.at(-1)?.headers).to.have.property('idempotency-key')
      }))

  it('asks for either an email or an id', () =>
    withTerminal(script, async ({ run, asked }) => {
      for (const flags of [[], ['--email', 'shop@example.com', '--account', account]])
        expect((await run(['resellers', 'add', ...bound, ...flags], { env })).code).to.equal(2)
      expect(asked).to.deep.equal([])
    }))

  it('removes one', () =>
    withTerminal(script, async ({ run }) => {
      const { code, stderr } = await run(['resellers', 'remove', account, '--event', event, '--yes'], { env })
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: `Removed ${account}.\n` })
    }))

  it('tells a reseller by how much they asked for too much', () =>
    withTerminal(
      {
        'POST /api/v1/bookings/reserve': aProblem('outstanding_seats_exceeded', {
          detail: 'You may ask for 2 more.',
          outstandingSeats: 48,
          seatsMax: 50,
          seatsLeft: 2,
        }),
      },
      async ({ run }) => {
        const args = ['bookings', 'reserve', '--event', event, '--quantity', '3', '--buyer', 'customer-1', '--json']
        const { code, stdout } = await run(args, { env })
        expect(code).to.equal(6)
        expect(JSON.parse(stdout).error).to.deep.include({ code: 'outstanding_seats_exceeded', seatsLeft: 2 })
      },
    ))
})
