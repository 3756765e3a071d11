// The Elasticsearch engine against what every engine must do, on a real node.
import { expect } from 'chai'
import { createElasticsearchEngine, type ElasticsearchEngine } from '../../src/domains/search/elasticsearch/engine.ts'
import { elasticsearchProgram, noElasticsearch } from '../support/elasticsearch.ts'
import { sharedStore } from '../support/shared-stores.ts'
import { searchExpectations } from './expectations.ts'

describe('the search on Elasticsearch', function () {
  this.timeout(60_000)
  if (elasticsearchProgram() === undefined) return void it(`passes what every engine must: ${noElasticsearch}`)

  const engines: ElasticsearchEngine[] = []
  after(() => Promise.all(engines.map(engine => engine.close())))

  searchExpectations(() => anEngine('expectations'))

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

  async function anEngine(alias: string) {
    // A node that has just come up is slow.
    const engine = createElasticsearchEngine({ url: await sharedStore('elasticsearch'), alias, timeoutMs: 15_000 })
    engines.push(engine)
    await engine.reindex(nothing())
    return engine
  }
})

async function* nothing() {}
