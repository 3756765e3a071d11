import { expect } from 'chai'
import fc from 'fast-check'
import type { Lane } from '../../src/domains/inventory/lane/lane.ts'
import { createInventoryStore, type InventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import type { Command, Decision } from '../../src/domains/inventory/rules/commands.ts'
import { newId } from '../../src/platform/ids.ts'
import { openDatabase, type Database } from '../../src/platform/postgres/sql.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { aLane, anInventory, aReserve, outcomeOf } from './builders.ts'

/** A command in the midst of others' that the database or a rule can't bear. */
type Poison = (context: { readonly heldId: string }) => Command
const nul = String.fromCharCode(0)
const someone = () => ({ userId: newId('usr') })
const aJoin = (over: object = {}) =>
  ({
    kind: 'join',
    entryId: newId('wle'),
    buyer: someone(),
    quantity: 40,
    ticketTypeId: null,
    acceptFewer: false,
    idempotency: null,
    ...over,
  }) as Command

/** More than an index takes, and no compression makes it less. */
const endless = () =>
  Array.from({ length: 8_000 }, () => String.fromCodePoint(0x100 + Math.floor(Math.random() * 5_000))).join('')

const poisons: Readonly<Record<string, Poison>> = {
  'a hold whose id is taken': ({ heldId }) => aReserve({ holdId: heldId }),
  'a key longer than an index takes': () => aReserve({ idempotency: { key: endless(), fingerprint: 'f' } }),
  'a key with a NUL': () => aReserve({ idempotency: { key: `k${nul}`, fingerprint: 'f' } }),
  'a reference with a NUL': () => aReserve({ buyer: { userId: newId('usr'), named: { reference: nul } } }),
  'a name with a NUL': () => aReserve({ buyer: { userId: newId('usr'), named: { reference: 'r', name: nul } } }),
  'a release of an id with a NUL': () => ({ kind: 'release', holdId: nul, cause: 'release' }),
  'a waitlist entry with a NUL': () =>
    aJoin({ buyer: { userId: newId('usr'), named: { reference: 'r', email: nul } } }),
  'a confirmation by a saga with a NUL': ({ heldId }) => ({ kind: 'begin_confirm', holdId: heldId, bookingId: nul }),
  'a command that no rule knows': () => ({ kind: 'unheard-of' }) as unknown as Command,
  'a selection that no rule can add up': () => aReserve({ selection: null as unknown as { quantity: number } }),
}

describe('no command fails another of its batch', function () {
  this.timeout(60_000)
  let databases: TestDatabases
  let server: Database

  before(async () => {
    databases = await cloneDatabases()
    server = openDatabase({ name: 'events', url: databases.urls.events })
  })
  after(async () => {
    await server.close()
    await databases.close()
  })

  const ownStore = () => createInventoryStore(server.pool)
  const settled = (lane: Lane, commands: readonly Command[]) =>
    Promise.all(
      commands.map(command =>
        lane.submit(command).then(
          (decision): string => outcomeOf(decision),
          () => 'failed',
        ),
      ),
    )

  /** An event with a hold and somebody in the waitlist. */
  async function anEvent() {
    const { eventId } = await anInventory(databases.events, { capacity: 40 })
    const lane = aLane(eventId, ownStore())
    const held = aReserve()
    expect(await settled(lane, [held, aJoin()])).to.deep.equal(['granted', 'granted'])
    return { eventId, heldId: held.holdId }
  }

  /** What others ask for: seats, more than there are, under keys, some twice. */
  const others = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      aReserve({
        selection: { quantity: 1 + (n % 3) },
        idempotency: n % 4 === 0 ? { key: `key-${n % 8}`, fingerprint: 'f' } : null,
        buyer: { userId: `usr-${n % 20}` },
      }),
    )

  for (const [name, poison] of Object.entries(poisons)) {
    it(`neither ${name}`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 60 }),
          fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
          fc.boolean(),
          async (count, places, isWarm) => {
            const [spared, struck] = [await anEvent(), await anEvent()]
            const lanes = [spared, struck].map(({ eventId }) => aLane(eventId, ownStore(), { batchMax: 250 }))
            // A lane that has written remembers its counters, and decides the next batch without a read.
            if (isWarm) for (const lane of lanes) expect(await settled(lane, [aReserve()])).to.deep.equal(['granted'])
            const commands = others(count)
            const expected = await settled(lanes[0]!, commands)
            const mixed: { command: Command; isPoison: boolean }[] = commands.map(command => ({
              command,
              isPoison: false,
            }))
            for (const place of places)
              mixed.splice(place % (mixed.length + 1), 0, { command: poison(struck), isPoison: true })
            const answers = await settled(
              lanes[1]!,
              mixed.map(({ command }) => command),
            )
            expect(answers.filter((_, n) => !mixed[n]!.isPoison)).to.deep.equal(expected)
            return true
          },
        ),
        { numRuns: 2 },
      )
    })
  }

  it('is a poison each: alone it fails (the control)', async () => {
    for (const [name, poison] of Object.entries(poisons)) {
      const event = await anEvent()
      const lane = aLane(event.eventId, ownStore())
      expect(await settled(lane, [aReserve()]), name).to.deep.equal(['granted'])
      const [outcome] = await settled(lane, [poison(event)])
      expect(outcome, name).to.equal('failed')
    }
  })

  describe('when one buyer sends one key to two events at once, over an index that spans events', () => {
    const attack = async (wrap: (store: InventoryStore) => InventoryStore) => {
      const [here, there] = [
        await anInventory(databases.events, { capacity: 100_000 }),
        await anInventory(databases.events, { capacity: 100_000 }),
      ]
      const lanes = [here, there].map(({ eventId }) => aLane(eventId, wrap(ownStore()), { batchMax: 250 }))
      const attacker = someone()
      const tally = { others: 0, othersFailed: 0, attacker: {} as Record<string, number> }
      for (let round = 0; round < 50; round++) {
        const key = `both-${round}`
        const attacks = lanes.map(lane =>
          settled(lane, [aReserve({ buyer: attacker, idempotency: { key, fingerprint: 'f' } })]),
        )
        const answers = await Promise.all(
          lanes.map(lane =>
            settled(
              lane,
              Array.from({ length: 50 }, () => aReserve({ idempotency: { key: newId('req'), fingerprint: 'f' } })),
            ),
          ),
        )
        tally.others += answers.flat().length
        tally.othersFailed += answers.flat().filter(answer => answer !== 'granted').length
        for (const answer of (await Promise.all(attacks)).flat())
          tally.attacker[answer] = (tally.attacker[answer] ?? 0) + 1
      }
      return tally
    }

    // As it was: with it, the version of one event doesn't exclude what another event's batch writes.
    before(() =>
      databases.events.pool.query(
        'create unique index holds_key_of_caller on holds (user_id, idempotency_key) where idempotency_key ' +
          "like 'both-%'",
      ),
    )
    after(() => databases.events.pool.query('drop index holds_key_of_caller'))

    it("none of the others' 5,000 requests fails", async () => {
      const { others, othersFailed, attacker } = await attack(store => store)
      expect({ others, othersFailed }).to.deep.equal({ others: 5_000, othersFailed: 0 })
      expect(attacker).to.deep.equal({ granted: 50, failed: 50 })
    })

    it('without taking batches apart, many of them do (the control)', async () => {
      const asOne = (store: InventoryStore): InventoryStore => ({
        ...store,
        write: outcome =>
          store.write(outcome).catch((error: unknown) => {
            throw new Error('refused as one', { cause: error })
          }),
      })
      expect((await attack(asOne)).othersFailed).to.be.greaterThan(100)
    })
  })

  it('one key for a reservation and a waitlist entry, at once and on three servers, has one effect', async () => {
    const effects = async (wrap: (store: InventoryStore) => InventoryStore) => {
      let most = 0
      for (let round = 0; round < 20; round++) {
        const { eventId } = await anInventory(databases.events, { capacity: 10 })
        const lanes = Array.from({ length: 3 }, () => aLane(eventId, wrap(ownStore())))
        for (const lane of lanes) await settled(lane, [aReserve()])
        const buyer = someone(),
          idempotency = { key: 'k', fingerprint: 'f' }
        const decisions = await Promise.all(
          lanes.flatMap(lane => [
            lane.submit(aJoin({ buyer, quantity: 10, idempotency })),
            lane.submit(aReserve({ buyer, idempotency })),
          ]),
        )
        most = Math.max(most, decisions.filter(({ kind }: Decision) => kind === 'granted').length)
      }
      return most
    }
    expect(await effects(store => store)).to.equal(1)
  })

  it('a key that was used for a waitlist entry is not used again for a reservation decided on memory', async () => {
    for (const [wrap, expected] of [
      [(store: InventoryStore) => store, 'idempotency_key_reused'],
      [unchecked, 'granted'],
    ] as const) {
      const { eventId } = await anInventory(databases.events, { capacity: 20 })
      const lane = aLane(eventId, wrap(ownStore()))
      const buyer = someone(),
        idempotency = { key: 'k', fingerprint: 'f' }
      expect(
        await settled(lane, [aReserve({ selection: { quantity: 16 } }), aJoin({ buyer, quantity: 5, idempotency })]),
      ).to.deep.equal(['granted', 'granted'])
      expect(await settled(lane, [aReserve()])).to.deep.equal(['granted'])
      // The second is the control.
      expect(await settled(lane, [aReserve({ buyer, idempotency })])).to.deep.equal([expected])
    }
  })
})

/** The write as it would be without its checks: what was decided on memory counts as read. */
const unchecked = (store: InventoryStore): InventoryStore => ({
  ...store,
  write: outcome => store.write({ ...outcome, before: { ...outcome.before, isRemembered: false } }),
})
