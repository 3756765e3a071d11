// A PostgreSQL that follows another one, to take its place.
import { execFile } from 'node:child_process'
import { appendFile, chown, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { pino } from 'pino'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'

const execute = promisify(execFile)

export const portOf = (postgres: EmbeddedPostgres) => Number(new URL(postgres.urlOf('postgres')).port)

export async function onPostgres<Result>(
  postgres: EmbeddedPostgres,
  work: (admin: pg.Client) => Promise<Result>,
): Promise<Result> {
  const admin = new pg.Client({ connectionString: postgres.urlOf('postgres') })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

/** The first process of the PostgreSQL in this data folder. */
export const postmasterIn = async (dataDir: string) =>
  Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)

/**
 * Copies a running PostgreSQL and starts the copy as its standby. Resolves when the primary waits for it with each
 * commit: what one has acknowledged is on the disk of both.
 */
export async function startSynchronousStandby(
  primary: EmbeddedPostgres,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<EmbeddedPostgres> {
  const cluster = join(to, 'postgres')
  await onPostgres(primary, async admin => {
    await admin.query(`select pg_backup_start('standby', true)`)
    // Files come and go meanwhile; the label says from where on the log has to be read.
    await execute('cp', ['-a', `${from}/.`, to]).catch(() => {})
    const {
      rows: [row],
    } = await admin.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)')
    await writeFile(join(cluster, 'backup_label'), row!.labelfile)
  })
  for (const name of ['postmaster.pid', 'postmaster.opts', 'server.log']) await rm(join(cluster, name), { force: true })
  await rm(join(to, 'postgres-port'), { force: true })
  const { hostname, port, username, password } = new URL(primary.urlOf('postgres'))
  const conninfo = `host=${hostname} port=${port} user=${username} password=${password} application_name=standby`
  await appendFile(join(cluster, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`)
  await writeFile(join(cluster, 'standby.signal'), '')
  const { uid, gid } = await stat(cluster)
  for (const name of ['backup_label', 'standby.signal', 'postgresql.auto.conf'])
    await chown(join(cluster, name), uid, gid)

  const standby = await startEmbeddedPostgres({ dataDir: to, log: pino({ level: 'silent' }) })
  await onPostgres(primary, async admin => {
    await admin.query(`alter system set synchronous_standby_names = 'standby'`)
    await admin.query('select pg_reload_conf()')
    for (;;) {
      const { rows } = await admin.query(`select 1 from pg_stat_replication where sync_state = 'sync'`)
      if (rows.length > 0) return
    }
  })
  return standby
}

/** Makes it take writes, by itself. */
export const promote = (standby: EmbeddedPostgres) =>
  onPostgres(standby, async admin => {
    await admin.query('select pg_promote(true, 30)')
  })
