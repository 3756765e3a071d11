// The audit: a real line is clean, and every check finds the violation that is planted for it by hand.
import { expect } from 'chai'
import type { PageSize } from '../../src/domains/inventory/audit/audit-queries.ts'
import { createInventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import type { Join } from '../../src/domains/inventory/rules/commands.ts'
import { newId } from '../../src/platform/ids.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { aLane, anInventory, aReserve } from './builders.ts'

describe('the audit', () => {
  let databases: TestDatabases
  before(async () => {
    databases = await cloneDatabases()
  })
  after(() => databases.close())

  type Waitlist = Awaited<ReturnType<typeof aWaitlist>>

  /**
   * Four seats and a waitlist: two are sold out of reach, two were freed and offered to the first in the waitlist; the
   * second waits.
   */
  async function aWaitlist() {
    const { eventId, ticketTypeIds } = await anInventory(databases.events, {
      capacity: 4,
      ticketTypes: [{}, { capacity: 3 }],
    })
    const lane = aLane(eventId, createInventoryStore(databases.events.pool))
    const [kept, given] = [newId('rsv'), newId('rsv')]
    for (const holdId of [kept, given])
      await lane.submit(aReserve({ holdId, selection: { items: [{ ticketTypeId: ticketTypeIds[0]!, quantity: 2 }] } }))
    const join = async (quantity: number): Promise<string> => {
      const command: Join = {
        kind: 'join',
        entryId: newId('wle'),
        buyer: { userId: newId('usr') },
        quantity,
        ticketTypeId: ticketTypeIds[0]!,
        acceptFewer: false,
        idempotency: null,
      }
      expect((await lane.submit(command)).kind).to.equal('granted')
      return command.entryId
    }
    const [first, second] = [await join(2), await join(1)]
    await lane.submit({ kind: 'release', holdId: given, cause: 'release' })
    expect(await stateOf(first)).to.equal('offered')
    return { eventId, ticketTypeIds: ticketTypeIds as [string, string], kept, given, first, second }
  }

  const sql = (text: string, values: unknown[]) => databases.events.pool.query(text, values)
  const stateOf = async (id: string) =>
    (await sql('select state from waitlist_entries where id = $1', [id])).rows[0].state as string
  const foundIn = async (eventId?: string) =>
    (await auditInventory(databases.events, eventId)).checks
      .filter(({ violations }) => violations.length > 0)
      .map(({ name }) => name)

  interface PlantedUse {
    readonly uses: number
    readonly usedBy: string | undefined
    readonly notedFor: string | undefined
  }
  async function plantPromotion({ eventId }: Waitlist, { uses, usedBy, notedFor }: PlantedUse) {
    const id = newId('prm')
    await sql(
      `insert into promotions (event_id, id, code, code_key, kind, uses) values ($1, $2, 'CREW', 'crew', 'access', $3)`,
      [eventId, id, uses],
    )
    if (usedBy) await sql('update holds set promotion_id = $1 where id = $2', [id, usedBy])
    if (notedFor)
      await sql(
        `insert into promotion_uses (event_id, version, line, promotion_id, hold_id, change, at)
        values ($1, 1, 1, $2, $3, 1, now())`,
        [eventId, id, notedFor],
      )
  }

  /** Somebody who waits at the very front, and has since before the first was offered seats. */
  interface AtFront {
    readonly quantity?: number
    readonly ticketTypeId?: string | null
    readonly acceptFewer?: boolean
    readonly seq?: number
  }
  const plantAtFront = async (
    { eventId, first }: Waitlist,
    { quantity = 1, ticketTypeId = null, acceptFewer = false, seq = 0 }: AtFront,
  ) => {
    const id = newId('wle')
    await sql(
      `
      insert into waitlist_entries (id, event_id, seq, user_id, ticket_type_id, quantity, accept_fewer, state,
        joined_version, created_at, changed_at)
      select $1, event_id, $8, $2, $3, $4, $5, 'waiting', joined_version, created_at, changed_at from waitlist_entries
      where id = $6 and event_id = $7`,
      [id, newId('usr'), ticketTypeId, quantity, acceptFewer, first, eventId, seq],
    )
    return id
  }

  /** A row of the steps in the version in which the first was offered seats: before that step or after it. */
  const plantStep = (
    { eventId, first }: Waitlist,
    {
      entryId,
      state,
      quantity,
      at,
    }: { entryId: string; state: string; quantity: number; at: 'before the offer' | 'after the offer' },
  ) =>
    sql(
      `
    insert into waitlist_steps (event_id, version, line, entry_id, hold_id, state, quantity, accept_fewer, at)
    select event_id, version, $5, $1, case when $2 = 'claim_ended' then hold_id end, $2, $3, false, at
    from waitlist_steps where event_id = $4 and entry_id = $6 and state = 'offered'`,
      [entryId, state, quantity, eventId, at === 'before the offer' ? 0 : 9, first],
    )

  /** Somebody at the very front whose claim to the seats that the first was offered had ended. */
  async function plantEndedClaim(waitlist: Waitlist, { quantity }: { quantity: number }) {
    const entryId = await plantAtFront(waitlist, { quantity, ticketTypeId: waitlist.ticketTypeIds[0] })
    await plantStep(waitlist, { entryId, state: 'claim_ended', quantity, at: 'after the offer' })
    return entryId
  }

  /** One more seat in the pool, of the event and of its first type, some time ago. */
  const plantPooledSeat = async ({ eventId, ticketTypeIds }: Waitlist, { secondsAgo }: { secondsAgo: number }) => {
    await sql(
      'update inventory set capacity = capacity + 1, pooled_seats = pooled_seats + 1, version = version + 1 ' +
        'where event_id = $1',
      [eventId],
    )
    await sql(
      'update ticket_types set capacity = capacity + 1, pooled_seats = pooled_seats + 1 where event_id = $1 ' +
        'and id = $2',
      [eventId, ticketTypeIds[0]],
    )
    await sql(`update movements set at = now() - make_interval(secs => $2) where event_id = $1`, [eventId, secondsAgo])
    await sql(`update waitlist_entries set changed_at = now() - make_interval(secs => $2) where event_id = $1`, [
      eventId,
      secondsAgo,
    ])
    await sql(
      `
      insert into movements (event_id, version, line, scope, ticket_type_id, quantity, source, target, cause, at)
      select event_id, version, line, scope, type, 1, 'outside', 'pooled', 'capacity_changed',
        now() - make_interval(secs => $3)
      from inventory, (values (1, 'event', null), (2, 'ticket_type', $2)) as given (line, scope, type)
      where event_id = $1`,
      [eventId, ticketTypeIds[0], secondsAgo],
    )
  }

  /** A seat of the first type goes into the pool and out of it again. */
  const plantClosedPool = ({ eventId, ticketTypeIds }: Waitlist) =>
    sql(
      `
    insert into movements (event_id, version, line, scope, ticket_type_id, quantity, source, target, cause, at)
    select event_id, version, line, 'ticket_type', $2, 1, source, target, 'pool_closed', now()
    from inventory, (values (91, 'available', 'pooled'), (92, 'pooled', 'available')) as given (line, source, target)
    where event_id = $1`,
      [eventId, ticketTypeIds[0]],
    )

  it('finds nothing in a waitlist as it is', async () => {
    const { eventId } = await aWaitlist()
    const { clean, checks } = await auditInventory(databases.events, eventId)
    expect(checks.flatMap(({ violations }) => violations)).to.deep.equal([])
    expect(clean).to.equal(true)
    expect(Object.fromEntries(checks.map(({ name, checked }) => [name, checked]))).to.deep.include({
      'counters-add-up': 3,
      'waitlist-agrees-with-entries': 2,
      'offers-in-order': 1,
      'head-of-line-is-served': 1,
    })
  })

  const planted: Record<
    string,
    { readonly plant: (waitlist: Waitlist) => Promise<unknown>; readonly found: readonly string[] }
  > = {
    "counters that don't add up": {
      plant: async ({ eventId }) => {
        await sql('alter table inventory drop constraint inventory_seats_add_up', [])
        await sql('update inventory set capacity = capacity + 1 where event_id = $1', [eventId])
      },
      found: ['counters-add-up'],
    },
    'a line of the ledger that is gone': {
      plant: ({ eventId }) =>
        sql(`delete from movements where event_id = $1 and cause = 'opened' and scope = 'event'`, [eventId]),
      found: ['ledger-matches-counters'],
    },
    'a hold of more seats than are held': {
      plant: ({ kept }) => sql(`update holds set items = jsonb_set(items, '{0,quantity}', '3') where id = $1`, [kept]),
      found: ['holds-match-counters'],
    },
    'a hold given back twice': {
      plant: ({ kept, given }) => sql(`update movements set hold_id = $2 where hold_id = $1`, [kept, given]),
      found: ['holds-match-their-movements'],
    },
    'seats that have gone back without a return': {
      plant: ({ kept }) =>
        sql(`update holds set items = jsonb_set(items, '{0,returned}', '1'), state = state where id = $1`, [kept]),
      found: ['returns-match-their-holds'],
    },
    'a return of which the ledger knows nothing': {
      plant: ({ eventId, kept }) =>
        sql(
          `
          insert into hold_returns (event_id, return_id, hold_id, items, version, returned_at)
          select event_id, 'planted', id, jsonb_build_array(items -> 0), 1, now() from holds
          where event_id = $1 and id = $2`,
          [eventId, kept],
        ),
      found: ['returns-match-their-holds'],
    },
    'a hold past its end that is still held': {
      plant: ({ kept }) => sql(`update holds set expires_at = now() - interval '7 seconds' where id = $1`, [kept]),
      found: ['holds-resolved-in-time'],
    },
    'two holds made under one key': {
      plant: async ({ eventId }) => {
        await sql('drop index if exists holds_key_of_event', [])
        await sql(
          `update holds set idempotency_key = 'k', idempotency_fingerprint = 'f', user_id = $2 where event_id = $1`,
          [eventId, newId('usr')],
        )
      },
      found: ['one-effect-per-key'],
    },
    'a hold and a waitlist entry made under one key': {
      plant: async ({ kept, second }) => {
        await sql(`update waitlist_entries set idempotency_key = 'k2', idempotency_fingerprint = 'f' where id = $1`, [
          second,
        ])
        await sql(
          `update holds
          set idempotency_key = 'k2', idempotency_fingerprint = 'f',
            user_id = (select user_id from waitlist_entries where id = $2) where id = $1`,
          [kept, second],
        )
      },
      found: ['one-effect-per-key'],
    },
    'a closed line with somebody in it': {
      plant: ({ eventId }) => sql('update inventory set waitlist_open = false where event_id = $1', [eventId]),
      found: ['waitlist-agrees-with-entries'],
    },
    'an open line with nobody in it': {
      plant: ({ second }) =>
        sql(`update waitlist_entries set state = 'left', served_version = joined_version where id = $1`, [second]),
      found: ['waitlist-agrees-with-entries', 'steps-match-entries'],
    },
    'a place that was given before its turn': {
      plant: ({ eventId }) => sql('update inventory set waitlist_seq = 1 where event_id = $1', [eventId]),
      found: ['waitlist-agrees-with-entries'],
    },
    'seats in a pool that nobody waits for': {
      plant: async waitlist => {
        await plantPooledSeat(waitlist, { secondsAgo: 0 })
        await sql('update inventory set waitlist_open = false where event_id = $1', [waitlist.eventId])
        await sql(`update waitlist_entries set state = 'left', served_version = joined_version where id = $1`, [
          waitlist.second,
        ])
      },
      found: ['waitlist-agrees-with-entries', 'steps-match-entries'],
    },
    'a head of the waitlist that is left to wait': {
      plant: waitlist => plantPooledSeat(waitlist, { secondsAgo: 6 }),
      found: ['head-of-line-is-served'],
    },
    'somebody who waits for a type whose sales have ended': {
      plant: async ({ eventId, ticketTypeIds: [type] }) => {
        await sql(
          `update ticket_types set sales_end_at = now() - interval '61 seconds' where event_id = $1 and id = $2`,
          [eventId, type],
        )
      },
      found: ['waiting-ends-with-sales'],
    },
    'an offer past somebody who waits for any type': {
      plant: waitlist => plantAtFront(waitlist, {}),
      found: ['offers-in-order'],
    },
    'an offer past somebody who waits for that type': {
      plant: waitlist => plantAtFront(waitlist, { ticketTypeId: waitlist.ticketTypeIds[0] }),
      found: ['offers-in-order'],
    },
    'an offer past an entry that seats were kept for': {
      plant: waitlist => plantAtFront(waitlist, { quantity: 4 }),
      found: ['offers-in-order'],
    },
    'an offer past somebody who would have taken fewer': {
      plant: waitlist => plantAtFront(waitlist, { quantity: 9, acceptFewer: true }),
      found: ['offers-in-order'],
    },
    'two offers in one write, in the wrong order': {
      plant: async ({ eventId, first, second }) => {
        // The second's seat is taken from the first's: it gets the first line of the same version.
        const holdId = newId('rsv')
        await sql(
          `insert into holds (id, event_id, user_id, kind, state, items, quantity, total_minor, currency,
            waitlist_entry_id, created_at, expires_at, changed_at)
          select $3, event_id, user_id, kind, state, jsonb_set(items, '{0,quantity}', '1'), 1, total_minor, currency,
            $2, created_at, expires_at, changed_at from holds where waitlist_entry_id = $1`,
          [first, second, holdId],
        )
        await sql(
          `update holds set items = jsonb_set(items, '{0,quantity}', '1'), quantity = 1 where waitlist_entry_id = $1`,
          [first],
        )
        await sql(`update movements set quantity = 1 where event_id = $1 and cause = 'offer'`, [eventId])
        await sql(
          `insert into movements (event_id, version, line, scope, ticket_type_id, quantity, source, target, cause,
            hold_id, at)
          select event_id, version, 0, scope, ticket_type_id, 1, source, target, cause, $2, at from movements
          where event_id = $1 and cause = 'offer'`,
          [eventId, holdId],
        )
        await sql(
          `update waitlist_entries
          set state = 'offered', served_version = (select served_version from waitlist_entries where id = $2)
          where id = $1`,
          [second, first],
        )
        await sql('update inventory set waitlist_open = false where event_id = $1', [eventId])
      },
      found: ['offers-in-order', 'steps-match-entries'],
    },
    'an offer past an ended claim, and past an entry that its seats fitted as well': {
      plant: async waitlist => {
        await plantEndedClaim(waitlist, { quantity: 4 })
        await plantAtFront(waitlist, { quantity: 2, ticketTypeId: waitlist.ticketTypeIds[0], seq: -1 })
      },
      found: ['offers-in-order'],
    },
    'an offer past somebody who had asked for less by then': {
      plant: async waitlist => {
        const id = await plantEndedClaim(waitlist, { quantity: 4 })
        await sql('update waitlist_entries set quantity = 2 where id = $1', [id])
        await plantStep(waitlist, { entryId: id, state: 'changed', quantity: 2, at: 'before the offer' })
      },
      found: ['offers-in-order'],
    },
    'seats to which claims have ended, kept from an entry that they fit': {
      plant: async waitlist => {
        await plantEndedClaim(waitlist, { quantity: 4 })
        await plantPooledSeat(waitlist, { secondsAgo: 6 })
        await sql(`update ticket_types set pooled_since = now() - interval '1 hour' where event_id = $1 and id = $2`, [
          waitlist.eventId,
          waitlist.ticketTypeIds[0],
        ])
      },
      found: ['ended-claims-free-the-seats'],
    },
    'a step that was not written': {
      plant: ({ first }) => sql(`delete from waitlist_steps where entry_id = $1 and state = 'offered'`, [first]),
      found: ['steps-match-entries'],
    },
    'a quantity that was lowered without a step': {
      plant: ({ first }) => sql('update waitlist_entries set quantity = 1 where id = $1', [first]),
      found: ['steps-match-entries'],
    },
    'a use of a promotion that no hold has': {
      plant: async waitlist => {
        await plantPromotion(waitlist, { uses: 1, usedBy: undefined, notedFor: undefined })
      },
      found: ['promotion-uses-match'],
    },
    'a use that the ledger has of another hold': {
      plant: async waitlist => {
        await plantPromotion(waitlist, { uses: 1, usedBy: waitlist.kept, notedFor: waitlist.given })
      },
      found: ['holds-match-their-uses'],
    },
    'a use that a hold has kept though it ended unsold': {
      plant: async waitlist => {
        await plantPromotion(waitlist, { uses: 1, usedBy: waitlist.given, notedFor: waitlist.given })
      },
      found: ['promotion-uses-match', 'holds-match-their-uses'],
    },
    'a use that is told of as the last, and is not': {
      plant: async waitlist => {
        await plantPromotion(waitlist, { uses: 1, usedBy: waitlist.kept, notedFor: waitlist.kept })
        await sql('update promotion_uses set last_of = 2 where hold_id = $1', [waitlist.kept])
      },
      found: ['last-uses-are-the-last'],
    },
    'a total that is not the sum of its discounted lines': {
      plant: async waitlist => {
        await plantPromotion(waitlist, { uses: 1, usedBy: waitlist.kept, notedFor: waitlist.kept })
        await sql('update holds set total_minor = total_minor - 1 where id = $1', [waitlist.kept])
      },
      found: ['discounts-add-up'],
    },
    'seats freed to the public while somebody waited': {
      plant: async ({ eventId }) => {
        await sql(`update movements set target = 'available' where event_id = $1 and cause = 'release'`, [eventId])
        await sql(`update movements set source = 'available' where event_id = $1 and cause = 'offer'`, [eventId])
      },
      found: ['freed-seats-go-to-the-line'],
    },
    'a pool closed while somebody waited for it': {
      plant: waitlist => plantClosedPool(waitlist),
      found: ['freed-seats-go-to-the-line'],
    },
    'new seats for the public while somebody waited': {
      plant: async ({ eventId }) => {
        await sql(
          'update inventory set capacity = capacity + 1, available_seats = available_seats + 1 where event_id = $1',
          [eventId],
        )
        await sql(
          `
          insert into movements (event_id, version, line, scope, quantity, source, target, cause, at)
          select event_id, version, 91, 'event', 1, 'outside', 'available', 'capacity_changed', now() from inventory
          where event_id = $1`,
          [eventId],
        )
      },
      found: ['freed-seats-go-to-the-line'],
    },
  }

  for (const [what, { plant, found }] of Object.entries(planted)) {
    it(`finds ${what}`, async () => {
      const waitlist = await aWaitlist()
      await plant(waitlist)
      expect(await foundIn(waitlist.eventId)).to.deep.equal(found)
    })
  }

  const windows: Readonly<Record<string, string>> = {
    // cut off, not rounded: half a millisecond later they have not ended yet
    'whose sales have just ended': `sales_end_at = date_trunc('milliseconds', now())`,
    'whose sales have not begun': `sales_start_at = now() + interval '1 hour'`,
  }
  for (const [what, set] of Object.entries(windows)) {
    for (const ofAny of [false, true]) {
      it(`raises no alarm for the head of a waitlist for ${ofAny ? 'types' : 'a type'} ${what}`, async () => {
        const waitlist = await aWaitlist()
        await plantPooledSeat(waitlist, { secondsAgo: 6 })
        if (ofAny) await sql('update waitlist_entries set ticket_type_id = null where id = $1', [waitlist.second])
        await sql(`update ticket_types set ${set} where event_id = $1 and ($3 or id = $2)`, [
          waitlist.eventId,
          waitlist.ticketTypeIds[0],
          ofAny,
        ])
        expect(await foundIn(waitlist.eventId)).to.deep.equal([])
      })
    }
  }

  describe('of who takes any type where a type has a limit per buyer', () => {
    const limitTypes = ({ eventId }: Waitlist, limit: number | null) =>
      sql('update ticket_types set max_per_user = $2 where event_id = $1', [eventId, limit])
    /** The second waits for two of any type, two seats of the first type are pooled, and the other is not on sale. */
    async function withTwoPooled() {
      const waitlist = await aWaitlist()
      const { eventId, ticketTypeIds, second } = waitlist
      for (let n = 0; n < 2; n++) await plantPooledSeat(waitlist, { secondsAgo: 6 })
      await sql('update waitlist_entries set ticket_type_id = null, quantity = 2 where id = $1', [second])
      await sql('update waitlist_steps set quantity = 2 where entry_id = $1', [second])
      await sql(`update ticket_types set sales_start_at = now() + interval '1 hour' where event_id = $1 and id = $2`, [
        eventId,
        ticketTypeIds[1],
      ])
      return waitlist
    }

    it('raises no alarm when all that is free is beyond the limit', async () => {
      const waitlist = await withTwoPooled()
      await limitTypes(waitlist, 1)
      expect(await foundIn(waitlist.eventId)).to.deep.equal([])
      await limitTypes(waitlist, 2)
      expect(await foundIn(waitlist.eventId), 'the control').to.deep.equal(['head-of-line-is-served'])
    })

    it('raises no alarm when that is so of seats to which claims have ended', async () => {
      const waitlist = await withTwoPooled()
      await sql(`update ticket_types set pooled_since = now() - interval '1 day' where event_id = $1 and id = $2`, [
        waitlist.eventId,
        waitlist.ticketTypeIds[0],
      ])
      await limitTypes(waitlist, 1)
      expect(await foundIn(waitlist.eventId)).to.deep.equal([])
      await limitTypes(waitlist, 2)
      expect(await foundIn(waitlist.eventId), 'the control').to.deep.equal([
        'head-of-line-is-served',
        'ended-claims-free-the-seats',
      ])
    })

    it('minds no offer past somebody whom the limits leave too few', async () => {
      const waitlist = await aWaitlist()
      await plantAtFront(waitlist, { quantity: 3 })
      await limitTypes(waitlist, 1)
      expect(await foundIn(waitlist.eventId)).to.deep.equal([])
      await limitTypes(waitlist, 2)
      expect(await foundIn(waitlist.eventId), 'the control').to.deep.equal(['offers-in-order'])
    })
  })

  it('has planted a violation for every check', async () => {
    const { checks } = await auditInventory(databases.events)
    expect([...new Set(Object.values(planted).flatMap(({ found }) => found))].sort()).to.deep.equal(
      checks.map(({ name }) => name).sort(),
    )
    expect(
      checks.filter(({ violations }) => violations.length === 0).map(({ name }) => name),
      'and finds them in the audit of all events',
    ).to.deep.equal([])
  })

  it('finds the same in pages of one event, of a few, and of all of them', async () => {
    const found = async (pageSize: PageSize) =>
      (await auditInventory(databases.events, undefined, pageSize)).checks.map(({ name, checked, violations }) => ({
        name,
        checked,
        violations: violations
          .map(({ detail, eventId }) => `${eventId} ${detail.replaceAll(/[\d.]+ s too long/g, '')}`)
          .sort(),
      }))
    const all = await found({ writes: 1_000_000, events: 1_000 })
    expect(all.flatMap(({ violations }) => violations).length).to.be.greaterThan(Object.keys(planted).length - 1)
    for (const pageSize of [
      { writes: 1, events: 1_000 },
      { writes: 1_000_000, events: 1 },
      { writes: 20, events: 3 },
    ])
      expect(await found(pageSize), JSON.stringify(pageSize)).to.deep.equal(all)
  })

  it('finds what belongs to no event there is, before, between and behind the pages', async () => {
    const { eventId, kept } = await aWaitlist()
    const {
      rows: [first],
    } = await sql('select min(event_id) as id from inventory', [])
    const strays = ['evt_', `${first.id}0`, `${eventId}0`, 'evt_zzzz']
    try {
      for (const id of strays)
        await sql(
          `insert into movements (event_id, version, line, scope, ticket_type_id, quantity, source, target, cause,
            hold_id, at) values ($1, 1, 1, 'seat', 'tkt_x', 1, 'available', 'held', 'reserve', $2, now())`,
          [id, kept],
        )
      const { checks } = await auditInventory(databases.events, undefined, { writes: 1, events: 1 })
      const found = checks
        .find(({ name }) => name === 'holds-match-their-movements')!
        .violations.map(violation => violation.eventId)
      expect(found).to.include.members(strays)
    } finally {
      await sql('delete from movements where event_id = any($1)', [strays])
    }
  })

  it('minds no key that one caller uses for two events: it stands for something else in each', async () => {
    const [one, other] = [await aWaitlist(), await aWaitlist()]
    const caller = newId('usr')
    for (const { kept } of [one, other])
      await sql(
        `update holds set idempotency_key = 'same', idempotency_fingerprint = 'f', user_id = $2 where id = $1`,
        [kept, caller],
      )
    expect(await foundIn(one.eventId)).to.deep.equal([])
    const { checks } = await auditInventory(databases.events)
    expect(
      checks
        .find(({ name }) => name === 'one-effect-per-key')!
        .violations.filter(({ detail }) => detail.includes('the key same')),
    ).to.deep.equal([])
  })

  it('looks at one event only when asked for one', async () => {
    const broken = await aWaitlist()
    await plantAtFront(broken, {})
    const { eventId } = await aWaitlist()
    expect(await foundIn(eventId)).to.deep.equal([])
  })

  it('gives the head of the waitlist a moment', async () => {
    const waitlist = await aWaitlist()
    await plantPooledSeat(waitlist, { secondsAgo: 1 })
    expect(await foundIn(waitlist.eventId)).to.deep.equal([])
  })

  it("minds no pool that is closed because the type's sales are over", async () => {
    const waitlist = await aWaitlist()
    await sql(`update ticket_types set sales_end_at = now() - interval '1 second' where event_id = $1`, [
      waitlist.eventId,
    ])
    await plantClosedPool(waitlist)
    expect(await foundIn(waitlist.eventId)).to.deep.equal([])
  })

  const rightfullyPassed: Record<string, (waitlist: Waitlist) => Promise<unknown>> = {
    'waits for another type': waitlist => plantAtFront(waitlist, { ticketTypeId: waitlist.ticketTypeIds[1] }),
    'asks for more than there are': waitlist => plantAtFront(waitlist, { quantity: 5 }),
    'has had a claim that had ended': waitlist => plantEndedClaim(waitlist, { quantity: 4 }),
    'asks for less only since then': async waitlist => {
      const id = await plantEndedClaim(waitlist, { quantity: 4 })
      await plantStep(waitlist, { entryId: id, state: 'joined', quantity: 4, at: 'before the offer' })
      await sql('update waitlist_entries set quantity = 1 where id = $1', [id])
      await sql(
        `insert into waitlist_steps (event_id, version, line, entry_id, state, quantity, accept_fewer, at)
        select event_id, version + 1, 1, entry_id, 'changed', 1, false, at from waitlist_steps
        where entry_id = $1 and state = 'joined'`,
        [id],
      )
    },
    "is passed over by the organizer's choice": async waitlist => {
      await plantAtFront(waitlist, { quantity: 3 })
      await sql(`update inventory set waitlist_order = 'skip' where event_id = $1`, [waitlist.eventId])
    },
    'was passed over by an earlier choice': async waitlist => {
      await plantAtFront(waitlist, { quantity: 3 })
      await sql(`update inventory set waitlist_order_version = version + 1 where event_id = $1`, [waitlist.eventId])
    },
  }
  for (const [who, plant] of Object.entries(rightfullyPassed)) {
    it(`minds no offer past somebody who ${who}`, async () => {
      const waitlist = await aWaitlist()
      await plant(waitlist)
      expect(await foundIn(waitlist.eventId)).to.deep.equal([])
    })
  }
})
