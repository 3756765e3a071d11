// A whole server whose index refuses one event: everything else is found, and the one at fault is counted, named and
// left alone for longer each time.
import { expect } from 'chai'
import { createRefusals, type RefusedDuring } from '../../src/domains/search/refusals.ts'
import { writeTakenApart } from '../../src/domains/search/taken-apart.ts'
import { anAccount, anEvent, expectStatus, theAdmin, type Account } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { pino } from 'pino'
import { scripts, signs } from './scripts.ts'

describe('an event that the search index refuses', () => {
  let server: TestServer
  let organizer: Account
  before(async () => {
    server = await startTestServer()
    organizer = await anAccount(server, { role: 'organizer' })
    // The index's own rule: a document with this title is none of its documents.
    await server.databases.search.knex.raw(
      `alter table documents add constraint planted check (title_folded is distinct from 'unindexable')`,
    )
  })
  after(() => server.close())

  const reindex = async () =>
    expectStatus(await server.call('POST', '/admin/search/reindex', { token: (await theAdmin(server)).token }), 200)
      .body
  const found = async (q: string) =>
    (expectStatus(await server.call('GET', '/search', { query: { q } }), 200).body.data as { id: string }[]).map(
      ({ id }) => id,
    )
  const outbox = async () =>
    await server.databases.events
      .knex('search_outbox')
      .select<{ event_id: string; refusals: number }[]>('event_id', 'refusals')

  it('is made and sold all the same, and waits in the outbox', async () => {
    const bad = await anEvent(server, { organizer, title: 'Unindexable' })
    expectStatus(await server.call('GET', `/events/${bad.id}`), 200)
    expect(await outbox()).to.deep.equal([{ event_id: bad.id, refusals: 1 }])
    expect(await found('unindexable')).to.deep.equal([])
  })

  it('does not end a reindex, which indexes all others and names it', async () => {
    const good = await Promise.all(
      Array.from({ length: 12 }, (_, n) => anEvent(server, { organizer, title: `Indexable ${n}` })),
    )
    await server.databases.search.knex.raw('truncate documents, availability, phrases, words')
    const report = await reindex()
    const [bad] = await outbox()
    expect({ ...report, tookMs: 0 }).to.deep.include({ indexed: good.length, removed: 0, skipped: 1, tookMs: 0 })
    expect(report.failed).to.have.length(1)
    expect(report.failed[0].eventId).to.equal(bad!.event_id)
    expect(report.failed[0].reason).to.match(/planted/)
    expect((await found('indexable')).sort()).to.deep.equal(good.map(({ id }) => id).sort())
  })

  it('is found as soon as it is mended', async () => {
    const [bad] = await outbox()
    expectStatus(
      await server.call('PATCH', `/admin/events/${bad!.event_id}`, {
        token: organizer.token,
        body: { title: 'Mended after all' },
        headers: { 'if-match': '*' },
      }),
      200,
    )
    expect(await found('mended')).to.deep.equal([bad!.event_id])
    expect(await outbox()).to.deep.equal([])
    expect(await reindex()).to.deep.include({ skipped: 0 })
  })

  it('is none, whatever script it is written in', async () => {
    const texts = [...scripts.map(({ word }) => word), ...signs]
    const events = []
    for (const text of texts)
      events.push(
        await anEvent(server, {
          organizer,
          title: text,
          description: `${text} `.repeat(20),
          tags: [text],
          venue: { name: text, city: text, country: 'AT', timezone: 'Europe/Vienna' },
        }),
      )
    expect(await outbox()).to.deep.equal([])
    expect(await reindex()).to.deep.include({ skipped: 0, failed: [] })
    for (const [n, { word }] of scripts.entries()) expect(await found(word), word).to.include(events[n]!.id)
    expectStatus(await server.call('GET', '/search/suggestions', { query: { q: scripts[0]!.word } }), 200)
  })
})

describe('writing many documents of which some are refused', () => {
  const fault = new RangeError('not this one')
  const writer = (bad: ReadonlySet<number>, writes: number[][]) => ({
    idOf: String,
    async write(things: readonly number[]) {
      writes.push([...things])
      if (things.some(each => bad.has(each))) throw fault
    },
    isDocumentsFault: (error: unknown) => error === fault,
  })

  it('finds every one at fault, writes all others, and takes no more than two writes a halving', async () => {
    for (const count of [1, 2, 3, 7, 64, 500]) {
      for (const bad of [
        new Set<number>(),
        new Set([0]),
        new Set([count - 1]),
        new Set([0, Math.floor(count / 2), count - 1]),
      ]) {
        const writes: number[][] = []
        const things = Array.from({ length: count }, (_, n) => n)
        const refused = await writeTakenApart(things, writer(bad, writes))
        expect(refused.map(({ eventId }) => Number(eventId))).to.deep.equal([...bad])
        expect(
          things.filter(
            each => !bad.has(each) && !writes.some(part => part.includes(each) && !part.some(other => bad.has(other))),
          ),
        ).to.deep.equal([])
        expect(writes.length).to.be.at.most(1 + 2 * bad.size * Math.ceil(Math.log2(Math.max(2, count))))
      }
    }
  })

  it("ends at what is no document's fault", async () => {
    const away = new Error('the index is away')
    const writes: number[][] = []
    const asked = writeTakenApart([1, 2, 3], {
      ...writer(new Set(), writes),
      write: part => {
        writes.push([...part])
        return Promise.reject(away)
      },
    })
    expect(await asked.catch((error: unknown) => error)).to.equal(away)
    expect(writes).to.have.length(1)
  })
})

describe('events that were refused', () => {
  it('are left alone twice as long each time, up to an hour, and tried as usual once they were taken', () => {
    let nowMs = 0
    const counted: [RefusedDuring, number][] = []
    const refusals = createRefusals({
      log: pino({ level: 'silent' }),
      count: (...each) => {
        counted.push(each)
      },
      nowMs: () => nowMs,
    })
    const pauses: number[] = []
    for (let n = 0; n < 12; n++) {
      refusals.note('upkeep', ['evt_good', 'evt_bad'], [{ eventId: 'evt_bad', reason: 'no' }])
      expect([refusals.mayTry('evt_good'), refusals.mayTry('evt_bad')]).to.deep.equal([true, false])
      const sinceMs = nowMs
      while (!refusals.mayTry('evt_bad')) nowMs += 1_000
      pauses.push((nowMs - sinceMs) / 1_000)
    }
    expect(pauses).to.deep.equal([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600])
    expect(counted).to.deep.equal(pauses.map(() => ['upkeep', 1]))
    refusals.note('change', ['evt_bad'], [])
    refusals.note('upkeep', ['evt_bad'], [{ eventId: 'evt_bad', reason: 'no' }])
    nowMs += 10_000
    expect(refusals.mayTry('evt_bad')).to.equal(true)
  })

  it('are named in the log, at most twenty a turn', () => {
    const lines: { events: unknown[]; refused: number }[] = []
    const log = pino(
      { base: null },
      {
        write: (line: string) => {
          lines.push(JSON.parse(line) as never)
        },
      },
    )
    const refusals = createRefusals({ log, count: () => {} })
    const all = Array.from({ length: 50 }, (_, n) => ({ eventId: `evt_${n}`, reason: 'no' }))
    refusals.note(
      'reindex',
      all.map(({ eventId }) => eventId),
      all,
    )
    refusals.note('reindex', ['evt_1'], [])
    expect(lines.map(({ events, refused }) => [events.length, refused])).to.deep.equal([[20, 50]])
    expect(lines[0]!.events[0]).to.deep.equal({ eventId: 'evt_0', reason: 'no' })
  })
})
