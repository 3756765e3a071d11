// POST /admin/events/{id}/duplicate: a draft like an event, for another date, with nothing of what happened to it.
import { expect } from 'chai'
import { newId } from '../../src/platform/ids.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import {
  aPerson,
  boundsInInventory,
  inDays,
  startEventsServer,
  type Event,
  type EventsServer,
  type Person,
} from './events-server.ts'

const dayMs = 86_400_000

describe('duplicating an event', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())

  const duplicate = (id: string, as: Person | undefined, body: object = {}, headers = {}) =>
    server.call('POST', `/admin/events/${id}/duplicate`, { ...(as && { as }), body, headers })
  const later = (time: string, days: number) => new Date(Date.parse(time) + days * dayMs).toISOString()

  const full = {
    title: 'Night of Strings',
    description: 'Three quartets.',
    category: 'classical',
    tags: ['strings', 'late'],
    capacity: 120,
    ticketTypes: [
      { name: 'Stalls', priceMinor: 4_500, currency: 'JPY', salesStartAt: inDays(1), salesEndAt: inDays(29) },
      { name: 'Balcony', priceMinor: 6_500, currency: 'JPY', capacity: 40, maxPerUser: 4, salesEndAt: inDays(28) },
    ],
    externalId: 'spring',
    waitlistPolicy: { order: 'skip', skipMax: 7 },
    holdsPerBuyerMax: 5,
    holdSeatsPerBuyerMax: 50,
    claimSecondsMax: 60,
    publish: true,
  }
  /** What a copy has of its own. */
  const own = ['id', 'venue', 'ticketTypes', 'status', 'startsAt', 'endsAt', 'version', 'createdAt', 'updatedAt']
  const shared = (event: Event) =>
    Object.fromEntries(Object.entries(event).filter(([name]) => !own.includes(name) && name !== 'externalId'))

  it('copies all that the organizer has set, and moves its end and its sales windows with its start', async () => {
    const original = await server.anEvent(full)
    const startsAt = later(original.startsAt, 7)
    const { body: copy, headers } = expectStatus(await duplicate(original.id, original.organizer, { startsAt }), 201)
    const { organizer: _organizer, etag: _etag, ...told } = original
    expect(shared(copy)).to.deep.equal(shared(told))
    expect(copy).to.include({ status: 'draft', startsAt, endsAt: later(original.endsAt, 7), version: 1 })
    expect(copy.venue.id).to.equal(original.venue.id)
    expect(copy.ticketTypes.map(({ id: _, ...type }) => type)).to.deep.equal(
      original.ticketTypes.map(({ id: _, salesStartAt, salesEndAt, ...type }) => ({
        ...type,
        ...(salesStartAt && { salesStartAt: later(salesStartAt, 7) }),
        ...(salesEndAt && { salesEndAt: later(salesEndAt, 7) }),
      })),
    )
    const ids = [original, copy].flatMap(({ id, ticketTypes }) => [id, ...ticketTypes.map(type => type.id)])
    expect(new Set(ids).size).to.equal(6)
    expect(copy).not.to.have.property('externalId')
    expect(headers['etag']).to.equal('"1.1"')
    expect(await boundsInInventory(server, copy.id)).to.deep.equal(await boundsInInventory(server, original.id))
    expect(await server.audit(copy.id)).to.deep.equal([])
    expectStatus(await server.call('POST', `/admin/events/${copy.id}/publish`, { as: original.organizer }), 200)
  })

  it('copies nothing of what was held or waited for', async () => {
    const original = await server.anEvent({ capacity: 3, publish: true })
    await server.command(original.id, {
      kind: 'reserve',
      holdId: newId('rsv'),
      buyer: { userId: newId('usr') },
      selection: { quantity: 3 },
      idempotency: null,
    } as never)
    await server.aWaiting(original.id)
    const { body: copy } = expectStatus(await duplicate(original.id, original.organizer), 201)
    expect(copy).to.include({ capacity: 3, availableSeats: 3, waitlistOpen: false, version: 1 })
    for (const table of ['holds', 'waitlist_entries'])
      expect(await server.sql(table).where({ event_id: copy.id }), table).to.deep.equal([])
    expect(await server.audit(copy.id)).to.deep.equal([])
  })

  for (const [what, body, wanted] of [
    ['nothing', {}, {}],
    ['a title', { title: 'Encore' }, { title: 'Encore' }],
    ['an id of their own', { externalId: 'autumn' }, { externalId: 'autumn' }],
    [
      'a start and an end',
      { startsAt: '2040-01-01T20:00:00+01:00', endsAt: '2040-01-01T23:00:00Z' },
      { startsAt: '2040-01-01T19:00:00.000Z', endsAt: '2040-01-01T23:00:00.000Z' },
    ],
    ['an end alone', { endsAt: '2041-01-01T00:00:00Z' }, { endsAt: '2041-01-01T00:00:00.000Z' }],
  ] as const) {
    it(`has what else is asked for: ${what}`, async () => {
      const original = await server.anEvent(full)
      const { title, startsAt, endsAt } = original
      const { body: copy } = expectStatus(await duplicate(original.id, original.organizer, body), 201)
      expect(copy).to.include({ title, startsAt, endsAt, ...wanted })
    })
  }

  for (const [state, bring] of [
    ['a draft', async () => {}],
    [
      'called off',
      async ({ id, organizer }) => {
        await server.call('POST', `/admin/events/${id}/publish`, { as: organizer })
        expectStatus(await server.call('POST', `/admin/events/${id}/cancel`, { as: organizer }), 200)
      },
    ],
    [
      'over',
      async ({ id, organizer }) => {
        await server.call('POST', `/admin/events/${id}/publish`, { as: organizer })
        await server.passEnd(id)
      },
    ],
  ] as [string, (event: Event & { organizer: Person }) => Promise<void>][]) {
    it(`can be done to an event that is ${state}; the copy can be published once it is in the future`, async () => {
      const original = await server.anEvent()
      await bring(original)
      const { body: copy } = expectStatus(await duplicate(original.id, original.organizer), 201)
      expect(copy.status).to.equal('draft')
      const publish = (id: string) => server.call('POST', `/admin/events/${id}/publish`, { as: original.organizer })
      if (state === 'over') expectProblem(await publish(copy.id), 'event_not_publishable')
      const again = await duplicate(original.id, original.organizer, { startsAt: inDays(3) })
      expectStatus(await publish(expectStatus(again, 201).body.id), 200)
    })
  }

  it('leaves the copy to the original organizer where an admin does it, and is refused to everybody else', async () => {
    const original = await server.anEvent({ publish: true })
    const { body: copy } = expectStatus(await duplicate(original.id, aPerson('admin')), 201)
    expect(copy.organizerId).to.equal(original.organizer.id)
    expectProblem(await duplicate(original.id, aPerson()), 'event_not_found')
    expectProblem(await duplicate('evt_00000000000000000000000000', original.organizer), 'event_not_found')
    expectProblem(await duplicate(original.id, aPerson('attendee')), 'forbidden')
    expectProblem(await duplicate(original.id, undefined), 'unauthenticated')
  })

  for (const [what, body, pointer] of [
    ['an end before the start', { startsAt: inDays(40), endsAt: inDays(39) }, '/endsAt'],
    ["an end before the original's start", { endsAt: inDays(1) }, '/endsAt'],
    ['a time that no calendar has', { startsAt: '2030-06-30T23:59:60Z' }, '/startsAt'],
    ['a start so late that its end has five digits for a year', { startsAt: '9999-12-31T23:00:00Z' }, '/startsAt'],
    ['a start so early that its sales began before the year 1', { startsAt: '0001-01-02T00:00:00Z' }, '/startsAt'],
    ['an end that is in the year 10000 in UTC', { endsAt: '9999-12-31T23:30:00-01:00' }, '/endsAt'],
    ['a blank title', { title: '  ' }, '/title'],
    ['what it does not have', { capacity: 3 }, '/capacity'],
  ] as const) {
    it(`refuses ${what}, and makes nothing`, async () => {
      const original = await server.anEvent({ ...full, externalId: undefined })
      expectProblem(await duplicate(original.id, original.organizer, body), 'validation_failed', [pointer])
      const { n } = (await server.sql('events').where({ organizer_id: original.organizer.id }).count('* as n'))[0] as {
        n: string
      }
      expect(Number(n)).to.equal(1)
    })
  }

  it("refuses the id of another of the organizer's events", async () => {
    const original = await server.anEvent(full)
    expectProblem(await duplicate(original.id, original.organizer, { externalId: 'spring' }), 'external_id_taken')
  })

  it('is done once under one key, also by two requests at the same time', async () => {
    const original = await server.anEvent()
    const twice = await Promise.all(
      [0, 1].map(() => duplicate(original.id, original.organizer, {}, { 'idempotency-key': 'once' })),
    )
    const replay = expectStatus(
      await duplicate(original.id, original.organizer, {}, { 'idempotency-key': 'once' }),
      201,
    )
    expect(replay.headers['idempotency-replayed']).to.equal('true')
    for (const answer of twice) {
      if (answer.status === 201) expect(answer.body.id).to.equal(replay.body.id)
      else expectProblem(answer as never, 'idempotency_in_flight')
    }
    expect(await server.sql('events').where({ organizer_id: original.organizer.id })).to.have.length(2)
  })
})
