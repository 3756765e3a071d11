// The Elasticsearch engine against what every engine must do, on a real node.
import { createElasticsearchEngine, type ElasticsearchEngine } from '../../src/domains/search/elasticsearch/engine.ts'
import { elasticsearchProgram, noElasticsearch } from '../support/elasticsearch.ts'
import { sharedStore } from '../support/shared-stores.ts'
import { searchExpectations } from './expectations.ts'
import { judgedExpectations } from './judged/judge.ts'

describe('the search on Elasticsearch', function () {
  this.timeout(60_000)
  if (elasticsearchProgram() === undefined) return void it(`passes what every engine must: ${noElasticsearch}`)

  const opened: ElasticsearchEngine[] = []
  after(() => Promise.all(opened.map(engine => engine.close())))

  const anEmptyEngine = async () => {
    // A node that has just come up is slow.
    const url = await sharedStore('elasticsearch')
    const engine = createElasticsearchEngine({ url, alias: `expectations_${opened.length}`, timeoutMs: 15_000 })
    opened.push(engine)
    await engine.reindex((async function* () {})())
    return engine
  }
  searchExpectations(anEmptyEngine)
  judgedExpectations(anEmptyEngine)
})
