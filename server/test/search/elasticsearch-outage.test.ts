// A server on a real Elasticsearch that is killed, hangs, comes back with its data or empty: what nobody notices, and
// what is put right.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@elastic/elasticsearch'
import { expect } from 'chai'
import {
  aReservation,
  anAccount,
  anEvent,
  expectProblem,
  expectStatus,
  theAdmin,
  type Account,
} from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import {
  elasticsearchProgram,
  noElasticsearch,
  spawnElasticsearch,
  type ElasticsearchNode,
} from '../support/elasticsearch.ts'
import { reservePort } from '../support/ports.ts'
import { eventually } from '../support/processes.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'
import { alias, differencesBetween, documentsIn } from './index-checker.ts'

/** What DESIGN.md promises after a store's return. */
const caughtUpMs = 10_000

describe('a search whose Elasticsearch goes away', function () {
  this.timeout(180_000)
  if (elasticsearchProgram() === undefined) return void it(`catches up by itself: ${noElasticsearch}`)

  let dataDir: string
  let port: number
  let node: ElasticsearchNode
  let client: Client
  let databases: TestDatabases
  let server: TestServer
  let organizer: Account

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'evently-elasticsearch-'))
    port = await reservePort()
    node = await spawnElasticsearch({ port, dataDir })
    client = new Client({ node: node.url, maxRetries: 0 })
    databases = await cloneDatabases()
    server = await start()
    organizer = await anAccount(server, { role: 'organizer' })
    await publish('The first one') // a node that has just come up needs longer than a search waits
    await eventually(
      async () => (await search({ q: 'first' })).body.data?.length as number | undefined,
      count => count === 1,
      { withinMs: 20_000 },
    )
  })
  after(async () => {
    await server.close()
    await databases.close()
    await client.close()
    await node.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  const start = () => startOneProcess({ databases, env: { ELASTICSEARCH_URL: `http://127.0.0.1:${port}` } })
  const comesBack = async ({ empty = false } = {}) => {
    if (empty) await rm(dataDir, { recursive: true, force: true })
    node = await spawnElasticsearch({ port, dataDir })
    // It listens before it has its indices back; only then has it returned.
    await eventually(
      () => client.cluster.health({ wait_for_status: 'yellow', timeout: '1s' }).catch(() => undefined),
      health => health?.timed_out === false,
      { withinMs: 60_000 },
    )
  }
  const search = (query: Record<string, string | number | boolean>) => server.call('GET', '/search', { query })
  const titles = async (q: string) =>
    (expectStatus(await search({ q, limit: 100 }), 200).body.data as { title: string }[]).map(({ title }) => title)
  const differences = () => differencesBetween(client, server.server.domains.events.port)
  const becomesEqual = (withinMs = caughtUpMs) => eventually(differences, seen => seen.length === 0, { withinMs })
  const publish = (title: string, over = {}) => anEvent(server, { organizer, title, ...over })
  const change = (event: { id: string }, method: string, path = '', body: unknown = undefined) =>
    server.call(method, `/admin/events/${event.id}${path}`, {
      token: organizer.token,
      headers: { 'if-match': '*' },
      ...(body !== undefined && { body }),
    })

  /** One of everything that changes what the search should find. Each must succeed, whatever Elasticsearch does. */
  async function everyWrite(word: string) {
    const [renamed, cancelled, reserved, soldOut] = [
      await publish(`${word} renamed`),
      await publish(`${word} cancelled`),
      await publish(`${word} reserved`),
      await publish(`${word} sold out`, { capacity: 1 }),
    ]
    const draft = await publish(`${word} draft`, { publish: false })
    const deleted = await publish(`${word} deleted`, { publish: false })
    expectStatus(await change(renamed, 'PATCH', '', { title: `${word} newly named` }), 200)
    expectStatus(await change(cancelled, 'POST', '/cancel', {}), 200)
    expectStatus(await change(draft, 'POST', '/publish'), 200)
    expectStatus(await change(deleted, 'DELETE'), 204)
    await aReservation(server, reserved, { quantity: 3 })
    await aReservation(server, soldOut)
    return [`${word} draft`, `${word} newly named`, `${word} reserved`, `${word} sold out`]
  }

  it('finds an event at once when it is published, renamed or cancelled', async () => {
    const event = await publish('Obsidian matinee')
    expect(await titles('obsidian')).to.deep.equal(['Obsidian matinee'])
    expectStatus(await change(event, 'PATCH', '', { title: 'Marble matinee' }), 200)
    expect([await titles('obsidian'), await titles('marble')]).to.deep.equal([[], ['Marble matinee']])
    expectStatus(await change(event, 'POST', '/cancel', {}), 200)
    expect(await titles('marble')).to.deep.equal([])
  })

  it('shows sold seats soon, and a sold out event as such', async () => {
    const event = await publish('Granite matinee', { capacity: 1 })
    await aReservation(server, event)
    await eventually(
      async () => (await search({ q: 'granite', available: false })).body.data.length as number,
      count => count === 1,
      { withinMs: 5_000 },
    )
    expect((await search({ q: 'granite', available: true })).body.data).to.deep.equal([])
  })

  for (const { how, empty } of [
    { how: 'with its data', empty: false },
    { how: 'empty', empty: true },
  ]) {
    it(`catches up when Elasticsearch is killed in the middle of writes and comes back ${how}`, async () => {
      const word = empty ? 'Basalt' : 'Quartz'
      const before = await everyWrite(word)
      const [during] = await Promise.all([
        Promise.all([1, 2, 3].map(n => everyWrite(`${word} amid ${n}`))),
        (async () => {
          await publish(`${word} first`)
          await node.kill()
        })(),
      ])
      const after = await everyWrite(`${word} away`)

      const refused = expectProblem(await search({ q: word }), 'service_unavailable')
      expect([refused.status, Number(refused.headers['retry-after']) > 0]).to.deep.equal([503, true])
      expectProblem(await server.call('GET', '/search/suggestions', { query: { q: word } }), 'service_unavailable')
      expectStatus(await server.call('GET', '/events'), 200)

      await comesBack({ empty })
      await becomesEqual()
      expect((await titles(word)).sort()).to.deep.equal([...before, ...during.flat(), ...after, `${word} first`].sort())
      await eventually(
        async () => await databases.events.knex('search_outbox').select('event_id', 'version'),
        notices => notices.length === 0,
        { withinMs: caughtUpMs },
      )
    })
  }

  it('builds an index that somebody has deleted', async () => {
    await publish('Slate matinee')
    await client.indices.delete({ index: Object.keys(await client.indices.getAlias({ name: alias })) })
    await becomesEqual()
    expect(await titles('slate')).to.deep.equal(['Slate matinee'])
  })

  it('knows seats of which the news died with their process', async () => {
    const event = await publish('Marl matinee')
    await node.kill()
    await aReservation(server, event, { quantity: 7 })
    await server.close()
    await comesBack()
    server = await start()
    await becomesEqual()
    expect((await search({ q: 'marl' })).body.data[0].availableSeats).to.equal(93)
  })

  it('starts without Elasticsearch, and searches once it is there', async () => {
    await server.close()
    await node.kill()
    server = await start()
    expectStatus(await server.call('GET', '/events'), 200)
    expectProblem(await search({ q: 'marl' }), 'service_unavailable')
    const readiness = expectStatus(await server.call('GET', '/readyz'), 200)
    expect(readiness.body.checks.at(-1)).to.include({ name: 'elasticsearch', ok: false })
    await comesBack()
    await eventually(
      async () => (await search({ q: 'marl' })).status,
      status => status === 200,
      { withinMs: caughtUpMs },
    )
    await becomesEqual()
  })

  it('answers from the old index, and loses no write, while a new one is built', async () => {
    const admin = await theAdmin(server)
    await publish('Gneiss matinee')
    let building = true
    const answers: number[] = []
    const [report, written] = await Promise.all([
      server.call('POST', '/admin/search/reindex', { token: admin.token }).finally(() => {
        building = false
      }),
      everyWrite('Gneiss amid'),
      (async () => {
        while (building) answers.push((await titles('gneiss matinee')).length)
      })(),
    ])
    expectStatus(report, 200)
    expect(
      answers.every(count => count === 1),
      `searches meanwhile: ${answers.join()}`,
    ).to.equal(true)
    await becomesEqual()
    expect((await titles('gneiss')).sort()).to.deep.equal([...written, 'Gneiss matinee'].sort())
    expect(Object.keys(await client.indices.getAlias({ name: `${alias}*` }))).to.have.length(1)
  })

  describe('the comparison (its controls)', () => {
    const planted: readonly [sentence: string, plant: (id: string) => Promise<unknown>, found: string][] = [
      ['an event that is missing', id => client.delete({ index: alias, id }), 'is missing'],
      [
        'an event taken for removed',
        id => client.index({ index: alias, id, document: { eventId: id, version: 99, removed: true, removedAt: 0 } }),
        'is missing',
      ],
      [
        'seats that are wrong',
        id => client.update({ index: alias, id, doc: { seats: { availableSeats: 1 } } }),
        'differs',
      ],
      [
        'a version that is too old',
        id => client.update({ index: alias, id, doc: { version: 0, city: 'Atlantis' } }),
        'differs',
      ],
      [
        'a version that never was',
        id => client.update({ index: alias, id, doc: { version: 99, city: 'Atlantis' } }),
        'differs',
      ],
    ]
    const firstParts = async () => (await differences()).map(each => each.split(':')[0]!).sort()

    it('finds whatever was planted, and the server puts it right', async () => {
      const [document] = [...(await documentsIn(client))!.values()]
      const draft = await publish('Planted draft', { publish: false })
      const events: { id: string }[] = []
      for (const [sentence] of planted) events.push(await publish(`Planted ${sentence}`))
      await becomesEqual()
      await Promise.all(planted.map(([, plant], n) => plant(events[n]!.id)))
      await client.index({ index: alias, id: draft.id, document: { ...document, eventId: draft.id } })
      expect(await firstParts()).to.deep.equal(
        [...planted.map(([, , found], n) => `${events[n]!.id} ${found}`), `${draft.id} should not be there`].sort(),
      )
      await becomesEqual(20_000)
    })

    it('finds a word that no longer stands there, which rebuilding the index corrects', async () => {
      const event = await publish('Planted word')
      await client.update({ index: alias, id: event.id, doc: { words: 'atlantis' } })
      expect(await firstParts()).to.deep.equal([`${event.id} differs`])
      expectStatus(await server.call('POST', '/admin/search/reindex', { token: (await theAdmin(server)).token }), 200)
      expect(await differences()).to.deep.equal([])
    })
  })

  // The last: for some seconds after it the breaker opens at the first failure.
  it('keeps nobody waiting for long when Elasticsearch hangs', async () => {
    process.kill(node.pid, 'SIGSTOP')
    try {
      const begun = performance.now()
      await publish('Chalk matinee')
      expectProblem(await search({ q: 'chalk' }), 'service_unavailable')
      expect(performance.now() - begun).to.be.lessThan(6_000)
    } finally {
      process.kill(node.pid, 'SIGCONT')
    }
    await becomesEqual()
    expect(await titles('chalk')).to.deep.equal(['Chalk matinee'])
  })
})
