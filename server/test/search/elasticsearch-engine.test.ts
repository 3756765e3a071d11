// The Elasticsearch engine against what every engine must do, on a real node.
import { createElasticsearchEngine, type ElasticsearchEngine } from '../../src/domains/search/elasticsearch/engine.ts'
import { elasticsearchProgram, noElasticsearch } from '../support/elasticsearch.ts'
import { sharedStore } from '../support/shared-stores.ts'
import { searchExpectations } from './expectations.ts'

describe('the search on Elasticsearch', function () {
  this.timeout(60_000)
  if (elasticsearchProgram() === undefined) return void it(`passes what every engine must: ${noElasticsearch}`)

  let engine: ElasticsearchEngine
  after(() => engine.close())

  searchExpectations(async () => {
    // A node that has just come up is slow.
    engine = createElasticsearchEngine({
      url: await sharedStore('elasticsearch'),
      alias: 'expectations',
      timeoutMs: 15_000,
    })
    await engine.reindex((async function* () {})())
    return engine
  })
})
