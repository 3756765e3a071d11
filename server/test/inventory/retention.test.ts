// The history of an event that is long over: what becomes of it, what is still told of it, and what keeps it whole.
import { expect } from 'chai'
import { pino } from 'pino'
import { carrySql } from '../../src/domains/inventory/retention/fold-statements.ts'
import { foldSteps } from '../../src/domains/inventory/retention/recovery-steps.ts'
import { createRetention } from '../../src/domains/inventory/retention/retention.ts'
import { armFailpoints } from '../../src/platform/failpoints.ts'
import { auditInventory } from '../support/audit-inventory.ts'
import { aBooking, anAccount, anEvent, aReservation, expectStatus, inDays } from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'
import { expired, ledgerOf, linesOf, longAgo } from './old-events.ts'

describe('the history of an event that is long over', function () {
  this.timeout(60_000)
  let server: TestServer
  before(async () => {
    server = await startOneProcess()
  })
  after(() => server.close())
  afterEach(() => armFailpoints([]))

  const events = () => server.databases.events
  const query = async (text: string, values: unknown[]) => (await events().pool.query(text, values)).rows
  const retention = () => server.server.domains.inventory.retention
  const stateOf = async (eventId: string) =>
    (await query('select state, waits_for from ledger_folds where event_id = $1', [eventId]))[0] as
      | { state: string; waits_for: string | null }
      | undefined
  const atOnce = (eventId: string) => query('update ledger_folds set due_at = now() where event_id = $1', [eventId])

  /** Until it is done; the server's own job may be at it too, and may have looked before all was told. */
  const fold = (eventId: string) =>
    eventually(
      async () => {
        await atOnce(eventId)
        await retention().goOn()
        return stateOf(eventId)
      },
      found => found?.state === 'complete',
      { withinMs: 30_000 },
    )

  const get = async (path: string, token: string, query: Record<string, string | number> = {}) =>
    expectStatus(await server.call('GET', path, { token, query }), 200).body

  const auditOf = (event: Awaited<ReturnType<typeof aPast>>) =>
    get(`/admin/events/${event.id}/audit`, event.organizer.token)
  const faultsOf = async (eventId: string) =>
    (await auditInventory(events(), eventId)).checks
      .filter(({ violations }) => violations.length > 0)
      .map(({ name }) => name)

  /** Two types; sold, given back, expired and released seats, and a waitlist that was served. */
  async function aPast({ daysAgo = 91, isOver = true } = {}) {
    const event = await anEvent(server, {
      capacity: 6,
      ticketTypes: [
        { name: 'Stalls', priceMinor: 2_000, currency: 'EUR' },
        { name: 'Boxes', priceMinor: 5_000, currency: 'EUR', capacity: 2 },
      ],
      priceMinor: undefined,
      currency: undefined,
    })
    const [stalls] = event.ticketTypes
    const ticketTypeId = stalls!.id
    const sold = await aBooking(server, event, { ticketTypeId, quantity: 2 })
    const returned = await aBooking(server, event, { ticketTypeId, quantity: 1 })
    const ran = await aReservation(server, event, { ticketTypeId, quantity: 1 })
    await expired(server, event.id)
    const full = await aReservation(server, event, { ticketTypeId, quantity: 3 })
    const waiter = await anAccount(server)
    const { id: entryId } = expectStatus(
      await server.call('POST', '/waitlist/join', {
        token: waiter.token,
        body: { eventId: event.id, ticketTypeId, quantity: 1 },
      }),
      201,
    ).body
    expectStatus(await server.call('DELETE', `/bookings/${returned.id}`, { token: returned.buyer.token }), 200)
    const offered = expectStatus(
      await server.call('POST', `/waitlist/${entryId}/accept`, { token: waiter.token }),
      201,
    ).body
    expectStatus(
      await server.call('POST', '/bookings/confirm', {
        token: waiter.token,
        body: { reservationId: offered.id, payment: { token: 'tok_ok' } },
      }),
      201,
    )
    expectStatus(await server.call('DELETE', `/bookings/reservations/${full.id}`, { token: full.buyer.token }), 200)
    await toldAll(event.id)
    if (isOver) await longAgo(server, event.id, daysAgo)
    return { ...event, sold, returned, ran, entryId, waiter, ticketTypeId }
  }

  /** Messages have been made of all its versions. */
  const toldAll = (eventId: string) =>
    eventually(
      async () => {
        const [{ version } = { version: -1 }] = await query('select version from inventory where event_id = $1', [
          eventId,
        ])
        const { rows } = await server.databases.bookings.pool.query<{ version: number }>(
          'select version from relay_cursors where event_id = $1',
          [eventId],
        )
        return rows[0]?.version === version
      },
      Boolean,
      { withinMs: 15_000 },
    )

  /** Everything that is told of it, but for its ledger. */
  async function told({ id, organizer, sold, ran, entryId, waiter }: Awaited<ReturnType<typeof aPast>>) {
    const [stats, availability, bookings, attendees, waitlist, reservation, lost, entry] = await Promise.all([
      get(`/admin/events/${id}/stats`, organizer.token),
      get(`/events/${id}/availability`, organizer.token),
      get(`/admin/events/${id}/bookings`, organizer.token),
      server
        .call('GET', `/admin/events/${id}/bookings`, { token: organizer.token, headers: { accept: 'text/csv' } })
        .then(({ text }) => text),
      get(`/admin/events/${id}/waitlist`, organizer.token),
      get(`/bookings/reservations/${String(sold['reservationId'])}`, sold.buyer.token),
      get(`/bookings/reservations/${ran.id}`, ran.buyer.token),
      get(`/waitlist/${entryId}`, waiter.token),
    ])
    const { version, ...left } = availability
    expect(version).to.be.greaterThan(1)
    return { stats, left, bookings, attendees, waitlist, reservation, lost, entry }
  }

  it('is folded into one line per bucket, and everything else is told as before', async () => {
    const event = await aPast()
    const before = await told(event)
    const lines = await linesOf(server, event.id)
    expect(before.stats).to.include({ soldSeats: 3, availableSeats: 3, revenueMinor: 6_000 })
    expect(before.attendees.split('\n').length).to.be.greaterThan(2)

    await fold(event.id)

    const { movements, folded } = await ledgerOf(server, event)
    expect(movements).to.have.members([
      'carried_forward: 3 outside → available of the event',
      'carried_forward: 3 outside → sold of the event',
      'carried_forward: 3 outside → available of Stalls',
      'carried_forward: 3 outside → sold of Stalls',
      'carried_forward: 2 outside → available of Boxes',
    ])
    expect(folded).to.include({ movements: lines, holds: 5 })
    expect(await linesOf(server, event.id)).to.equal(5)
    expect(await query('select from holds where event_id = $1', [event.id])).to.have.length(0)
    expect(await told(event)).to.deep.equal(before)
    const report = await auditOf(event)
    expect(report.checks.flatMap(({ violations }: { violations: unknown[] }) => violations)).to.deep.equal([])
    const checked = (name: string) => report.checks.find((check: { name: string }) => check.name === name).checked
    expect(checked('ledger-matches-counters')).to.equal(5)
    expect(checked('holds-match-counters')).to.equal(5)
    expect(checked('sold-holds-have-bookings')).to.equal(2)
    expect(checked('bookings-have-sold-holds')).to.equal(2)
  })

  it('says that it was folded where a filter asks for what is no longer there', async () => {
    const event = await aPast()
    const query = { holdId: String(event.sold['reservationId']) }
    const whole = await get(`/admin/events/${event.id}/movements`, event.organizer.token, query)
    expect(whole.data).to.have.length(2)
    expect(whole).not.to.have.property('folded')
    await fold(event.id)
    const answer = await get(`/admin/events/${event.id}/movements`, event.organizer.token, query)
    expect(answer).to.deep.include({ data: [], hasMore: false, nextCursor: null })
    expect(answer.folded.movements).to.be.greaterThan(2)
    expect(answer.folded.at).to.match(/^\d{4}-\d\d-\d\dT/)
  })

  it('tells nobody anything: no message is made of it', async () => {
    const event = await aPast()
    const count = async () =>
      (await server.databases.bookings.pool.query('select count(*) as n from messages where event_id = $1', [event.id]))
        .rows[0].n
    const before = await count()
    await fold(event.id)
    await toldAll(event.id)
    expect(await count()).to.equal(before)
  })

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
        await query('update ledger_folds set due_at = now(), audited_version = null where event_id = $1', [event.id])
        await retention().goOn()
        return (await stateOf(event.id))?.waits_for
      },
      found => found === 'a clean audit',
      { withinMs: 20_000 },
    )
    await bookings.knex.raw('update relay_checks set due_at = clock_timestamp()')
    await toldAll(event.id)
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
    expect((await auditOf(event)).clean).to.equal(true)
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

  it('gives a hold back that is written to after all, before the folding and after it', async () => {
    for (const isFolded of [false, true]) {
      const event = await aPast()
      const hold = { id: String(event.sold['reservationId']), eventId: event.id }
      if (isFolded) await fold(event.id)
      else
        for (;;) {
          await retention().goOn()
          if ((await query('select from archived_holds where event_id = $1', [event.id])).length === 5) break
          expect((await stateOf(event.id))?.state).to.equal('archiving')
        }
      const { port } = server.server.domains.inventory
      expect(await port.cancel(hold, event.sold.id)).to.include({ state: 'returned' })
      expect(await port.cancel(hold, event.sold.id), 'once more').to.include({ state: 'returned' })
      expect(await faultsOf(event.id)).to.deep.equal([])
      const { movements } = await ledgerOf(server, event)
      if (isFolded) expect(movements[0]).to.equal('cancel: 2 sold → available of Stalls')
      const { soldSeats } = await get(`/admin/events/${event.id}/stats`, event.organizer.token)
      expect(soldSeats).to.equal(1)
    }
  })

  const tampering: readonly [what: string, plant: string, check: string][] = [
    [
      'a line that carries too much',
      `update movements set quantity = quantity + 1 where event_id = $1 and target = 'sold' and scope = 'event'`,
      'ledger-matches-counters',
    ],
    [
      'a line that is missing',
      `delete from movements where event_id = $1 and scope = 'ticket_type' and target = 'sold'`,
      'ledger-matches-counters',
    ],
    [
      'a hold that is missing in the archive',
      `delete from archived_holds where event_id = $1 and state = 'sold' and quantity = 2`,
      'holds-match-counters',
    ],
    [
      'a hold in the archive with another state',
      `update archived_holds set state = 'released' where event_id = $1 and state = 'sold'`,
      'holds-match-counters',
    ],
    [
      'a hold that is there beside the archive, with no line of its own',
      `insert into holds select id || 'x', event_id, user_id, null, null, kind, 'released', items, quantity,
        total_minor, currency, saga_id, null, null, null, created_at, expires_at, changed_at
        from archived_holds where event_id = $1 limit 1`,
      'holds-match-their-movements',
    ],
  ]
  for (const [what, plant, check] of tampering)
    it(`is still audited: ${what} is found`, async () => {
      const event = await aPast()
      await fold(event.id)
      expect(await faultsOf(event.id)).to.deep.equal([])
      await query(plant, [event.id])
      expect(await faultsOf(event.id)).to.include(check)
    })

  it('forgets a named buyer in the archive as everywhere', async () => {
    const event = await anEvent(server)
    const { token, id: organizerId } = event.organizer
    const named = { reference: 'guest 7', name: 'Ada Guest', email: 'ada@example.com' }
    const { id } = expectStatus(
      await server.call('POST', '/bookings/reserve', {
        token,
        body: { eventId: event.id, quantity: 1, buyer: named },
      }),
      201,
    ).body
    expectStatus(await server.call('DELETE', `/bookings/reservations/${id}`, { token }), 200)
    await toldAll(event.id)
    await longAgo(server, event.id, 91)
    await query(`update holds set created_at = created_at - interval '1 hour' where event_id = $1`, [event.id])
    await fold(event.id)
    const { personalData } = server.server.domains.inventory
    await personalData.erase({
      userId: organizerId,
      buyerReference: named.reference,
      requestedSecondsAgo: 0,
      salt: 's',
    })
    const [row] = await query('select buyer, buyer_reference from archived_holds where id = $1', [id])
    expect(JSON.stringify(row)).not.to.match(/guest 7|Ada|ada@/)
    expect(row)
      .to.have.property('buyer_reference')
      .that.matches(/^erased-/)
  })

  it("comes nearer with a test event's clock", async () => {
    const event = await anEvent(server, { test: true, startsAt: inDays(1), endsAt: inDays(2) })
    const { organizer } = event
    await aBooking(server, event, { buyer: organizer })
    await toldAll(event.id)
    await retention().goOn()
    expect(await stateOf(event.id)).to.equal(undefined)
    expectStatus(
      await server.call('POST', `/admin/events/${event.id}/test-clock`, {
        token: organizer.token,
        body: { advanceSeconds: 93 * 86_400 },
      }),
      200,
    )
    await toldAll(event.id)
    await query(`update movements set at = at - interval '1 hour' where event_id = $1`, [event.id])
    await fold(event.id)
    expect((await ledgerOf(server, event)).folded).to.include({ holds: 1 })
  })
})
