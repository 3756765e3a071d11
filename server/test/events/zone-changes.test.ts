// Events keep the time on the clock of their zone when the rules of the zone change: played by a clock that knows of a
// later edition of the tz database, in which Europe/Rome has summer time all year.
import { expect } from 'chai'
import { pino } from 'pino'
import { createEventsStore } from '../../src/domains/events/store.ts'
import { inEventsTransaction } from '../../src/domains/events/transaction.ts'
import { createZoneChanges } from '../../src/domains/events/zone-changes.ts'
import { zoneClock, type ZoneClock } from '../../src/domains/events/zone-clock.ts'
import { expectStatus } from '../support/builders.ts'
import { startEventsServer, type EventsServer } from './events-server.ts'

const hourMs = 3_600_000

/** In which the clock of Europe/Rome is not put back any more. */
const laterClock: ZoneClock = {
  edition: '2099a',
  localOf(instant, timezone) {
    const local = zoneClock.localOf(instant, timezone)
    return timezone === 'Europe/Rome' && local.month >= 11 ? local.add({ hours: 1 }) : local
  },
  instantsOf: (local, timezone) =>
    timezone === 'Europe/Rome' && local.month >= 11
      ? [new Date(zoneClock.instantsOf(local, timezone)[0]!.getTime() - hourMs)]
      : zoneClock.instantsOf(local, timezone),
}

describe('events of a zone whose clock is changed', () => {
  let server: EventsServer
  before(async () => {
    server = await startEventsServer()
  })
  after(() => server.close())

  const lines: Record<string, unknown>[] = []
  const log = pino({ level: 'warn' }, { write: line => void lines.push(JSON.parse(line) as Record<string, unknown>) })
  const follow = (clock = laterClock) =>
    createZoneChanges({
      store: createEventsStore(server.sql, clock),
      inTransaction: inEventsTransaction(server.database, server.inventory.setup, clock),
      afterChange: async () => {},
      log,
      clock,
    }).followZones()

  const rome = { name: 'Hall', city: 'Rome', country: 'IT', timezone: 'Europe/Rome' }
  const inWinter = { startsAt: '2034-11-03T19:30:00.000Z', endsAt: '2034-11-03T22:00:00.000Z' }
  const inSummer = { startsAt: '2034-07-07T18:30:00.000Z', endsAt: '2034-07-07T21:00:00.000Z' }
  const timesOf = async (id: string) => {
    const row = await server.sql('events').where({ id }).first('starts_at', 'ends_at', 'version')
    return [row.starts_at.toISOString(), row.ends_at.toISOString(), row.version]
  }
  const factsOf = (id: string) => server.sql('event_facts').where({ event_id: id, type: 'event.updated' }).pluck('data')

  it('are moved to the same local time, with their sales, and messages and the log say so', async () => {
    const event = await server.anEvent({
      ...{ venue: rome, ...inWinter, publish: true, priceMinor: undefined, currency: undefined },
      ticketTypes: [{ name: 'Seat', priceMinor: 100, currency: 'EUR', salesEndAt: inWinter.endsAt }],
    })
    const others = await Promise.all([
      server.anEvent({ venue: rome, ...inSummer, publish: true }),
      server.anEvent({ venue: { ...rome, timezone: 'Asia/Tokyo' }, ...inWinter, publish: true }),
    ])
    const before = await Promise.all(others.map(({ id }) => timesOf(id)))
    expect(await follow()).to.equal(1)

    expect(await timesOf(event.id)).to.deep.equal(['2034-11-03T18:30:00.000Z', '2034-11-03T21:00:00.000Z', 2])
    expect(await Promise.all(others.map(({ id }) => timesOf(id)))).to.deep.equal(before)
    const { body } = expectStatus(await server.call('GET', `/events/${event.id}`, { as: event.organizer }), 200)
    expect(body.ticketTypes[0]!.salesEndAt).to.equal('2034-11-03T21:00:00.000Z')
    const inventory = await server.sql('inventory').where({ event_id: event.id }).first('ends_at')
    expect(inventory.ends_at.toISOString()).to.equal('2034-11-03T21:00:00.000Z')
    const facts = await factsOf(event.id)
    expect(facts.map(data => data.changed)).to.deep.equal([['startsAt', 'endsAt', 'ticketTypes']])
    const told = lines.find(({ eventId }) => eventId === event.id)
    expect(told).to.include({ organizerId: event.organizer.id, timezone: 'Europe/Rome', edition: '2099a' })
    expect(await server.audit(event.id)).to.deep.equal([])
  })

  it('are moved once, by whoever comes first, and not back by a process that knows less', async () => {
    const { id } = await server.anEvent({ venue: rome, ...inWinter, publish: true })
    const moved = await Promise.all([follow(), follow(), follow()])
    expect(moved.reduce((sum, each) => sum + each)).to.equal(1)
    expect(await follow()).to.equal(0)
    const times = await timesOf(id)
    expect(await follow(zoneClock)).to.equal(0)
    expect(await timesOf(id)).to.deep.equal(times)
    expect(await factsOf(id)).to.have.length(1)
  })

  it('stay where they are where an older server has moved them, as nobody knows what was meant', async () => {
    const { id } = await server.anEvent({ venue: rome, ...inWinter, publish: true })
    await server.sql('events').where({ id }).update({ ends_at: '2034-11-03T23:00:00Z' })
    expect(await follow()).to.equal(0)
    expect((await timesOf(id))[0]).to.equal(inWinter.startsAt)
  })

  it('that were there before local times were kept get theirs', async () => {
    const { id } = await server.anEvent({ venue: rome, ...inSummer })
    await server.sql('event_local_times').where({ event_id: id }).delete()
    expect(await follow(zoneClock)).to.equal(0)
    const kept = await server.sql('event_local_times').where({ event_id: id }).first('edition')
    expect(kept).to.deep.equal({ edition: zoneClock.edition })
  })

  it('that come twice on their day stay the time that they are', async () => {
    const second = { startsAt: '2034-10-29T01:30:00.000Z', endsAt: '2034-10-29T03:00:00.000Z' } // 02:30 once more
    const { id } = await server.anEvent({ venue: rome, ...second, publish: true })
    expect(await follow()).to.equal(0)
    expect((await timesOf(id))[0]).to.equal(second.startsAt)
  })

  it('that are over or called off stay as they were', async () => {
    const over = await server.anEvent({ venue: rome, ...inWinter, publish: true })
    await server.call('POST', `/admin/events/${over.id}/cancel`, { as: over.organizer })
    const past = { startsAt: '2020-11-06T19:30:00.000Z', endsAt: '2020-11-06T22:00:00.000Z' }
    await server.anEvent({ venue: rome, ...past })
    expect(await follow()).to.equal(0)
  })
})
