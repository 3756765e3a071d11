// A change of the events is told after its commit, and a lane may have been told of a later one by then.
import { expect } from 'chai'
import type { NewDocument, NewReservation } from '../../src/domains/inventory/projections/cache.ts'
import { createProjectionFeed } from '../../src/domains/inventory/projections/cache-writer.ts'
import { createMemoryProjections } from '../../src/domains/inventory/projections/memory-cache.ts'
import { createReservationWriter } from '../../src/domains/inventory/projections/reservation-writer.ts'
import { createAvailabilityFeed } from '../../src/domains/inventory/projections/search-updates.ts'
import { decideAll } from '../../src/domains/inventory/rules/decide.ts'
import type { Hold } from '../../src/domains/inventory/rules/inventory-state.ts'
import type { AvailabilityChange } from '../../src/domains/search/port.ts'
import { aHold, aReserve, anInventoryState, testTerms } from './builders.ts'

describe('what is told late of an event', () => {
  const [older, newer] = [anInventoryState({ version: 4 }), anInventoryState({ version: 5 })]
  const quiet = decideAll(older, [aReserve()], testTerms)
  const changingAHold = decideAll(
    anInventoryState({
      version: 3,
      holds: new Map([['rsv', aHold()]]),
      seats: { available: 8, pooled: 0, held: 2, sold: 0 },
    }),
    [{ kind: 'begin_confirm', holdId: 'rsv', bookingId: 'bkg' }],
    testTerms,
  )

  it('does not take the place of what is newer on its way to the search', async () => {
    const sent: AvailabilityChange[] = []
    const feed = createAvailabilityFeed(async changes => {
      sent.push(...changes)
    })
    for (const stock of [newer, older]) feed.changed(stock)
    await feed.flush()
    expect(sent.map(({ version }) => version)).to.deep.equal([5])
  })

  it('does not take the place of what is newer on its way to Redis, and yet says that a hold has changed', async () => {
    const { documents, waitlists: lines } = createMemoryProjections()
    const sent: NewDocument[] = []
    const feed = createProjectionFeed({
      kind: 'redis',
      reservations: undefined,
      waitlists: lines,
      documents: {
        ...documents,
        put: async put => {
          sent.push(...put)
          return true
        },
      },
    })
    feed.changed(newer, quiet)
    feed.changed(older, changingAHold)
    await feed.flush()
    expect(sent.map(({ version, holdsChangedAt }) => ({ version, holdsChangedAt }))).to.deep.equal([
      { version: 5, holdsChangedAt: 4 },
    ])
  })
})

describe('what becomes of reservations, on its way to Redis', () => {
  const now = new Date('2030-01-01T00:00:00Z')
  const state = (version: number) => anInventoryState({ version, now })
  const held = (id: string, over: Partial<Hold> = {}) =>
    aHold({
      id,
      expiresAt: new Date(now.getTime() + 300_000),
      idempotency: { key: 'k', fingerprint: 'f' },
      ...over,
    })
  const changes = (...holds: Hold[]) => ({ holds: holds.map(thing => ({ thing, isNew: thing.state === 'held' })) })

  function aWriter() {
    const calls: string[] = []
    const redis = { isAway: false }
    const answer = (call: string) => {
      calls.push(redis.isAway ? `in vain: ${call}` : call)
      return Promise.resolve(!redis.isAway)
    }
    const writer = createReservationWriter({
      get: async () => undefined,
      missing: async () => [],
      put: put => answer(`put ${put.map(({ id, version }) => `${id}@${version}`).join(' ')}`.trim()),
      remove: ids => answer(`remove ${ids.join(' ')}`.trim()),
    })
    return { writer, calls, redis }
  }

  it('is one write of all of a batch, and of the last state of each', async () => {
    const { writer, calls } = aWriter()
    writer.changed(state(1), changes(held('a'), held('b'), held('c')))
    writer.changed(state(2), changes(held('b', { state: 'released' }), held('c', { state: 'confirming' })))
    writer.changed(state(3), changes(held('c', { state: 'sold' }), held('d', { state: 'expired' }), held('e')))
    await writer.flush()
    expect(calls).to.deep.equal(['put a@1 e@3', 'remove b c d'])
  })

  it('leaves a reservation that is being confirmed as it is, and offers and what was bought alone', async () => {
    const { writer, calls } = aWriter()
    writer.changed(state(1), changes(held('a', { state: 'confirming' }), held('b', { state: 'returned' })))
    writer.changed(state(2), changes(held('c', { kind: 'offer' })))
    await writer.flush()
    expect(calls).to.deep.equal(['put', 'remove'])
  })

  it('waits while Redis is away, and does not take the place of what is newer by then', async () => {
    const { writer, calls, redis } = aWriter()
    redis.isAway = true
    writer.changed(state(1), changes(held('a'), held('b')))
    const flushing = writer.flush()
    writer.changed(state(2), changes(held('b', { state: 'released' })))
    await flushing
    redis.isAway = false
    await writer.flush()
    expect(calls).to.deep.equal(['in vain: put a@1 b@1', 'in vain: remove', 'put a@1', 'remove b'])
  })

  it('is bounded while Redis is away: what is more is left to the rebuild', async () => {
    const { writer, calls, redis } = aWriter()
    redis.isAway = true
    for (let n = 0; n < 12_000; n++) writer.changed(state(n), changes(held(`h${n}`)))
    await writer.flush()
    redis.isAway = false
    await writer.flush()
    expect(calls.at(-2)!.split(' ')).to.have.length(10_001)
  })

  it('says what is left of a hold when it is written, and is not written once nothing is', async () => {
    const written: NewReservation[] = []
    const writer = createReservationWriter({
      get: async () => undefined,
      missing: async () => [],
      remove: async () => true,
      put: async put => {
        written.push(...put)
        return true
      },
    })
    writer.changed(state(1), changes(held('a'), held('b', { expiresAt: now })))
    await writer.flush()
    expect(written).to.have.length(1)
    expect(written[0]!.leftMs).to.be.within(299_000, 300_000)
    expect(written[0]!.hold).to.include({ id: 'a', idempotency: null })
  })
})
