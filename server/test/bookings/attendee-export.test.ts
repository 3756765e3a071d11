// The table of an event's attendees, over HTTP: what it says, what it is called, and that it is sent while it is read.
import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { createAttendeeExport } from '../../src/domains/bookings/attendees/attendee-export.ts'
import { attendeeColumns } from '../../src/domains/bookings/attendees/csv.ts'
import { createBookingsStore } from '../../src/domains/bookings/store.ts'
import { sendChunks } from '../../src/platform/http/answer.ts'
import { problem } from '../../src/platform/problems.ts'
import { aBooking, anAccount, anEvent, expectProblem, expectStatus, type Account } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { problemOf } from './box-office.ts'

describe('the table of attendees', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  const tableOf = (event: { id: string; organizer: Account }, query = {}) =>
    server.call('GET', `/admin/events/${event.id}/bookings`, {
      token: event.organizer.token,
      headers: { accept: 'text/csv' },
      query,
    })

  it('names buyers and ticket types, and has prices and times as people write them', async () => {
    const ticketTypes = [
      { name: 'Stalls; left', priceMinor: 4_500, currency: 'EUR' },
      { name: '=Box', priceMinor: 9_000, currency: 'EUR' },
    ]
    const event = await anEvent(server, { priceMinor: undefined, currency: undefined, ticketTypes })
    const { token } = await anAccount(server, { email: `guest-${event.id}@example.com` })
    const items = event.ticketTypes.map(({ id }, n) => ({ ticketTypeId: id, quantity: n + 1 }))
    const { body: held } = expectStatus(
      await server.call('POST', '/bookings/reserve', { token, body: { eventId: event.id, items } }),
      201,
    )
    const { body: booking } = expectStatus(
      await server.call('POST', '/bookings/confirm', {
        token,
        body: { reservationId: held.id, payment: { token: 'tok_ok' } },
      }),
      201,
    )
    const { text } = expectStatus(await tableOf(event), 200)
    const [header, ...rows] = text.split('\r\n')
    expect(header).to.equal(attendeeColumns.join(','))
    expect(rows.pop(), 'the last row ends as all others').to.equal('')
    expect(rows).to.have.length(3)
    expect(rows.filter(row => row.includes(`,"Stalls; left",`) && row.includes(',45.00,EUR,'))).to.have.length(1)
    expect(rows.filter(row => row.includes(`,'=Box,`) && row.includes(',90.00,EUR,'))).to.have.length(2)
    for (const row of rows) {
      expect(row).to.contain(`,guest-${event.id}@example.com,`)
      const madeAt = row.split(',').at(-4)! // before externalId, metadata and paid
      expect(madeAt).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/) // Vienna
      expect(Date.parse(madeAt)).to.equal(Math.floor(Date.parse(booking.createdAt) / 1_000) * 1_000)
    }
  })

  it('has the separator and the byte order mark that were asked for', async () => {
    const event = await anEvent(server)
    await aBooking(server, event)
    for (const [query, separator, bom] of [
      [{}, ',', ''],
      [{ separator: 'comma', bom: false }, ',', ''],
      [{ separator: 'semicolon' }, ';', ''],
      [{ separator: 'semicolon', bom: true }, ';', '\ufeff'],
    ] as const) {
      const bytes = await bytesOf(`${server.url}/api/v1/admin/events/${event.id}/bookings`, query, event.organizer)
      expect(bytes.toString('utf8').split('\r\n')[0]).to.equal(bom + attendeeColumns.join(separator))
    }
    expectProblem(await tableOf(event, { separator: ';' }), 'validation_failed', ['/query/separator'])
  })

  for (const [title, plain, extended] of [
    ['Night of Strings', 'Night of Strings, attendees.csv', undefined],
    ['Zoë & Friends', 'Zoe & Friends, attendees.csv', "UTF-8''Zo%C3%AB%20%26%20Friends%2C%20attendees.csv"],
    ['音楽', 'attendees.csv', "UTF-8''%E9%9F%B3%E6%A5%BD%2C%20attendees.csv"],
    ['../../etc/passwd', 'etc passwd, attendees.csv', undefined],
    ['a\\b:c*d?e"f<g>h|i%41', 'a b c d e f g h i 41, attendees.csv', undefined],
    ['"\r\nSet-Cookie: x=y', 'Set-Cookie x=y, attendees.csv', undefined],
    ['evil\u202excod.exe', 'evil xcod.exe, attendees.csv', undefined],
    ['a'.repeat(200), `${'a'.repeat(120)}.csv`, undefined],
  ] as const) {
    it(`is saved under a safe name where the event is called ${JSON.stringify(title.slice(0, 40))}`, async () => {
      const event = await anEvent(server)
      // Some of these are refused now, and were taken once.
      await server.databases.events.knex('events').where({ id: event.id }).update({ title })
      const { headers } = expectStatus(await tableOf(event), 200)
      const disposition = String(headers['content-disposition'])
      expect(disposition).to.match(/^attachment; /)
      expect(/ filename="?([^"]*?)"?(;|$)/.exec(disposition)?.[1]).to.match(new RegExp(`${literal(plain)}$`))
      expect(/filename\*=(\S+)/.exec(disposition)?.[1]).to.equal(extended)
      expect(headers['content-type']).to.equal('text/csv; charset=utf-8')
      expect(headers['cache-control']).to.equal('no-store')
    })
  }

  it('is sent in pieces, and to HEAD the head alone', async () => {
    const event = await anEvent(server)
    await aBooking(server, event)
    const { headers } = expectStatus(await tableOf(event), 200)
    expect(headers).to.include({ 'transfer-encoding': 'chunked' }).and.not.to.have.property('content-length')
    const head = await server.call('HEAD', `/admin/events/${event.id}/bookings`, {
      token: event.organizer.token,
      headers: { accept: 'text/csv' },
    })
    expect(expectStatus(head, 200).text).to.equal('')
    expect(head.headers['content-disposition']).to.equal(headers['content-disposition'])
  })

  it('is for the organizer alone', async () => {
    const event = await anEvent(server)
    const other = await anAccount(server, { role: 'organizer' })
    expectProblem(await tableOf({ ...event, organizer: other }), 'event_not_found')
  })
})

describe('a long table of attendees', function () {
  this.timeout(60_000)
  const bookingsCount = 12_000
  const pagesCount = bookingsCount / 500
  const event = { id: 'evt_00000000000000000000000000', timezone: 'UTC', title: 'Long', ticketTypes: [] }
  /** Names that make few bookings more than what lies in a network on the way. */
  const buyers = { ofNoneMissing: async () => () => ({ name: 'n'.repeat(4_000) }) }
  let databases: TestDatabases
  let reads: number
  before(async () => {
    databases = await cloneDatabases()
    await databases.bookings.pool.query(
      `insert into bookings (id, user_id, reservation_id, event_id, status, items, quantity, total_minor, currency)
      select 'bkg_' || lpad(n::text, 26, '0'), 'usr_' || n, 'rsv_' || n, $1, 'confirmed', '[]', 1, 0, 'EUR'
      from generate_series(1, $2::integer) as n`,
      [event.id, bookingsCount],
    )
    await databases.bookings.pool.query(
      `insert into tickets (id, user_id, booking_id, ticket_type_id, code)
      select 'tic_' || lpad(n::text, 26, '0'), 'usr_' || n, 'bkg_' || lpad(n::text, 26, '0'), 'tkt_1', 'code-' || n
      from generate_series(1, $1::integer) as n`,
      [bookingsCount],
    )
    await databases.bookings.pool.query('analyze bookings, tickets, payments, refunds')
  })
  after(() => databases.close())
  beforeEach(() => {
    reads = 0
  })

  const attendees = () => {
    const store = createBookingsStore(databases.bookings)
    const list: typeof store.list = async filter => {
      reads++
      return store.list(filter)
    }
    const events = () => ({ get: async () => event as never })
    return createAttendeeExport({ store: { list }, events, buyers })
  }
  type Send = (request: IncomingMessage, response: ServerResponse, chunks: AsyncIterable<string>) => Promise<void>
  const asProduct: Send = (request, response, chunks) =>
    sendChunks(request, response, { status: 200, head: {}, chunks })
  /** What would do without waiting for its client. */
  const withoutWaiting: Send = async (_request, response, chunks) => {
    for await (const chunk of chunks) response.write(chunk)
    response.end()
  }

  /** A client that has asked for the table and reads nothing of it yet. */
  async function aSlowClient(send: Send) {
    let resolveSent!: (failure: unknown) => void
    const sent = new Promise<unknown>(resolve => {
      resolveSent = resolve
    })
    const server = createServer((request, response) => {
      void attendees()({ eventId: event.id }, { separator: 'comma', bom: false })
        .then(({ chunks }) => send(request, response, chunks))
        .then(resolveSent, resolveSent)
    }).listen(0, '127.0.0.1')
    servers.push(server)
    await once(server, 'listening')
    const asked = httpRequest({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }).end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    answer.pause()
    return {
      answer,
      /** What came of sending it: an error, or undefined. */
      sent,
      hangUp: () => answer.destroy(),
    }
  }
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })
  /** How many pages were read, once no more are. */
  async function readsAtRest() {
    let last = -1
    let same = 0
    await eventually(
      async () => {
        same = reads === last ? same + 1 : 0
        last = reads
        return same
      },
      times => times >= 5,
      { withinMs: 30_000 },
    )
    return reads
  }

  it('is read no faster than its client takes it, and comes as a whole', async () => {
    const client = await aSlowClient(asProduct)
    expect(await readsAtRest()).to.be.lessThan(pagesCount / 2)
    let rows = 0
    for await (const chunk of client.answer) rows += String(chunk).split('\n').length - 1 // chunks may end within CRLF
    expect(rows).to.equal(bookingsCount + 1)
    expect(reads).to.equal(pagesCount + 1)
    expect(await client.sent).to.equal(undefined)
  })

  it('would be in memory as a whole if nobody waited for the client', async () => {
    await aSlowClient(withoutWaiting)
    expect(await readsAtRest()).to.equal(pagesCount + 1)
  })

  it('is not read on for a client that has gone, which is no failure', async () => {
    const client = await aSlowClient(asProduct)
    const before = await readsAtRest()
    client.hangUp()
    expect(await client.sent).to.equal(undefined)
    expect(await readsAtRest()).to.be.within(before, before + 1)
  })

  it('breaks off when a page can’t be read, so that nobody takes a part for the whole', async () => {
    const fault = new Error('no page')
    const client = await aSlowClient((request, response, chunks) => {
      async function* breaking() {
        let n = 0
        for await (const chunk of chunks) {
          yield chunk
          if (++n === 3) throw fault
        }
      }
      return asProduct(request, response, breaking())
    })
    const end = await (async () => {
      for await (const _ of client.answer);
      return 'whole'
    })().catch(({ code }: { code: string }) => code)
    expect(end).to.equal('ECONNRESET')
    expect(await client.sent).to.equal(fault)
  })

  it('is refused before it begins while the accounts can’t be read, or the event is not there', async () => {
    const store = createBookingsStore(databases.bookings)
    const away = async () => {
      throw problem('service_unavailable')
    }
    const format = { separator: 'comma', bom: false } as const
    const events = () => ({ get: async () => event as never })
    const withoutUsers = createAttendeeExport({ store, events, buyers: { ofNoneMissing: away } })
    expect(await problemOf(withoutUsers({ eventId: event.id }, format))).to.include({ code: 'service_unavailable' })
    const withoutEvent = createAttendeeExport({
      store,
      events: () => ({ get: async () => undefined }),
      buyers,
    })
    expect(await problemOf(withoutEvent({ eventId: event.id }, format))).to.include({ code: 'event_not_found' })
  })
})

const literal = (text: string) => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')

/** The bytes of an answer: decoding them as text would take a byte order mark away. */
async function bytesOf(url: string, query: object, { token }: Account): Promise<Buffer> {
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  )
  const headers = { accept: 'text/csv', authorization: `Bearer ${token}` }
  const answer = await fetch(`${url}?${search.toString()}`, { headers })
  expect(answer.status).to.equal(200)
  return Buffer.from(await answer.arrayBuffer())
}
