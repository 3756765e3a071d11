// `evently events watch`: drawn on a terminal, a line for each change elsewhere; over the ends of connections.
import { expect } from 'chai'
import type { Availability, EventStats } from '@evently/sdk'
import { createSoldRate } from '../src/sold-rate.ts'
import { liveSeatsLines } from '../src/views/live-seats.ts'
import { withPerson } from './support/at-terminal.ts'
import { anEvent, aTicketType } from './support/factories.ts'
import { withTerminal } from './support/terminal.ts'

const stats = (own: Partial<EventStats> = {}): EventStats => ({
  eventId: anEvent().id,
  capacity: 120,
  availableSeats: 60,
  pooledSeats: 0,
  heldSeats: 20,
  soldSeats: 40,
  waiting: 3,
  offered: 0,
  revenueMinor: 180_000,
  currency: 'EUR',
  ticketTypes: [],
  tickets: { valid: 40, admitted: 12 },
  ...own,
})
const now = { event: anEvent(), availability: undefined, soldLastMinute: 7, awaySince: undefined }

describe('watching how an event sells', () => {
  for (const columns of [40, 80, 120, 200])
    it(`fits a terminal of ${columns} columns`, () => {
      const event = anEvent({ title: 'Long '.repeat(60), ticketTypes: [aTicketType({ name: 'Balcony '.repeat(20) })] })
      const lines = liveSeatsLines({ ...now, event, stats: stats() }, { columns, hasColours: false })
      expect(Math.max(...lines.map(line => [...line].length))).to.be.at.most(columns)
    })

  it('shows sold, held and free seats in their shares, who waits, and the rate', () => {
    const [vip, standard] = [
      aTicketType({ id: 'tkt_1', name: 'VIP', capacity: 20, available: 0 }),
      aTicketType({ id: 'tkt_2', name: 'Standard', available: 60 }),
    ]
    const ofType = { pooledSeats: 0, revenueMinor: 0 }
    const ticketTypes = [
      { id: 'tkt_1', name: 'VIP', availableSeats: 0, heldSeats: 10, soldSeats: 10, ...ofType },
      { id: 'tkt_2', name: 'Standard', availableSeats: 60, heldSeats: 10, soldSeats: 30, ...ofType },
    ]
    const event = anEvent({ ticketTypes: [vip, standard] })
    const lines = liveSeatsLines({ ...now, event, stats: stats({ ticketTypes }) }, { columns: 72, hasColours: false })
    expect(lines[4]).to.match(/^VIP +10 +10 +0 +20 +█{10}▓{10}$/)
    expect(lines[5]).to.match(/^Standard +30 +10 +60 +120 +█{5}▓{2}░{13}$/)
    expect(lines.join('\n')).to.contain('3 waiting, 7 sold in the last minute, 1800.00 EUR earned')
    const offering = { ...now, event, stats: stats({ ticketTypes, offered: 2 }) }
    expect(liveSeatsLines(offering, { columns: 72, hasColours: false }).join('\n')).to.contain(
      '3 waiting, 2 with an offer, 7 sold',
    )
  })

  it('shows to others than the organizer what is taken and what is free', () => {
    const lines = liveSeatsLines({ ...now, stats: undefined }, { columns: 80, hasColours: false })
    expect(lines.join('\n')).to.contain('▒ taken').and.not.to.contain('SOLD')
  })

  it('has colours only where it may', () => {
    const coloured = liveSeatsLines({ ...now, stats: stats() }, { columns: 80, hasColours: true }).join('\n')
    expect(coloured).to.contain('\u001b[')
  })

  it('counts what was sold within the last minute', () => {
    const rate = createSoldRate()
    rate.see(10, 0)
    expect(rate.lastMinute(0)).to.equal(undefined)
    for (const [ms, sold] of [
      [20_000, 14],
      [50_000, 20],
      [70_000, 21],
      [120_000, 25],
    ] as const)
      rate.see(sold, ms)
    expect(rate.lastMinute(120_000)).to.equal(5) // since 20, seen 70 s before
  })

  it('draws in place, follows the size of the terminal, and gives it back at Ctrl-C', () =>
    withPerson({}, async ({ server, evently }) => {
      const { id } = server.addEvent({ title: 'Night of Strings', capacity: 40 })
      const pty = await evently(['events', 'watch', id])
      await pty.shows('Ctrl-C ends it.')
      expect(pty.state()).to.deep.equal({ isSecondScreen: true, hasCursor: false })
      server.soldOut(id)
      await pty.shows(/ 0 +40/)
      expect(pty.screen().split('Night of Strings')).to.have.length(2)
      pty.resize(60, 12)
      await pty.shows('Ctrl-C ends it.')
      pty.press('ctrlC')
      expect((await pty.ended).code).to.equal(130)
      expect(pty.state()).to.deep.equal({ isSecondScreen: false, hasCursor: true })
      expect(pty.screen()).to.contain('Night of Strings').and.not.to.contain('Ctrl-C ends it.')
      expect(pty.written()).to.contain('\u001b[9') // gray
    }))

  it('gives the terminal back when it is told to end', () =>
    withPerson({}, async ({ server, evently }) => {
      const { id } = server.addEvent({ capacity: 40 })
      const pty = await evently(['events', 'watch', id], { env: { NO_COLOR: '1' } })
      await pty.shows('Ctrl-C ends it.')
      expect(pty.written()).not.to.match(/\u001b\[\d+m/)
      pty.signal('SIGTERM')
      await pty.ended
      expect(pty.state()).to.deep.equal({ isSecondScreen: false, hasCursor: true })
    }))

  const change = (version: number, availableSeats: number): Availability => ({
    eventId: anEvent().id,
    availableSeats,
    waitlistOpen: false,
    ticketTypes: [{ id: aTicketType().id, available: availableSeats, sales: 'open' }],
    version,
  })
  const streamed = (...changes: Availability[]) => ({
    mediaType: 'text/event-stream',
    text: changes.map(one => `id: ${one.version}\nretry: 1\ndata: ${JSON.stringify(one)}\n\n`).join(''),
  })
  const stream = `GET /api/v1/events/${anEvent().id}/stream`

  it('prints a line for each change, and goes on when a connection ends before the event does', () =>
    withTerminal(
      {
        [stream]: ({ headers }) => (headers['last-event-id'] === '1' ? streamed(change(2, 3)) : streamed(change(1, 4))),
        [`GET /api/v1/events/${anEvent().id}`]: { json: anEvent() },
      },
      async ({ run }) => {
        const { code, stdout } = await run(['events', 'watch', anEvent().id, '--count', '2'])
        expect(code).to.equal(0)
        expect(stdout.split('\n').map(line => line.slice(0, 6))).to.deep.equal(['4 left', '3 left', ''])
      },
    ))

  it('ends well when the event is over or was called off, and says which', () =>
    withTerminal(
      {
        [stream]: streamed(change(1, 4)),
        [`GET /api/v1/events/${anEvent().id}`]: { json: anEvent({ status: 'cancelled' }) },
      },
      async ({ run }) => {
        const { code, stderr } = await run(['events', 'watch', anEvent().id])
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: 'Night of Strings was called off.\n' })
      },
    ))
})
