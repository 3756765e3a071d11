// Promotions over HTTP: what an organizer may change of them, and what is left of those that are deleted.
import { expect } from 'chai'
import { anAccount, anEvent, expectProblem, expectStatus, inDays, type Account } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { auditIsClean } from '../waitlist/waitlists.ts'

type Event = Awaited<ReturnType<typeof anEvent>>

describe('promotions that there are', function () {
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
  const pathOf = ({ id }: Event, promotion = '') => `/admin/events/${id}/promotions${promotion && `/${promotion}`}`
  const make = (event: Event, body: object) => as(event.organizer, 'POST', pathOf(event), body)
  const made = async (event: Event, body: object) =>
    expectStatus(await make(event, { code: 'EARLY-10', kind: 'discount', percent: 20, ...body }), 201).body
  const edit = (event: Event, id: string, body: object) => as(event.organizer, 'PATCH', pathOf(event, id), body)
  const remove = (event: Event, id: string) => as(event.organizer, 'DELETE', pathOf(event, id))
  const list = async (event: Event) => expectStatus(await as(event.organizer, 'GET', pathOf(event)), 200).body.data
  const usesOf = async (event: Event) => (await list(event)).map(({ uses }: { uses: number }) => uses)
  const anOwnEvent = (over: Readonly<Record<string, unknown>> = {}) => anEvent(server, { organizer, ...over })
  /** Types of 25.00 and 10.05, and one that is hidden. */
  const withTypes = (over: Readonly<Record<string, unknown>> = {}) => {
    const type = (name: string, priceMinor: number, hidden = false) => ({ name, priceMinor, currency: 'EUR', hidden })
    const ticketTypes = [type('Stalls', 2_500), type('Circle', 1_005), type('Crew', 1_500, true)]
    return anOwnEvent({ priceMinor: undefined, currency: undefined, ticketTypes, ...over })
  }

  const reserveAs = (buyer: Account, event: { id: string }, over: object = {}) =>
    as(buyer, 'POST', '/bookings/reserve', { eventId: event.id, quantity: 1, ...over })
  const reserve = async (event: { id: string }, over: object = {}) => reserveAs(await anAccount(server), event, over)
  async function held(event: { id: string }, over: object = {}) {
    const buyer = await anAccount(server)
    const { body } = expectStatus(await reserveAs(buyer, event, { promotionCode: 'EARLY-10', ...over }), 201)
    return { ...body, buyer } as { id: string; buyer: Account } & Record<string, unknown>
  }
  const confirm = ({ id, buyer }: { id: string; buyer: Account }, payment?: object) =>
    as(buyer, 'POST', '/bookings/confirm', { reservationId: id, ...(payment && { payment }) })
  const paid = { token: 'tok_ok' }

  describe('are changed', () => {
    it('in everything until they were used', async () => {
      const event = await withTypes()
      const { id } = await made(event, { usesMax: 5, endsAt: inDays(5) })
      const changes = { code: 'LATE', amountMinor: 300, ticketTypeIds: [event.ticketTypes[0]!.id], perBuyerMax: 2 }
      const after = expectStatus(await edit(event, id, { ...changes, usesMax: null, endsAt: null }), 200).body
      expect(after).to.deep.include(changes)
      expect(after).not.to.have.any.keys('percent', 'usesMax', 'endsAt')
      expectStatus(await edit(event, id, { percent: 10, ticketTypeIds: null }), 200)
      expect((await list(event))[0])
        .to.include({ percent: 10 })
        .and.not.have.any.keys('amountMinor', 'ticketTypeIds')
    })

    it('afterwards in nothing that would say something else of those who used them', async () => {
      const event = await withTypes()
      const [stalls] = event.ticketTypes.map(({ id }) => id)
      const { id } = await made(event, { usesMax: 5 })
      const items = [{ ticketTypeId: stalls, quantity: 1 }]
      const { id: held1, buyer } = await held(event, { quantity: undefined, items })
      await held(event, { quantity: undefined, items })
      for (const change of [{ code: 'OTHER' }, { percent: 30 }, { amountMinor: 1 }, { ticketTypeIds: [stalls] }])
        expect(expectProblem(await edit(event, id, change), 'promotion_in_use').body.uses).to.equal(2)
      expectProblem(await edit(event, id, { usesMax: 1 }), 'promotion_in_use')
      const allowed = { usesMax: 2, perBuyerMax: 1, endsAt: inDays(9), code: 'early-10', percent: 20 }
      expectStatus(await edit(event, id, allowed), 200)
      // A use that was given back was one nevertheless.
      expectStatus(await as(buyer, 'DELETE', `/bookings/reservations/${held1}`), 200)
      expectProblem(await edit(event, id, { percent: 30 }), 'promotion_in_use')
      expectStatus(await edit(event, id, { usesMax: 1 }), 200)
    })

    it('to what they could have been made with, and to nothing else', async () => {
      const event = await anOwnEvent()
      const { id } = await made(event, {})
      await made(event, { code: 'TAKEN' })
      expectProblem(await edit(event, id, { code: ' taken' }), 'promotion_code_taken')
      expectProblem(await edit(event, id, { startsAt: inDays(2), endsAt: inDays(1) }), 'validation_failed', ['/endsAt'])
      expectProblem(
        await edit(event, id, { ticketTypeIds: ['tkt_01jz3t5m8qf0vab9x2k4c7d6eh'] }),
        'ticket_type_not_found',
      )
      const access = expectStatus(await make(event, { code: 'CREW', kind: 'access' }), 201).body
      expectProblem(await edit(event, access.id, { percent: 5 }), 'validation_failed', ['/percent'])
      expectProblem(await edit(await anOwnEvent(), id, { usesMax: 5 }), 'promotion_not_found')
    })

    it('by nobody else than who runs the event', async () => {
      const event = await anOwnEvent()
      const { id } = await made(event, {})
      const other = await anAccount(server, { role: 'organizer' })
      expectProblem(await as(other, 'GET', pathOf(event)), 'event_not_found')
      expectProblem(await as(other, 'PATCH', pathOf(event, id), { usesMax: 5 }), 'event_not_found')
      expectProblem(await as(other, 'DELETE', pathOf(event, id)), 'event_not_found')
    })
  })

  describe('are deleted', () => {
    it('without a trace where they were never used', async () => {
      const event = await anOwnEvent()
      const { id } = await made(event, {})
      expectStatus(await remove(event, id), 204)
      expect(await list(event)).to.deep.equal([])
      expectProblem(await remove(event, id), 'promotion_not_found')
    })

    it('and stay as closed where they were used; their code may be given out again', async () => {
      const event = await anOwnEvent()
      const { id } = await made(event, {})
      const reservation = await held(event)
      for (const _ of ['once', 'again']) expectStatus(await remove(event, id), 204)
      expect(await list(event)).to.have.length(1)
      expect((await list(event))[0]).to.include({ id, status: 'closed', uses: 1 })
      expectProblem(await edit(event, id, { usesMax: 9 }), 'promotion_not_found')
      expectProblem(await reserve(event, { promotionCode: 'EARLY-10' }), 'promotion_not_found')
      await made(event, { percent: 5 })
      expect((await held(event))['discountMinor']).to.equal(125)
      expectStatus(await confirm(reservation, paid), 201)
      expect(await usesOf(event)).to.deep.equal([1, 1])
    })
  })

  it('are of their own event alone: a copy has its ticket types and none of its codes', async () => {
    const event = await withTypes()
    await made(event, {})
    const { body } = expectStatus(await as(organizer, 'POST', `/admin/events/${event.id}/duplicate`, {}), 201)
    expect(body.ticketTypes.map(({ hidden }: { hidden?: boolean }) => hidden ?? false)).to.deep.equal([
      false,
      false,
      true,
    ])
    expect(await list({ ...event, id: body.id })).to.deep.equal([])
  })
})
