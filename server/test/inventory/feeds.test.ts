// A change of the events is told after its commit, and a lane may have been told of a later one by then.
import { expect } from 'chai'
import type { NewDocument } from '../../src/domains/inventory/projections/cache.ts'
import { createProjectionFeed } from '../../src/domains/inventory/projections/cache-writer.ts'
import { createMemoryProjections } from '../../src/domains/inventory/projections/memory-cache.ts'
import { createAvailabilityFeed } from '../../src/domains/inventory/projections/search-updates.ts'
import { decideAll } from '../../src/domains/inventory/rules/decide.ts'
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
