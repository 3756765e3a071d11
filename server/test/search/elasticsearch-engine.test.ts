// The Elasticsearch engine against what every engine must do, on a real node.
import { expect } from 'chai'
import { request } from 'undici'
import { createElasticsearchEngine, type ElasticsearchEngine } from '../../src/domains/search/elasticsearch/engine.ts'
import { elasticsearchProgram, noElasticsearch } from '../support/elasticsearch.ts'
import { sharedStore } from '../support/shared-stores.ts'
import { nothingAsked } from '../../src/domains/search/text/query.ts'
import { aSearchQuery, anEvent } from './builders.ts'
import { searchExpectations } from './expectations.ts'
import { translationExpectations } from './translation-expectations.ts'

describe('the search on Elasticsearch', function () {
  this.timeout(60_000)
  if (elasticsearchProgram() === undefined) return void it(`passes what every engine must: ${noElasticsearch}`)

  const engines: ElasticsearchEngine[] = []
  after(() => Promise.all(engines.map(engine => engine.close())))

  for (const shards of [1, 3])
    describe(`with ${shards} shards`, () => {
      searchExpectations(() => anEngine(`expectations_on_${shards}`, shards))
      translationExpectations(() => anEngine(`translations_on_${shards}`, shards))

      it('has an index of as many', async () => {
        const { body } = await request(`${await sharedStore('elasticsearch')}/expectations_on_${shards}_v*/_settings`)
        const answer = (await body.json()) as Record<string, { settings: { index: { number_of_shards: string } } }>
        const found = Object.values(answer).map(({ settings }) => Number(settings.index.number_of_shards))
        expect([...new Set(found)]).to.deep.equal([shards])
      })
    })

  it('counts each value in full, however few of its events are on one shard', async () => {
    const engine = await anEngine('counted_on_3', 3)
    const [twice, once] = [
      Array.from({ length: 25 }, (_, n) => `Zwickau ${String(n).padStart(2, '0')}`),
      Array.from({ length: 400 }, (_, n) => `Aarau ${n}`),
    ]
    await engine.index(
      [...twice, ...twice, ...once].map(city => anEvent({ venue: { city } })),
      'change',
    )
    const { facets } = await engine.find(aSearchQuery({ limit: 1 }), nothingAsked, { stage: 'typed' })
    expect(facets.city).to.deep.equal(twice.slice(0, 20).map(value => ({ value, count: 2 })))
    expect(facets.others.city).to.equal(5 * 2 + 400)
  })

  it('answers every search while one index takes the place of another, and another', async function () {
    this.timeout(180_000)
    const engine = await anEngine('swapped')
    let swapping = true
    const failures: string[] = []
    const searching = Array.from({ length: 4 }, async () => {
      while (swapping) await engine.ids(undefined, 1).catch((error: Error) => failures.push(error.message))
    })
    for (let n = 0; n < 8; n++) await engine.reindex(nothing())
    swapping = false
    await Promise.all(searching)
    expect(failures).to.deep.equal([])
  })

  async function anEngine(alias: string, shards?: number) {
    // A node that has just come up is slow.
    const engine = createElasticsearchEngine({
      url: await sharedStore('elasticsearch'),
      alias,
      shards,
      timeoutMs: 15_000,
    })
    engines.push(engine)
    await engine.reindex(nothing())
    return engine
  }
})

async function* nothing() {}
