// The history of an event that is long over: what becomes of it, what is still told of it, and what keeps it whole.
import { expect } from 'chai'
import { aBooking, anAccount, anEvent, expectStatus, inDays } from '../support/builders.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'
import { ledgerOf, linesOf, longAgo, oldEventsOn, toldAll, type Past } from './old-events.ts'

describe('the history of an event that is long over', function () {
  this.timeout(60_000)
  let server: TestServer
  before(async () => {
    server = await startOneProcess()
  })
  after(() => server.close())

  const { query, retention, stateOf, fold, get, faultsOf, aPast } = oldEventsOn(() => server)
  const auditOf = (event: Past) => get(`/admin/events/${event.id}/audit`, event.organizer.token)
  /** Everything that is told of it, but for its ledger. */
  async function told({ id, organizer, sold, ran, entryId, waiter }: Past) {
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

  it('keeps its promotions, with the holds that use them wherever these are', async () => {
    const event = await anEvent(server)
    const { token } = event.organizer
    const path = `/admin/events/${event.id}/promotions`
    const promotion = { code: 'HALF', kind: 'discount', percent: 50 }
    expectStatus(await server.call('POST', path, { token, body: promotion }), 201)
    const coded = async () => {
      const buyer = await anAccount(server)
      const body = { eventId: event.id, quantity: 2, promotionCode: 'half' }
      return {
        ...expectStatus(await server.call('POST', '/bookings/reserve', { token: buyer.token, body }), 201).body,
        buyer,
      }
    }
    const [sold, released] = [await coded(), await coded()]
    const payment = { token: 'tok_ok' }
    const body = { reservationId: sold.id, payment }
    const booking = expectStatus(
      await server.call('POST', '/bookings/confirm', { token: sold.buyer.token, body }),
      201,
    ).body
    expectStatus(
      await server.call('DELETE', `/bookings/reservations/${released.id}`, { token: released.buyer.token }),
      200,
    )
    await toldAll(server, event.id)
    await longAgo(server, event.id, 91)
    const toldOfThem = async () => ({
      promotions: await get(path, token),
      stats: await get(`/admin/events/${event.id}/stats`, token),
      reservation: await get(`/bookings/reservations/${sold.id}`, sold.buyer.token),
    })
    const before = await toldOfThem()
    expect(before.promotions.data[0]).to.include({ uses: 1, status: 'active' })
    expect(before.stats.revenueMinor).to.equal(2_500)
    await fold(event.id)
    expect(await query('select from holds where event_id = $1', [event.id])).to.have.length(0)
    expect(await toldOfThem()).to.deep.equal(before)
    expect(await faultsOf(event.id)).to.deep.equal([])
    const { port } = server.server.domains.inventory
    expect(await port.cancel({ id: sold.id, eventId: event.id }, booking.id)).to.include({ state: 'returned' })
    expect(await faultsOf(event.id)).to.deep.equal([])
  })

  it('tells nobody anything: no message is made of it', async () => {
    const event = await aPast()
    const count = async () =>
      (await server.databases.bookings.pool.query('select count(*) as n from messages where event_id = $1', [event.id]))
        .rows[0].n
    const before = await count()
    await fold(event.id)
    await toldAll(server, event.id)
    expect(await count()).to.equal(before)
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
    await toldAll(server, event.id)
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
    await toldAll(server, event.id)
    await retention().goOn()
    expect(await stateOf(event.id)).to.equal(undefined)
    expectStatus(
      await server.call('POST', `/admin/events/${event.id}/test-clock`, {
        token: organizer.token,
        body: { advanceSeconds: 93 * 86_400 },
      }),
      200,
    )
    await toldAll(server, event.id)
    await query(`update movements set at = at - interval '1 hour' where event_id = $1`, [event.id])
    await fold(event.id)
    expect((await ledgerOf(server, event)).folded).to.include({ holds: 1 })
  })
})
