// POST /admin/events/{id}/test-clock: what is to come of a test event comes nearer, and what is due has happened.
import { expect } from 'chai'
import { anAccount, anEvent, expectProblem, expectStatus, type Account } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { auditIsClean } from '../waitlist/waitlists.ts'

type Event = Awaited<ReturnType<typeof anEvent>>
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString()
const dayS = 86_400
const none = { reservationsExpired: 0, offersExpired: 0, offersMade: 0, waitlistEntriesExpired: 0 }

describe('the clock of a test event', function () {
  this.timeout(20_000)
  let server: TestServer
  let organizer: Account
  before(async () => {
    server = await startTestServer()
    organizer = await anAccount(server, { role: 'organizer' })
  })
  after(() => server.close())
  afterEach(() => auditIsClean(server))

  const aTest = (over: Readonly<Record<string, unknown>> = {}) => anEvent(server, { organizer, test: true, ...over })
  const call = (method: string, path: string, body?: object) =>
    server.call(method, path, { token: organizer.token, ...(body && { body }) })
  const advance = async ({ id }: Event, advanceSeconds: number) =>
    expectStatus(await call('POST', `/admin/events/${id}/test-clock`, { advanceSeconds }), 200).body
  /** What has happened by the clock, without the event. */
  const effectsOf = async (event: Event, seconds: number) => {
    const { event: _, advancedSeconds, ...effects } = await advance(event, seconds)
    expect(advancedSeconds).to.equal(seconds)
    return effects
  }

  let buyers = 0
  const aBuyer = () => ({ reference: `customer-${++buyers}` })
  const reserve = ({ id }: Event, over: object = { quantity: 1 }) =>
    call('POST', '/bookings/reserve', { eventId: id, buyer: aBuyer(), ...over })
  const held = async (event: Event, over?: object) =>
    expectStatus(await reserve(event, over), 201).body as { id: string; expiresAt: string }
  const join = async ({ id }: Event, over: object = {}) => {
    const body = { eventId: id, quantity: 1, buyer: aBuyer(), ...over }
    return expectStatus(await call('POST', '/waitlist/join', body), 201).body.id as string
  }
  const release = async ({ id }: { id: string }) =>
    expectStatus(await call('DELETE', `/bookings/reservations/${id}`), 200)
  const reservation = async (id: string) => expectStatus(await call('GET', `/bookings/reservations/${id}`), 200).body
  const entry = async (id: string) => expectStatus(await call('GET', `/waitlist/${id}`), 200).body
  const confirm = (reservationId: string) =>
    call('POST', '/bookings/confirm', { reservationId, payment: { token: 'tok_ok' } })
  const msBetween = (later: string, sooner: string) => Date.parse(later) - Date.parse(sooner)

  it('lets a reservation go on for what is left of its time, and not a moment longer', async () => {
    const event = await aTest({ capacity: 2 })
    const { id, expiresAt } = await held(event)
    expect(await effectsOf(event, 240)).to.deep.equal(none)
    const nearer = await reservation(id)
    expect(nearer.status).to.equal('held')
    expect(msBetween(expiresAt, nearer.expiresAt)).to.equal(240_000)
    expect(await effectsOf(event, 61)).to.deep.equal({ ...none, reservationsExpired: 1 })
    expect((await reservation(id)).status).to.equal('expired')
    expectProblem(await confirm(id), 'reservation_expired')
    // Whoever looks next sees the seats, whichever copy they are shown.
    const [seats, told] = [
      await call('GET', `/events/${event.id}/availability`),
      await call('GET', `/events/${event.id}`),
    ]
    expect([seats.body.availableSeats, told.body.availableSeats]).to.deep.equal([2, 2])
    expect((await advance(event, 1)).event.availableSeats).to.equal(2)
  })

  it('lets an offer go to the next in the waitlist, in the same answer', async () => {
    const event = await aTest({ capacity: 1 })
    const seat = await held(event)
    const [first, second] = [await join(event), await join(event)]
    await release(seat)
    expect((await entry(first)).status).to.equal('offered')
    expect(await effectsOf(event, 540)).to.deep.equal(none)
    expect(await effectsOf(event, 61)).to.deep.equal({ ...none, offersExpired: 1, offersMade: 1 })
    expect(await entry(first)).to.include({ status: 'expired', expiredReason: 'offer_expired' })
    const { status, offer } = await entry(second)
    expect(status).to.equal('offered')
    expect(Date.parse(offer.expiresAt) - Date.now()).to.be.within(550_000, 610_000)
    const accepted = expectStatus(await call('POST', `/waitlist/${second}/accept`), 201).body
    expectStatus(await confirm(accepted.id), 201)
  })

  it('comes before or after each confirm that is under way: a seat is sold or free, never both', async () => {
    for (let round = 0; round < 5; round++) {
      const event = await aTest({ capacity: 10 })
      const holds = await Promise.all(Array.from({ length: 10 }, () => held(event)))
      const confirms = holds.map(({ id }) => confirm(id))
      await Promise.race(confirms) // some have been answered, the others are on their way
      const [{ reservationsExpired }, ...answers] = await Promise.all([effectsOf(event, 301), ...confirms])
      const late = answers.filter(({ status }) => status !== 201)
      for (const answer of late) expectProblem(answer, 'reservation_expired')
      expect(late).to.have.length(reservationsExpired)
      const { body } = await call('GET', `/admin/events/${event.id}/stats`)
      expect(body).to.include({ soldSeats: 10 - late.length, heldSeats: 0, availableSeats: late.length })
    }
  })

  it('lets claims end, so that freed seats go past the head of the waitlist', async () => {
    const event = await aTest({ capacity: 2, claimSecondsMax: 3_600 })
    const [sold, freed] = [await held(event), await held(event)]
    expectStatus(await confirm(sold.id), 201)
    const [whale, small] = [await join(event, { quantity: 2 }), await join(event)]
    await release(freed)
    expect(await effectsOf(event, 3_500)).to.deep.equal(none)
    expect([(await entry(whale)).status, (await entry(small)).status]).to.deep.equal(['waiting', 'waiting'])
    expect(await effectsOf(event, 101)).to.deep.equal({ ...none, offersMade: 1 })
    expect(await entry(whale)).to.include({ status: 'waiting', passedOver: 1 })
    expect((await entry(small)).status).to.equal('offered')
  })

  it('serves a waitlist longer than one look before it answers', async () => {
    const waiters = 130
    const event = await aTest({ capacity: waiters })
    for (const quantity of [100, waiters - 100]) await held(event, { quantity })
    const entries = await Promise.all(Array.from({ length: waiters }, () => join(event)))
    expect(await effectsOf(event, 301)).to.deep.equal({ ...none, reservationsExpired: 2, offersMade: waiters })
    expect((await entry(entries.at(-1)!)).status).to.equal('offered')
  })

  it('begins and ends the sales of ticket types', async () => {
    const type = { priceMinor: 1_000, currency: 'EUR' }
    const event = await aTest({
      priceMinor: undefined,
      currency: undefined,
      ticketTypes: [
        { ...type, name: 'Early', salesEndAt: inSeconds(2 * dayS) },
        { ...type, name: 'Late', salesStartAt: inSeconds(2 * dayS), salesEndAt: inSeconds(4 * dayS) },
      ],
    })
    const ofType = (n: number) => reserve(event, { items: [{ ticketTypeId: event.ticketTypes[n]!.id, quantity: 1 }] })
    const sales = async () =>
      (await call('GET', `/events/${event.id}`)).body.ticketTypes.map((each: { sales: string }) => each.sales)
    expect(await sales()).to.deep.equal(['open', 'upcoming'])
    expectProblem(await ofType(1), 'sales_closed')
    const { event: later } = await advance(event, 2 * dayS + 60)
    expect(later.ticketTypes.map((each: { sales: string }) => each.sales)).to.deep.equal(['ended', 'open'])
    expect(await sales()).to.deep.equal(['ended', 'open'])
    expectProblem(await ofType(0), 'sales_closed')
    expectStatus(await ofType(1), 201)
    await advance(event, 2 * dayS)
    expect(await sales()).to.deep.equal(['ended', 'ended'])
  })

  it('ends the waiting for what is sold no more, and the event itself', async () => {
    const event = await aTest({ capacity: 1 })
    const seat = await held(event)
    expectStatus(await confirm(seat.id), 201)
    const waiter = await join(event)
    const { event: ended, ...effects } = await advance(event, 31 * dayS + 60)
    expect(effects).to.deep.equal({ advancedSeconds: 31 * dayS + 60, ...none, waitlistEntriesExpired: 1 })
    expect(ended.status).to.equal('ended')
    expect(await entry(waiter)).to.include({ status: 'expired', expiredReason: 'event_ended' })
    expectProblem(await reserve(event), 'sales_closed')
    expectProblem(
      await call('POST', `/admin/events/${event.id}/test-clock`, { advanceSeconds: 1 }),
      'event_not_editable',
    )
    expectStatus(await call('GET', `/admin/events/${event.id}/bookings`), 200)
  })

  it('moves the times that the event shows by as much, with a new version', async () => {
    const event = await aTest()
    const { event: later } = await advance(event, 3_600)
    for (const time of ['startsAt', 'endsAt'] as const)
      expect(msBetween(String(event[time]), later[time]), time).to.equal(3_600_000)
    expect(later.version).to.be.greaterThan(event['version'] as number)
    const { body, headers } = await call('GET', `/events/${event.id}`)
    expect(body).to.deep.equal(later)
    expect(headers['etag']).not.to.equal(event.etag)
  })

  it('is a clock of drafts too, whose sales have not begun', async () => {
    const event = await aTest({ publish: false })
    expect(await effectsOf(event, 60)).to.deep.equal(none)
    expectStatus(await call('POST', `/admin/events/${event.id}/publish`), 200)
    const over = await aTest({ publish: false })
    await advance(over, 31 * dayS + 60)
    expectProblem(
      await call('POST', `/admin/events/${over.id}/test-clock`, { advanceSeconds: 1 }),
      'event_not_editable',
    )
  })

  it('is none of a live event, nor of one that was called off', async () => {
    const body = { advanceSeconds: 60 }
    const live = await anEvent(server, { organizer })
    expectProblem(await call('POST', `/admin/events/${live.id}/test-clock`, body), 'event_not_test')
    expect((await call('GET', `/events/${live.id}`)).body).to.include({ test: false, endsAt: live['endsAt'] })
    const off = await aTest()
    expectStatus(await call('POST', `/admin/events/${off.id}/cancel`), 200)
    expectProblem(await call('POST', `/admin/events/${off.id}/test-clock`, body), 'event_not_editable')
  })

  const bodies: readonly [what: string, body: object, pointer: string][] = [
    ['nothing', {}, '/advanceSeconds'],
    ['no time', { advanceSeconds: 0 }, '/advanceSeconds'],
    ['back', { advanceSeconds: -60 }, '/advanceSeconds'],
    ['a part of a second', { advanceSeconds: 1.5 }, '/advanceSeconds'],
    ['more than a year', { advanceSeconds: 365 * dayS + 1 }, '/advanceSeconds'],
    ['what it does not know', { advanceSeconds: 1, minutes: 5 }, '/minutes'],
  ]
  for (const [what, body, pointer] of bodies)
    it(`is not advanced by ${what}`, async () => {
      const { id } = await aTest()
      expectProblem(await call('POST', `/admin/events/${id}/test-clock`, body), 'validation_failed', [pointer])
    })
})

describe('a test event', () => {
  let server: TestServer
  let organizer: Account
  before(async () => {
    server = await startTestServer()
    organizer = await anAccount(server, { role: 'organizer' })
  })
  after(() => server.close())

  const change = (event: Event, body: object) =>
    server.call('PATCH', `/admin/events/${event.id}`, {
      token: organizer.token,
      body,
      headers: { 'if-match': '*' },
    })

  it('is one from the beginning or never: no change makes or unmakes it', async () => {
    for (const test of [true, false]) {
      const event = await anEvent(server, { organizer, test })
      expectProblem(await change(event, { test: !test }), 'validation_failed', ['/test'])
      const { body } = await server.call('GET', `/events/${event.id}`, { token: organizer.token })
      expect(body.test).to.equal(test)
    }
  })

  it('has 1,000 seats at most, from the beginning and after a change; a live one has more', async () => {
    const event = await anEvent(server, { organizer, test: true, capacity: 1_000 })
    expectProblem(await change(event, { capacity: 1_001 }), 'validation_failed', ['/capacity'])
    const body = { title: 'Big', category: 'music', startsAt: inSeconds(dayS), endsAt: inSeconds(2 * dayS) }
    const venue = { name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' }
    const big = { ...body, venue, capacity: 1_001, priceMinor: 1, currency: 'EUR' }
    const make = (over: object) =>
      server.call('POST', '/admin/events', { token: organizer.token, body: { ...big, ...over } })
    expectProblem(await make({ test: true }), 'validation_failed', ['/capacity'])
    expectStatus(await make({ test: false }), 201)
    expectStatus(await make({}), 201)
  })

  it('is copied as a test event', async () => {
    for (const test of [true, false]) {
      const { id } = await anEvent(server, { organizer, test })
      const { body } = expectStatus(
        await server.call('POST', `/admin/events/${id}/duplicate`, { token: organizer.token, body: {} }),
        201,
      )
      expect(body.test).to.equal(test)
    }
  })

  it("doesn't keep an organizer's account, as live events that are still to come do", async () => {
    const leave = async (test: boolean) => {
      const account = await anAccount(server, { role: 'organizer' })
      await anEvent(server, { organizer: account, test })
      return server.call('DELETE', '/users/profile', {
        token: account.token,
        body: { currentPassword: 'correct horse battery' },
      })
    }
    expect((await leave(false)).status).to.equal(409)
    expectStatus(await leave(true), 204)
  })
})
