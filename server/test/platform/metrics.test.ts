import { expect } from 'chai'
import { pino } from 'pino'
import { startJob } from '../../src/platform/jobs.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import {
  aBooking,
  anAccount,
  anEvent,
  aReservation,
  expectProblem,
  expectStatus,
  theAdmin,
} from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'

/** Samples by name and labels, as `name{a="b"}`. */
function samplesOf(text: string): Map<string, number> {
  return new Map(
    text
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'))
      .map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )
}

describe('the metrics', () => {
  let server: TestServer
  before(async () => {
    server = await startOneProcess()
  })
  after(() => server.close())

  const scrape = async () => samplesOf(expectStatus(await server.call('GET', '/metrics'), 200).text)
  /** Probed gauges are read once a second at most. */
  const reaches = (isSo: (samples: Map<string, number>) => boolean) =>
    eventually(
      async () => {
        const samples = await scrape()
        return { samples, ours: [...samples].filter(([name]) => name.startsWith('evently_') && !name.includes('http')) }
      },
      seen => isSo(seen.samples),
      { withinMs: 10_000 },
    )
  const ofEvents = (text: string) => server.databases.events.pool.query(text)
  const ofBookings = (text: string) => server.databases.bookings.pool.query(text)

  it('say what runs here, and how far the event loop lags behind', async () => {
    const samples = await scrape()
    expect([...samples.keys()].filter(name => name.startsWith('evently_build_info{'))).to.have.length(1)
    expect([...samples.keys()]).to.include.members(['nodejs_eventloop_lag_seconds', 'process_resident_memory_bytes'])
  })

  it('count requests by operation and status, and those under way', async () => {
    await server.call('GET', '/nowhere')
    const samples = await scrape()
    expect(samples.get('evently_http_requests_in_flight{listener="public"}')).to.equal(1) // the scrape itself
    expect(
      samples.get('evently_http_request_duration_seconds_count{operation="meta.metrics",status="200"}'),
    ).to.be.at.least(1)
  })

  it('are on the internal listener too, for those who let nobody outside see them', async () => {
    expect(
      samplesOf(await (await fetch(`${server.server.internalUrl}/metrics`)).text()).get(
        'evently_http_requests_in_flight{listener="internal"}',
      ),
    ).to.equal(1)
  })

  it('show the lanes: how many, what waits while one is held up, in how large batches it went', async () => {
    const event = await anEvent(server, { capacity: 50 })
    const [first, ...others] = await Promise.all(Array.from({ length: 6 }, () => anAccount(server)))
    const begun = 'evently_lane_batch_commands_count'
    const one = await server.databases.events.pool.connect()
    try {
      // A lane's write waits for whoever has the event's row.
      await one.query('begin')
      await one.query('select from inventory where event_id = $1 for update', [event.id])
      const { [begun]: before = 0 } = Object.fromEntries(await scrape())
      const reservations = [aReservation(server, event, { buyer: first! })]
      await reaches(seen => seen.get(begun)! > before)
      reservations.push(...others.map(buyer => aReservation(server, event, { buyer })))
      const used = 'evently_database_connections{database="events",pool="planned_once",state="used"}'
      const { samples } = await reaches(
        seen => seen.get('evently_lane_queue_commands') === others.length && seen.get(used)! >= 1,
      )
      expect(samples.get('evently_lane_queue_commands_max')).to.equal(others.length)
      expect(samples.get('evently_lanes')).to.be.at.least(1)
      await one.query('rollback')
      await Promise.all(reservations)
    } finally {
      one.release()
    }
    const after = await scrape()
    expect([after.get('evently_lane_queue_commands'), after.get('evently_lane_queue_commands_max')]).to.deep.equal([
      0, 0,
    ])
    expect(after.get('evently_lane_batch_commands_sum')).to.be.at.least(6)
  })

  it("show what waits for the bookings' batched statements while one is held up", async () => {
    const event = await anEvent(server)
    const reservation = await aReservation(server, event)
    const blocker = await server.databases.bookings.pool.connect()
    try {
      await blocker.query('begin')
      await blocker.query('lock table bookings in exclusive mode')
      const confirmed = server.call('POST', '/bookings/confirm', {
        token: reservation.buyer.token,
        body: { reservationId: reservation.id, payment: { token: 'tok_ok' } },
      })
      await reaches(seen => seen.get('evently_batch_queue_items{queue="bookings-open"}') === 1)
      await blocker.query('rollback')
      expectStatus(await confirmed, 201)
    } finally {
      blocker.release()
    }
    await reaches(seen => seen.get('evently_batch_queue_items{queue="bookings-open"}') === 0)
  })

  it('show connections and who waits for one', async () => {
    const samples = await scrape()
    for (const database of ['users', 'events', 'bookings', 'search']) {
      for (const each of ['knex', 'prepared'])
        expect([...samples.keys()], database).to.include.members([
          `evently_database_waiting{database="${database}",pool="${each}"}`,
          `evently_database_connections{database="${database}",pool="${each}",state="idle"}`,
        ])
    }
  })

  it('count the turns of jobs, and apart those that fail', async () => {
    await reaches(seen => (seen.get('evently_job_duration_seconds_count{job="expire-holds",outcome="ok"}') ?? 0) > 0)
    const metrics = createMetrics()
    let turns = 0
    const job = startJob({ name: 'doomed', everyMs: 1, log: pino({ level: 'silent' }) }, async () => {
      if (++turns > 1) throw new Error('planted')
    })
    metrics.watchJobs([job])
    const seen = await eventually(
      async () => samplesOf(await metrics.registry.metrics()),
      samples => (samples.get('evently_job_duration_seconds_count{job="doomed",outcome="failed"}') ?? 0) >= 2,
      { withinMs: 5_000 },
    )
    await job.close()
    expect(seen.get('evently_job_duration_seconds_count{job="doomed",outcome="ok"}')).to.equal(1)
  })

  it('show what the search has not been told, and since how long: through failed attempts too', async () => {
    await reaches(seen => seen.get('evently_search_outbox_events') === 0)
    await ofEvents(
      `insert into search_outbox (event_id, version, due_at, since)
      values ('evt_of_a_test', 1, clock_timestamp() + interval '1 hour', clock_timestamp() - interval '90 seconds')`,
    )
    const { samples } = await reaches(seen => seen.get('evently_search_outbox_events') === 1)
    expect(samples.get('evently_search_outbox_age_seconds')).to.be.within(90, 200)
    await ofEvents('delete from search_outbox')
    await reaches(
      seen => seen.get('evently_search_outbox_events') === 0 && seen.get('evently_search_outbox_age_seconds') === 0,
    )
  })

  it('show what has happened to bookings and is to become messages, and since how long', async () => {
    const appending = await server.databases.bookings.pool.connect()
    try {
      // Whoever appends messages waits for whoever has this row: nothing leaves the outbox.
      await appending.query('begin')
      await appending.query('select from message_end for update')
      await aBooking(server, await anEvent(server))
      await ofBookings(`insert into outbox (id, user_id, type, resource, payload, version, created_at)
        select 'msg_00000000000000000000000000', user_id, type, resource, payload, version,
          clock_timestamp() - interval '90 seconds'
        from outbox limit 1`)
      const { samples } = await reaches(seen => seen.get('evently_message_outbox_age_seconds')! >= 90)
      expect(samples.get('evently_message_outbox_messages')).to.be.at.least(2)
    } finally {
      await appending.query('rollback')
      appending.release()
    }
    await reaches(
      seen => seen.get('evently_message_outbox_messages') === 0 && seen.get('evently_message_outbox_age_seconds') === 0,
    )
  })

  it('show purchases under way, abandoned ones and refused refunds', async () => {
    const booking = await aBooking(server, await anEvent(server))
    await ofBookings(`insert into bookings (id, user_id, reservation_id, event_id, status, items, quantity, total_minor,
      currency, lease_until, due_at)
      values ('bkg_of_a_test', 'usr_of_a_test', 'rsv_of_a_test', 'evt_of_a_test', 'pending', '[]', 1, 0, 'EUR',
        clock_timestamp() + interval '1 hour', clock_timestamp() - interval '1 minute')`)
    await ofBookings(`insert into refunds (id, user_id, booking_id, payment_id, provider_key, status, amount_minor,
      currency)
      select 'ref_of_a_test', user_id, id, 'pay_of_a_test', 'ref_of_a_test', 'failed', 1, 'EUR' from bookings
      where id = '${booking.id}'`)
    const { samples } = await reaches(seen => seen.get('evently_refunds_failed') === 1)
    expect(samples.get('evently_bookings_pending')).to.equal(1)
    expect(samples.get('evently_bookings_overdue')).to.equal(1)
    expect(samples.get('evently_bookings_cancelling')).to.equal(0)
    await ofBookings(`delete from bookings where id = 'bkg_of_a_test'`)
    await ofBookings(`delete from refunds where id = 'ref_of_a_test'`)
    await reaches(seen => seen.get('evently_bookings_overdue') === 0 && seen.get('evently_refunds_failed') === 0)
  })

  it('show what the audits have found', async () => {
    const { token } = await theAdmin(server)
    expectStatus(await server.call('GET', '/admin/audit', { token }), 200)
    const clean = await scrape()
    const violations = [...clean].filter(([name]) => name.startsWith('evently_audit_violations{'))
    expect(violations.length).to.be.greaterThan(5)
    expect(violations.filter(([, value]) => value !== 0)).to.deep.equal([])
    expect(clean.get('evently_audit_timestamp_seconds')).to.be.closeTo(Date.now() / 1_000, 60)

    expect(clean.get('evently_audit_progress_ratio')).to.equal(1)
    expect(expectStatus(await server.call('GET', '/admin/audit/progress', { token }), 200).body).to.include({
      state: 'finished',
      share: 1,
      step: 'messages',
    })

    const event = await anEvent(server)
    await ofEvents(
      `update inventory set available_seats = available_seats - 1, held_seats = held_seats + 1
      where event_id = '${event.id}'`,
    )
    expectStatus(await server.call('GET', '/admin/audit', { token }), 200)
    const found = [...(await scrape())].filter(
      ([name, value]) => name.startsWith('evently_audit_violations_total{') && value > 0,
    )
    expect(found).not.to.deep.equal([])
  })

  it('show an audit that could not finish, whatever has been audited before, until one finishes', async () => {
    const { token } = await theAdmin(server)
    const before = (await scrape()).get('evently_audit_failures_total')!
    await ofBookings('alter table sandbox_charges rename to elsewhere')
    try {
      expectProblem(await server.call('GET', '/admin/audit', { token }), 'internal_error')
    } finally {
      await ofBookings('alter table elsewhere rename to sandbox_charges')
    }
    const failed = await scrape()
    expect(failed.get('evently_audit_failures_total')).to.equal(before + 1)
    expect(failed.get('evently_audit_failed')).to.equal(1)
    expect((await server.call('GET', '/admin/audit/progress', { token })).body).to.include({ state: 'failed' })
    expectStatus(await server.call('GET', '/admin/audit', { token }), 200)
    expect((await scrape()).get('evently_audit_failed')).to.equal(0)
  })

  it("leave out what a database doesn't tell in time, and say so; a hundred scrapes ask it once", async () => {
    const metrics = createMetrics({ probeEveryMs: 60_000 })
    let reads = 0
    metrics.watchProbe({ name: 'hung', gauges: { evently_hung: 'x' }, read: () => new Promise(() => {}) })
    metrics.watchProbe({ name: 'well', gauges: { evently_well: 'x' }, read: async () => ({ evently_well: ++reads }) })
    const texts = await Promise.all(Array.from({ length: 100 }, () => metrics.registry.metrics()))
    const samples = samplesOf(texts.at(-1)!)
    expect(samples.get('evently_well')).to.equal(1)
    expect(samples.has('evently_hung')).to.equal(false)
    expect(samplesOf(await metrics.registry.metrics()).get('evently_probe_failures_total{probe="hung"}')).to.equal(1)
    expect(reads).to.equal(1)
  })

  it('are named as Prometheus asks: base units last, only counters end in _total, each with its help', async () => {
    const { text } = await server.call('GET', '/metrics')
    const types = [...text.matchAll(/^# TYPE (evently_\w+) (\w+)$/gm)].map(([, name, type]) => ({
      name: name!,
      type: type!,
    }))
    expect(types.length).to.be.greaterThan(20)
    for (const { name, type } of types) {
      expect(name.endsWith('_total'), name).to.equal(type === 'counter')
      expect(name, name).not.to.match(/_(ms|millis|minutes|bytes_total_count)$/)
      expect(text).to.match(new RegExp(`^# HELP ${name} \\S`, 'm'))
    }
  })
})
