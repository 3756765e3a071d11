// Every operation of the contract, called once through the SDK against a real server.
import { expect } from 'chai'
import { Evently, isProblem, operations, type OperationId, type ProblemCode, type SessionTokens } from '@evently/sdk'
import { textOfPng } from '../bookings/read-pictures.ts'
import { eventually } from '../support/processes.ts'
import { admin, type TestServer } from '../support/server.ts'
import { inDays, password } from '../support/builders.ts'
import { startReceiver } from '../webhooks/receiver.ts'
import { startWebhooksServer } from '../webhooks/webhooks-server.ts'

const venue = { name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' } as const
const price = { priceMinor: 2_500, currency: 'EUR' } as const
const free = { holdsPerBuyerMax: 100, holdSeatsPerBuyerMax: 100 } as const
const payment = { token: 'tok_ok' } as const
const withinMs = 30_000

describe('sdk: every operation', () => {
  let server: TestServer
  let anybody: Evently
  let [organizer, buyer, owner]: [Evently?, Evently?, Evently?] = []
  /** By their ids: which have been answered, and which of them by success. */
  const answered = new Set<OperationId>()
  const succeeded = new Set<OperationId>()
  let people = 0

  const signedUp = async (role: 'attendee' | 'organizer') => {
    const client = anybody.withCredentials()
    await client.auth.register({ email: `${role}-${(people += 1)}@shop.example`, password, name: 'Somebody', role })
    return client
  }
  const anEvent = (title: string, capacity = 10, over: { readonly test?: boolean } = {}) => {
    const times = { startsAt: inDays(30), endsAt: inDays(31) }
    return organizer!.events.create({
      title,
      category: 'music',
      venue,
      ...times,
      capacity,
      ...price,
      ...free,
      publish: true,
      ...over,
    })
  }
  const refusedWith = async (code: ProblemCode, call: PromiseLike<unknown>) => {
    try {
      await call
    } catch (error) {
      if (isProblem(error, code)) return
      throw error
    }
    throw new Error(`${code} was expected`)
  }

  before(async () => {
    server = await startWebhooksServer()
    anybody = new Evently({
      baseUrl: server.url,
      onResponse({ operation, response }) {
        if (operation === undefined) return
        answered.add(operation)
        if (response.status < 300) succeeded.add(operation)
      },
    })
    organizer = await signedUp('organizer')
    buyer = await signedUp('attendee')
    owner = anybody.withCredentials()
    await owner.auth.login(admin)
  })
  after(async () => {
    await anybody?.close()
    await server?.close()
  })

  it('of accounts and sessions', async () => {
    const kept: (SessionTokens | undefined)[] = []
    const own = anybody.withCredentials({ onSession: session => void kept.push(session) })
    const { user } = await own.auth.register({ email: 'ada@shop.example', password, name: 'Ada', role: 'attendee' })
    await own.auth.refresh({ refreshToken: own.session!.refreshToken })
    expect((await own.users.profile.get()).id).to.equal(user.id)
    expect((await own.users.profile.update({ name: 'Ada Lovelace' })).name).to.equal('Ada Lovelace')
    await own.auth.emailVerification.request()
    await refusedWith('verification_token_invalid', own.auth.emailVerification.confirm({ token: 'none' }))
    await own.auth.passwordReset.request({ email: 'ada@shop.example' })
    const reset = { token: 'none', newPassword: 'a longer staple of words' }
    await refusedWith('reset_token_invalid', own.auth.passwordReset.confirm(reset))
    await own.users.profile.changePassword({ currentPassword: password, newPassword: 'another staple of words' })
    await own.auth.login({ email: 'ada@shop.example', password: 'another staple of words' })
    const { data } = await own.auth.listSessions()
    await own.auth.endSession(data.find(({ current }) => !current)?.id ?? data[0]!.id)
    await own.auth.login({ email: 'ada@shop.example', password: 'another staple of words' })
    await owner!.users.sendPasswordReset(user.id)
    expect((await owner!.users.list({ limit: 5 })).data).not.to.deep.equal([])
    expect((await owner!.users.update(user.id, { role: 'organizer' })).role).to.equal('organizer')
    await own.auth.login({ email: 'ada@shop.example', password: 'another staple of words' })
    await own.users.profile.delete({ currentPassword: 'another staple of words' })
    const another = await signedUp('attendee')
    await another.auth.logout({ refreshToken: another.session!.refreshToken })
    expect(another.session).to.equal(undefined)
    expect(kept.length).to.be.greaterThan(3)
  })

  it('of API keys, and with one', async () => {
    const { id, key } = await organizer!.apiKeys.create({
      name: 'Box office',
      scopes: ['events:read', 'events:write'],
    })
    expect((await organizer!.apiKeys.list()).data.map(each => each.id)).to.include(id)
    const events = await anybody.withCredentials({ apiKey: key }).events.listManaged()
    expect(events.data).to.be.an('array')
    await organizer!.apiKeys.delete(id)
  })

  it('of venues, events and ticket types', async () => {
    const hall = await organizer!.venues.create(venue)
    expect(
      (await organizer!.venues.update(hall.id, { name: 'The Great Hall' }, { ifMatch: hall.version })).version,
    ).to.equal(hall.version + 1)
    expect((await anybody.venues.get(hall.id)).name).to.equal('The Great Hall')
    expect(await anybody.venues.list().toArray({ limit: 50 })).not.to.deep.equal([])
    await organizer!.venues.delete(hall.id)
    const put = await organizer!.venues.upsert({ ...venue, externalId: 'hall' })
    expect([put.externalId, put.unchanged]).to.deep.equal(['hall', false])
    const again = organizer!.venues.upsert({ ...venue, externalId: 'hall' })
    expect([(await again).unchanged, (await again.withResponse()).response.status]).to.deep.equal([true, 200])
    expect((await anybody.venues.list({ externalId: 'hall' })).data.map(({ id }) => id)).to.deep.equal([put.id])

    const draft = await organizer!.events.create({
      ...{ title: 'Draft', category: 'music', venue, startsAt: new Date(inDays(30)), endsAt: inDays(31), capacity: 5 },
      ...price,
    })
    const asked = {
      ...{ externalId: 'gala', title: 'Gala', category: 'music', venueId: put.id, capacity: 5, publish: true },
      ...{ startsAt: new Date(Date.now() + 86_400_000), endsAt: inDays(31), ...price },
    }
    const made = organizer!.events.upsert(asked)
    expect([(await made).unchanged, (await made.withResponse()).response.status]).to.deep.equal([false, 201])
    expect(await organizer!.events.upsert(asked)).to.include({ id: (await made).id, unchanged: true })
    const type = await organizer!.ticketTypes.create(draft.id, { name: 'Balcony', ...price })
    const { version } = await organizer!.events.get(draft.id)
    const changed = await organizer!.events.update(draft.id, { title: 'Night' }, { ifMatch: version })
    await organizer!.ticketTypes.update(draft.id, type.id, { name: 'Stalls' }, { ifMatch: changed.version })
    await organizer!.ticketTypes.delete(draft.id, type.id)
    const copy = await organizer!.events.duplicate(draft.id, { startsAt: inDays(40) })
    await organizer!.events.delete(copy.id)
    const series = await organizer!.events.createSeries(draft.id, { rrule: 'FREQ=DAILY;COUNT=3', exdates: [] })
    const [first, second] = series.data.map(({ eventId }) => eventId)
    expect([series.data.length, first]).to.deep.equal([3, draft.id])
    expect((await organizer!.events.getSeries(series.seriesId)).rrule).to.equal('FREQ=DAILY;COUNT=3')
    const [listed] = await organizer!.events.listSeries({ limit: 5 }).toArray({ limit: 5 })
    expect(listed).to.include({ seriesId: series.seriesId, events: 3 })
    expect((await organizer!.events.updateSeries(second!, { title: 'Late night' })).changed).to.equal(2)
    expect((await organizer!.events.publishSeries(second!)).changed).to.equal(2)
    expect((await anybody.events.list({ seriesId: series.seriesId })).data).to.have.length(2)
    expect((await organizer!.events.cancelSeries(second!)).changed).to.equal(2)
    expect((await organizer!.events.publish(draft.id)).status).to.equal('published')
    expect((await anybody.events.list({ limit: 5 })).data).not.to.deep.equal([])
    expect((await organizer!.events.cancel(draft.id)).status).to.equal('cancelled')
  })

  it('of buying', async () => {
    const event = await anEvent('Bought')
    const held = await buyer!.bookings.reserve({ eventId: event.id, quantity: 1 })
    expect(held.secondsLeft).to.be.greaterThan(60)
    expect((await buyer!.bookings.reservations.get(held.id)).status).to.equal('held')
    await buyer!.bookings.reservations.release(held.id)
    const booking = await buyer!.bookings.withReservation({ eventId: event.id, quantity: 2 }, ({ id }) =>
      buyer!.bookings.confirm({ reservationId: id, payment }),
    )
    expect((await buyer!.bookings.get(booking.id)).tickets).to.have.length(2)
    expect((await buyer!.bookings.list()).data).to.have.length(1)
    expect((await organizer!.events.bookings(event.id)).data).to.have.length(1)
    expect(await organizer!.events.bookingsCsv(event.id)).to.include(booking.id)
    await refusedWith('refund_not_failed', owner!.bookings.retryRefund(booking.id))
    const [first] = booking.tickets
    expect((await buyer!.bookings.cancelTickets(booking.id, { ticketIds: [first!.id] })).refundedMinor).to.be.above(0)
    const refund = await organizer!.bookings.refund(booking.id, { amountMinor: 1, reason: 'Sorry' })
    expect((await organizer!.bookings.listRefunds(booking.id)).data.map(({ id }) => id)).to.include(refund.id)
    await buyer!.bookings.cancel(booking.id)
    await organizer!.buyers.erase('nobody-of-mine')
    await refusedWith('signature_invalid', anybody.request('bookings.receiveStripeWebhook', { body: {} }))
  })

  it('of the waitlist, until an offer is there', async () => {
    const event = await anEvent('Waited for', 1)
    const held = await buyer!.bookings.reserve({ eventId: event.id, quantity: 1 })
    const [first, second] = [await signedUp('attendee'), await signedUp('attendee')]
    const entry = await first.waitlist.join({ eventId: event.id, quantity: 1 })
    const other = await second.waitlist.join({ eventId: event.id, quantity: 1 })
    expect((await first.waitlist.list()).data).to.have.length(1)
    expect((await second.waitlist.update(other.id, { acceptFewer: true })).acceptFewer).to.equal(true)
    expect((await organizer!.events.waitlist(event.id)).data).to.have.length(2)
    await buyer!.bookings.reservations.release(held.id)
    expect((await first.waitlist.untilOffered(entry)).offer?.quantity).to.equal(1)
    await first.waitlist.decline(entry.id)
    await second.waitlist.untilOffered(other)
    expect((await second.waitlist.accept(other.id)).secondsLeft).to.be.greaterThan(0)
    const third = await signedUp('attendee')
    const last = await third.waitlist.join({ eventId: event.id, quantity: 1 })
    expect((await third.waitlist.get(last.id)).position).to.equal(1)
    expect((await third.waitlist.leave(last.id)).status).to.equal('left')
  })

  it('of seats, as they are and as they move', async () => {
    const event = await anEvent('Watched')
    expect((await anybody.events.availability(event.id)).availableSeats).to.equal(10)
    const seats: number[] = []
    for await (const { availableSeats } of anybody.events.watch(event.id)) {
      seats.push(availableSeats)
      if (seats.length === 1) await buyer!.bookings.reserve({ eventId: event.id, quantity: 3 })
      else break
    }
    expect(seats).to.deep.equal([10, 7])
    expect((await organizer!.events.movements(event.id)).data).not.to.deep.equal([])
    expect((await organizer!.events.stats(event.id)).heldSeats).to.equal(3)
    expect((await organizer!.events.audit(event.id)).checks).not.to.deep.equal([])
    expect((await owner!.audit.run()).checks).not.to.deep.equal([])
    expect((await owner!.audit.progress()).state).to.be.a('string')
  })

  it('of test events, whose clock is moved', async () => {
    const { id, test } = await anEvent('Rehearsal', 10, { test: true })
    const { id: reservationId } = await organizer!.bookings.reserve({ eventId: id, quantity: 1 })
    const { reservationsExpired } = await organizer!.events.advanceClock(id, { advanceSeconds: 3_600 })
    expect([test, reservationsExpired]).to.deep.equal([true, 1])
    expect((await organizer!.bookings.reservations.get(reservationId)).status).to.equal('expired')
  })

  it('of resellers', async () => {
    const [{ id: eventId }, reseller] = [await anEvent('Sold by others'), await signedUp('organizer')]
    const { id: accountId } = await reseller.users.profile.get()
    expect((await organizer!.resellers.add(eventId, { accountId, seatsMax: 4 })).seatsMax).to.equal(4)
    const { buyer: named } = await reseller.bookings.reserve({ eventId, quantity: 1, buyer: { reference: 'order-1' } })
    expect(named?.reference).to.equal('order-1')
    expect((await organizer!.resellers.list(eventId)).data).to.have.length(1)
    await organizer!.resellers.remove(eventId, accountId)
    expect((await organizer!.resellers.list(eventId)).data).to.deep.equal([])
  })

  it('of promotions', async () => {
    const [{ id: eventId }, { promotions }] = [await anEvent('Cheaper'), organizer!]
    const { id } = await promotions.create(eventId, { code: 'HALF', kind: 'discount', percent: 50 })
    expect((await buyer!.bookings.reserve({ eventId, quantity: 1, promotionCode: ' half' })).discountMinor).to.equal(
      1250,
    )
    expect((await promotions.update(eventId, id, { usesMax: 1 })).status).to.equal('used_up')
    expect((await promotions.list(eventId)).data).to.have.length(1)
    await promotions.delete(eventId, id)
    expect((await promotions.list(eventId)).data[0]?.status).to.equal('closed')
  })

  it('of webhook endpoints, their deliveries and the activity', async () => {
    const receiver = await startReceiver()
    const { webhookEndpoints: endpoints, webhooks, activity } = organizer!
    const types = ['booking.confirmed' as const]
    const { id, secret } = await endpoints.create({ url: receiver.url, types })
    expect((await endpoints.list()).data.map(each => each.id)).to.deep.equal([id])
    const { id: deliveryId } = await endpoints.test(id, { type: 'booking.confirmed' })
    await receiver.gets(1)
    const [{ body, headers }] = receiver.received as [(typeof receiver.received)[0]]
    expect((await webhooks.unwrap(body, headers, secret)).type).to.equal('booking.confirmed')
    const { status } = await eventually(
      () => endpoints.delivery(id, deliveryId),
      delivery => delivery.status === 'delivered',
      { withinMs },
    )
    expect(status).to.equal('delivered')
    expect((await endpoints.deliveries(id)).data.map(each => each.id)).to.deep.equal([deliveryId])
    await endpoints.redeliver(id, deliveryId)
    await receiver.gets(2)
    const { version } = await endpoints.get(id)
    expect((await endpoints.update(id, { description: 'The shop' }, { ifMatch: version })).description).to.equal(
      'The shop',
    )
    expect((await endpoints.rotateSecret(id)).secret).not.to.equal(secret)
    expect((await endpoints.put('shop', { url: receiver.url, types })).externalId).to.equal('shop')
    await endpoints.delete(id)
    await receiver.close()

    const published = await eventually(
      () => activity.list({ limit: 100 }),
      ({ data }) => data.some(({ type }) => type === 'event.published'),
      { withinMs },
    )
    expect(published.nextCursor).to.be.a('string')
  })

  it('of the door', async () => {
    const { id: eventId } = await anEvent('An evening')
    const { id: reservationId } = await buyer!.bookings.reserve({ eventId, quantity: 2 })
    const { tickets } = await buyer!.bookings.confirm({ reservationId, payment: { token: 'tok_ok' } })
    const [one, two] = tickets.map(({ code }, n) => ({ code, scanId: `scan-${n}` }))
    expect((await organizer!.checkIns.create(eventId, one!)).verdict).to.equal('admitted')
    const { data } = await organizer!.checkIns.createMany(eventId, { scans: [one!, two!] })
    expect(data.map(({ verdict }) => verdict)).to.deep.equal(['admitted', 'admitted'])
    const page = await organizer!.checkIns.list(eventId)
    expect([page.data.length, page.admittedTickets, page.validTickets]).to.deep.equal([2, 2, 2])
    const { keys } = await organizer!.checkIns.key(eventId)
    const list = await organizer!.checkIns.download(eventId)
    expect(list.keys).to.deep.equal(keys)
    expect(list.data.map(({ id }) => id)).to.have.members(tickets.map(({ id }) => id))
  })

  it('of the papers of a booking', async () => {
    const { id: eventId } = await anEvent('A paper evening')
    const { id: reservationId } = await buyer!.bookings.reserve({ eventId, quantity: 1 })
    const { id, tickets } = await buyer!.bookings.confirm({ reservationId, payment: { token: 'tok_ok' } })
    expect(await buyer!.bookings.qr(id, tickets[0]!.id)).to.match(/^<svg /)
    const png = await buyer!.bookings.qrPng(id, tickets[0]!.id, { size: 300 })
    expect(png).to.be.instanceOf(Uint8Array)
    expect(textOfPng(png)?.data).to.equal(tickets[0]!.qr)
    expect(await buyer!.bookings.calendar(id)).to.match(/^BEGIN:VCALENDAR\r\n/)
  })

  it('of tickets after the sale', async () => {
    const { id: eventId } = await anEvent('An evening with guests')
    const { id: reservationId } = await buyer!.bookings.reserve({ eventId, quantity: 1 })
    const holder = { name: 'Grace Hopper' }
    const confirmed = await buyer!.bookings.confirm({
      reservationId,
      payment: { token: 'tok_ok' },
      holders: [{ holder: { name: 'Ada' } }],
    })
    const [{ id: ticketId }] = confirmed.tickets as [(typeof confirmed.tickets)[number]]
    const named = await buyer!.bookings.setHolders(confirmed.id, { tickets: [{ ticketId, holder }] })
    expect(named.tickets[0]!.holder).to.deep.equal(holder)
    const { serial, code } = await buyer!.bookings.tickets.transfer(confirmed.id, ticketId, { holder })
    expect(serial).to.equal(2)
    expect((await organizer!.bookings.tickets.transfers(confirmed.id, ticketId)).data).to.have.length(1)
    const guests = await organizer!.events.tickets(eventId).toArray({ limit: 10 })
    expect(guests.map(guest => guest.code)).to.deep.equal([code])
    expect(await organizer!.events.ticketsCsv(eventId)).to.contain(code)
  })

  it('of search', async () => {
    await owner!.search.reindex()
    expect((await anybody.search.events({ q: 'watched' })).data).to.be.an('array')
    expect((await anybody.search.suggestions({ q: 'wat' })).data).to.be.an('array')
  })

  it('of the server itself, by their ids', async () => {
    for (const id of ['meta.live', 'meta.ready', 'meta.metrics', 'meta.document', 'meta.docs'] as const)
      await anybody.request(id, {}, { accept: '*/*' })
    await anybody.request('meta.problem', { path: { code: 'sold_out' } })
    expect((await anybody.bookings.paymentProvider()).provider).to.equal('sandbox')
  })

  it('is none that was left out, and none that was only refused without saying so here', () => {
    const ids = Object.keys(operations) as OperationId[]
    expect(ids.filter(id => !answered.has(id))).to.deep.equal([])
    expect(ids.filter(id => !succeeded.has(id))).to.have.members([
      // Their tokens are in mails; the others need a provider that has said something.
      'users.confirmEmailVerification',
      'users.confirmPasswordReset',
      'bookings.retryRefund',
      'bookings.receiveStripeWebhook',
    ])
  })
})
