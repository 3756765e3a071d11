// DELETE /admin/events/{eventId}/ticket-types/{ticketTypeId}: only what nobody has, and never the last one.
import { expect } from 'chai'
import { newId } from '../../src/platform/ids.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { aPerson, startEventsServer, type EventsServer, type Person } from './events-server.ts'

describe('taking away a ticket type', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())

  interface Known {
    id: string
    organizer: Person
    ticketTypes: readonly { id: string }[]
  }
  const remove = (event: Known, type = event.ticketTypes[1]!.id, as = event.organizer) =>
    server.call('DELETE', `/admin/events/${event.id}/ticket-types/${type}`, { as })
  const anEvent = (over: object = {}) =>
    server.anEvent({
      publish: true,
      ticketTypes: [
        { name: 'Stalls', priceMinor: 0, currency: 'EUR', capacity: 2 },
        { name: 'Balcony', priceMinor: 0, currency: 'EUR', capacity: 5 },
      ],
      ...over,
    })
  const reserve = (event: Known, n: number, quantity = 1) =>
    server.inventory.port.reserve({
      eventId: event.id,
      buyer: { userId: newId('usr') },
      selection: { items: [{ ticketTypeId: event.ticketTypes[n]!.id, quantity }] },
      idempotency: null,
    })

  it('takes it out of the event, whose seats stay, and tells the search', async () => {
    const event = await anEvent()
    expectStatus(await remove(event), 204)
    const { body } = await server.call('GET', `/events/${event.id}`)
    expect(body.ticketTypes.map(({ name }) => name)).to.deep.equal(['Stalls'])
    expect(body).to.deep.include({ capacity: 100, version: 2 })
    expect(server.search.told.indexed.at(-1)).to.deep.include({ id: event.id, version: 2 })
    expectProblem(await remove(event), 'ticket_type_not_found')
    expect(
      await server
        .sql('movements')
        .where({ event_id: event.id, ticket_type_id: event.ticketTypes[1]!.id, target: 'outside' })
        .first('quantity', 'source'),
    ).to.deep.equal({ quantity: 5, source: 'available' })
    expect(await server.audit(event.id)).to.deep.equal([])
  })

  it('refuses while seats of it are held, and no longer once they are given back', async () => {
    const event = await anEvent()
    const { hold } = await reserve(event, 1)
    expectProblem(await remove(event), 'ticket_type_in_use')
    await server.inventory.port.release(hold)
    expectStatus(await remove(event), 204)
    expect(await server.audit(event.id)).to.deep.equal([])
  })

  it('refuses while seats of it are sold', async () => {
    const event = await anEvent()
    const { hold } = await reserve(event, 1)
    await server.inventory.port.beginConfirm(hold, 'bkg_1')
    await server.inventory.port.commit(hold, 'bkg_1')
    expectProblem(await remove(event), 'ticket_type_in_use')
  })

  it('refuses while somebody waits for it', async () => {
    const event = await anEvent()
    await reserve(event, 1, 5)
    await server.aWaiting(event.id, { ticketTypeId: event.ticketTypes[1]!.id })
    const [hold] = await server.sql('holds').where({ event_id: event.id }).select('id')
    // So that nobody is served.
    await server.sql('waitlist_entries').where({ event_id: event.id }).update({ quantity: 50 })
    await server.inventory.port.release({ id: hold.id, eventId: event.id })
    expectProblem(await remove(event), 'ticket_type_in_use')
  })

  it('refuses the only one', async () => {
    const event = await server.anEvent()
    expectProblem(await remove(event, event.ticketTypes[0]!.id), 'ticket_type_in_use')
  })

  it('never takes away what a buyer gets at the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      const event = await anEvent()
      const [bought, { status }] = await Promise.all([
        reserve(event, 1).then(
          () => true,
          () => false,
        ),
        remove(event),
      ])
      expect([bought, status]).to.deep.be.oneOf([
        [true, 409],
        [false, 204],
      ])
      expect(await server.audit(event.id)).to.deep.equal([])
    }
  })

  it('is for those who run the event', async () => {
    const event = await anEvent()
    expectProblem(await remove(event, undefined, aPerson()), 'event_not_found')
    await server.passEnd(event.id)
    expectProblem(await remove(event), 'event_not_editable')
  })
})
