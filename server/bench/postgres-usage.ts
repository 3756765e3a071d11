// What the arena's PostgreSQL uses of the machine, told by Linux, and how much it commits.
import { readdir, readFile } from 'node:fs/promises'
import type pg from 'pg'

export interface PostgresUsage {
  /** Of its processes together, those that have ended too; null where there is no /proc. */
  readonly cpuMs: number | null
  /** In the events database. */
  readonly commits: number
}

/** Linux counts CPU in hundredths of a second. */
const msPerTick = 10

export async function postgresUsageOf(admin: pg.Pool): Promise<PostgresUsage> {
  const { rows } = await admin.query<{ pid: number; commits: number | null }>(
    `select pg_backend_pid() as pid, (
      select pg_stat_get_db_xact_commit(oid)::double precision from pg_database where datname = 'evently_events'
    ) as commits`,
  )
  const { pid, commits } = rows[0]!
  return { cpuMs: await cpuMsOfSiblings(pid), commits: commits ?? 0 }
}

/**
 * All of PostgreSQL's processes have the same parent. What those used that have ended (a connection's, autovacuum's)
 * the parent has taken over, so nothing that was counted once is missing later.
 */
async function cpuMsOfSiblings(pid: number): Promise<number | null> {
  const own = await processOf(String(pid))
  const parent = own && (await processOf(own.parent))
  if (!parent) return null
  const all = await Promise.all((await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(processOf))
  const running = all.reduce((sum, each) => sum + (each && each.parent === own.parent ? each.cpuMs : 0), 0)
  return parent.cpuMs + parent.endedCpuMs + running
}

/** Undefined where it has ended, or where there is no /proc. See proc(5). */
async function processOf(pid: string) {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined)
  if (text === undefined) return undefined
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const ms = (from: number) => (Number(fields[from]) + Number(fields[from + 1])) * msPerTick
  return { parent: fields[1]!, cpuMs: ms(11), endedCpuMs: ms(13) }
}
