// The guest list by ticket, over HTTP: what it says, its pages and filters, its table, and what has changed since, for
// who keeps a copy.
import { expect } from 'chai'
import {
  aBooking,
  anAccount,
  anEvent,
  expectProblem,
  expectStatus,
  theAdmin,
  type Account,
} from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Guest {
  readonly id: string
  readonly bookingId: string
  readonly code: string
  readonly serial: number
  readonly admitted: boolean
  readonly status: string
}
interface Page {
  readonly data: readonly Guest[]
  readonly hasMore: boolean
  readonly nextCursor: string | null
  readonly after: string
}
type Event = Awaited<ReturnType<typeof anEvent>>
type Booking = Awaited<ReturnType<typeof aBooking>>

describe('the guest list by ticket', function () {
  this.timeout(30_000)
  let server: TestServer
  let event: Event
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close()) // fails if an answer did not fit the contract
  const questions = [{ id: 'diet', label: 'What do you eat?', kind: 'text', required: false }]
  beforeEach(async () => {
    event = await anEvent(server, { capacity: 1_000, questions })
  })

  const list = (query: object = {}, by: Pick<Account, 'token'> = event.organizer, headers = {}) =>
    server.call('GET', `/admin/events/${event.id}/tickets`, { token: by.token, query: query as never, headers })
  const page = async (query: object = {}): Promise<Page> => expectStatus(await list(query), 200).body
  const ticketsOf = (booking: Booking) => booking['tickets'] as [Guest, ...Guest[]]
  const act = async (method: string, path: string, { token }: Pick<Account, 'token'>, body?: object) =>
    expectStatus(await server.call(method, path, { token, ...(body && { body }) }), 200)
  const transfer = (booking: Booking, { id }: Guest, name = 'Grace Hopper') =>
    act('POST', `/bookings/${booking.id}/tickets/${id}/transfer`, booking.buyer, { holder: { name } })
  const cancel = ({ id, buyer }: Booking) => act('DELETE', `/bookings/${id}`, buyer)
  const admit = ({ code }: Guest) =>
    act('POST', `/admin/events/${event.id}/check-ins`, event.organizer, { code, scanId: `scan-${code}` })

  /** All pages, and where changes are to be asked for from then on. */
  async function read(query: object = {}) {
    const guests: Guest[] = []
    for (let at = await page(query); ; at = await page({ ...query, cursor: at.nextCursor })) {
      guests.push(...at.data)
      if (!at.hasMore) return { guests, after: at.after }
    }
  }

  it('says of each ticket what it is, whose it is, who comes with it, and whether they have come', async () => {
    const booking = await aBooking(server, event, { quantity: 2 })
    const [one, two] = ticketsOf(booking)
    const { body: profile } = await act('GET', '/users/profile', booking.buyer)
    const holder = { name: 'Grace Hopper', email: 'grace@example.com' }
    const tickets = [{ ticketId: one.id, holder, answers: { diet: 'vegan' } }]
    await act('PATCH', `/bookings/${booking.id}/holders`, booking.buyer, { tickets })
    const { body: checkIn } = await admit(one)
    const shared = {
      bookingId: booking.id,
      ticketTypeId: event.ticketTypes[0]!.id,
      ticketTypeName: 'General Admission',
      serial: 1,
      status: 'valid',
      userId: booking.buyer.id,
      buyer: { name: profile.name, email: booking.buyer.email },
    }
    const { data, hasMore, nextCursor } = await page()
    expect([data, hasMore, nextCursor]).to.deep.equal([
      [
        { ...shared, id: two!.id, code: two!.code, admitted: false },
        {
          ...{ ...shared, id: one.id, code: one.code, holder, answers: { diet: 'vegan' } },
          ...{ admitted: true, admittedAt: checkIn.scannedAt },
        },
      ],
      false,
      null,
    ])
  })

  it("is for the event's organizer and admins", async () => {
    expectStatus(await list({}, await theAdmin(server)), 200)
    expectProblem(await list({}, await anAccount(server, { role: 'organizer' })), 'event_not_found')
    expectProblem(await list({}, await anAccount(server)), 'forbidden')
  })

  it('comes in pages, newest booking first, each ticket once', async () => {
    const buyer = await anAccount(server)
    const all: string[] = []
    for (const quantity of [3, 1, 4])
      all.push(...ticketsOf(await aBooking(server, event, { buyer, quantity })).map(({ id }) => id))
    for (const limit of [1, 2, 3, 100])
      expect((await read({ limit })).guests.map(({ id }) => id)).to.deep.equal([...all].reverse())
    const { nextCursor: cursor } = await page({ limit: 1 })
    expectProblem(await list({ limit: 1, status: 'valid', cursor }), 'invalid_cursor')
    expectProblem(await list({ after: 'nonsense' }), 'invalid_cursor')
  })

  it('has only tickets in a status, of a type, of a buyer, that have come or not', async () => {
    const types = ['Standing', 'Balcony'].map(name => ({ name, priceMinor: 0, currency: 'EUR' }))
    event = await anEvent(server, { priceMinor: undefined, currency: undefined, ticketTypes: types })
    const [standing, balcony] = event.ticketTypes
    const bought = (ticketTypeId: string) => aBooking(server, event, { ticketTypeId })
    const [one, two, gone] = [await bought(standing!.id), await bought(balcony!.id), await bought(balcony!.id)]
    await cancel(gone)
    await admit(ticketsOf(one)[0])
    const found = async (query: object) => (await page(query)).data.map(({ bookingId }) => bookingId)
    expect(await found({})).to.deep.equal([gone.id, two.id, one.id])
    expect(await found({ status: 'valid' })).to.deep.equal([two.id, one.id])
    expect(await found({ status: 'cancelled' })).to.deep.equal([gone.id])
    expect(await found({ ticketTypeId: balcony!.id, status: 'valid' })).to.deep.equal([two.id])
    expect(await found({ admitted: true })).to.deep.equal([one.id])
    expect(await found({ admitted: false, status: 'valid' })).to.deep.equal([two.id])
    expect(await found({ buyer: 'customer-1' })).to.deep.equal([])
  })

  describe('as a table', () => {
    const table = (query: object = {}) => list(query, event.organizer, { accept: 'text/csv' })

    it('has a row for each ticket and a column for each question; a formula stays text', async () => {
      const booking = await aBooking(server, event)
      const [{ id, code, ...ticket }] = ticketsOf(booking)
      const { body: profile } = await act('GET', '/users/profile', booking.buyer)
      const holder = { name: '=1+1', email: 'grace@example.com' }
      const tickets = [{ ticketId: id, holder, answers: { diet: 'fish, "raw"\nor cooked' } }]
      await act('PATCH', `/bookings/${booking.id}/holders`, booking.buyer, { tickets })
      const { headers, text } = expectStatus(await table(), 200)
      expect(headers['content-type']).to.equal('text/csv; charset=utf-8')
      expect(headers['content-disposition']).to.contain(`filename="${String(event['title'])}, guests.csv"`)
      const columns =
        'ticketId,bookingId,ticketTypeId,ticketTypeName,code,serial,status,holderName,holderEmail,userId,buyerReference,' +
        'buyerName,buyerEmail,admittedAt,answers.diet'
      const row = [
        ...[id, booking.id, event.ticketTypes[0]!.id, 'General Admission', code, '1', ticket.status, `'=1+1`],
        ...['grace@example.com', booking.buyer.id, '', profile.name, booking.buyer.email, ''],
        '"fish, ""raw""\nor cooked"',
      ].join(',')
      expect(text).to.equal(`${columns}\r\n${row}\r\n`)
    })

    it('has semicolons, a byte order mark and fewer tickets where that is asked for', async () => {
      const [kept, gone] = [await aBooking(server, event), await aBooking(server, event)]
      await cancel(gone)
      const { text } = expectStatus(await table({ separator: 'semicolon', bom: true, status: 'valid' }), 200)
      const path = `/api/v1/admin/events/${event.id}/tickets?bom=true`
      const headers = { accept: 'text/csv', authorization: `Bearer ${event.organizer.token}` }
      const bytes = await (await fetch(`${server.url}${path}`, { headers })).arrayBuffer()
      expect([...new Uint8Array(bytes, 0, 4)]).to.deep.equal([0xef, 0xbb, 0xbf, 't'.charCodeAt(0)])
      expect(text.split('\r\n').map(line => line.split(';')[1])).to.deep.equal(['bookingId', kept.id, undefined])
    })
  })

  describe('for who keeps a copy', () => {
    /** What has changed since, once it has come to that. */
    const changesOf = (after: string, ready: (page: Page) => boolean) =>
      eventually(() => page({ after }), ready, { withinMs: 10_000 })
    const idsOf = ({ data }: Page) => data.map(({ id, status, serial }) => `${id} ${status} ${serial}`)

    it('goes on from its end: with what is sold, transferred, cancelled and let in since, as it is now', async () => {
      const [first, second] = [await aBooking(server, event), await aBooking(server, event, { quantity: 2 })]
      await eventually(
        () => server.databases.bookings.knex('outbox').count({ waiting: '*' }),
        ([row]) => Number(row!['waiting']) === 0,
        { withinMs: 10_000 },
      )
      const { guests, after } = await read({ limit: 2 })
      expect(guests).to.have.length(3)
      expect((await page({ after })).data).to.deep.equal([])

      const third = await aBooking(server, event)
      const sold = await changesOf(after, ({ data }) => data.length > 0)
      expect(idsOf(sold)).to.deep.equal([`${ticketsOf(third)[0].id} valid 1`])
      await transfer(first, ticketsOf(first)[0])
      const moved = await changesOf(sold.after, ({ data }) => data.length > 0)
      expect(idsOf(moved)).to.deep.equal([`${ticketsOf(first)[0].id} valid 2`])
      await cancel(second)
      const cancelled = await changesOf(moved.after, ({ data }) => data.length > 0)
      expect(idsOf(cancelled)).to.have.members(ticketsOf(second).map(({ id }) => `${id} cancelled 1`))
      expect((await page({ after: cancelled.after })).data).to.deep.equal([])
      const [{ id, code }] = ticketsOf(third)
      const body = { code, scanId: 'let-in' }
      const { token } = event.organizer
      expectStatus(await server.call('POST', `/admin/events/${event.id}/check-ins`, { token, body }), 200)
      const letIn = await changesOf(cancelled.after, ({ data }) => data.length > 0)
      expect(letIn.data.map(guest => [guest.id, guest.admitted])).to.deep.equal([[id, true]])

      // From the old place all of it comes, each ticket once and as it is now.
      expect(idsOf(await page({ after }))).to.have.members([...idsOf(sold), ...idsOf(moved), ...idsOf(cancelled)])
      expect(idsOf(await page({ after, status: 'cancelled' }))).to.have.members(idsOf(cancelled))
    })

    it('comes in pages, which never part the tickets of a booking', async () => {
      const { after } = await page()
      const bookings = [await aBooking(server, event, { quantity: 3 }), await aBooking(server, event, { quantity: 2 })]
      await changesOf(after, ({ data }) => data.length === 5)
      const one = await page({ after, limit: 1 })
      expect([one.data.length, one.hasMore]).to.deep.equal([3, true])
      const { guests, after: end } = await read({ after, limit: 1 })
      expect(new Set(guests.map(({ bookingId }) => bookingId))).to.deep.equal(new Set(bookings.map(({ id }) => id)))
      expect(guests).to.have.length(5)
      expect((await page({ after: end })).data).to.deep.equal([])
    })

    it("is refused another event's place, and one whose changes are kept no longer", async () => {
      await aBooking(server, event)
      const { after } = await page()
      const other = await anEvent(server, { organizer: event.organizer })
      const path = `/admin/events/${other.id}/tickets`
      const { token } = event.organizer
      expectProblem(await server.call('GET', path, { token, query: { after } }), 'invalid_cursor')
      await aBooking(server, event)
      await changesOf(after, ({ data }) => data.length > 0)
      await server.databases.bookings.knex('messages').delete()
      expectProblem(await list({ after }), 'activity_gone')
    })

    /** Bookings, transfers and cancellations at once, and a scanner that reads on all the time. */
    async function copyWhile(readOn: (known: ReadonlyMap<string, Guest>, after: string) => Promise<Page>) {
      const buyers = await Promise.all(Array.from({ length: 6 }, () => anAccount(server)))
      const start = await read()
      const copy = new Map(start.guests.map(guest => [guest.id, guest]))
      let { after } = start
      const busy = Promise.all(
        buyers.map(async (buyer, n) => {
          for (let turn = 0; turn < 4; turn++) {
            const booking = await aBooking(server, event, { buyer, quantity: 1 + (turn % 2) })
            if ((turn + n) % 3 === 0) await cancel(booking)
            else await transfer(booking, ticketsOf(booking)[0])
          }
        }),
      )
      let isOver = false
      void busy.finally(() => (isOver = true)).catch(() => {})
      const take = async () => {
        const changes = await readOn(copy, after)
        for (const guest of changes.data) copy.set(guest.id, guest)
        after = changes.after
      }
      while (!isOver) await take()
      await busy
      await eventually(
        () => server.databases.bookings.knex('outbox').count({ waiting: '*' }),
        ([row]) => Number(row!['waiting']) === 0,
        { withinMs: 10_000 },
      )
      for (let n = 0; n < 20; n++) await take()
      const shown = (guests: Iterable<Guest>) =>
        [...guests].map(({ id, code, status }) => `${id} ${code} ${status}`).sort()
      return { copy: shown(copy.values()), list: shown((await read({ limit: 100 })).guests) }
    }

    it('is the list itself in the end, however much happens at once', async () => {
      const { copy, list: all } = await copyWhile((_, after) => page({ after, limit: 5 }))
      expect(copy).to.deep.equal(all)
      expect(all.length).to.be.greaterThan(24)
    })

    it('is not where it only takes what it has never seen (the control)', async () => {
      const { copy, list: all } = await copyWhile(async (known, after) => {
        const { guests } = await read({ limit: 100 })
        return { data: guests.filter(({ id }) => !known.has(id)), hasMore: false, nextCursor: null, after }
      })
      expect(copy).to.not.deep.equal(all)
    })
  })
})
