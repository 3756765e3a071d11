// The connections of a process to one database, shared by all that it does there.
//
// Statements of different kinds want PostgreSQL to plan differently, and a connection is set up for one kind. While
// there may be more connections a kind opens its own; once all are open, one that rests is set up anew, which takes an
// exchange with PostgreSQL.
import type pg from 'pg'
import {
  closeSession,
  connectSession,
  createSession,
  isUsable,
  type Bounds,
  type Pool,
  type Settings,
} from './connections.ts'
import { createPermits, type Use } from './permits.ts'

export interface SharedPool {
  /** The same connections, set up for this use. */
  for(use: Use): Pool
  /** Asks whether PostgreSQL answers, before all who wait, on any connection there is. Throws what it fails with. */
  ask(): Promise<void>
  load(): readonly PoolLoad[]
  /** Tells of each connection that is opened from now on. */
  onOpened(listener: (client: pg.ClientBase) => void): void
  /** Resolves when all connections are closed; those in use as soon as they are given back. */
  close(): Promise<void>
}

/** `waiting`: statements that no connection is free for. */
export interface PoolLoad {
  readonly pool: Use
  readonly used: number
  readonly idle: number
  readonly waiting: number
}

export interface SharedPoolOptions {
  readonly config: pg.ClientConfig
  readonly bounds: Bounds
  /** What every connection is set to. */
  readonly settings: Settings
  /** What one is set to besides, by its use; for knex's statements nothing. */
  readonly setups: Readonly<Record<Exclude<Use, 'knex'>, Settings>>
  readonly connectionsMax: number
  /** How many of them are left to other statements than knex's. */
  readonly keptFromKnex: number
  readonly waitMsMax: number
  /** Throws when nobody should begin to wait for a connection. */
  readonly admit: () => void
}

const uses = ['knex', 'prepared', 'planned_once'] as const satisfies readonly Use[]
/** Others on the same PostgreSQL may want a connection that nobody has used for so long. */
const idleMsMax = 10_000

interface Open {
  readonly client: pg.PoolClient
  setUpFor: Use
  /** Ends it when it has rested for long. */
  timer?: NodeJS.Timeout
}

export function createSharedPool({
  config,
  bounds,
  settings,
  setups,
  connectionsMax,
  keptFromKnex,
  waitMsMax,
  admit,
}: SharedPoolOptions): SharedPool {
  const permits = createPermits({ max: connectionsMax, keptFromKnex, waitMsMax })
  /** Those that rest, the last used at the end. */
  const idle: Open[] = []
  const listeners: ((client: pg.ClientBase) => void)[] = []
  let inUse = 0
  let isClosed = false
  let onEmpty: (() => void) | undefined

  const namesSetUp = [...new Set(Object.values(setups).flatMap(setup => Object.keys(setup)))]

  async function make(): Promise<Open> {
    const client = createSession(config, bounds, settings) as pg.PoolClient
    await connectSession(client)
    const open: Open = { client, setUpFor: 'knex' }
    client.on('error', () => drop(open)) // broken while it rested: the next statement opens another
    client.on('end', () => drop(open))
    for (const listener of listeners) listener(client)
    return open
  }

  /** Forgets one that rests; true when it did. */
  function drop(open: Open): boolean {
    const at = idle.indexOf(open)
    if (at >= 0) idle.splice(at, 1)
    clearTimeout(open.timer)
    return at >= 0
  }

  /** One that rests and is set up for this use, else a new one, else the one that has rested longest. */
  async function find(use: Use | undefined): Promise<Open> {
    const found = findIdle(use)
    if (!found) return make()
    if (found.client.getTransactionStatus() === 'I') return found
    // What was done there has left a transaction open, as can be seen only now: an error comes before it.
    await closeSession(found.client)
    return find(use)
  }

  function findIdle(use: Use | undefined): Open | undefined {
    const at = use === undefined ? idle.length - 1 : idle.findLastIndex(({ setUpFor }) => setUpFor === use)
    const isFull = idle.length + inUse > connectionsMax // with ourselves
    const found = idle[at] ?? (isFull ? idle[0] : undefined)
    if (found) drop(found)
    return found
  }

  async function setUp(open: Open, use: Use): Promise<void> {
    if (open.setUpFor === use || namesSetUp.length === 0) return
    const wanted = use === 'knex' ? {} : setups[use]
    const set = Object.entries(wanted).map(([name, value]) => `set ${name} = '${value}'`)
    const reset = namesSetUp.filter(name => !(name in wanted)).map(name => `reset ${name}`)
    await open.client.query([...reset, ...set].join('; '))
    open.setUpFor = use
  }

  /** `use` undefined: on whatever connection there is, before all who wait. */
  async function take(use: Use | undefined): Promise<pg.PoolClient> {
    admit()
    const permit = use ?? 'prepared'
    await permits.take(permit, { isFirst: use === undefined })
    inUse++
    let open: Open | undefined
    try {
      if (isClosed) throw new Error('Unable to acquire a connection: the database is closed.')
      open = await find(use)
      if (use !== undefined) await setUp(open, use)
    } catch (error) {
      giveBack(permit, open, true)
      throw error
    }
    let isReleased = false
    open.client.release = isBroken => {
      if (isReleased) throw new Error('This connection has been given back already.')
      isReleased = true
      giveBack(permit, open, isBroken)
    }
    return open.client
  }

  function giveBack(permit: Use, open: Open | undefined, isBroken: unknown) {
    const done = () => {
      inUse--
      permits.give(permit)
      if (inUse === 0) onEmpty?.()
    }
    if (!open) return done()
    if (isBroken || isClosed || !isUsable(open.client)) return void closeSession(open.client).then(done)
    open.timer = setTimeout(() => endIdle(open), idleMsMax).unref()
    idle.push(open)
    done()
  }

  function endIdle(open: Open) {
    if (!drop(open)) return
    const give = permits.takeForClosing()
    inUse++
    void closeSession(open.client).then(() => {
      inUse--
      give()
      if (inUse === 0) onEmpty?.()
    })
  }

  async function query(use: Use | undefined, args: unknown[]): Promise<unknown> {
    const client = await take(use)
    try {
      const answer = await (client.query as (...args: unknown[]) => Promise<unknown>)(...args)
      client.release()
      return answer
    } catch (error) {
      client.release(!isRefusal(error))
      throw error
    }
  }

  return {
    for: use => ({ connect: () => take(use), query: ((...args: unknown[]) => query(use, args)) as Pool['query'] }),
    async ask() {
      await query(undefined, ['select 1'])
    },
    load: () =>
      uses.map(use => ({
        pool: use,
        used: permits.used(use),
        idle: idle.filter(({ setUpFor }) => setUpFor === use).length,
        waiting: permits.waiting(use),
      })),
    onOpened(listener) {
      listeners.push(listener)
    },
    async close() {
      isClosed = true
      for (const open of [...idle]) endIdle(open)
      if (inUse > 0)
        await new Promise<void>(resolve => {
          onEmpty = resolve
        })
    },
  }
}

/** PostgreSQL has refused the statement, and goes on with the connection. */
const isRefusal = (error: unknown) => (error as { readonly severity?: unknown } | undefined)?.severity === 'ERROR'
