// A whole server with a mail server: what buyers get when they book and wait, and what is left of it.
import { expect } from 'chai'
import { aBooking, anEvent, expectStatus, inDays, password, type Account } from '../support/builders.ts'
import { textOfPng } from '../bookings/read-pictures.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { messagesWhen } from '../support/messages.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { afterOfferEnds, anOffered, aFullEvent, aWaiter, look } from '../waitlist/waitlists.ts'
import { subjectOf } from './mail-room.ts'

const patient = { withinMs: 20_000 }

describe('a server with a mail server writes to buyers', () => {
  let mails: MailServer
  let server: TestServer
  before(async () => {
    mails = await startMailServer()
    server = await startTestServer({
      env: {
        EVENTLY_BUYER_MAILS: 'on',
        SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
        EVENTLY_MAIL_FROM: 'Evently <tickets@example.com>',
        EVENTLY_PUBLIC_URL: 'https://tickets.example.com/box',
      },
    })
  })
  after(async () => {
    await server.close()
    await mails.close()
  })

  /** What somebody has got with this subject and this in it, once they have. */
  const mailTo = async ({ email }: Pick<Account, 'email'>, subject: string, words = '') =>
    (
      await eventually(
        async () =>
          mails.received.filter(
            mail => mail.to[0] === email && subjectOf(mail) === subject && mail.content.includes(words),
          ),
        found => found.length > 0,
        patient,
      )
    )[0]!.content
  /** All subjects but the one that a new account gets. */
  const subjectsTo = ({ email }: Pick<Account, 'email'>) =>
    mails.received
      .filter(({ to }) => to[0] === email)
      .map(subjectOf)
      .filter(subject => subject !== 'Is this your email?')
  const toldOf = ({ id }: { id: string }, type: string) =>
    messagesWhen(server, id, messages => messages.some(message => message.type === type))
  const allSent = async () => {
    const { knex } = server.databases.bookings
    const waiting = async () =>
      (await Promise.all(['mails', 'event_mails'].map(table => knex(table).count({ rows: '*' })))).map(([row]) =>
        Number(row!['rows']),
      )
    await eventually(waiting, ([one, many]) => one === 0 && many === 0, patient)
  }
  /** Ends the wait for other changes, once the change is known. */
  const hurry = (event: { id: string }) => {
    const { knex } = server.databases.bookings
    return eventually(
      () => knex('event_mails').where({ event_id: event.id }).update({ due_at: knex.fn.now() }),
      changed => changed > 0,
      patient,
    )
  }

  it('the codes of a booking, and that it is cancelled and paid back', async () => {
    const event = await anEvent(server, { title: 'Tea' })
    const booking = await aBooking(server, event, { quantity: 2 })
    const { buyer } = booking
    const confirmed = await mailTo(buyer, 'Your booking: Tea')
    for (const { code } of booking['tickets'] as { code: string }[]) expect(confirmed).to.include(code)
    const { tickets } = expectStatus(
      await server.call('GET', `/bookings/${booking.id}`, { token: buyer.token }),
      200,
    ).body
    const attached = partsOf(confirmed)
    expect(attached.map(({ head }) => /name="?([^";\n]+)/.exec(head)?.[1])).to.deep.equal([
      ...tickets.map(({ id }: { id: string }) => `${id}.png`),
      'event.ics',
    ])
    for (const [n, { id, qr }] of tickets.entries()) {
      expect(attached[n]!.head).to.include(`Content-ID: <${id}@evently>`).and.include('Content-Disposition: inline')
      expect(confirmed).to.include(`src="cid:${id}@evently"`)
      expect(textOfPng(attached[n]!.content)?.data, 'the picture says what the API says').to.equal(qr)
    }
    expect(attached.at(-1)!.head).to.include('text/calendar; charset=utf-8; method=PUBLISH')
    expect(attached.at(-1)!.content.toString()).to.include(`UID:${booking.id}@evently\r\n`)
    expect(confirmed)
      .to.include('Paid: 50.00 EUR')
      .and.include(`https://tickets.example.com/box/bookings/${booking.id}`)

    expectStatus(await server.call('DELETE', `/bookings/${booking.id}`, { token: buyer.token }), 200)
    expect(await mailTo(buyer, 'Cancelled: your booking for Tea')).to.include('You get 50.00 EUR back')
    expect(await mailTo(buyer, 'Your money back: Tea')).to.include('50.00 EUR')
  })

  it('the codes of a transferred ticket: to its new holder, or to the buyer where they get no mail', async () => {
    const event = await anEvent(server, { title: 'Gift' })
    const booking = await aBooking(server, event)
    const { token } = booking.buyer
    const [{ id }] = booking['tickets'] as [{ id: string }]
    const grace = { name: 'Grace Hopper', email: 'grace@example.com' }
    for (const [holder, to, subject] of [
      [grace, grace, 'Your ticket: Gift'],
      [{ name: 'Ada' }, booking.buyer, 'A ticket was transferred: Gift'],
    ] as const) {
      const path = `/bookings/${booking.id}/tickets/${id}/transfer`
      const { code, qr } = expectStatus(await server.call('POST', path, { token, body: { holder } }), 200).body
      const content = await mailTo(to, subject, code)
      expect(content).to.include(`src="cid:${id}@evently"`)
      expect(partsOf(content).map(part => textOfPng(part.content)?.data)).to.deep.equal([qr])
    }
  })

  it('an offer, and notes at the entry that it has', async () => {
    const { waiter } = await anOffered(server, { title: 'Few seats' })
    expect(await look(server, waiter)).not.to.have.property('notifiedAt')
    const { offer } = await look(server, waiter)
    const content = await mailTo(waiter.buyer, 'Seats for you: Few seats')
    expect(content).to.include(`https://tickets.example.com/box/waitlist/${waiter.id}`)
    const end = new Date(offer.expiresAt).toLocaleTimeString('en-GB', {
      timeZone: 'Europe/Vienna',
      hour: '2-digit',
      minute: '2-digit',
    })
    expect(content).to.include(`, ${end} CE`)
    const { notifiedAt } = await eventually(
      () => look(server, waiter),
      entry => 'notifiedAt' in entry,
      patient,
    )
    expect(Date.parse(notifiedAt)).to.be.within(Date.now() - 60_000, Date.now() + 1_000)
  })

  it('that an event has changed, and that it is cancelled: whoever booked, and whoever waits', async () => {
    const event = await aFullEvent(server, { title: 'Tango', held: [1, 1] })
    const [first] = event.held
    const waiter = await aWaiter(server, event, { quantity: 2 })
    const { buyer } = first!
    expectStatus(
      await server.call('POST', '/bookings/confirm', {
        token: buyer.token,
        body: { reservationId: first!.id, payment: { token: 'tok_ok' } },
      }),
      201,
    )
    const changes = { startsAt: inDays(40), endsAt: inDays(41) }
    const path = `/admin/events/${event.id}`
    const { token } = event.organizer
    expectStatus(
      await server.call('PATCH', path, { token, body: changes, headers: { 'if-match': String(event['etag']) } }),
      200,
    )
    await hurry(event)
    for (const somebody of [buyer, waiter.buyer])
      expect(await mailTo(somebody, 'Changed: Tango')).to.include('has changed (time)')

    const left = await aWaiter(server, event)
    expectStatus(await server.call('DELETE', `/waitlist/${left.id}`, { token: left.buyer.token }), 200)
    expectStatus(await server.call('POST', `${path}/cancel`, { token }), 200)
    expect(await mailTo(buyer, 'Cancelled: Tango')).to.include('is paid back')
    expect(await mailTo(waiter.buyer, 'Cancelled: Tango')).to.include('do not wait for seats any more')
    await allSent()
    expect(subjectsTo(left.buyer)).to.deep.equal([])
  })

  it('that their offer has ended', async () => {
    const { waiter } = await anOffered(server, { title: 'Too late' })
    await mailTo(waiter.buyer, 'Seats for you: Too late')
    await afterOfferEnds(server, waiter)
    await mailTo(waiter.buyer, 'Your offer has ended: Too late')
    expect(subjectsTo(waiter.buyer)).to.have.length(2)
  })

  it('nothing where an account has named them, and nothing to that account', async () => {
    const event = await anEvent(server, { title: 'Of a partner' })
    const { token } = event.organizer
    const buyer = { reference: 'customer-4711', email: 'customer@example.com' }
    const reservation = expectStatus(
      await server.call('POST', '/bookings/reserve', { token, body: { eventId: event.id, quantity: 1, buyer } }),
      201,
    ).body
    const payment = { token: 'tok_ok' }
    expectStatus(
      await server.call('POST', '/bookings/confirm', { token, body: { reservationId: reservation.id, payment } }),
      201,
    )
    await toldOf(event, 'booking.confirmed')
    await allSent()
    expect(subjectsTo(event.organizer)).to.deep.equal([])
    expect(subjectsTo(buyer)).to.deep.equal([])
  })

  it('one mail about their own booking where they organize the event', async () => {
    const event = await anEvent(server, { title: 'Mine' })
    await aBooking(server, event, { buyer: event.organizer })
    await mailTo(event.organizer, 'Your booking: Mine')
    await allSent()
    expect(subjectsTo(event.organizer)).to.have.length(1)
  })

  it('nothing once they have deleted their account', async () => {
    mails.become('fail') // so that both are still waiting to be sent
    const event = await anEvent(server, { title: 'Gone' })
    const booking = await aBooking(server, event)
    const { event: full, waiter } = await anOffered(server, { title: 'Gone too' })
    await toldOf(event, 'booking.confirmed')
    await toldOf(full, 'waitlist.offered')
    const { knex } = server.databases.bookings
    /** Both have failed, and nobody is at them, who would have them for 30 seconds. */
    const putOff = () =>
      knex('mails')
        .where('attempts', '>', 0)
        .andWhereRaw(`due_at < now() + interval '15 seconds'`)
        .update({ due_at: knex.raw(`now() + interval '1 hour'`) })
    let count = 0
    await eventually(
      async () => (count += await putOff()),
      so => so >= 2,
      patient,
    )
    for (const { token } of [booking.buyer, waiter.buyer])
      expectStatus(await server.call('DELETE', '/users/profile', { token, body: { currentPassword: password } }), 204)
    mails.become('take')
    await knex('mails').update({ due_at: knex.fn.now() })
    await allSent()
    expect([...subjectsTo(booking.buyer), ...subjectsTo(waiter.buyer)]).to.deep.equal([])
  })
})

/** What goes with a mail, each with its headers: files are in base64. */
const partsOf = (mail: string): readonly { readonly head: string; readonly content: Buffer }[] =>
  mail
    .split(/-{2,}_NmP-[^\n]*/)
    .map(part => part.trim().split('\n\n') as [head: string, text: string])
    .filter(([head]) => head.includes('Content-Transfer-Encoding: base64'))
    .map(([head, text]) => ({ head, content: Buffer.from(text, 'base64') }))
