// `evently book`: what it asks, what it gives back, and what it says when a payment fails.
import { tmpdir } from 'node:os'
import { expect } from 'chai'
import type { TestServer } from '@evently/sdk/testing'
import { withPerson } from './support/at-terminal.ts'
import type { AtTerminal } from './support/at-terminal.ts'
import { aReservation, anEvent } from './support/factories.ts'
import { packedCli } from './support/packed-cli.ts'
import { openPty } from './support/pty.ts'
import type { Pty } from './support/pty.ts'
import { aProblem, startScriptedServer } from './support/scripted-server.ts'
import { withTerminal } from './support/terminal.ts'

const bookingId = 'bkg_01jz3t5m8qf0vab9x2k4c7d6eh'

const seats = (server: TestServer, id: string) => server.event(id).availableSeats
const sent = ({ writes }: AtTerminal) => writes().map(({ operation }) => operation)

describe('evently book', () => {
  const addEvent = (server: TestServer) =>
    server.addEvent({ title: 'Night of Strings', capacity: 10, priceMinor: 4500, currency: 'EUR' })

  it('shows the price, asks, and books', () =>
    withPerson({}, async at => {
      const { id } = addEvent(at.server)
      const pty = await at.evently(['book', id, '-q', '2', '--token', 'tok_ok'])
      const shown = await pty.shows('Book for 90.00 EUR?')
      expect(shown).to.match(/Event: +Night of Strings/)
      expect(shown).to.match(/Total: +90\.00 EUR/)
      pty.type('y\r')
      expect((await pty.ended).code).to.equal(0)
      expect(pty.screen()).to.match(/Status: +confirmed/)
      expect(seats(at.server, id)).to.equal(8)
    }))

  describe('with a code', () => {
    const [event, reservation] = [anEvent(), aReservation()]
    const sold = { ...reservation, subtotalMinor: 4500, discountMinor: 900, totalMinor: 3600 }
    const script = {
      [`GET /api/v1/events/${event.id}`]: { json: event },
      'POST /api/v1/bookings/reserve': { status: 201, json: sold },
      'POST /api/v1/bookings/confirm': aProblem('payment_required'),
    }
    const book = (...more: string[]) => ['book', event.id, '-q', '1', '--yes', '--promotion-code', 'early', ...more]
    const env = { EVENTLY_API_KEY: 'evk_test' }

    for (const [what, type] of Object.entries({ 'one that the event shows': undefined, 'a hidden one': 'tkt_hidden' }))
      it(`reserves seats of ${what}, and does not know the price before`, () =>
        withTerminal(script, async ({ run, asked }) => {
          const { code, stderr } = await run(book(...(type ? ['--ticket-type', type] : [])), { env })
          const { body } = asked.find(({ path }) => path.endsWith('/reserve'))!
          const items = [{ ticketTypeId: type ?? event.ticketTypes[0]!.id, quantity: 1 }]
          expect(body).to.deep.equal({ eventId: event.id, items, promotionCode: 'early' })
          expect(stderr).to.contain('Pay with --token')
          expect(code).to.equal(3)
        }))
  })

  it('asks for the seats and the token that are missing', () =>
    withPerson({}, async at => {
      const { id } = addEvent(at.server)
      const pty = await at.evently(['book', id])
      await pty.shows('Seats')
      pty.type('0\r')
      await pty.shows('"0" is not a number of seats')
      pty.type('\u00153\r')
      await pty.shows('Payment token')
      pty.type('tok_ok\r')
      await pty.shows('Book for 135.00 EUR?')
      pty.type('y\r')
      expect((await pty.ended).code).to.equal(0)
      expect(seats(at.server, id)).to.equal(7)
    }))

  for (const [what, answer] of Object.entries({ 'a no': 'n\r', 'Ctrl-C': '\u0003' }))
    it(`gives the seats back after ${what}`, () =>
      withPerson({}, async at => {
        const { id } = addEvent(at.server)
        const pty = await at.evently(['book', id, '-q', '2', '--token', 'tok_ok'])
        await pty.shows('Book for')
        expect(seats(at.server, id)).to.equal(8)
        pty.type(answer)
        expect((await pty.ended).code).to.equal(130)
        expect(pty.screen()).to.contain('Cancelled: the seats are given back.')
        expect(seats(at.server, id)).to.equal(10)
        expect(sent(at)).to.deep.equal(['bookings.reserve', 'bookings.releaseReservation'])
      }))

  it('gives the seats back that Ctrl-C finds on their way', async () => {
    let pty: Pty | undefined
    const server = await startScriptedServer({
      [`GET /api/v1/events/${anEvent().id}`]: { json: anEvent() },
      'POST /api/v1/bookings/reserve': () => {
        pty?.signal('SIGINT')
        return { status: 201, json: aReservation() }
      },
      [`DELETE /api/v1/bookings/reservations/${aReservation().id}`]: { status: 204 },
    })
    const env = { PATH: process.env['PATH'], EVENTLY_BASE_URL: server.url, EVENTLY_API_KEY: 'evk_test', HOME: tmpdir() }
    try {
      pty = openPty([await packedCli(), 'book', anEvent().id, '-q', '2', '--token', 'tok_ok'], { env })
      expect((await pty.ended).code).to.equal(130)
      expect(pty.state().hasCursor).to.equal(true)
      expect(server.asked.map(({ method }) => method)).to.deep.equal(['GET', 'POST', 'DELETE'])
    } finally {
      pty?.kill()
      await server.close()
    }
  })

  it('keeps the seats held after a declined payment, and says how to pay in another way', () =>
    withPerson({}, async at => {
      const { id } = addEvent(at.server)
      const pty = await at.evently(['book', id, '-q', '2', '--token', 'tok_declined', '--yes'])
      expect((await pty.ended).code).to.equal(6)
      expect(pty.screen()).to.match(/Pay in another way: evently bookings confirm --reservation\s+rsv_/)
      expect(pty.screen()).to.match(/Or give them back: evently bookings release rsv_/)
      expect(seats(at.server, id)).to.equal(8)
    }))

  it('says what to look at while nobody knows whether it is paid, and gives nothing back', () =>
    withTerminal(
      {
        [`GET /api/v1/events/${anEvent().id}`]: { json: anEvent() },
        'POST /api/v1/bookings/reserve': { status: 201, json: aReservation() },
        'POST /api/v1/bookings/confirm': aProblem('payment_outcome_unknown', { bookingId, retryAfterSeconds: 300 }),
      },
      async ({ run, asked }) => {
        const command = ['book', anEvent().id, '--quantity', '2', '--token', 'tok_ok']
        const { code, stderr } = await run(command, { env: { EVENTLY_API_KEY: 'evk_test' } })
        expect(code).to.equal(9)
        expect(stderr).to.contain(
          `Do not pay again: see what has become of it with \`evently bookings get ${bookingId}\``,
        )
        expect(asked.map(({ method }) => method)).not.to.include('DELETE')
      },
    ))

  it('buys once under one key', () =>
    withPerson({}, async at => {
      const { id } = addEvent(at.server)
      for (let n = 0; n < 2; n++) {
        const command = ['book', id, '-q', '2', '--token', 'tok_ok', '--yes', '--idempotency-key', 'order-4711']
        const pty = await at.evently(command)
        expect((await pty.ended).code, pty.screen()).to.equal(0)
      }
      expect(seats(at.server, id)).to.equal(8)
    }))

  it('knows a ticket type by its name, asks which one, and lists them where nobody can be asked', () =>
    withPerson({}, async at => {
      const ticketTypes = [
        { name: 'VIP', priceMinor: 12000, currency: 'EUR' },
        { name: 'Standard', priceMinor: 4500, currency: 'EUR' },
      ]
      const { id } = at.server.addEvent({ capacity: 10, ticketTypes })
      const named = await at.evently(['book', id, '-q', '1', '--ticket-type', 'VIP', '--token', 'tok_ok'])
      await named.shows('Book for 120.00 EUR?')
      named.press('ctrlC')
      await named.ended
      const chosen = await at.evently(['book', id, '-q', '1', '--token', 'tok_ok'])
      await chosen.shows('VIP, 120.00 EUR')
      chosen.press('down')
      chosen.press('enter')
      await chosen.shows('Book for 45.00 EUR?')
      chosen.press('ctrlC')
      await chosen.ended
      const alone = await at.evently(['book', id, '--no-input'])
      expect((await alone.ended).code).to.equal(2)
      expect(alone.screen()).to.contain('--ticket-type, --quantity and --token are needed')
    }))
})
