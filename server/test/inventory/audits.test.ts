// A whole audit: how far it is, who shares it, and what is said of one that could not finish.
import { expect } from 'chai'
import { pino } from 'pino'
import { createBookingsAudit } from '../../src/domains/bookings/audit.ts'
import type { BookingsPort } from '../../src/domains/bookings/port.ts'
import { createAudits } from '../../src/domains/inventory/audit/audit-runs.ts'
import { createInventoryMetrics } from '../../src/domains/inventory/metrics.ts'
import { newId } from '../../src/platform/ids.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { openDatabase, type Database } from '../../src/platform/postgres/sql.ts'
import { Problem } from '../../src/platform/problems.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { anInventory } from './builders.ts'

describe('an audit of everything', () => {
  let databases: TestDatabases
  beforeEach(async () => {
    databases = await cloneDatabases()
  })
  afterEach(() => databases.close())

  type Bookings = Pick<BookingsPort, 'auditHolds' | 'auditPage'>
  interface Line {
    readonly level: number
    readonly msg: string
    readonly err?: { readonly message: string }
    readonly step?: string
    readonly share?: number
    readonly violations?: readonly unknown[]
  }

  function open({
    database = databases.events,
    bookings = createBookingsAudit(databases.bookings),
    statementMsMax,
  }: {
    database?: Pick<Database, 'knex'>
    bookings?: Bookings
    statementMsMax?: number
  } = {}) {
    const metrics = createMetrics()
    const lines: Line[] = []
    const audits = createAudits({
      database,
      bookings: () => bookings,
      metrics: createInventoryMetrics(metrics.registry).audits,
      log: pino(
        { level: 'info' },
        {
          write: line => {
            lines.push(JSON.parse(line))
          },
        },
      ),
      pageSize: { writes: 1, events: 1 },
      ...(statementMsMax !== undefined && { statementMsMax }),
    })
    const metric = async (name: string) => {
      const { values } = (await metrics.registry.getMetricsAsJSON()).find(each => each.name === name)!
      return values.reduce((sum, { value }) => sum + value, 0)
    }
    return { audits, lines, metric }
  }

  const outcomeOf = (audit: Promise<unknown>) =>
    audit.then(
      () => undefined,
      (error: unknown) => error as Error & { code?: string },
    )

  it('says how far it is while it goes on, and that it has come to its end', async () => {
    for (let n = 0; n < 3; n++) await anInventory(databases.events)
    const seen: number[] = []
    const own = createBookingsAudit(databases.bookings)
    const { audits, metric, lines } = open({
      bookings: {
        ...own,
        async auditPage(page) {
          seen.push(await metric('evently_audit_progress_ratio'))
          return own.auditPage(page)
        },
      },
    })
    expect(await metric('evently_audit_timestamp_seconds')).to.equal(0)
    expect((await audits.all()).clean).to.equal(true)
    expect(seen[0], 'all events are behind it').to.equal(0.6)
    expect(seen).to.deep.equal([...seen].sort())
    expect(await metric('evently_audit_progress_ratio')).to.equal(1)
    expect(await metric('evently_audit_timestamp_seconds')).to.be.closeTo(Date.now() / 1_000, 60)
    expect(lines.map(({ msg }) => msg)).to.deep.equal(['an audit has finished'])
  })

  it('is shared by all who ask while it goes on', async () => {
    const { audits, lines } = open()
    const [one, other] = await Promise.all([audits.all(), audits.all()])
    expect(one).to.equal(other)
    expect(lines).to.have.length(1)
    expect(await audits.all(), 'the next one is another').not.to.equal(one)
  })

  it('ends with the server, and is no failure then', async () => {
    await anInventory(databases.events)
    const { audits, metric } = open()
    audits.stop()
    expect(await outcomeOf(audits.all()))
      .to.be.instanceOf(Problem)
      .and.include({ code: 'service_unavailable' })
    expect(await metric('evently_audit_failures_total')).to.equal(0)
  })

  /** A table of the audit as a view that takes its time. */
  const slowDown = async (database: Database, table: string) => {
    await database.knex.raw(`alter table ${table} rename to ${table}_itself`)
    await database.knex.raw(
      `create view ${table} as select itself.* from ${table}_itself as itself cross join (select pg_sleep(2)) as nap`,
    )
  }
  const speedUp = async (database: Database, table: string) => {
    await database.knex.raw(`drop view ${table}`)
    await database.knex.raw(`alter table ${table}_itself rename to ${table}`)
  }
  interface Fault {
    readonly database?: Database
    readonly bookings?: Bookings
    readonly statementMsMax?: number
    mend(): Promise<void>
  }
  const faults: Record<
    string,
    {
      readonly make: (eventId: string) => Promise<Fault>
      readonly cause: RegExp
      readonly answer: string
      readonly step: string
    }
  > = {
    'a statement takes too long': {
      async make() {
        await slowDown(databases.events, 'movements')
        return { statementMsMax: 300, mend: () => speedUp(databases.events, 'movements') }
      },
      cause: /statement timeout/,
      answer: 'service_unavailable',
      step: 'events',
    },
    "the events' database is away": {
      async make() {
        const database = openDatabase({ name: 'events', url: 'postgres://127.0.0.1:1/nothing' })
        return { database, mend: () => database.close() }
      },
      cause: /ECONNREFUSED/,
      answer: 'service_unavailable',
      step: 'events',
    },
    "the bookings' database is away": {
      async make() {
        const database = openDatabase({ name: 'bookings', url: 'postgres://127.0.0.1:1/nothing' })
        return { bookings: createBookingsAudit(database), mend: () => database.close() }
      },
      cause: /ECONNREFUSED/,
      answer: 'service_unavailable',
      step: 'events',
    },
    "the bookings' service says that it can't": {
      async make() {
        const bookings: Bookings = {
          auditHolds: async () => [],
          auditPage: async () => {
            throw new Problem('service_unavailable', 'The bookings service does not answer.', { retryAfterSeconds: 1 })
          },
        }
        return { bookings, mend: async () => {} }
      },
      cause: /does not answer/,
      answer: 'service_unavailable',
      step: 'events',
    },
    'a check raises an error': {
      async make(eventId) {
        const hold = newId('rsv')
        await databases.events.pool.query(
          `insert into holds (id, event_id, user_id, kind, state, items, quantity, total_minor, currency, created_at,
            expires_at, changed_at)
          values ($1, $2, 'usr_x', 'reservation', 'held', '"not a list"', 1, 0, 'EUR', now(), now() + interval '1 hour',
            now())`,
          [hold, eventId],
        )
        return {
          mend: async () => {
            await databases.events.pool.query('delete from holds where id = $1', [hold])
          },
        }
      },
      cause: /cannot extract elements from a scalar/,
      answer: '22023',
      step: 'events',
    },
    'a table of the journal is gone': {
      async make() {
        await databases.bookings.knex.raw('alter table sandbox_charges rename to elsewhere')
        return {
          mend: async () => {
            await databases.bookings.knex.raw('alter table elsewhere rename to sandbox_charges')
          },
        }
      },
      cause: /"sandbox_charges" does not exist/,
      answer: '42P01',
      step: 'events',
    },
  }

  for (const [what, { make, cause, answer, step }] of Object.entries(faults)) {
    it(`that can't finish because ${what} counts, fires the alert, and says why`, async () => {
      const { eventId, ticketTypeIds } = await anInventory(databases.events)
      await databases.events.pool.query(
        `insert into holds (id, event_id, user_id, kind, state, items, quantity, total_minor, currency, saga_id,
          created_at, expires_at, changed_at)
        values ($1, $2, $3, 'reservation', 'sold', $4, 1, 0, 'EUR', 'bkg_x', now(), now(), now())`,
        [newId('rsv'), eventId, newId('usr'), JSON.stringify([{ ticketTypeId: ticketTypeIds[0], quantity: 1 }])],
      )
      const { eventId: lastEventId } = await anInventory(databases.events)
      const fault = await make(lastEventId)
      const { audits, lines, metric } = open({
        ...(fault.database && { database: fault.database }),
        ...(fault.bookings && { bookings: fault.bookings }),
        ...(fault.statementMsMax && { statementMsMax: fault.statementMsMax }),
      })
      try {
        const error = await outcomeOf(audits.all())
        expect(error?.code).to.equal(answer)
        expect(await metric('evently_audit_failures_total')).to.equal(1)
        expect(await metric('evently_audit_failed')).to.equal(1)
        expect(await metric('evently_audit_timestamp_seconds'), 'no audit has finished').to.equal(0)
        const [line] = lines.filter(({ level }) => level === 50)
        expect(line).to.include({ msg: 'an audit could not finish', step })
        expect(line!.err!.message).to.match(cause)
      } finally {
        await fault.mend()
      }
      const again = open()
      await again.audits.all()
      expect(await again.metric('evently_audit_failed')).to.equal(0)
    })
  }

  it("that can't finish still counts what it has found until then, and the next one ends the alert", async () => {
    const { eventId } = await anInventory(databases.events)
    await databases.events.pool.query(
      'update inventory set available_seats = available_seats - 1, held_seats = held_seats + 1 where event_id = $1',
      [eventId],
    )
    const own = createBookingsAudit(databases.bookings)
    let isAway = true
    const { audits, lines, metric } = open({
      bookings: {
        ...own,
        auditPage: page =>
          isAway
            ? Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))
            : own.auditPage(page),
      },
    })
    expect(await outcomeOf(audits.all())).to.include({ code: 'service_unavailable' })
    expect(await metric('evently_audit_violations_total')).to.equal(2)
    expect(lines.find(({ level }) => level === 50)!.violations).to.have.length(2)
    isAway = false
    expect((await audits.all()).clean).to.equal(false)
    expect(await metric('evently_audit_failed')).to.equal(0)
    expect(await metric('evently_audit_violations')).to.equal(2)
    expect(await metric('evently_audit_failures_total')).to.equal(1)
  })
})
