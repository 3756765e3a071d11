// The Elasticsearch engine against what every engine must do, on a real node.
import { Client } from '@elastic/elasticsearch'
import { createElasticsearchEngine } from '../../src/domains/search/elasticsearch-engine.ts'
import { elasticsearchProgram, noElasticsearch, sharedElasticsearch } from '../support/elasticsearch.ts'
import { searchExpectations } from './expectations.ts'

describe('the search on Elasticsearch', () => {
  if (elasticsearchProgram() === undefined) return void it(`passes what every engine must: ${noElasticsearch}`)

  let client: Client
  after(() => client.close())

  searchExpectations(async () => {
    client = new Client({ node: await sharedElasticsearch(), maxRetries: 0 })
    const engine = createElasticsearchEngine({ client, alias: 'expectations' })
    await engine.reindex((async function* () {})())
    return engine
  })
})
