// What keeps the history of an event whole, and what is left of it when a server fails or several are at it.
import { expect } from 'chai'
import { pino } from 'pino'
import { createInventoryStore } from '../../src/domains/inventory/lane/lane-store.ts'
import { carrySql } from '../../src/domains/inventory/retention/fold-statements.ts'
import { foldSteps } from '../../src/domains/inventory/retention/recovery-steps.ts'
import { createRetention } from '../../src/domains/inventory/retention/retention.ts'
import type { Command } from '../../src/domains/inventory/rules/commands.ts'
import { decideAll } from '../../src/domains/inventory/rules/decide.ts'
import { armFailpoints } from '../../src/platform/failpoints.ts'
import { anEvent } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'
import { testTerms } from './builders.ts'
import { linesOf, longAgo, oldEventsOn, toldAll } from './old-events.ts'

describe('folding the history of an event', function () {
  this.timeout(60_000)
  let server: TestServer
  before(async () => {
    server = await startOneProcess()
  })
  after(() => server.close())
  afterEach(() => armFailpoints([]))

  const { events, query, retention, stateOf, atOnce, fold, get, faultsOf, aPast } = oldEventsOn(() => server)

  it('stays whole until its time has come, for a draft, and for ever where that is set', async () => {
    const early = await aPast({ daysAgo: 89 })
    const draft = await anEvent(server, { publish: false })
    await longAgo(server, draft.id, 400)
    const late = await aPast({ isOver: false })
    await retention().goOn()
    for (const { id } of [early, draft, late]) expect(await stateOf(id)).to.equal(undefined)
    await longAgo(server, early.id, 400)
    const never = createRetention({
      database: events(),
      level: 3,
      retentionDays: undefined,
      audit: async () => expect.fail('nothing is audited'),
      metrics: { folded() {}, unclean() {} },
      log: pino({ level: 'silent' }),
    })
    expect(await never.goOn()).to.equal(false)
    await fold(early.id)
  })

  const obstacles: readonly [waitsFor: string, plant: string, mend: string][] = [
    [
      'open holds',
      `update holds set state = 'confirming', changed_at = now() where event_id = $1 and state = 'sold'`,
      `update holds set state = 'sold' where event_id = $1 and state = 'confirming'`,
    ],
    [
      'waitlist entries that wait',
      `update waitlist_entries set state = 'offered' where event_id = $1`,
      `update waitlist_entries set state = 'converted' where event_id = $1`,
    ],
    [
      'its cancellation',
      `insert into event_cancellations (event_id, lease_until) values ($1, now() + interval '1 hour')`,
      'delete from event_cancellations where event_id = $1',
    ],
    [
      'what was just written to be told',
      'update movements set at = now() where event_id = $1',
      `update movements set at = now() - interval '1 hour' where event_id = $1`,
    ],
    [
      'a clean audit',
      'update movements set quantity = quantity + 1 where event_id = $1 and version = 2',
      'update movements set quantity = quantity - 1 where event_id = $1 and version = 2',
    ],
  ]
  for (const [waitsFor, plant, mend] of obstacles)
    it(`waits for ${waitsFor}, and is folded then`, async () => {
      const event = await aPast()
      const lines = await linesOf(server, event.id)
      await query(plant, [event.id])
      await eventually(
        async () => {
          await retention().goOn()
          return (await stateOf(event.id))?.waits_for
        },
        found => found === waitsFor,
        { withinMs: 10_000 },
      )
      expect(await linesOf(server, event.id)).to.equal(lines)
      await query(mend, [event.id])
      await atOnce(event.id)
      await fold(event.id)
      expect(await faultsOf(event.id)).to.deep.equal([])
    })

  it('waits for the messages that are still to be made of it', async () => {
    const event = await aPast()
    const { bookings } = server.databases
    await bookings.knex.raw("update relay_checks set due_at = clock_timestamp() + interval '1 hour'")
    await eventually(
      async () => {
        await bookings.knex.raw('update relay_cursors set version = 1 where event_id = ?', [event.id])
        await query(
          `update ledger_folds set due_at = now() - make_interval(secs => 1), audited_version = null
          where event_id = $1`,
          [event.id],
        )
        await retention().goOn()
        return (await stateOf(event.id))?.waits_for
      },
      found => found === 'a clean audit',
      { withinMs: 20_000 },
    )
    await bookings.knex.raw('update relay_checks set due_at = clock_timestamp()')
    await toldAll(server, event.id)
    await atOnce(event.id)
    await fold(event.id)
  })

  for (const step of Object.keys(foldSteps) as (keyof typeof foldSteps)[])
    for (const when of ['before', 'after'] as const)
      it(`is whole or folded, and goes on, when a server fails ${when} ${step}`, async () => {
        const event = await aPast()
        armFailpoints([{ name: `${step}.${when}`, action: 'error', hit: undefined }])
        await eventually(
          async () => {
            await atOnce(event.id) // the server's own job may have been struck first
            return retention().goOn()
          },
          () => false,
          { withinMs: 20_000 },
        ).catch((error: Error) => expect(error.message).to.contain(`failpoint ${step}.${when}`))
        armFailpoints([])
        expect(await faultsOf(event.id)).to.deep.equal([])
        await atOnce(event.id)
        await fold(event.id)
        expect(await linesOf(server, event.id)).to.equal(5)
        expect(await faultsOf(event.id)).to.deep.equal([])
      })

  it('is folded once by ten at the same time', async () => {
    const event = await aPast()
    let ended = false
    await Promise.all(
      [
        (async () => {
          while (!ended) await atOnce(event.id) // no lease keeps anybody away
        })(),
        ...Array.from({ length: 10 }, () => fold(event.id)),
      ].map(each => each.finally(() => (ended = true))),
    )
    expect(await linesOf(server, event.id)).to.equal(5)
    expect(await faultsOf(event.id)).to.deep.equal([])
    expect((await get(`/admin/events/${event.id}/audit`, event.organizer.token)).clean).to.equal(true)
  })

  it('takes no hold away from a write that has read it: that loses its race, and finds the hold again', async () => {
    const event = await aPast()
    const store = createInventoryStore(events().pool)
    const cancel: Extract<Command, { kind: 'cancel' }> = {
      kind: 'cancel',
      holdId: String(event.sold['reservationId']),
      bookingId: event.sold.id,
    }
    const read = await store.read(event.id, [cancel], { limits: false })
    while ((await query('select from archived_holds where event_id = $1', [event.id])).length === 0) {
      expect((await stateOf(event.id))?.state).not.to.equal('complete')
      await atOnce(event.id)
      await retention().goOn()
    }
    const outcome = decideAll(read!, [cancel], testTerms)
    expect(outcome.decisions[0]?.kind).to.equal('granted')
    expect((await store.write(outcome)).kind).to.equal('raced')
    expect(await faultsOf(event.id)).to.deep.equal([])
    const { port } = server.server.domains.inventory
    expect(await port.cancel({ id: cancel.holdId, eventId: event.id }, cancel.bookingId)).to.include({
      state: 'returned',
    })
    expect(await faultsOf(event.id)).to.deep.equal([])
  })

  it('is folded twice without the guard: the control', async () => {
    const event = await aPast()
    await fold(event.id)
    await query(
      `update ledger_folds set state = 'archiving', version = null, movements = null, holds = null, folded_at = null,
        finished_at = null where event_id = $1`,
      [event.id],
    )
    const unguarded = carrySql.replace('and version = $2 returning', 'and $2 > 0 returning')
    expect(unguarded).not.to.equal(carrySql)
    await query(carrySql, [event.id, 1])
    expect(await linesOf(server, event.id), 'the guard knows the version').to.equal(5)
    await query(unguarded, [event.id, 1_000_000])
    expect(await linesOf(server, event.id)).to.equal(10)
  })

  it('is not folded over what was written between its audit and its folding', async () => {
    const event = await aPast()
    const written = createRetention({
      database: events(),
      level: 3,
      retentionDays: 90,
      audit: async () => {
        await query('update inventory set version = version + 1 where event_id = $1', [event.id])
        return { clean: true, checkedAt: new Date(), checks: [] }
      },
      metrics: { folded() {}, unclean() {} },
      log: pino({ level: 'silent' }),
    })
    const lines = await linesOf(server, event.id)
    for (let turn = 0; turn < 3; turn++) {
      await written.goOn()
      await atOnce(event.id)
    }
    expect((await stateOf(event.id))?.state).to.equal('archiving')
    expect(await linesOf(server, event.id)).to.equal(lines)
    expect(await faultsOf(event.id)).to.deep.equal([])
    await fold(event.id)
  })
})
