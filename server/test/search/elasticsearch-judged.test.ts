// How well the Elasticsearch engine finds what is meant, on a real node.
import { createElasticsearchEngine, type ElasticsearchEngine } from '../../src/domains/search/elasticsearch/engine.ts'
import { elasticsearchProgram, noElasticsearch } from '../support/elasticsearch.ts'
import { sharedStore } from '../support/shared-stores.ts'
import { judgedExpectations } from './judged/judge.ts'

describe('the search on Elasticsearch', function () {
  this.timeout(60_000)
  if (elasticsearchProgram() === undefined) return void it(`finds what is meant: ${noElasticsearch}`)

  const opened: ElasticsearchEngine[] = []
  after(() => Promise.all(opened.map(engine => engine.close())))

  for (const shards of [1, 3])
    describe(`with ${shards} shards`, () => {
      judgedExpectations(async () => {
        const url = await sharedStore('elasticsearch')
        // A node that has just come up is slow.
        const alias = `judged_${opened.length + 1}`
        const engine = createElasticsearchEngine({ url, alias, shards, timeoutMs: 15_000 })
        opened.push(engine)
        await engine.reindex((async function* () {})())
        return engine
      })
    })
})
