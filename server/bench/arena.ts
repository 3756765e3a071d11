// Where the benchmark takes place: a PostgreSQL of its own, server processes, a load generator, an event that everybody
// wants.
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { pino } from 'pino'
import { createTokens } from '../src/domains/users/tokens.ts'
import { newId } from '../src/platform/ids.ts'
import { startEmbeddedPostgres } from '../src/platform/postgres/embedded-postgres.ts'
import { createScope } from '../src/platform/scope.ts'
import type { Load, Measured } from './load.ts'
import { postgresUsageOf } from './postgres-usage.ts'
import type { Usage, Variant } from './server.ts'

export type Arena = Awaited<ReturnType<typeof openArena>>
export interface ServerProcess {
  readonly url: string
  usage(): Promise<Usage>
  close(): Promise<void>
  /** As by a crash. */
  kill(): Promise<void>
}
/** A server as it is started in production. */
export interface Product {
  readonly url: string
  /** The most memory that it has taken; undefined where the system doesn't say. */
  rssBytesMax(): Promise<number | undefined>
  close(): Promise<void>
}
export interface Buyer {
  readonly token: string
}
export interface EventInput {
  readonly capacity: number
  /**
   * One buyer may hold only as much as an event lets them by itself; else so much that no load of ours meets the bound.
   */
  readonly defaultBounds?: boolean
}

const jwtSecret = 'j'.repeat(48)
const tokenSeconds = 3_600
const buyersCount = 2_048
/** The most that the contract takes. */
const highBounds = { holdsPerBuyerMax: 10_000, holdSeatsPerBuyerMax: 10_000 } as const
const firstLinesMax = 20

/** Close it: it holds processes and a folder. */
export async function openArena({ profile }: { profile?: Variant | undefined } = {}) {
  const scope = createScope()
  try {
    const dataDir = await mkdtemp(join(tmpdir(), 'evently-bench-'))
    scope.onClose(() => rm(dataDir, { recursive: true, force: true }))
    const postgres = scope.opened(
      await startEmbeddedPostgres({ dataDir, log: pino({ level: 'warn' }, pino.destination(2)) }),
    )
    const openGenerator = () => {
      const generator = fork(fileURLToPath(new URL('./load.js', import.meta.url)), { serialization: 'advanced' })
      scope.onClose(() => {
        generator.disconnect()
      })
      return async (load: Load): Promise<Measured> => {
        generator.send(load)
        const answer = await answerOf<Measured | { error: string }>(generator)
        if ('error' in answer) throw new Error(answer.error)
        return answer
      }
    }
    let generateBeside: ReturnType<typeof openGenerator> | undefined
    const environment = {
      PATH: process.env['PATH'],
      DATABASE_URL: postgres.urlOf('postgres'),
      PORT: '0',
      EVENTLY_INTERNAL_PORT: '0',
      EVENTLY_LOG_LEVEL: 'warn',
      EVENTLY_RATE_LIMIT: 'off',
      EVENTLY_BUYER_MAILS: 'off',
      EVENTLY_JWT_SECRET: jwtSecret,
      EVENTLY_INTERNAL_TOKEN: 'i'.repeat(48),
      EVENTLY_CURSOR_SECRET: 'c'.repeat(48),
      EVENTLY_TICKET_SECRET: 't'.repeat(48),
    }
    const tokens = createTokens({ secrets: [jwtSecret], accessTokenSeconds: tokenSeconds })
    const tokenOf = (role: 'attendee' | 'organizer') =>
      tokens.sign({ userId: newId('usr'), role, sessionId: newId('ses') })
    const buyers: readonly Buyer[] = Array.from({ length: buyersCount }, () => ({ token: tokenOf('attendee') }))
    const organizerToken = tokenOf('organizer')
    const databaseOf = (name: 'users' | 'events' | 'bookings') => {
      const pool = scopedPool(postgres.urlOf(`evently_${name}`))
      scope.onClose(() => pool.end())
      return pool
    }

    const admin = scopedPool(postgres.urlOf('postgres'))
    scope.onClose(() => admin.end())

    return {
      buyers,
      organizerToken,
      users: databaseOf('users'),
      events: databaseOf('events'),
      bookings: databaseOf('bookings'),

      /** `settings`: besides those of all servers here. */
      async startServer(variant: Variant, settings: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
        const execArgv = profile === variant ? ['--cpu-prof', '--cpu-prof-dir', join(process.cwd(), 'profiles')] : []
        const child = fork(fileURLToPath(new URL('./server.js', import.meta.url)), [variant], {
          env: { ...environment, ...settings },
          execArgv,
        })
        const url = await answerOf<string>(child)
        return scope.opened({
          url,
          usage: () => {
            child.send('usage')
            return answerOf<Usage>(child)
          },
          async close() {
            if (child.exitCode !== null || child.signalCode !== null) return
            child.send('stop')
            await once(child, 'exit')
          },
          async kill() {
            const exited = once(child, 'exit')
            child.kill('SIGKILL')
            await exited
          },
        })
      },

      /** A revision's whole server as it is started in production, compiled at `root`. */
      async startProduct(root: string): Promise<Product> {
        // Settings that every revision knows, and the secret that newer ones can't do without.
        const { EVENTLY_BUYER_MAILS: _, EVENTLY_TICKET_SECRET, ...known } = environment
        const config = await readFile(join(root, 'server/dist/src/config.js'), 'utf8')
        const env = { ...known, EVENTLY_LOG_LEVEL: 'error' }
        const child = spawn(process.execPath, [join(root, 'server/dist/src/main.js')], {
          env: config.includes('EVENTLY_TICKET_SECRET') ? { ...env, EVENTLY_TICKET_SECRET } : env,
          stdio: ['ignore', 'pipe', 'inherit'],
        })
        const close = async () => {
          if (child.exitCode !== null || child.signalCode !== null) return
          const exited = once(child, 'exit')
          child.kill('SIGKILL') // its databases are dropped next
          await exited
        }
        scope.onClose(close)
        const url = await urlSaidBy(child.stdout)
        child.stdout.resume() // nobody reads on
        return { url, rssBytesMax: () => rssBytesMaxOf(child), close }
      },

      /** Servers make their own when they start. None may be running. */
      async dropDatabases() {
        const { rows } = await admin.query<{ datname: string }>(
          `select datname from pg_database where datname like 'evently\\_%'`,
        )
        for (const { datname } of rows) await admin.query(`drop database ${datname} with (force)`)
        await admin.query('checkpoint')
      },

      /** An event on sale, with nothing else in the tables, so that every measurement begins alike. */
      async freshEvent(
        { url }: Pick<ServerProcess, 'url'>,
        capacity: number,
        input: Omit<EventInput, 'capacity'> = {},
      ): Promise<string> {
        await this.events.query('truncate holds, movements, waitlist_entries')
        await this.bookings.query('truncate bookings, payments, tickets, outbox, idempotency_keys, sandbox_charges')
        const id = await this.makeEvent(url, { capacity, ...input })
        await this.events.query('checkpoint')
        return id
      },

      /** An event on sale, made by what the server's own contract knows. */
      async makeEvent(url: string, { capacity, defaultBounds = false }: EventInput): Promise<string> {
        const known = await fieldsOfEvents(url)
        const bounds = defaultBounds
          ? {}
          : Object.fromEntries(Object.entries(highBounds).filter(([name]) => known.includes(name)))
        const response = await fetch(`${url}/api/v1/admin/events`, {
          method: 'POST',
          headers: { authorization: `Bearer ${organizerToken}`, 'content-type': 'application/json' },
          body: JSON.stringify({
            title: 'The one that everybody wants',
            category: 'music',
            venue: { name: 'The Hall', city: 'Vienna', country: 'AT', timezone: 'Europe/Vienna' },
            startsAt: inDays(30),
            endsAt: inDays(31),
            capacity,
            priceMinor: 2_500,
            currency: 'EUR',
            publish: true,
            ...bounds,
          }),
        })
        if (response.status !== 201) throw new Error(`no event could be made: ${await response.text()}`)
        const { id } = (await response.json()) as { id: string }
        return id
      },

      load: openGenerator(),
      /** For what goes on while something else is measured: from a process of its own. */
      loadBeside: (load: Load): Promise<Measured> => (generateBeside ??= openGenerator())(load),

      /** What PostgreSQL has used and committed since it began. */
      postgresUsage: () => postgresUsageOf(admin),

      async postgresVersion() {
        const {
          rows: [row],
        } = await admin.query<{ server_version: string }>('show server_version')
        return row!.server_version
      },

      /** Called before everything of the arena's own is closed. */
      onClose: (close: () => Promise<void>) => {
        scope.onClose(close)
      },
      close: () => scope.close(),
    }
  } catch (error) {
    await scope.close().catch(() => {}) // the first error tells more
    throw error
  }
}

function scopedPool(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'evently' })
  pool.on('error', () => {})
  return pool
}

/** The next that a process of the benchmark says. Rejects when it ends instead. */
export async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const quit = new AbortController()
  const exited = once(child, 'exit', { signal: quit.signal }).then(([code]) => {
    throw new Error(`a process of the benchmark ended with ${code}`)
  })
  exited.catch(() => {})
  try {
    return await Promise.race([once(child, 'message').then(([message]) => message as Answer), exited])
  } finally {
    quit.abort()
  }
}

/** As Linux tells it. */
async function rssBytesMaxOf({ pid }: ChildProcess): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1_024
}

/** Where a server says that it is up. */
async function urlSaidBy(stdout: NodeJS.ReadableStream): Promise<string> {
  const said: string[] = []
  for await (const line of createInterface({ input: stdout })) {
    const url = /^Evently is up at (http:\/\/[^\s,]+)/.exec(line)?.[1]?.replace(/\.$/, '')
    if (url) return url
    if (said.push(line) > firstLinesMax) break
  }
  throw new Error(`a server did not start: ${said.join('\n')}`)
}

interface JsonSchema {
  readonly $ref?: string
  readonly allOf?: readonly JsonSchema[]
  readonly properties?: object
}
interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly post: {
          readonly requestBody: { readonly content: { readonly 'application/json': { readonly schema: JsonSchema } } }
        }
      }
    >
  >
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> }
}

/** Which fields an event may be made with at this server. */
async function fieldsOfEvents(url: string): Promise<readonly string[]> {
  const { paths, components } = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApi
  const fieldsOf = ({ $ref, allOf = [], properties = {} }: JsonSchema): readonly string[] => [
    ...Object.keys(properties),
    ...allOf.flatMap(fieldsOf),
    ...($ref ? fieldsOf(components.schemas[$ref.split('/').at(-1)!]!) : []),
  ]
  return fieldsOf(paths['/api/v1/admin/events']!.post.requestBody.content['application/json'].schema)
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
