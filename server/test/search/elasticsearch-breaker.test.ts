// An Elasticsearch that takes requests and never answers: it costs a few searches their time-out, and the others
// nothing.
import { expect } from 'chai'
import { searchCorrecting } from '../../src/domains/search/corrected-search.ts'
import { createElasticsearchEngine, type ElasticsearchEngine } from '../../src/domains/search/elasticsearch/engine.ts'
import { Problem } from '../../src/platform/problems.ts'
import { anAccount, anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startOneProcess } from '../support/server.ts'
import { aSearchQuery } from './builders.ts'
import { startStandIn, type StandIn } from './elasticsearch-stand-in.ts'

const timeoutMs = 200

describe('an Elasticsearch that hangs', function () {
  this.timeout(30_000)
  let standIn: StandIn
  let engine: ElasticsearchEngine
  const told: string[] = []
  beforeEach(async () => {
    standIn = await startStandIn()
    told.length = 0
    engine = createElasticsearchEngine({
      url: standIn.url,
      timeoutMs,
      onBroken: () => {
        told.push('broken')
      },
      onMended: () => {
        told.push('mended')
      },
    })
  })
  afterEach(async () => {
    await engine.close()
    await standIn.close()
  })

  const search = () =>
    searchCorrecting(engine, aSearchQuery()).then(
      () => 'found',
      (error: unknown) => (error instanceof Problem ? error.code : String(error)),
    )
  const timed = async (work: () => Promise<unknown>) => {
    const startedMs = performance.now()
    const result = await work()
    return { result, ms: performance.now() - startedMs }
  }
  const untilBroken = async () => {
    while (!engine.isBroken()) await search()
  }

  it('costs three searches its time-out, one after the other, and then nothing', async () => {
    for (let n = 0; n < 3; n++) {
      const { result, ms } = await timed(search)
      expect(result).to.equal('service_unavailable')
      expect(ms, `search ${n}`).to.be.greaterThan(timeoutMs * 0.9)
    }
    const { result, ms } = await timed(() => Promise.all(Array.from({ length: 500 }, search)))
    expect(new Set(result as string[])).to.deep.equal(new Set(['service_unavailable']))
    expect(ms, 'five hundred searches').to.be.lessThan(timeoutMs)
    expect(told).to.deep.equal(['broken'])
  })

  it('costs the searches of one moment its time-out once', async () => {
    await Promise.all(Array.from({ length: 50 }, search))
    expect((await timed(search)).ms).to.be.lessThan(timeoutMs / 2)
  })

  it('keeps writes waiting no longer than searches', async () => {
    await untilBroken()
    const writes = [
      () => engine.index([], 'change'),
      () => engine.remove('evt_1', 1),
      () =>
        engine.updateAvailability([
          { eventId: 'evt_1', version: 1, availableSeats: 1, waitlistOpen: false, ticketTypes: [] },
        ]),
      () => engine.isPresent(),
    ]
    for (const write of writes) expect((await timed(() => write().catch(() => {}))).ms).to.be.lessThan(timeoutMs / 2)
  })

  it('is asked by one probe at a time, however many search, and answers again as soon as one got through', async () => {
    await untilBroken()
    await eventually(
      async () => standIn.waiting(),
      waiting => waiting === 0,
      { withinMs: 5_000 },
    )
    const before = standIn.requests()
    let waitingMax = 0
    while (standIn.requests() < before + 3) {
      expect(await search()).to.equal('service_unavailable')
      waitingMax = Math.max(waitingMax, standIn.waiting())
      await new Promise(resolve => {
        setImmediate(resolve)
      })
    }
    expect(waitingMax, 'requests at the same time').to.equal(1)

    standIn.answer()
    await eventually(search, result => result === 'found', { withinMs: 5_000 })
    expect(engine.isBroken()).to.equal(false)
    expect(told).to.deep.equal(['broken', 'mended'])
    standIn.hang()
    expect((await timed(search)).ms, 'it is waited for again').to.be.greaterThan(timeoutMs * 0.9)
  })

  it("is not taken for hanging when it answers that it can't", async () => {
    for (const status of [404, 429, 503]) {
      standIn.refuse(status)
      for (let n = 0; n < 5; n++) expect(await search(), String(status)).to.equal('service_unavailable')
      expect(engine.isBroken(), String(status)).to.equal(false)
    }
  })

  it('through a whole server: searches are refused at once, events are made, and /readyz says so', async () => {
    const server = await startOneProcess({ env: { ELASTICSEARCH_URL: standIn.url } })
    try {
      const ask = () => server.call('GET', '/search', { query: { q: 'anything' } })
      await Promise.all(Array.from({ length: 5 }, ask))
      const { ms } = await timed(async () => {
        for (let n = 0; n < 20; n++)
          expect(Number(expectProblem(await ask(), 'service_unavailable').headers['retry-after'])).to.be.greaterThan(0)
      })
      expect(ms, 'twenty searches, one after the other').to.be.lessThan(4_000) // forty seconds, were each to wait
      const made = await timed(async () => {
        await anEvent(server, { organizer: await anAccount(server, { role: 'organizer' }) })
      })
      expect(made.ms, 'an event').to.be.lessThan(2_000)
      const { body } = expectStatus(await server.call('GET', '/readyz'), 200)
      expect(body.checks.at(-1)).to.include({ name: 'elasticsearch', ok: false })
      expect((await server.call('GET', '/metrics')).text).to.match(/^evently_elasticsearch_up 0$/m)
    } finally {
      await server.close()
    }
  })
})
