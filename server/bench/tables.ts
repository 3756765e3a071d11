// Big tables: what each statement of the lists, reports, sweeps, recovery and audits costs on them, and how PostgreSQL
// finds its rows.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Caller } from '../src/contract/types.ts'
import { startEmbeddedPostgres } from '../src/platform/postgres/embedded-postgres.ts'
import { migrate } from '../src/platform/postgres/migrations.ts'
import { openDatabase } from '../src/platform/postgres/sql.ts'
import { createScope } from '../src/platform/scope.ts'
import { goalLine, whole } from './report.ts'
import { fillDatabases, refreshTimes } from './tables/fill.ts'
import { findIds } from './tables/ids.ts'
import { createNumbers, type Size } from './tables/numbers.ts'
import { createPlanWatch, explainingSettings, tablesOf, type PlanWatch, type Ran } from './tables/plans.ts'
import { openProduct, readingRuns, sweepingRuns, type Run, type TablesDatabases } from './tables/runs.ts'

export interface TablesBenchOptions extends Size {
  readonly say: (line: string) => void
}

/** A row of the table: the median of its turns. */
export interface Measured {
  readonly name: string
  readonly rows: number
  readonly ms: number
  /** Of a single statement. */
  readonly slowestMs: number
  readonly statements: number
  readonly scans: readonly string[]
}

export const statementMsMax = 100
const auditSecondsMax = 60
const turns = 3
const adminCaller: Caller = {
  kind: 'session',
  userId: 'usr_of_the_bench',
  role: 'admin',
  credentialId: 'ses_of_the_bench',
}
/** Smaller ones may be read as a whole. */
const bigRowsMin = 5_000

export async function benchTables({ say, ...size }: TablesBenchOptions) {
  const scope = createScope()
  // Or PostgreSQL and its gigabytes would stay.
  const giveUp = () => {
    void scope
      .close()
      .catch(() => {})
      .finally(() => process.exit(130))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, giveUp)
  try {
    say(`${whole(size.holds)} holds and ${whole(size.bookings)} bookings, made in a PostgreSQL of the bench's own.`)
    const databases = await openFilled(size, { scope, say })
    const watch = createPlanWatch(Object.values(databases.fresh))
    watch.watchTables(
      (await Promise.all(Object.values(databases.fresh).map(each => tablesOf(each, { rowsMin: bigRowsMin })))).flat(),
    )
    const product = openProduct(databases.fresh)
    scope.onClose(() => product.close())

    const ids = await findIds(databases.fresh, createNumbers(size))
    const reading = await measureAll(readingRuns(product, ids), watch, say)
    await refreshTimes({ events: databases.fresh.events.pool })
    watch.take()
    const audits = await measureAudits(product, ids.bigEvent, watch, say)
    await product.ask('events.cancel', { caller: adminCaller, params: { eventId: ids.bigEvent } })
    const sweeping = await measureAll(sweepingRuns(product, databases.fresh, ids), watch, say)

    const slowest = Math.max(...[...reading, ...sweeping].map(({ slowestMs }) => slowestMs))
    say('')
    say(
      goalLine({
        what: 'the slowest statement of lists, reports, sweeps and recovery',
        reached: slowest,
        wanted: statementMsMax,
        unit: ' ms',
        atMost: true,
      }),
    )
    say(
      goalLine({
        what: 'the audit of everything',
        reached: audits.all.ms / 1_000,
        wanted: auditSecondsMax,
        unit: ' s',
        atMost: true,
      }),
    )
    const {
      rows: [row],
    } = await databases.fresh.events.pool.query<{ server_version: string }>('show server_version')
    return { postgresVersion: row!.server_version, results: { ...size, reading, audits, sweeping } }
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, giveUp)
    await scope.close()
  }
}

async function openFilled(
  size: Size,
  { scope, say }: { scope: ReturnType<typeof createScope>; say: (line: string) => void },
) {
  const dataDir = await mkdtemp(join(tmpdir(), 'evently-bench-'))
  scope.onClose(() => rm(dataDir, { recursive: true, force: true }))
  // What is made here need not outlive the machine, and takes no more of its disk than it must.
  const settings = {
    fsync: 'off',
    full_page_writes: 'off',
    max_wal_size: '512MB',
    autovacuum: 'off',
    ...explainingSettings,
  }
  const postgres = scope.opened(
    await startEmbeddedPostgres({
      dataDir,
      log: pino({ level: 'warn' }, pino.destination(2)),
      databases: ['users', 'events', 'bookings'],
      settings,
    }),
  )
  const open = () => {
    const of = (name: 'users' | 'events' | 'bookings') =>
      scope.opened(openDatabase({ name, url: postgres.urlOf(name) }))
    return { users: of('users'), events: of('events'), bookings: of('bookings') }
  }
  const filled = open()
  for (const [name, database] of Object.entries(filled)) await migrate(database, name)
  await fillDatabases({
    ...size,
    say,
    pools: { users: filled.users.pool, events: filled.events.pool, bookings: filled.bookings.pool },
  })
  return { fresh: open() satisfies TablesDatabases }
}

async function measureAll(
  runs: readonly Run[],
  watch: PlanWatch,
  say: (line: string) => void,
): Promise<readonly Measured[]> {
  const all: Measured[] = []
  say(`\n${headLine}`)
  for (const run of runs) {
    watch.take()
    const taken: (Measured & { readonly ran: readonly Ran[] })[] = []
    for (let turn = 0; turn < turns; turn++) {
      const startedMs = performance.now()
      const rows = await run.work()
      taken.push(measuredOf(run.name, rows, performance.now() - startedMs, watch.take()))
    }
    taken.sort((one, other) => one.ms - other.ms)
    const measured = taken[Math.floor(turns / 2)]!
    all.push(measured)
    say(lineOf(measured))
  }
  return all
}

function measuredOf(name: string, rows: number, ms: number, ran: readonly Ran[]) {
  return {
    name,
    rows,
    ms,
    slowestMs: Math.max(0, ...ran.map(each => each.ms)),
    statements: ran.length,
    scans: [...new Set(ran.flatMap(({ scans }) => scans))],
    ran,
  }
}

const headLine =
  `${'what'.padEnd(66)} ${'rows'.padStart(7)} ${'ms'.padStart(9)} ${'statements'.padStart(10)} ` +
  `${'slowest'.padStart(9)}  reads`
const lineOf = ({ name, rows, ms, statements, slowestMs, scans }: Measured) =>
  `${name.padEnd(66)} ${whole(rows).padStart(7)} ${ms.toFixed(1).padStart(9)} ${whole(statements).padStart(10)} ` +
  `${slowestMs.toFixed(1).padStart(9)}  ${scans.join(', ') || '-'}`

/** Both through the API's own handlers, as an admin's and an organizer's client asks for them. */
async function measureAudits(
  product: ReturnType<typeof openProduct>,
  bigEvent: string,
  watch: PlanWatch,
  say: (line: string) => void,
) {
  const report = async (id: string, params: object) => {
    const { clean, checks } = await product.ask<{
      readonly clean: boolean
      readonly checks: readonly {
        readonly name: string
        readonly checked: number
        readonly violations: readonly unknown[]
      }[]
    }>(id, { caller: adminCaller, params })
    if (!clean)
      throw new Error(
        'the audit found what should not be there: ' +
          `${JSON.stringify(checks.filter(({ violations }) => violations.length > 0)).slice(0, 1_000)}`,
      )
    return checks.reduce((sum, { checked }) => sum + checked, 0)
  }
  const once = async (name: string, work: () => Promise<number>) => {
    watch.take()
    const startedMs = performance.now()
    const rows = await work()
    const { ran, ...measured } = measuredOf(name, rows, performance.now() - startedMs, watch.take())
    say(lineOf(measured))
    return {
      ...measured,
      longest: [...ran]
        .sort((one, other) => other.ms - one.ms)
        .slice(0, 5)
        .map(({ ms, text }) => ({ ms, text: text.replaceAll(/\s+/g, ' ').slice(0, 200) })),
    }
  }
  say(`\n${headLine}`)
  return {
    all: await once('inventory.auditAll', () => report('inventory.auditAll', {})),
    event: await once('inventory.auditEvent of the biggest event', () =>
      report('inventory.auditEvent', { eventId: bigEvent }),
    ),
  }
}
