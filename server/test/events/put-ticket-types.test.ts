// The ticket types that travel in PUT /admin/events/by-external-id/{externalId}: found by external id, else by name.
import { expect } from 'chai'
import type { Shape } from '../../src/contract/types.ts'
import { newId } from '../../src/platform/ids.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { anEventBody, aPerson, inDays, startEventsServer, type EventsServer, type Refusal } from './events-server.ts'

type Put = Shape<'EventPut'>
type Over = Readonly<Record<string, unknown>>

const aType = (name: string, over: Over = {}) => ({ name, priceMinor: 1_000, currency: 'EUR', ...over })

describe('putting an event with ticket types', () => {
  let server: EventsServer
  let organizer = aPerson()
  const times = { startsAt: inDays(30), endsAt: inDays(31) }
  before(async () => {
    server = await startEventsServer()
  })
  beforeEach(() => {
    organizer = aPerson()
  })
  after(() => server.close())

  const put = (over: Over) =>
    server.call<Put>('PUT', '/admin/events/by-external-id/gala', {
      as: organizer,
      body: anEventBody({ ...times, ...over }),
    })
  const made = async (over: Over) => expectStatus(await put(over), 201).body
  const reserve = (event: Put, n: number, quantity = 1) =>
    server.inventory.port.reserve({
      eventId: event.id,
      buyer: { userId: newId('usr') },
      selection: { items: [{ ticketTypeId: event.ticketTypes[n]!.id, quantity }] },
      idempotency: null,
    })
  const namesOf = ({ ticketTypes }: Put) => ticketTypes.map(({ name }) => name)
  const idsOf = ({ ticketTypes }: Put) => ticketTypes.map(({ id }) => id)

  it('knows one by its external id under another name, even where two change their names', async () => {
    const before = await made({ ticketTypes: [aType('A', { externalId: 'a' }), aType('B', { externalId: 'b' })] })
    const { body } = expectStatus(
      await put({ ticketTypes: [aType('B', { externalId: 'a' }), aType('A', { externalId: 'b' })] }),
      200,
    )
    expect(idsOf(body)).to.deep.equal(idsOf(before))
    expect(namesOf(body)).to.deep.equal(['B', 'A'])
  })

  it('knows one by its name, whatever its case, and gives it the external id, or takes it away', async () => {
    const before = await made({ ticketTypes: [aType('Stalls')] })
    const named = expectStatus(await put({ ticketTypes: [aType('STALLS', { externalId: 's' })] }), 200).body
    expect(named.ticketTypes[0]).to.include({ id: before.ticketTypes[0]!.id, name: 'STALLS', externalId: 's' })
    const other = expectStatus(await put({ ticketTypes: [aType('Stalls', { externalId: 't' })] }), 200).body
    expect(other.ticketTypes[0]).to.include({ id: before.ticketTypes[0]!.id, externalId: 't' })
    const bare = expectStatus(await put({ ticketTypes: [aType('Stalls')] }), 200).body
    expect(bare.ticketTypes[0]).to.include({ id: before.ticketTypes[0]!.id }).and.not.to.have.property('externalId')
  })

  it('gives a name to who has the external id, not to who had the name', async () => {
    const before = await made({ ticketTypes: [aType('A', { externalId: 'a' }), aType('B')] })
    const { body } = expectStatus(await put({ ticketTypes: [aType('B', { externalId: 'a' })] }), 200)
    expect(idsOf(body)).to.deep.equal([idsOf(before)[0]])
    expect(namesOf(body)).to.deep.equal(['B'])
  })

  it('stand in the order in which they are listed', async () => {
    const before = await made({ ticketTypes: [aType('A'), aType('B'), aType('C')] })
    const listed = ['C', 'New', 'A', 'B'].map(name => aType(name))
    expect(namesOf(expectStatus(await put({ ticketTypes: listed }), 200).body)).to.deep.equal(['C', 'New', 'A', 'B'])
    const { body } = await server.call<Put>('GET', `/events/${before.id}`, { as: organizer })
    expect(namesOf(body)).to.deep.equal(['C', 'New', 'A', 'B'])
  })

  it('keep what is held and sold through every other change', async () => {
    const usual = { ticketTypes: [aType('Stalls', { capacity: 10 }), aType('Balcony')], publish: true }
    const before = await made(usual)
    await reserve(before, 0, 3)
    const { body } = expectStatus(
      await put({
        publish: true,
        capacity: 20,
        ticketTypes: [aType('New'), aType('Stalls', { capacity: 4, priceMinor: 7 }), aType('Balcony')],
      }),
      200,
    )
    expect(body.ticketTypes.map(({ available }) => available)).to.deep.equal([17, 1, 17])
    expect(await server.audit(before.id)).to.deep.equal([])
  })

  it('have as many seats as the event again where none of their own are said', async () => {
    const before = await made({ ticketTypes: [aType('Stalls', { capacity: 5 }), aType('Balcony')], publish: true })
    await reserve(before, 0, 2)
    const after = (capacity: number) => ({
      capacity: 50,
      ticketTypes: [aType('Stalls'), aType('Balcony', { capacity })],
      publish: true,
    })
    expectProblem(await put(after(51)), 'validation_failed')
    const { body } = expectStatus(await put(after(40)), 200)
    expect(body.ticketTypes.map(({ available }) => available)).to.deep.equal([48, 40])
    expect(body.ticketTypes[0]).not.to.have.property('capacity')
    expect(await server.audit(before.id)).to.deep.equal([])
  })

  it('refuses to leave out one with held seats, changes nothing then, and names it', async () => {
    const usual = { ticketTypes: [aType('Stalls'), aType('Balcony')], publish: true }
    const before = await made(usual)
    await reserve(before, 1)
    const refused = await put({ publish: true, title: 'Another', ticketTypes: [aType('Stalls'), aType('Boxes')] })
    expect(expectProblem(refused, 'ticket_type_in_use').body).to.include({ ticketTypeId: before.ticketTypes[1]!.id })
    expect(expectStatus(await put(usual), 200).body).to.include({ unchanged: true, version: 1, title: 'An Evening' })
  })

  it('refuses two of one name or of one external id, and says which', async () => {
    const faultsOf = async (...ticketTypes: object[]) =>
      ((expectProblem(await put({ ticketTypes }), 'validation_failed').body as unknown as Refusal).errors ?? []).map(
        ({ pointer }) => pointer,
      )
    expect(await faultsOf(aType('A'), aType('a '))).to.deep.equal(['/ticketTypes/1/name'])
    expect(await faultsOf(aType('A', { externalId: 'x' }), aType('B', { externalId: 'x' }))).to.deep.equal([
      '/ticketTypes/1/externalId',
    ])
  })

  it('offers new seats to who waits, as every change of the seats does', async () => {
    const usual = { ticketTypes: [aType('Stalls')], publish: true }
    const before = await made({ ...usual, capacity: 1 })
    await reserve(before, 0)
    const waiting = await server.aWaiting(before.id)
    expectStatus(await put({ ...usual, capacity: 2 }), 200)
    expect(await waiting.state()).to.equal('offered')
  })

  it('offers nobody seats of a type that is given fewer as the event is given more', async () => {
    const before = await made({ capacity: 2, ticketTypes: [aType('Stalls'), aType('Balcony')], publish: true })
    await reserve(before, 0, 2)
    const ticketTypeId = before.ticketTypes[0]!.id
    const waiting = await server.aWaiting(before.id, { ticketTypeId })
    const after = { capacity: 9, ticketTypes: [aType('Stalls', { capacity: 2 }), aType('Balcony')], publish: true }
    expectStatus(await put(after), 200)
    expect(await waiting.state()).to.equal('waiting')
    expect(await server.audit(before.id)).to.deep.equal([])
  })
})
