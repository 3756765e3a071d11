// Searching among 100,000 events: how long PostgreSQL and Elasticsearch take to index them, and to answer what people
// ask.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Input } from '../src/contract/types.ts'
import type { EventsPort } from '../src/domains/events/port.ts'
import { createSearch } from '../src/domains/search/index.ts'
import { createCursors } from '../src/platform/cursors.ts'
import { createMetrics } from '../src/platform/observability/metrics.ts'
import { startEmbeddedPostgres } from '../src/platform/postgres/embedded-postgres.ts'
import { migrate } from '../src/platform/postgres/migrations.ts'
import { openDatabase, type Database } from '../src/platform/postgres/sql.ts'
import { createScope, type Scope } from '../src/platform/scope.ts'
import { elasticsearchProgram, noElasticsearch, spawnElasticsearch } from '../test/support/elasticsearch.ts'
import { whole } from './report.ts'
import { makeCorpus, type Corpus, type SearchInput } from './search-corpus.ts'

export interface SearchBenchOptions {
  readonly count: number
  readonly countedMs: number
  /** Without Elasticsearch also where it is at hand. */
  readonly isPostgresAlone?: boolean
  readonly say: (line: string) => void
}

type Engine = 'PostgreSQL' | 'Elasticsearch'
interface Times {
  readonly answers: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly found: number
}
interface Results {
  readonly indexSeconds: number
  readonly kinds: Readonly<Record<string, Times>>
}

const answersMin = 50
const pageSize = 20

/** Both engines one after the other, through the search's own front door and one question at a time. */
export async function benchSearch({ count, countedMs, isPostgresAlone = false, say }: SearchBenchOptions) {
  const scope = createScope()
  try {
    const now = new Date()
    const corpus = makeCorpus(count, now)
    say(`${whole(count)} events; each question waits for the answer to the one before; every search counts its facets.`)
    const dataDir = await mkdtemp(join(tmpdir(), 'evently-bench-'))
    scope.onClose(() => rm(dataDir, { recursive: true, force: true }))
    const postgres = scope.opened(
      await startEmbeddedPostgres({ dataDir, log: pino({ level: 'warn' }, pino.destination(2)) }),
    )
    const database = scope.opened(openDatabase({ name: 'search', url: postgres.urlOf('postgres') }))
    await migrate(database, 'search')

    const results: Partial<Record<Engine, Results>> = {
      PostgreSQL: await measure(database, undefined, corpus, countedMs),
    }
    const elasticsearchUrl = isPostgresAlone ? undefined : await startedElasticsearch(scope)
    if (elasticsearchUrl) results.Elasticsearch = await measure(database, elasticsearchUrl, corpus, countedMs)
    else say(noElasticsearch)
    report(results as Record<'PostgreSQL', Results> & typeof results, count, say)
    const {
      rows: [row],
    } = await database.knex.raw<{ rows: { server_version: string }[] }>('show server_version')
    return { postgresVersion: row!.server_version, results }
  } finally {
    await scope.close()
  }
}

async function startedElasticsearch(scope: Scope): Promise<string | undefined> {
  const url = process.env['ELASTICSEARCH_URL']
  if (url !== undefined || elasticsearchProgram() === undefined) return url
  return scope.opened(await spawnElasticsearch({ isMeasured: true })).url
}

async function measure(
  database: Database,
  elasticsearchUrl: string | undefined,
  { events, questions }: Corpus,
  countedMs: number,
): Promise<Results> {
  const published = async (afterId: string | undefined, limit: number) => {
    const from = afterId === undefined ? 0 : events.findIndex(({ id }) => id > afterId)
    return from < 0 ? [] : events.slice(from, from + limit)
  }
  const search = await createSearch({
    database,
    elasticsearchUrl,
    events: () => ({ published }) as unknown as EventsPort,
    cursors: createCursors('c'.repeat(48)),
    metrics: createMetrics(),
    log: pino({ level: 'silent' }),
  })
  try {
    const {
      body: { indexed, tookMs },
    } = (await search.handlers['search.reindex']({} as Input<'search.reindex'>)) as {
      body: { indexed: number; tookMs: number }
    }
    if (indexed !== events.length) throw new Error(`${indexed} of ${events.length} events were indexed`)
    // Which PostgreSQL does by itself within minutes.
    if (elasticsearchUrl === undefined) await database.knex.raw('vacuum analyze')

    const find = async (input: SearchInput) =>
      ((await search.handlers['search.search'](asked(input))).body as { data: unknown[] }).data.length
    const suggest = async (q: string) =>
      (
        (await search.handlers['search.suggest']({ query: { q, limit: 8 }, request: {} } as Input<'search.suggest'>))
          .body as {
          data: unknown[]
        }
      ).data.length
    const kinds: Record<string, Times> = {}
    /** An event gets another category, as if somebody had changed it a moment ago. */
    const change = async () => {
      const event = events[Math.floor(Math.random() * events.length)]!
      const category = questions.category()
      versions.set(event.id, (versions.get(event.id) ?? event.version) + 1)
      await search.port.index({ ...event, category, version: versions.get(event.id)! })
    }
    const versions = new Map<string, number>()
    for (const [kind, ask, before] of [
      ['two words of a title', () => find({ q: questions.text() })],
      ['word, filters, place, by distance', () => find(questions.filtered())],
      ['a mistyped word', () => find({ q: questions.typo() })],
      ['no words, soonest first', () => find({})],
      ['no words, an event has just changed', () => find({}), change],
      ['no words, one category', () => find({ category: questions.category() })],
      ['suggestions for 2 to 4 letters', () => suggest(questions.beginning())],
    ] as readonly (readonly [string, () => Promise<number>, (() => Promise<void>)?])[])
      kinds[kind] = await timesOf(ask, { countedMs, before })
    return { indexSeconds: tookMs / 1_000, kinds }
  } finally {
    await search.close()
  }
}

/** As the routes hand a search over; no language is asked for. */
const asked = (query: SearchInput) => ({ query: { limit: pageSize, ...query }, request: {} }) as Input<'search.search'>

async function timesOf(
  ask: () => Promise<number>,
  { countedMs, before }: { readonly countedMs: number; readonly before: (() => Promise<void>) | undefined },
): Promise<Times> {
  // As long as is counted: a virtual machine that has just come up gets faster all the while, and may at first take
  // longer than a search waits.
  for (const until = performance.now() + countedMs; performance.now() < until; ) await ask().catch(() => {})
  const times: number[] = []
  let found = 0
  for (const until = performance.now() + countedMs; performance.now() < until || times.length < answersMin; ) {
    await before?.()
    const begun = performance.now()
    if ((await ask()) > 0) found++
    times.push(performance.now() - begun)
  }
  times.sort((one, other) => one - other)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!
  return { answers: times.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), found: found / times.length }
}

function report(
  { PostgreSQL, Elasticsearch }: { PostgreSQL: Results; Elasticsearch?: Results },
  count: number,
  say: (line: string) => void,
) {
  const columns = (...cells: readonly string[]) =>
    cells.map((cell, n) => (n === 0 ? cell.padEnd(36) : cell.padStart(n === 1 ? 14 : 9))).join(' ')
  say(`\n${columns('', 'engine', 'p50 ms', 'p95 ms', 'p99 ms', 'answers', 'found', 'p50 / PG', 'p99 / PG')}`)
  for (const kind of Object.keys(PostgreSQL.kinds)) {
    const base = PostgreSQL.kinds[kind]!
    for (const [engine, { kinds }] of Object.entries({ PostgreSQL, ...(Elasticsearch && { Elasticsearch }) })) {
      const { answers, p50Ms, p95Ms, p99Ms, found } = kinds[kind]!
      const ratios = engine === 'PostgreSQL' ? [] : [(p50Ms / base.p50Ms).toFixed(2), (p99Ms / base.p99Ms).toFixed(2)]
      say(
        columns(
          engine === 'PostgreSQL' ? kind : '',
          engine,
          p50Ms.toFixed(1),
          p95Ms.toFixed(1),
          p99Ms.toFixed(1),
          whole(answers),
          `${whole(found * 100)} %`,
          ...ratios,
        ),
      )
    }
  }
  for (const [engine, { indexSeconds }] of Object.entries({ PostgreSQL, ...(Elasticsearch && { Elasticsearch }) })) {
    say(`${engine} indexed them in ${indexSeconds.toFixed(1)} s, ${whole(count / indexSeconds)} a second.`)
  }
}
