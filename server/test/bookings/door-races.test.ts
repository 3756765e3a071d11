// Twenty scanners at once, some of which scan the same tickets, some of which send everything twice: nobody is admitted
// twice. The control admits as one would without a lock, and the same check sees it.
import { expect } from 'chai'
import { createCodeKeys } from '../../src/domains/bookings/codes/code-keys.ts'
import { readSignedCode } from '../../src/domains/bookings/codes/signed-code.ts'
import { createDoorService } from '../../src/domains/bookings/door/service.ts'
import { createDoorStore } from '../../src/domains/bookings/door/store.ts'
import { judge } from '../../src/domains/bookings/door/verdicts.ts'
import { newTicketCode } from '../../src/domains/bookings/attendees/ticket-codes.ts'
import { newId } from '../../src/platform/ids.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'

const scanners = 20
const ticketsInAll = 5_000
const batch = 50

describe('twenty scanners at one door', function () {
  this.timeout(60_000)
  let databases: TestDatabases
  const eventId = newId('evt')
  const caller = { userId: newId('usr'), role: 'organizer' } as never
  const access = { admitOrganizer: async () => {}, runs: async () => true }
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())

  const keys = createCodeKeys(['t'.repeat(48)])

  /** Codes of valid tickets, in bookings of ten; each ticket has one that is looked up, and one that is signed. */
  async function sell(tickets: number): Promise<readonly { readonly code: string; readonly signed: string }[]> {
    const { knex } = databases.bookings
    const codes = Array.from({ length: tickets }, newTicketCode)
    const bookings = Array.from({ length: Math.ceil(tickets / 10) }, () => ({
      id: newId('bkg'),
      user_id: newId('usr'),
    }))
    await knex.batchInsert(
      'bookings',
      bookings.map(({ id, user_id }) => ({
        ...{ id, user_id, event_id: eventId, reservation_id: newId('rsv'), status: 'confirmed', items: '[]' },
        ...{ quantity: 10, total_minor: 0, currency: 'EUR' },
      })),
    )
    const ids = codes.map(() => newId('tic'))
    await knex.batchInsert(
      'tickets',
      codes.map((code, n) => {
        const { id, user_id } = bookings[Math.floor(n / 10)]!
        return { id: ids[n]!, user_id, booking_id: id, ticket_type_id: newId('tkt'), code }
      }),
    )
    return Promise.all(
      codes.map(async (code, n) => ({ code, signed: await keys.codeOf(eventId, { id: ids[n]!, serial: 1 }) })),
    )
  }

  const shuffled = <Item>(items: readonly Item[], by: number) =>
    items.map((_, n) => items[(n * 7 + by * 131) % items.length]!)

  it('admit each of 5,000 tickets once, whoever asks, and however often', async () => {
    const codes = await sell(ticketsInAll)
    const door = createDoorService({ database: databases.bookings, access, keys })
    // Each ticket is scanned at four of the doors.
    const share = (ticketsInAll / scanners) * 4
    const said = await Promise.all(
      Array.from({ length: scanners }, async (_, scanner) => {
        const from = (ticketsInAll / scanners) * scanner
        const own = shuffled(
          Array.from({ length: share }, (__, n) => codes[(from + n) % ticketsInAll]!),
          scanner + 1,
        )
        // Some read the picture and some the text: it is one ticket all the same.
        const scans = own.map(({ code, signed }, n) => ({
          code: (scanner + n) % 3 === 0 ? code : signed,
          scanId: `${scanner}-${n}`,
          at: undefined,
          device: `${scanner}`,
        }))
        const answers = []
        for (let at = 0; at < scans.length; at += batch) {
          const some = scans.slice(at, at + batch)
          const [first, again] = await Promise.all([
            door.checkIn(caller, eventId, some),
            door.checkIn(caller, eventId, some),
          ])
          expect(again).to.deep.equal(first)
          answers.push(...first)
        }
        return answers
      }),
    )
    const admitted = said.flat().filter(({ verdict }) => verdict === 'admitted')
    expect(said.flat()).to.have.length(ticketsInAll * 4)
    expect(new Set(admitted.map(({ ticket }) => ticket!.id)).size).to.equal(ticketsInAll)
    expect(admitted).to.have.length(ticketsInAll)
    expect(await createDoorStore(databases.bookings.pool).counts(eventId)).to.deep.equal({
      valid: ticketsInAll,
      admitted: ticketsInAll,
    })
    const { rows: told } = await databases.bookings.pool.query<{ id: string }>(
      "select resource ->> 'id' as id from outbox where type = 'ticket.checked_in'",
    )
    expect(told).to.have.length(ticketsInAll)
    expect(new Set(told.map(({ id }) => id)).size, 'each admission is told once').to.equal(ticketsInAll)
  })

  it('would admit some twice if they looked first and wrote then (the control)', async () => {
    const [{ code, signed }] = (await sell(1)) as [{ code: string; signed: string }]
    const store = createDoorStore(databases.bookings.pool)
    const facts = (await store.ticketsById([readSignedCode(signed)!.ticketId])).values().next().value!
    expect((await store.ticketsOf([code])).get(code)).to.deep.equal({ ...facts, codeSerial: 1 })
    let open: () => void
    const allHaveLooked = new Promise<void>(resolve => (open = resolve))
    let looked = 0
    const verdicts = await Promise.all(
      Array.from({ length: scanners }, async (_, scanner) => {
        const state = (await store.lock([facts])).get(facts.id)
        if (++looked === scanners) open()
        await allHaveLooked
        return judge(
          state && { ...state, codeSerial: state.serial },
          { code: signed, scanId: `c-${scanner}`, at: undefined, device: undefined },
          new Date(),
        ).verdict
      }),
    )
    expect(verdicts.filter(verdict => verdict === 'admitted').length).to.be.greaterThan(1)
  })
})
