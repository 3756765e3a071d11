// Reading an event that everybody reads: nobody waits while it is asked for again.
import { expect } from 'chai'
import { createEventViews } from '../../src/domains/events/cached-events.ts'
import type { EventRecord } from '../../src/domains/events/store.ts'
import { createMemoryDocuments } from '../../src/domains/inventory/projections/memory-cache.ts'
import { createAvailabilityView } from '../../src/domains/inventory/queries/availability.ts'

const keptMs = 100
const at = new Date('2030-01-01T00:00:00.000Z')
const anEvent = (version: number) =>
  ({
    id: 'evt_1',
    version,
    status: 'published',
    startsAt: at,
    endsAt: new Date('2030-02-01T00:00:00.000Z'),
    createdAt: at,
    updatedAt: at,
    test: false,
    venue: { createdAt: at, updatedAt: at },
    inventory: { version, availableSeats: version, waitlistOpen: false, ticketTypes: [] },
  }) as unknown as EventRecord

const reported = { eventId: 'evt_1', organizerId: 'usr_1', isPublic: true, testOf: null, endsAt: at }

/** A reader of events and one of availability over the same memory, on a clock that stands still. */
function readers() {
  let nowMs = 0
  const asked: ((version: number) => void)[] = []
  const failing: ((error: Error) => void)[] = []
  const answer = <Result>(of: (version: number) => Result) =>
    new Promise<Result>((resolve, reject) => {
      asked.push(version => resolve(of(version)))
      failing.push(reject)
    })
  const documents = createMemoryDocuments({ keptMs, nowMs: () => nowMs })
  const events = createEventViews({
    store: { find: () => answer(anEvent) },
    documents,
    countRead: () => {},
    clock: { now: () => at },
  })
  const availability = createAvailabilityView({
    reports: {
      availability: () => answer(version => ({ ...anEvent(version).inventory, ...reported })),
      availabilities: () => Promise.resolve([]),
    } as unknown as Parameters<typeof createAvailabilityView>[0]['reports'],
    projections: { documents, kind: 'process' } as unknown as Parameters<
      typeof createAvailabilityView
    >[0]['projections'],
    countRead: () => {},
  })
  return {
    put: async (version: number) => {
      await events.keep(anEvent(version))
    },
    readVersion: {
      event: async () => (await events.find('evt_1'))?.version,
      availability: async () => (await availability.find('evt_1'))?.seats.version,
    },
    pass(ms: number) {
      nowMs += ms
    },
    asked,
    failing,
  }
}

for (const what of ['event', 'availability'] as const) {
  describe(`the ${what} that is read again and again`, () => {
    it('is asked for again before it is too old, once for all, and nobody waits', async () => {
      const { put, readVersion, pass, asked } = readers()
      const read = readVersion[what]
      await put(1)
      pass(keptMs * 0.5)
      expect(await read()).to.equal(1)
      expect(asked, 'while it is young').to.have.length(0)
      pass(keptMs * 0.3)
      expect(await Promise.all([read(), read(), read()])).to.deep.equal([1, 1, 1])
      expect(asked).to.have.length(1)
      asked[0]!(2)
      await new Promise(setImmediate)
      expect(await read()).to.equal(2)
      pass(keptMs * 0.5)
      expect(await read(), 'when the first would have been too old').to.equal(2)
      expect(asked).to.have.length(1)
    })

    it('is waited for when it is too old, also where asking for it in time has failed', async () => {
      const { put, readVersion, pass, asked, failing } = readers()
      const read = readVersion[what]
      await put(1)
      pass(keptMs * 0.8)
      expect(await read()).to.equal(1)
      failing[0]!(new Error('away'))
      await new Promise(setImmediate)
      pass(keptMs * 0.3)
      const waiting = read()
      await new Promise(setImmediate)
      expect(asked).to.have.length(2)
      asked[1]!(2)
      expect(await waiting).to.equal(2)
    })
  })
}
