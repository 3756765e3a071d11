// A ticket is scanned and given to somebody else at the same moment: one comes first and decides the other. The control
// looks first and writes then, and the same check sees that both have had their way.
import { expect } from 'chai'
import { nextTicketCode } from '../../src/domains/bookings/attendees/ticket-codes.ts'
import { createBookingsAudit } from '../../src/domains/bookings/audit.ts'
import type { Booking } from '../../src/domains/bookings/booking.ts'
import { createCodeKeys } from '../../src/domains/bookings/codes/code-keys.ts'
import { createDoorService } from '../../src/domains/bookings/door/service.ts'
import { createBookingsStore } from '../../src/domains/bookings/store.ts'
import { createTicketsService } from '../../src/domains/bookings/tickets/service.ts'
import { createTicketsStore } from '../../src/domains/bookings/tickets/store.ts'
import { refusalOfTransfer } from '../../src/domains/bookings/tickets/transfer-rules.ts'
import { newId } from '../../src/platform/ids.ts'
import { Problem } from '../../src/platform/problems.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'

const races = 150
const holder = { name: 'Grace Hopper' }

describe('a transfer and a scan at the same moment', function () {
  this.timeout(60_000)
  let databases: TestDatabases
  const eventId = newId('evt')
  const caller = { userId: newId('usr'), role: 'organizer' } as never
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())

  async function sell(): Promise<Booking> {
    const { knex } = databases.bookings
    const [id, user_id, ticket_type_id] = [newId('bkg'), newId('usr'), newId('tkt')]
    await knex('bookings').insert({
      ...{ id, user_id, event_id: eventId, reservation_id: newId('rsv'), status: 'confirmed', items: '[]' },
      ...{ quantity: 1, total_minor: 0, currency: 'EUR' },
    })
    await knex('tickets').insert({ id: newId('tic'), user_id, booking_id: id, ticket_type_id, code: nextTicketCode() })
    return (await createBookingsStore(databases.bookings).find(id))!
  }

  const door = () =>
    createDoorService({
      database: databases.bookings,
      access: { admitOrganizer: async () => {}, runs: async () => true },
      keys: createCodeKeys(['t'.repeat(48)]),
    })
  function tickets() {
    const store = createBookingsStore(databases.bookings)
    return createTicketsService({
      database: databases.bookings,
      bookings: {
        get: async (_, id) => (await store.find(id))!,
        getReservation: async () => Promise.reject(new Error()),
      },
      events: () => ({ get: async () => ({ status: 'published' }) as never }),
    })
  }
  const scanOf = (code: string) => ({ code, scanId: newId('req'), at: undefined, device: undefined })

  /** Undefined: it was refused. */
  const orRefused = <Result>(work: Promise<Result>): Promise<Result | undefined> =>
    work.catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'ticket_not_transferable') return undefined
      throw error
    })

  /** Both have had their way: who has come in has no ticket any more, and somebody else has it. */
  const isTorn = (verdict: string, isTransferred: boolean) => (verdict === 'admitted') === isTransferred

  it('are decided by the lock: either somebody comes in with the code, or it is void', async () => {
    const [atDoor, service] = [door(), tickets()]
    const outcomes = await Promise.all(
      Array.from({ length: races }, async (_, n) => {
        const booking = await sell()
        const [{ id: ticketId, code }] = booking.tickets as [Booking['tickets'][number]]
        const request = { bookingId: booking.id, ticketId, holder, answers: undefined }
        const scan = () => atDoor.checkIn(caller, eventId, [scanOf(code)])
        const give = () => orRefused(service.transfer(caller, request, undefined))
        const [[checkIn], given] =
          n % 2 === 0
            ? await Promise.all([scan(), give()])
            : await Promise.all([give(), scan()]).then(([second, first]) => [first, second] as const)
        if (given)
          expect((await atDoor.checkIn(caller, eventId, [scanOf(given.ticket.code)]))[0]!.verdict).to.equal('admitted')
        expect((await atDoor.checkIn(caller, eventId, [scanOf(code)]))[0]!.verdict).to.equal(
          given ? 'void' : 'already_admitted',
        )
        return { verdict: checkIn!.verdict, isTransferred: given !== undefined }
      }),
    )
    expect(outcomes.filter(({ verdict, isTransferred }) => isTorn(verdict, isTransferred))).to.deep.equal([])
    const { checks } = await createBookingsAudit(databases.bookings).auditPage({ part: 'bookings' })
    const ofTickets = checks.filter(({ name }) => ['serials-match-transfers', 'admissions-match-scans'].includes(name))
    expect(ofTickets.map(({ violations }) => violations)).to.deep.equal([[], []])
  })

  it('would both have their way if each looked first and wrote then (the control)', async () => {
    const booking = await sell()
    const [{ id, code }] = booking.tickets as [Booking['tickets'][number]]
    const store = createTicketsStore(databases.bookings.pool)
    const [ticket] = await store.lock(booking, [id]) // on a pool, so nothing is kept
    const [checkIn] = await door().checkIn(caller, eventId, [scanOf(code)])
    const isTransferable = refusalOfTransfer(ticket!) === undefined
    if (isTransferable)
      await store.transfer({
        ...{ booking, ticket: ticket!, code: nextTicketCode(), holder, answers: null, byOrganizer: false },
        ...{ transferredAt: new Date(), messageId: newId('msg') },
      })
    expect(isTorn(checkIn!.verdict, isTransferable)).to.equal(true)
  })

  it('of ten transfers at once each is one more, and the last code alone is good', async () => {
    const [booking, service, atDoor] = [await sell(), tickets(), door()]
    const [{ id: ticketId, code }] = booking.tickets as [Booking['tickets'][number]]
    const request = { bookingId: booking.id, ticketId, holder, answers: undefined }
    await Promise.all(Array.from({ length: 10 }, () => service.transfer(caller, request, undefined)))
    const moves = await databases.bookings.knex('ticket_transfers').where({ ticket_id: ticketId }).orderBy('serial')
    expect(moves.map(({ serial }) => serial as number)).to.deep.equal([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(moves[0]!.former_code).to.equal(code)
    const now = (await createBookingsStore(databases.bookings).find(booking.id))!.tickets[0]!
    expect(now.serial).to.equal(11)
    const codes = [...moves.map(({ former_code }) => former_code as string), now.code]
    const said = await atDoor.checkIn(caller, eventId, codes.map(scanOf))
    expect(said.map(({ verdict }) => verdict)).to.deep.equal([...moves.map(() => 'void'), 'admitted'])
  })
})
