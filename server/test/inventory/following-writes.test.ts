import { expect } from 'chai'
import type pg from 'pg'
import { createHoldMemory } from '../../src/domains/inventory/lane/remembered-holds.ts'
import { createInventoryStore, type InventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import type { Command, Decision } from '../../src/domains/inventory/rules/commands.ts'
import { decideAll, type Outcome } from '../../src/domains/inventory/rules/decide.ts'
import { newId } from '../../src/platform/ids.ts'
import { inServerSpan, useRegisteredTracer } from '../../src/platform/observability/tracing.ts'
import { openDatabase, type Database } from '../../src/platform/postgres/sql.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import type { TestDatabases } from '../support/databases.ts'
import { eventually } from '../support/processes.ts'
import { idOf, parentOf, recordSpans } from '../support/spans.ts'
import { aLane, anInventory, aReserve, outcomeOf, testTerms } from './builders.ts'
import { openThreeServers } from './three-servers.ts'

/** What a lane has submitted meanwhile is on its way. */
const turn = async () => {
  for (let n = 0; n < 2; n++) await new Promise(setImmediate)
}

describe('a batch that is sent behind the one that is being written', () => {
  let databases: TestDatabases
  let servers: readonly Database[]
  let close: () => Promise<void>

  before(async () => {
    ;({ databases, servers, close } = await openThreeServers())
  })
  after(() => close())

  const storeOf = ({ pool, plannedOncePool }: Database) => createInventoryStore(pool, { plannedOncePool })
  const told = (decision: Promise<Decision>) => decision.then(outcomeOf, (error: Error) => error.message)
  const isClean = async (eventId: string) => (await auditInventory(databases.events, eventId)).clean

  /** A lane that remembers the counters of an event, and the batches that it sends. */
  async function aLaneThatRemembers(
    over: Parameters<typeof anInventory>[1] = {},
    wrap: (store: InventoryStore) => InventoryStore = store => store,
  ) {
    const { eventId } = await anInventory(databases.events, over)
    const sent: Outcome[] = []
    const counts = { reads: 0 }
    const store = wrap(storeOf(servers[0]!))
    const holdMemory = createHoldMemory()
    const counting: InventoryStore = {
      ...store,
      read(...asked) {
        counts.reads++
        return store.read(...asked)
      },
      write(outcome) {
        sent.push(outcome)
        return store.write(outcome)
      },
    }
    const lane = aLane(eventId, counting, { holdMemory })
    /** Somebody looks at the hold, so that the lane need not. */
    const look = async (holdId: string) => {
      const lookedAt = holdMemory.moment()
      lane.found((await store.hold(holdId))!, lookedAt)
    }
    expect(await told(lane.submit(aReserve()))).to.equal('granted')
    sent.length = 0
    /** Each of them makes a batch of its own, as far as batches begin. */
    async function inTurns(...batches: readonly (readonly Command[])[]) {
      const answers: Promise<string>[] = []
      for (const batch of batches) {
        answers.push(...batch.map(command => told(lane.submit(command))))
        await turn()
      }
      return { answers, all: () => Promise.all(answers) }
    }
    return { eventId, lane, sent, counts, look, inTurns }
  }

  /** Nobody can write until it is let go. */
  async function withRowLocked<T>(eventId: string, work: (rival: pg.PoolClient) => Promise<T>): Promise<T> {
    const rival = await databases.events.pool.connect()
    try {
      await rival.query('begin')
      await rival.query('select from inventory where event_id = $1 for update', [eventId])
      return await work(rival)
    } finally {
      await rival.query('rollback')
      rival.release()
    }
  }

  /** Ends the connection of the server that waits for the row. */
  async function endWhoWaits(rival: pg.PoolClient) {
    let ended = 0
    while (ended === 0) {
      const { rowCount } = await rival.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%update inventory%'`,
      )
      ended = rowCount ?? 0
    }
  }

  it('waits for no answer, and is told after its own commit; a third waits until there is one', async () => {
    const { eventId, sent, inTurns } = await aLaneThatRemembers()
    const commands = [aReserve(), aReserve(), aReserve()]
    const { answers, all } = await withRowLocked(eventId, async () => {
      const begun = await inTurns(...commands.map(command => [command]))
      expect(sent.map(({ before }) => before.follows)).to.deep.equal([undefined, commands[0]!.holdId])
      expect(await Promise.race([...begun.answers, Promise.resolve('none is told')])).to.equal('none is told')
      return begun
    })
    expect(await all()).to.deep.equal(['granted', 'granted', 'granted'])
    const [first, ...others] = sent.map(({ before }) => before.version)
    expect(others).to.deep.equal([first! + 1, first! + 2])
    expect(answers).to.have.length(3)
    expect(await isClean(eventId)).to.equal(true)
  })

  describe('after another process was faster and has made the version that the second expects', () => {
    /** Takes all that is left while two batches are under way, and lets the second arrive after it. */
    async function outrun(asSent: (outcome: Outcome) => Outcome) {
      let hasWritten = () => {}
      const written = new Promise<void>(resolve => {
        hasWritten = resolve
      })
      const { eventId, inTurns } = await aLaneThatRemembers({ capacity: 10 }, store => ({
        ...store,
        async write(outcome) {
          if (outcome.before.follows !== undefined) await written
          return store.write(asSent(outcome))
        },
      }))
      const grab = aReserve({ selection: { quantity: 9 } })
      const { all } = await storeOf(servers[1]!).withLock(eventId, async locked => {
        const state = await locked.read(eventId, [grab], { limits: true }) // has the lock
        const begun = await inTurns([aReserve()], [aReserve()])
        expect((await locked.write(decideAll(state!, [grab], testTerms))).kind).to.equal('written')
        return begun
      })
      hasWritten()
      return { answers: await all(), isClean: await isClean(eventId) }
    }

    it('is decided once more, as the first is', async () => {
      expect(await outrun(outcome => outcome)).to.deep.equal({ answers: ['sold_out', 'sold_out'], isClean: true })
    })

    it('is written, and oversells, if the version alone guards it (the control)', async () => {
      const byVersionAlone = ({ before: { follows: _, ...before }, ...outcome }: Outcome): Outcome => ({
        ...outcome,
        before,
      })
      expect(await outrun(byVersionAlone)).to.deep.equal({ answers: ['granted', 'granted'], isClean: false })
    })
  })

  it('is decided once more on the same connection too, in the order of arrival', async () => {
    const { eventId, inTurns } = await aLaneThatRemembers({ capacity: 10 })
    const grab = aReserve({ selection: { quantity: 8 } })
    const { all } = await storeOf(servers[1]!).withLock(eventId, async locked => {
      const state = await locked.read(eventId, [grab], { limits: true }) // has the lock
      const begun = await inTurns([aReserve()], [aReserve()], [aReserve()])
      await locked.write(decideAll(state!, [grab], testTerms))
      return begun
    })
    expect(await all()).to.deep.equal(['granted', 'sold_out', 'sold_out'])
    expect(await isClean(eventId)).to.equal(true)
  })

  it('counts what the buyers of the one before it get', async () => {
    const { eventId, inTurns } = await aLaneThatRemembers({ holdsPerBuyerMax: 2 })
    const buyer = { userId: newId('usr') }
    const known = await inTurns([aReserve({ buyer })])
    expect(await known.all()).to.deep.equal(['granted'])
    const { all } = await withRowLocked(eventId, () =>
      inTurns([aReserve({ buyer })], [aReserve({ buyer }), aReserve()], [aReserve({ buyer })]),
    )
    expect(await all()).to.deep.equal(['granted', 'hold_limit_reached', 'granted', 'hold_limit_reached'])
    expect(await isClean(eventId)).to.equal(true)
  })

  it('answers a key that the one before it uses with the same hold', async () => {
    const { eventId, inTurns } = await aLaneThatRemembers()
    const keyed = aReserve({ idempotency: { key: 'k', fingerprint: 'f' } })
    const { all } = await withRowLocked(eventId, () =>
      inTurns([keyed], [{ ...keyed, holdId: newId('rsv') }, aReserve()], [aReserve()]),
    )
    expect(await all()).to.deep.equal(['granted', 'replayed', 'granted', 'granted'])
    expect(await isClean(eventId)).to.equal(true)
  })

  it('is not failed by somebody in the one before it whom the database refuses', async () => {
    const { eventId, inTurns } = await aLaneThatRemembers()
    const poison = aReserve({ idempotency: { key: `k${String.fromCharCode(0)}`, fingerprint: 'f' } })
    const { all } = await withRowLocked(eventId, () =>
      inTurns([aReserve(), poison, aReserve()], [aReserve()], [aReserve()]),
    )
    const answers = await all()
    expect(answers.filter(answer => answer === 'granted')).to.have.length(4)
    expect(answers[1]).to.match(/invalid byte sequence/)
    expect(await isClean(eventId)).to.equal(true)
  })

  it('is lost with its connection, as nobody knows; the next begins on another', async () => {
    const { eventId, lane, inTurns } = await aLaneThatRemembers()
    const { all } = await withRowLocked(eventId, async rival => {
      const begun = await inTurns([aReserve()], [aReserve()])
      await endWhoWaits(rival)
      return begun
    })
    for (const answer of await all()) expect(answer).to.match(/terminat|ECONNRESET/)
    expect(await told(lane.submit(aReserve()))).to.equal('granted')
    expect(await isClean(eventId)).to.equal(true)
  })

  const begin = (holdId: string, bookingId: string): Command => ({ kind: 'begin_confirm', holdId, bookingId })
  const commit = (holdId: string, bookingId: string): Command => ({ kind: 'commit', holdId, bookingId })

  it('leaves what is remembered of holds as it is, and no step of a purchase is sent behind another', async () => {
    const { eventId, sent, counts, look, inTurns } = await aLaneThatRemembers()
    const bought = aReserve()
    await (await inTurns([bought])).all()
    await look(bought.holdId)
    const { all } = await withRowLocked(eventId, () => inTurns([aReserve()], [aReserve()], [aReserve()]))
    await all()
    // What has to be read finds the version that was written last.
    const read = await inTurns([begin(newId('rsv'), 'bkg-0')])
    expect(await read.all()).to.deep.equal(['reservation_not_found'])
    counts.reads = sent.length = 0
    const purchase = await withRowLocked(eventId, () =>
      inTurns([aReserve()], [begin(bought.holdId, 'bkg-1'), aReserve()], [commit(bought.holdId, 'bkg-1')]),
    )
    expect(await purchase.all()).to.deep.equal(['granted', 'granted', 'granted', 'granted'])
    expect(counts.reads).to.equal(0)
    expect(sent.map(({ before }) => before.follows)).to.deep.equal([undefined, undefined])
    expect(await isClean(eventId)).to.equal(true)
  })

  it('takes what is remembered of holds and buyers with it when it was not made', async () => {
    const { eventId, look, inTurns } = await aLaneThatRemembers({ holdsPerBuyerMax: 1 })
    const buyer = { userId: newId('usr') }
    const [bought, left] = [aReserve(), aReserve()]
    await (await inTurns([bought, left])).all()
    await look(bought.holdId)
    await look(left.holdId)
    const there = begin(bought.holdId, 'bkg-there')
    const { all } = await storeOf(servers[1]!).withLock(eventId, async locked => {
      const state = await locked.read(eventId, [there], { limits: true }) // has the lock
      const begun = await inTurns([aReserve({ buyer })], [aReserve(), aReserve({ buyer })])
      await locked.write(decideAll(state!, [there], testTerms))
      return begun
    })
    expect(await all()).to.deep.equal(['granted', 'granted', 'hold_limit_reached'])
    const later = await inTurns([begin(bought.holdId, 'bkg-here')], [begin(left.holdId, 'bkg-here')])
    expect(await later.all()).to.deep.equal(['confirmation_in_progress', 'granted'])
    expect(await isClean(eventId)).to.equal(true)
  })

  it('is not remembered of its buyers when its connection was lost', async () => {
    const { eventId, lane, inTurns } = await aLaneThatRemembers({ holdsPerBuyerMax: 1 })
    const buyer = { userId: newId('usr') }
    const { all } = await withRowLocked(eventId, async rival => {
      const begun = await inTurns([aReserve({ buyer })], [aReserve()])
      await endWhoWaits(rival)
      return begun
    })
    for (const answer of await all()) expect(answer).to.match(/terminat|ECONNRESET/)
    await eventually(
      async () => servers[0]!.load().map(({ used, waiting }) => used + waiting),
      uses => uses.every(use => use === 0),
      { withinMs: 5_000 },
    )
    expect(await told(lane.submit(aReserve({ buyer })))).to.equal('granted')
    expect(await told(lane.submit(aReserve({ buyer })))).to.equal('hold_limit_reached')
    expect(await isClean(eventId)).to.equal(true)
  })

  it('is recorded beneath the request that asked for it', async () => {
    const recorder = recordSpans()
    await useRegisteredTracer('test')
    try {
      const { eventId, lane, sent } = await aLaneThatRemembers()
      const answers = await withRowLocked(eventId, async () => {
        const begun: Promise<string>[] = []
        for (const name of ['first', 'second', 'third']) {
          begun.push(inServerSpan(name, { parent: undefined }, () => told(lane.submit(aReserve()))))
          await turn()
        }
        return begun
      })
      expect(await Promise.all(answers)).to.deep.equal(['granted', 'granted', 'granted'])
      expect(sent[1]!.before.follows).to.be.a('string')
      await lane.settled()
      const spans = recorder.spans()
      const under = (span: string | undefined, name: string) =>
        spans.filter(each => parentOf(each) === span && each.name === name)
      for (const name of ['first', 'second', 'third']) {
        const [request] = spans.filter(span => span.name === name)
        const batches = under(idOf(request!), 'lane.batch')
        expect(batches, name).to.have.length(1)
        const writes = under(idOf(batches[0]!), 'lane.write')
        expect(writes, name).to.have.length(1)
        const statements = spans.filter(span => parentOf(span) === idOf(writes[0]!))
        expect(statements.map(({ attributes }) => attributes['db.system.name'])).to.deep.equal(['postgresql'])
        expect(statements[0]!.name).to.match(/^inventory-write-/)
      }
    } finally {
      await recorder.close()
    }
  })

  for (const connectionsMax of [2, 18])
    it(`keeps nobody else from their turn, with ${connectionsMax} connections`, async () => {
      const db = openDatabase({ name: 'few', url: databases.urls.events, connectionsMax })
      const { pool, plannedOncePool, isCrowded, knex } = db
      const store = createInventoryStore(pool, { plannedOncePool, isCrowded })
      const lanes = await Promise.all(
        Array.from({ length: 12 }, async () => {
          const { eventId } = await anInventory(databases.events, { capacity: 10_000 })
          return aLane(eventId, store)
        }),
      )
      let isOver = false
      const endless = lanes.slice(1).map(async lane => {
        while (!isOver) await Promise.all([lane.submit(aReserve()), turn().then(() => lane.submit(aReserve()))])
      })
      try {
        for (let n = 0; n < 20; n++) {
          expect(await told(lanes[0]!.submit(aReserve()))).to.equal('granted')
          await knex.raw('select 1')
        }
      } finally {
        isOver = true
        await Promise.all(endless)
        await db.close()
      }
    })
})

describe("a write under the row's lock", () => {
  let databases: TestDatabases
  let servers: readonly Database[]
  let close: () => Promise<void>

  before(async () => {
    ;({ databases, servers, close } = await openThreeServers())
  })
  after(() => close())

  it('lets others have the row as soon as it is made, however long its process takes to hear of it', async () => {
    const { eventId } = await anInventory(databases.events)
    const { pool, plannedOncePool } = servers[0]!
    const command = aReserve()
    await createInventoryStore(pool, { plannedOncePool }).withLock(eventId, async locked => {
      const state = await locked.read(eventId, [command], { limits: true })
      await locked.write(decideAll(state!, [command], testTerms))
      // Without the commit behind the write this waits until it is refused.
      const { rows } = await databases.events.pool.query<{ held_seats: number }>(
        'select held_seats from inventory where event_id = $1 for update',
        [eventId],
      )
      expect(rows).to.deep.equal([{ held_seats: 1 }])
    })
  })

  it('leaves nothing when it fails, and tells why', async () => {
    const { eventId } = await anInventory(databases.events)
    const { pool, plannedOncePool } = servers[0]!
    const store = createInventoryStore(pool, { plannedOncePool })
    const command = aReserve({ idempotency: { key: String.fromCharCode(0), fingerprint: 'f' } })
    const why = await store
      .withLock(eventId, async locked => {
        const state = await locked.read(eventId, [], { limits: false })
        return locked.write(decideAll(state!, [command], testTerms))
      })
      .catch((error: Error) => error.message)
    expect(why).to.match(/invalid byte sequence/)
    expect((await auditInventory(databases.events, eventId)).clean).to.equal(true)
    expect(servers[0]!.load().map(({ used }) => used)).to.deep.equal([0, 0, 0])
  })
})
