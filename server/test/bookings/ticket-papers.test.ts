// What a buyer gets of a booking over HTTP: the text and the picture of each ticket, and the entry for a calendar.
import { expect } from 'chai'
import ICAL from 'ical.js'
import { request } from 'undici'
import { aBooking, anAccount, anEvent, expectProblem, expectStatus, type Account } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { textOfPng, textOfSvg } from './read-pictures.ts'

interface Ticket {
  readonly id: string
  readonly code: string
  readonly qr?: string
}

describe('the papers of a booking', function () {
  this.timeout(30_000)
  let server: TestServer
  let event: Awaited<ReturnType<typeof anEvent>>
  let booking: Awaited<ReturnType<typeof aBooking>>
  let tickets: readonly Ticket[]
  before(async () => {
    server = await startTestServer()
    event = await anEvent(server, { title: 'Night; of, Strings' })
    booking = await aBooking(server, event, { quantity: 2 })
    tickets = booking['tickets'] as readonly Ticket[]
  })
  after(() => server.close())

  const get = (path: string, { token }: Pick<Account, 'token'> = booking.buyer, headers = {}, query = {}) =>
    server.call('GET', `/bookings/${booking.id}${path}`, { token, headers, query })
  const qrPath = (ticketId = tickets[0]!.id) => `/tickets/${ticketId}/qr`
  const shown = async (by: Account): Promise<readonly Ticket[]> => expectStatus(await get('', by), 200).body.tickets

  async function png(size?: number) {
    const query = size === undefined ? '' : `?size=${size}`
    const { statusCode, headers, body } = await request(
      `${server.url}/api/v1/bookings/${booking.id}${qrPath()}${query}`,
      {
        headers: { authorization: `Bearer ${booking.buyer.token}`, accept: 'image/png' },
      },
    )
    return { status: statusCode, headers, bytes: Buffer.from(await body.arrayBuffer()) }
  }

  it('have a text for each picture where the booking is confirmed and shown, and none in lists', async () => {
    expect(new Set(tickets.map(({ qr }) => qr)).size).to.equal(2)
    expect(await shown(booking.buyer)).to.deep.equal(tickets)
    expect(await shown(event.organizer)).to.deep.equal(tickets)
    for (const [path, { token }] of [
      ['/bookings', booking.buyer],
      [`/admin/events/${event.id}/bookings`, event.organizer],
    ] as const) {
      const { data } = expectStatus(await server.call('GET', path, { token }), 200).body
      expect(data[0].tickets.map((ticket: Ticket) => 'qr' in ticket)).to.deep.equal([false, false])
    }
  })

  it('have a picture as SVG, and as PNG for who asks for it, which say that text', async () => {
    for (const accept of ['*/*', 'image/*', 'image/svg+xml', 'text/html', 'image/png, image/svg+xml']) {
      const { headers, text } = expectStatus(await get(qrPath(), booking.buyer, { accept }), 200)
      expect(headers['content-type'], accept).to.equal('image/svg+xml')
      expect(textOfSvg(text)?.data).to.equal(tickets[0]!.qr)
    }
    const { status, headers, bytes } = await png()
    expect(status).to.equal(200)
    expect(headers).to.deep.include({ 'content-type': 'image/png', 'content-length': String(bytes.length) })
    expect(textOfPng(bytes)?.data).to.equal(tickets[0]!.qr)
  })

  it('have pictures of the size that is asked for, within bounds', async () => {
    expect(textOfPng((await png(1_000)).bytes)?.data).to.equal(tickets[0]!.qr)
    expect((await get(qrPath(), booking.buyer, {}, { size: 1_000 })).text).to.include('width="1000" height="1000"')
    for (const size of [63, 2_049, 'large', 99.5])
      expectProblem(await get(qrPath(), booking.buyer, {}, { size }), 'validation_failed', ['/query/size'])
  })

  it('are answered with an ETag, and not again to who has them', async () => {
    for (const path of [qrPath(), '/calendar']) {
      const { etag } = expectStatus(await get(path), 200).headers
      const again = await get(path, booking.buyer, { 'if-none-match': String(etag) })
      expect([again.status, again.text, again.headers['etag']]).to.deep.equal([304, '', etag])
    }
    const etags = await Promise.all([png(), png(500)])
    const svg = await get(qrPath())
    const all = [...etags.map(({ headers }) => headers['etag']), svg.headers['etag']]
    expect(new Set(all.map(each => String(each).replace('W/', ''))).size).to.equal(3)
  })

  it('are for the buyer and for who runs the event', async () => {
    const stranger = await anAccount(server, { role: 'organizer' })
    for (const path of [qrPath(), '/calendar']) {
      expectStatus(await get(path, event.organizer), 200)
      expectProblem(await get(path, stranger), 'booking_not_found')
    }
  })

  it('of a ticket are found by its own booking alone', async () => {
    const other = (await aBooking(server, event))['tickets'] as readonly Ticket[]
    expectProblem(await get(qrPath(other[0]!.id)), 'ticket_not_found')
    expectProblem(await get(qrPath('tic_01jz3t5m8qf0vab9x2k4c7d6eh')), 'ticket_not_found')
  })

  it('say when and where in a calendar, and no code', async () => {
    const { headers, text } = expectStatus(await get('/calendar'), 200)
    expect(headers['content-type']).to.equal('text/calendar; charset=utf-8')
    expect(headers['content-disposition']).to.equal('attachment; filename="Night; of, Strings.ics"')
    const read = new ICAL.Event(new ICAL.Component(ICAL.parse(text) as never).getFirstSubcomponent('vevent')!)
    expect(read.uid).to.equal(`${booking.id}@evently`)
    expect(read.summary).to.equal('Night; of, Strings')
    expect(read.startDate.toJSDate().getTime()).to.equal(
      Math.floor(Date.parse(event['startsAt'] as string) / 1_000) * 1_000,
    )
    expect(read.description).to.include(`/bookings/${booking.id}`)
    for (const { code, qr } of tickets) {
      expect(text).not.to.include(code)
      expect(text).not.to.include(qr!.slice(4, 20))
    }
  })

  it('of an event that is changed replace what the calendar has', async () => {
    const sequence = async () => Number(/^SEQUENCE:(\d+)\r$/m.exec(expectStatus(await get('/calendar'), 200).text)![1])
    const before = await sequence()
    const { token } = event.organizer
    const path = `/admin/events/${event.id}`
    const change = { token, headers: { 'if-match': '*' }, body: { title: 'Another night' } }
    expectStatus(await server.call('PATCH', path, change), 200)
    expect(await sequence()).to.be.greaterThan(before)
  })

  it('are gone with the booking: no text, no picture, and off in the calendar', async () => {
    const before = expectStatus(await get('/calendar'), 200)
    expectStatus(await server.call('DELETE', `/bookings/${booking.id}`, { token: booking.buyer.token }), 200)
    expect((await shown(booking.buyer)).map(ticket => 'qr' in ticket)).to.deep.equal([false, false])
    expectProblem(await get(qrPath()), 'ticket_not_valid')
    const { text } = expectStatus(
      await get('/calendar', booking.buyer, { 'if-none-match': String(before.headers['etag']) }),
      200,
    )
    expect(text).to.include('STATUS:CANCELLED\r\n').and.to.include('METHOD:CANCEL\r\n')
  })
})
