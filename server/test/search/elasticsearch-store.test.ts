// The two writers of a document, the event and its seats, meeting on a real node; and what would come of it without
// compare-and-set.
import { Client } from '@elastic/elasticsearch'
import { expect } from 'chai'
import { createElasticsearchEngine } from '../../src/domains/search/elasticsearch/engine.ts'
import {
  createElasticsearchStore,
  type ElasticsearchStore,
} from '../../src/domains/search/elasticsearch/index-store.ts'
import { elasticsearchProgram, noElasticsearch } from '../support/elasticsearch.ts'
import { sharedStore } from '../support/shared-stores.ts'
import { anEvent } from './builders.ts'

const alias = 'writers'
const writersCount = 15

describe('writers of one document in Elasticsearch', function () {
  this.timeout(60_000)
  if (elasticsearchProgram() === undefined) return void it(`never undo each other: ${noElasticsearch}`)

  let client: Client
  before(async () => {
    const url = await sharedStore('elasticsearch')
    client = new Client({ node: url, maxRetries: 0 })
    const engine = createElasticsearchEngine({ url, alias, timeoutMs: 15_000 })
    await engine.reindex((async function* () {})())
    await engine.close()
  })
  after(() => client.close())

  /** Newer and newer events and seats, all at once; the versions that are there in the end. */
  async function race(stores: readonly ElasticsearchStore[]) {
    const event = anEvent()
    const [first] = stores
    await first!.putEvents([event], 'change', { findable: false })
    await Promise.all(
      Array.from({ length: writersCount }, (_, n) => {
        const store = stores[n % stores.length]!
        const seats = { eventId: event.id, version: n + 1, availableSeats: n, waitlistOpen: false, ticketTypes: [] }
        return [store.putEvents([{ ...event, version: n + 2 }], 'change', { findable: false }), store.putSeats([seats])]
      }).flat(),
    )
    const kept = (await first!.kept([event.id])).get(event.id)
    return { version: kept?.version, seats: kept?.seats?.version }
  }
  const newest = { version: writersCount + 1, seats: writersCount }

  it('never undo each other, in two processes or in one', async () => {
    const stores = [createElasticsearchStore(client, alias), createElasticsearchStore(client, alias)]
    for (let round = 0; round < 5; round++) expect(await race(stores)).to.deep.equal(newest)
  })

  it('would, without compare-and-set (the control)', async () => {
    const careless = createElasticsearchStore(unsealed(client), alias)
    const ends = []
    for (let round = 0; round < 5; round++) ends.push(JSON.stringify(await race([careless])))
    expect(ends.filter(end => end !== JSON.stringify(newest))).to.have.length.greaterThan(0)
  })
})

/** The same client, which writes over whatever it finds. */
function unsealed(client: Client): Client {
  const bulk = (request: { operations: Record<string, object>[] }) =>
    client.bulk({
      ...request,
      operations: request.operations.map(operation =>
        Object.fromEntries(
          Object.entries(operation).map(([name, value]) => {
            if ((name !== 'index' && name !== 'update') || !('if_seq_no' in value)) return [name, value]
            const { if_seq_no: _, if_primary_term: __, ...target } = value as Record<string, unknown>
            return [name, target]
          }),
        ),
      ),
    })
  return new Proxy(client, { get: (target, name) => (name === 'bulk' ? bulk : (Reflect.get(target, name) as unknown)) })
}
