import { expect } from 'chai'
import { LaneFull } from '../../src/domains/inventory/lane/lane.ts'
import { createInventoryStore, type InventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import type { Command } from '../../src/domains/inventory/rules/commands.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Database } from '../../src/platform/postgres/sql.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import type { TestDatabases } from '../support/databases.ts'
import { aLane, anInventory, aReserve, outcomeOf, race } from './builders.ts'
import { openThreeServers } from './three-servers.ts'

describe('a lane', () => {
  let databases: TestDatabases
  let servers: readonly Database[]
  let close: () => Promise<void>
  const storesOf = (each: (store: InventoryStore, pool: Database['pool']) => InventoryStore = store => store) =>
    servers.map(({ pool, plannedOncePool }) => each(createInventoryStore(pool, { plannedOncePool }), pool))
  const lanesOn = (eventId: string, stores = storesOf()) => stores.map(store => aLane(eventId, store))
  const reserves = (count: number, over: Parameters<typeof aReserve>[0] = {}) =>
    Array.from({ length: count }, () => aReserve(over))
  const soldOrHeld = async (eventId: string) =>
    Number(
      (
        await databases.events.pool.query(
          "select coalesce(sum(quantity), 0) as seats from holds where event_id = $1 and state in ('held', " +
            "'confirming', 'sold')",
          [eventId],
        )
      ).rows[0].seats,
    )

  before(async () => {
    ;({ databases, servers, close } = await openThreeServers())
  })
  after(() => close())

  it("grants exactly the seats there are to three servers' buyers, and the ledger agrees", async () => {
    const { eventId } = await anInventory(databases.events, { capacity: 500 })
    expect(await race(lanesOn(eventId), reserves(3_000))).to.deep.equal({ granted: 500, sold_out: 2_500 })
    expect(await soldOrHeld(eventId)).to.equal(500)
    expect(
      (await auditInventory(databases.events, eventId)).checks.flatMap(({ violations }) => violations),
    ).to.deep.equal([])
  })

  it('without the version guard it oversells (the control)', async () => {
    const { eventId } = await anInventory(databases.events, { capacity: 500 })
    // The guard is met with whatever version there is now, as if it had not been there.
    const unguarded = storesOf((store, pool) => ({
      ...store,
      async write(outcome) {
        for (;;) {
          const {
            rows: [row],
          } = await pool.query<{ version: number }>('select version from inventory where event_id = $1', [eventId])
          const written = await store.write({ ...outcome, before: { ...outcome.before, version: row!.version } })
          if (written.kind === 'written') return written
        }
      },
    }))
    await race(lanesOn(eventId, unguarded), reserves(3_000))
    expect(await soldOrHeld(eventId)).to.be.greaterThan(500)
    expect((await auditInventory(databases.events, eventId)).clean).to.equal(false)
  })

  it("keeps each type's capacity and the event's when several types are bought at once", async () => {
    const {
      eventId,
      ticketTypeIds: [a, b],
    } = await anInventory(databases.events, { capacity: 50, ticketTypes: [{ capacity: 30 }, { capacity: 40 }] })
    const commands = Array.from({ length: 300 }, (_, n) =>
      aReserve({
        selection: {
          items:
            n % 3 === 0
              ? [{ ticketTypeId: a!, quantity: 1 }]
              : n % 3 === 1
                ? [{ ticketTypeId: b!, quantity: 1 }]
                : [
                    { ticketTypeId: a!, quantity: 1 },
                    { ticketTypeId: b!, quantity: 2 },
                  ],
        },
      }),
    )
    await race(lanesOn(eventId), commands)
    expect(await soldOrHeld(eventId)).to.be.within(49, 50)
    expect((await auditInventory(databases.events, eventId)).clean).to.equal(true)
  })

  it('lets one buyer have no more than the limit, from however many servers at once', async () => {
    const { eventId } = await anInventory(databases.events, { capacity: 500, ticketTypes: [{ maxPerUser: 4 }] })
    const buyers = Array.from({ length: 20 }, (_, n) => ({ userId: `usr-${n}` }))
    const counts = await race(
      lanesOn(eventId),
      Array.from({ length: 300 }, (_, n) => aReserve({ buyer: buyers[n % 20]! })),
    )
    expect(counts).to.deep.equal({ granted: 80, limit_exceeded: 220 })
  })

  it('reads a place for any type as no more seats of one than its limit', async () => {
    const { eventId, ticketTypeIds } = await anInventory(databases.events, {
      ticketTypes: [{ maxPerUser: 2 }, { capacity: 0 }],
    })
    const [lane] = lanesOn(eventId)
    const [buyer, entryId] = [{ userId: 'usr-any' }, newId('wle')]
    const place = { quantity: 4, ticketTypeId: null, acceptFewer: false, idempotency: null }
    const grow: Command = { kind: 'change_capacity', ticketTypeId: ticketTypeIds[1]!, capacity: 4 }
    const fill = aReserve({ selection: { items: [{ ticketTypeId: ticketTypeIds[1]!, quantity: 4 }] } })
    for (const command of [grow, fill, { kind: 'join', entryId, buyer, ...place } satisfies Command])
      expect(outcomeOf(await lane!.submit(command))).to.equal('granted')
    // What comes while the first is written is decided together, on what was read before the place is left.
    const outcomes = await Promise.all(
      [
        { kind: 'advance' } satisfies Command,
        { kind: 'leave', entryId } satisfies Command,
        aReserve({ buyer, selection: { items: [{ ticketTypeId: ticketTypeIds[0]!, quantity: 2 }] } }),
      ].map(command => lane!.submit(command)),
    )
    expect(outcomes.map(outcomeOf)).to.deep.equal(['granted', 'granted', 'granted'])
  })

  describe('that looks for waitlists to serve, for any type where one has a limit', () => {
    /** Ten free seats of a type with a limit of 2, six of another that are held; each of these waits for any type. */
    async function aWaitlistForAny(...quantities: readonly number[]) {
      const { eventId, ticketTypeIds } = await anInventory(databases.events, {
        capacity: 16,
        ticketTypes: [{ capacity: 10, maxPerUser: 2 }, { capacity: 6 }],
      })
      const [lane] = lanesOn(eventId)
      const place = { ticketTypeId: null, acceptFewer: false, idempotency: null }
      for (const command of [
        aReserve({ selection: { items: [{ ticketTypeId: ticketTypeIds[1]!, quantity: 6 }] } }),
        ...quantities.map((quantity): Command => {
          return { kind: 'join', entryId: newId('wle'), buyer: { userId: newId('usr') }, quantity, ...place }
        }),
      ])
        expect(outcomeOf(await lane!.submit(command))).to.equal('granted')
      const limitTo = (limits: readonly (number | null)[]) =>
        Promise.all(
          limits.map((limit, n) =>
            databases.events.pool.query('update ticket_types set max_per_user = $3 where event_id = $1 and id = $2', [
              eventId,
              ticketTypeIds[n],
              limit,
            ]),
          ),
        )
      const isDue = async () => (await storesOf()[0]!.waitlistsWithSeats(1_000)).includes(eventId)
      return { limitTo, isDue }
    }

    it('passes by while all that is free is beyond the limit', async () => {
      const { limitTo, isDue } = await aWaitlistForAny(4)
      expect(await isDue()).to.equal(false)
      await limitTo([4, null])
      expect(await isDue(), 'the control').to.equal(true)
    })

    it('finds whom the seats fit behind somebody whom the limits leave too few for ever', async () => {
      const { limitTo, isDue } = await aWaitlistForAny(8, 3)
      expect(await isDue()).to.equal(false)
      await limitTo([3, 6])
      expect(await isDue(), 'while the first could still be served').to.equal(false)
      await limitTo([3, 1])
      expect(await isDue()).to.equal(true)
    })
  })

  it('answers a key that another server has answered with the same hold, and sells it once', async () => {
    const { eventId } = await anInventory(databases.events)
    const [one, other] = lanesOn(eventId)
    const command = aReserve({ idempotency: { key: 'k', fingerprint: 'f' } })
    expect(outcomeOf(await one!.submit(command))).to.equal('granted')
    const again = await other!.submit({ ...command, holdId: 'rsv_other' })
    expect(again).to.deep.include({ kind: 'replayed' })
    expect(again).to.have.nested.property('result.hold.id', command.holdId)
    expect(await soldOrHeld(eventId)).to.equal(1)
  })

  it('has one effect for one key and event, however many servers and events it is sent to at once', async () => {
    const [here, there] = [await anInventory(databases.events), await anInventory(databases.events)]
    const buyer = { userId: 'usr-everywhere' }
    const send = (eventId: string, fingerprint: string) =>
      lanesOn(eventId).map(lane => lane.submit(aReserve({ buyer, idempotency: { key: 'k', fingerprint } })))
    for (const [eventId, other] of [
      [here.eventId, there.eventId],
      [there.eventId, here.eventId],
    ] as const) {
      const outcomes = (await Promise.all(send(eventId, 'the wish'))).map(outcomeOf)
      expect(outcomes.toSorted()).to.deep.equal(['granted', 'replayed', 'replayed'])
      expect((await Promise.all(send(eventId, 'another wish'))).map(outcomeOf)).to.deep.equal(
        Array(3).fill('idempotency_key_reused'),
      )
      expect(await soldOrHeld(other)).to.equal(other === there.eventId ? 0 : 1)
    }
  })

  it('sees at once the seats that another server frees', async () => {
    const { eventId } = await anInventory(databases.events, { capacity: 1 })
    const [one, other] = lanesOn(eventId)
    const first = aReserve()
    expect(outcomeOf(await one!.submit(first))).to.equal('granted')
    expect(outcomeOf(await one!.submit(aReserve()))).to.equal('sold_out')
    expect(outcomeOf(await other!.submit({ kind: 'release', holdId: first.holdId, cause: 'release' }))).to.equal(
      'granted',
    )
    expect(outcomeOf(await one!.submit(aReserve()))).to.equal('granted')
  })

  it('resolves a hold once, though release, expiry and confirmation race for it', async () => {
    const { eventId } = await anInventory(databases.events, { capacity: 40 })
    const held = reserves(40)
    const lanes = lanesOn(eventId)
    await race(lanes, held)
    const rivals = held.flatMap(({ holdId }) => [
      { kind: 'release' as const, holdId, cause: 'release' as const },
      { kind: 'begin_confirm' as const, holdId, bookingId: 'bkg-1' },
      { kind: 'begin_confirm' as const, holdId, bookingId: 'bkg-2' },
    ])
    expect(await race(lanes, rivals)).to.have.property('granted', 40)
    expect((await auditInventory(databases.events, eventId)).clean).to.equal(true)
  })

  it("refuses at once what its queue can't take, and does what it took", async () => {
    const { eventId } = await anInventory(databases.events, { capacity: 100 })
    const lane = aLane(eventId, storesOf()[0]!, { queueMax: 5 })
    const answers = await Promise.allSettled(reserves(20).map(command => lane.submit(command)))
    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length(5)
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).to.be.instanceOf(LaneFull)
    expect(await soldOrHeld(eventId)).to.equal(5)
  })

  it('fails only the batch that the database failed, and goes on with the next', async () => {
    const { eventId } = await anInventory(databases.events)
    const store = storesOf()[0]!
    let failures = 1
    const lane = aLane(eventId, {
      ...store,
      write: outcome => (failures-- > 0 ? Promise.reject(new Error('the connection broke')) : store.write(outcome)),
    })
    expect(await lane.submit(aReserve()).catch((error: Error) => error.message)).to.equal('the connection broke')
    expect(outcomeOf(await lane.submit(aReserve()))).to.equal('granted')
    expect(await soldOrHeld(eventId)).to.equal(1)
  })
})
