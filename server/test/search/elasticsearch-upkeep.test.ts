// The upkeep's look through the index, beside an engine that refuses one document: the look goes on, and comes back to
// it later each time.
import { expect } from 'chai'
import { pino } from 'pino'
import type { EventsPort } from '../../src/domains/events/port.ts'
import type { ElasticsearchEngine, Repair } from '../../src/domains/search/elasticsearch/engine.ts'
import { createUpkeep } from '../../src/domains/search/elasticsearch/upkeep.ts'
import { createRefusals } from '../../src/domains/search/refusals.ts'
import { pageSize } from '../../src/domains/search/service.ts'
import { anEvent } from './builders.ts'

describe('the upkeep of an index that refuses one event', () => {
  it('goes through all pages, repairs all others, and leaves that one alone for a while', async () => {
    const events = Array.from({ length: 2 * pageSize + 10 }, () => anEvent()).sort((one, other) =>
      one.id < other.id ? -1 : 1,
    )
    const bad = events[3]!
    const indexed = new Map<string, number>()
    const tried: string[] = []
    const engine = {
      isPresent: async () => true,
      ids: async (afterId = '', limit: number) =>
        [...indexed.keys()]
          .filter(id => id > afterId)
          .sort()
          .slice(0, limit),
      kept: async () => new Map(),
      async repair(repairs: readonly Repair[]) {
        for (const { event } of repairs) {
          tried.push(event.id)
          if (event !== bad) indexed.set(event.id, event.version)
        }
        return repairs.some(({ event }) => event === bad) ? [{ eventId: bad.id, reason: 'planted' }] : []
      },
    } as unknown as ElasticsearchEngine
    const port = {
      published: async (afterId = '', limit: number) => events.filter(({ id }) => id > afterId).slice(0, limit),
    } as unknown as EventsPort
    let nowMs = 0
    const refusals = createRefusals({ log: pino({ level: 'silent' }), count: () => {}, nowMs: () => nowMs })
    const upkeepOnce = async () => {
      const upkeep = createUpkeep({
        engine,
        events: () => port,
        reindex: async () => {},
        refusals,
        log: pino({ level: 'silent' }),
      })
      while (await upkeep.turn()) {
        /* the next page follows at once */
      }
    }

    await upkeepOnce()
    expect(indexed.size).to.equal(events.length - 1)
    const triesOfBad = () => tried.filter(id => id === bad.id).length
    expect(triesOfBad()).to.equal(1)
    await upkeepOnce()
    expect(triesOfBad(), 'at once again').to.equal(1)
    nowMs += 10_000
    await upkeepOnce()
    expect(triesOfBad(), 'ten seconds later').to.equal(2)
    nowMs += 10_000
    await upkeepOnce()
    expect(triesOfBad(), 'and ten more').to.equal(2)
    expect(refusals.mayTry(events[4]!.id)).to.equal(true)
  })
})
