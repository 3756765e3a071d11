// An index of the mapping before this one, on a real node: it is used until a new one is built, by servers of both
// releases, and neither breaks the other's.
import { Client } from '@elastic/elasticsearch'
import { expect } from 'chai'
import { searchCorrecting } from '../../src/domains/search/corrected-search.ts'
import { createElasticsearchEngine, type ElasticsearchEngine } from '../../src/domains/search/elasticsearch/engine.ts'
import { liveDocumentOf, seatsToldBy, templateFor } from '../../src/domains/search/elasticsearch/index-mapping.ts'
import { differs } from '../../src/domains/search/elasticsearch/upkeep.ts'
import { elasticsearchProgram, noElasticsearch } from '../support/elasticsearch.ts'
import { sharedStore } from '../support/shared-stores.ts'
import { anEvent, aSearchQuery } from './builders.ts'

const alias = 'migrated'
/** What a server of the release before takes for its own. */
const isCurrentBefore = (index: string) => index.startsWith(`${alias}_v1_`)

describe('an index of an older mapping in Elasticsearch', function () {
  this.timeout(60_000)
  if (elasticsearchProgram() === undefined) return void it(`is used until a new one is there: ${noElasticsearch}`)

  let client: Client
  let engine: ElasticsearchEngine
  before(async () => {
    const url = await sharedStore('elasticsearch')
    client = new Client({ node: url, maxRetries: 0 })
    engine = createElasticsearchEngine({ url, alias, timeoutMs: 15_000 })
    const { template } = templateFor(alias, 1)
    const { derived: _, derivation: __, ...properties } = template!.mappings!.properties!
    await client.indices.create({
      index: `${alias}_v1_20291231000000000`,
      aliases: { [alias]: {} },
      settings: template!.settings!,
      mappings: { dynamic: 'strict', properties },
    })
  })
  after(async () => {
    await engine.close()
    await client.close()
  })

  const find = async (q: string) => (await searchCorrecting(engine, aSearchQuery({ q }))).hits
  const titles = async (q: string) => (await find(q)).map(({ event }) => event.title)
  const behindAlias = async () => Object.keys(await client.indices.getAlias({ name: alias }))

  it('is written to and searched, then replaced by one that the older servers take for theirs', async () => {
    const event = anEvent({ title: 'Hip Hop Parties' })
    expect(await engine.index([event], 'change')).to.deep.equal([])
    expect(await titles('hip hop')).to.deep.equal(['Hip Hop Parties'])
    expect(await engine.isPresent()).to.equal(false)

    await engine.reindex(
      (async function* () {
        yield [event]
        expect(await engine.index([{ ...event, version: 2 }], 'change'), 'into both').to.deep.equal([])
      })(),
    )
    expect(await engine.isPresent()).to.equal(true)
    const [index, ...others] = await behindAlias()
    expect(others).to.deep.equal([])
    expect(isCurrentBefore(index!)).to.equal(true)
    expect((await find('hiphop')).map(({ position }) => position.stage)).to.deep.equal(['typed'])
  })

  it('what an older server writes into the new one is seen, and derived again', async () => {
    const event = anEvent({ title: 'Jazz-Club am Hafen' })
    await engine.index([event], 'change')
    const [index] = await behindAlias()
    const { derived: _, derivation: __, ...older } = liveDocumentOf(event, seatsToldBy(event))
    await client.index({ index: index!, id: event.id, document: older, refresh: true })
    const seen = (await engine.kept([event.id])).get(event.id)
    expect(differs(event, seen)).to.equal(true)
    expect(await engine.repair([{ event, seen }])).to.deep.equal([])
    expect(differs(event, (await engine.kept([event.id])).get(event.id))).to.equal(false)
  })
})
