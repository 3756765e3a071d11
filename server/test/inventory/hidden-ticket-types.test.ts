// Hidden ticket types over HTTP: who sees them, who gets their seats, and who waits for what.
import { expect } from 'chai'
import { anAccount, anEvent, expectProblem, expectStatus, type Account } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { auditIsClean, aWaiter, statusesOf, tryToJoin } from '../waitlist/waitlists.ts'

type Event = Awaited<ReturnType<typeof anEvent>>
type Type = { readonly id: string; readonly name: string; readonly hidden?: boolean; readonly available: number }

describe('hidden ticket types', function () {
  this.timeout(30_000)
  let server: TestServer
  let organizer: Account
  before(async () => {
    server = await startTestServer()
    organizer = await anAccount(server, { role: 'organizer' })
  })
  after(async () => {
    await auditIsClean(server)
    await server.close() // fails if an answer did not fit the contract
  })

  const as = ({ token }: Account, method: string, path: string, body?: object) =>
    server.call(method, path, { token, ...(body && { body }) })
  const type = (name: string, over: object = {}) => ({ name, priceMinor: 1_000, currency: 'EUR', ...over })
  /** Stalls, and a crew type that is hidden. */
  const withCrew = async (over: Readonly<Record<string, unknown>> = {}) => {
    const ticketTypes = [type('Stalls'), type('Crew', { hidden: true, priceMinor: 100 })]
    const event = await anEvent(server, { organizer, priceMinor: undefined, currency: undefined, ticketTypes, ...over })
    const [stalls, crew] = event.ticketTypes.map(({ id }) => id) as [string, string]
    return { event, stalls, crew }
  }
  const access = async (event: Event, over: object = {}) =>
    expectStatus(
      await as(organizer, 'POST', `/admin/events/${event.id}/promotions`, { code: 'CREW', kind: 'access', ...over }),
      201,
    ).body
  const reserve = async (event: Event, body: object, buyer?: Account) =>
    as(buyer ?? (await anAccount(server)), 'POST', '/bookings/reserve', { eventId: event.id, ...body })
  const seats = (ticketTypeId: string, quantity = 1) => ({ items: [{ ticketTypeId, quantity }] })
  const names = ({ ticketTypes }: { ticketTypes: readonly Type[] }) => ticketTypes.map(({ name }) => name)
  const change = async (event: Event, id: string, body: object) => {
    const { headers } = await as(organizer, 'GET', `/events/${event.id}`)
    return server.call('PATCH', `/admin/events/${event.id}/ticket-types/${id}`, {
      token: organizer.token,
      body,
      headers: { 'if-match': String(headers['etag']) },
    })
  }

  it('are shown to who runs the event, and to nobody else wherever it is shown', async () => {
    const { event, stalls, crew } = await withCrew({ title: 'Whispers', capacity: 10 })
    const own = expectStatus(await as(organizer, 'GET', `/events/${event.id}`), 200).body
    expect(own.ticketTypes.map(({ id, hidden }: Type) => [id, hidden])).to.deep.equal([
      [stalls, undefined],
      [crew, true],
    ])
    const managed = expectStatus(await as(organizer, 'GET', '/admin/events'), 200).body.data
    expect(names(managed.find(({ id }: { id: string }) => id === event.id))).to.deep.equal(['Stalls', 'Crew'])
    const stats = expectStatus(await as(organizer, 'GET', `/admin/events/${event.id}/stats`), 200).body
    expect(names(stats)).to.deep.equal(['Stalls', 'Crew'])

    const shown = expectStatus(await server.call('GET', `/events/${event.id}`), 200).body
    expect(names(shown)).to.deep.equal(['Stalls'])
    expect(shown.ticketTypes[0]).not.to.have.property('hidden')
    const listed = expectStatus(await server.call('GET', '/events'), 200).body.data
    expect(names(listed.find(({ id }: { id: string }) => id === event.id))).to.deep.equal(['Stalls'])
    const left = expectStatus(await server.call('GET', `/events/${event.id}/availability`), 200).body
    expect(left.ticketTypes.map(({ id }: Type) => id)).to.deep.equal([stalls])
    const found = await eventually(
      async () => expectStatus(await server.call('GET', '/search', { query: { q: 'Whispers' } }), 200).body.data,
      data => data.length === 1,
      { withinMs: 10_000 },
    )
    expect(names(found[0])).to.deep.equal(['Stalls'])
    const cheap = { maxPrice: 500, currency: 'EUR' }
    for (const path of ['/events', '/search'])
      expect(expectStatus(await server.call('GET', path, { query: cheap }), 200).body.data).to.deep.equal([])
  })

  it('are shown with the seats that are left of them, also once some are sold', async () => {
    const { event, crew } = await withCrew({ capacity: 10 })
    await access(event)
    expectStatus(await reserve(event, { ...seats(crew, 4), promotionCode: 'crew' }), 201)
    const typesFor = async (caller: Account) =>
      expectStatus(await as(caller, 'GET', `/events/${event.id}`), 200).body.ticketTypes.map(
        ({ name, available }: Type) => `${name} ${available}`,
      )
    expect(await typesFor(organizer)).to.deep.equal(['Stalls 6', 'Crew 6'])
    expect(await typesFor(await anAccount(server))).to.deep.equal(['Stalls 6'])
  })

  it('are had with an access code for them alone; without one they are not there', async () => {
    const { event, stalls, crew } = await withCrew()
    await access(event)
    const discount = { code: 'CHEAP', kind: 'discount', percent: 50 }
    expectStatus(await as(organizer, 'POST', `/admin/events/${event.id}/promotions`, discount), 201)
    const never = 'tkt_01jz3t5m8qf0vab9x2k4c7d6eh'
    const hidden = expectProblem(await reserve(event, seats(crew)), 'ticket_type_not_found').body
    const absent = expectProblem(await reserve(event, seats(never)), 'ticket_type_not_found').body
    expect({ ...hidden, ticketTypeId: '', requestId: '' }).to.deep.equal({ ...absent, ticketTypeId: '', requestId: '' })
    expectProblem(await reserve(event, { ...seats(crew), promotionCode: 'CHEAP' }), 'ticket_type_not_found')
    expectProblem(await reserve(event, { ...seats(crew), promotionCode: 'CRWE' }), 'promotion_not_found')
    expectProblem(await reserve(event, { ...seats(stalls), promotionCode: 'CREW' }), 'promotion_not_for_these_tickets')
    const both = { items: [...seats(crew, 2).items, ...seats(stalls).items], promotionCode: 'CREW' }
    const { body } = expectStatus(await reserve(event, both), 201)
    expect(body).to.include({ quantity: 3, discountMinor: 0, totalMinor: 1_200 })
  })

  it('are opened by the code that names them, and by no other', async () => {
    const ticketTypes = [type('Stalls'), type('Crew', { hidden: true }), type('Press', { hidden: true })]
    const event = await anEvent(server, { organizer, priceMinor: undefined, currency: undefined, ticketTypes })
    const [, crew, press] = event.ticketTypes.map(({ id }) => id) as [string, string, string]
    await access(event, { ticketTypeIds: [crew] })
    expectStatus(await reserve(event, { ...seats(crew), promotionCode: 'CREW' }), 201)
    expectProblem(await reserve(event, { ...seats(press), promotionCode: 'CREW' }), 'ticket_type_not_found')
  })

  it('are not meant by a bare quantity', async () => {
    const { event, stalls } = await withCrew()
    const { body } = expectStatus(await reserve(event, { quantity: 2 }), 201)
    expect(body.items[0].ticketTypeId).to.equal(stalls)
    await access(event)
    expectProblem(await reserve(event, { quantity: 2, promotionCode: 'CREW' }), 'ticket_type_required')
  })

  it('are never waited for, nor part of any type', async () => {
    const { event, crew, stalls } = await withCrew({
      ticketTypes: [type('Stalls', { capacity: 1 }), type('Crew', { hidden: true, capacity: 5 })],
    })
    await access(event)
    const waiter = await anAccount(server)
    expectProblem(await tryToJoin(server, event, waiter, { ticketTypeId: crew }), 'ticket_type_not_found')
    expectProblem(await tryToJoin(server, event, waiter, { quantity: 2 }), 'quantity_above_capacity')
    const holder = await anAccount(server)
    const { id } = expectStatus(await reserve(event, seats(stalls), holder), 201).body
    const [first, second] = [await aWaiter(server, event), await aWaiter(server, event)]
    // Crew seats that come back go to nobody who waits, and not to the pool.
    const crewed = expectStatus(await reserve(event, { ...seats(crew, 5), promotionCode: 'CREW' }, holder), 201).body
    expectStatus(await as(holder, 'DELETE', `/bookings/reservations/${crewed.id}`), 200)
    expect(await statusesOf(server, [first, second])).to.deep.equal(['waiting', 'waiting'])
    expectStatus(await reserve(event, { ...seats(crew, 5), promotionCode: 'CREW' }), 201)
    expectStatus(await as(holder, 'DELETE', `/bookings/reservations/${id}`), 200)
    expect(await statusesOf(server, [first, second])).to.deep.equal(['offered 1', 'waiting'])
  })

  it('can be hidden and shown again, while nobody waits for them and something else is seen', async () => {
    const { event, stalls, crew } = await withCrew()
    expectProblem(await change(event, stalls, { hidden: true }), 'ticket_type_in_use')
    expect(expectStatus(await change(event, crew, { hidden: false }), 200).body).not.to.have.property('hidden')
    expect(names(expectStatus(await server.call('GET', `/events/${event.id}`), 200).body)).to.have.length(2)
    expect(expectStatus(await change(event, stalls, { hidden: true }), 200).body.hidden).to.equal(true)
    expectProblem(await reserve(event, seats(stalls)), 'ticket_type_not_found')

    const {
      event: full,
      stalls: awaited,
      crew: other,
    } = await withCrew({
      ticketTypes: [type('Stalls', { capacity: 1 }), type('Crew', { hidden: true })],
    })
    expectStatus(await change(full, other, { hidden: false }), 200)
    expectStatus(await reserve(full, seats(awaited)), 201)
    await aWaiter(server, full, { ticketTypeId: awaited })
    expectProblem(await change(full, awaited, { hidden: true }), 'ticket_type_in_use')
  })

  it('are not the only ones of an event, however it is made', async () => {
    const body = { ticketTypes: [type('Crew', { hidden: true })], priceMinor: undefined, currency: undefined }
    const { token } = organizer
    const whole = {
      title: 'Nobody',
      category: 'music',
      venue: { name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' },
      startsAt: '2031-06-01T18:00:00Z',
      endsAt: '2031-06-01T20:00:00Z',
      capacity: 10,
      ...body,
    }
    expectProblem(await server.call('POST', '/admin/events', { token, body: whole }), 'validation_failed', [
      '/ticketTypes',
    ])
    const path = '/admin/events/by-external-id/hidden-1'
    expectProblem(await server.call('PUT', path, { token, body: whole }), 'validation_failed', ['/ticketTypes'])
    const types = (...hidden: boolean[]) => ({
      ...whole,
      ticketTypes: hidden.map((h, n) => type(`T${n}`, { hidden: h })),
    })
    for (const of of [types(false, true), types(true, false), types(false), types(true, false)]) {
      const put = await server.call('PUT', path, { token, body: of })
      expect(put.status, put.text).to.be.oneOf([200, 201])
      const hidden = put.body.ticketTypes.map(({ hidden: is = false }: { hidden?: boolean }) => is)
      expect(hidden).to.deep.equal(of.ticketTypes.map(each => (each as unknown as { hidden: boolean }).hidden))
      const again = expectStatus(await server.call('PUT', path, { token, body: of }), 200).body
      expect(again.unchanged).to.equal(true)
    }
    const { event, stalls } = await withCrew()
    expectProblem(
      await as(organizer, 'DELETE', `/admin/events/${event.id}/ticket-types/${stalls}`),
      'ticket_type_in_use',
    )
  })

  it('are not deleted while a promotion names them', async () => {
    const { event, crew } = await withCrew()
    const { id } = await access(event, { ticketTypeIds: [crew] })
    const path = `/admin/events/${event.id}/ticket-types/${crew}`
    expectProblem(await as(organizer, 'DELETE', path), 'ticket_type_in_use')
    expectStatus(await as(organizer, 'DELETE', `/admin/events/${event.id}/promotions/${id}`), 204)
    expectStatus(await as(organizer, 'DELETE', path), 204)
  })
})
