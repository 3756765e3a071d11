// A base backup of a running PostgreSQL, by its low-level API: what pg_basebackup does, for a cluster on this machine.
// https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP
import { execFile } from 'node:child_process'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const execute = promisify(execFile)

/** What is one server's alone, or made anew by the next. */
const left = ['postmaster.pid', 'postmaster.opts', 'pg_internal.init']

export interface BaseBackupOptions {
  /** As a superuser, to any database: all of the cluster are copied. */
  readonly url: string
  /** The cluster's folder. */
  readonly from: string
  /** A folder that is not there yet. */
  readonly to: string
}

/** Copies the cluster while it is in use. Started on the copy, PostgreSQL is where it was at the end of the backup. */
export async function baseBackup({ url, from, to }: BaseBackupOptions): Promise<void> {
  const session = new pg.Client({ connectionString: url }) // the one session from its beginning to its end
  await session.connect()
  try {
    await session.query(`select pg_backup_start('evently', true)`)
    await copy(from, to)
    const { rows } = await session.query<{ labelfile: string; spcmapfile: string }>(
      'select labelfile, spcmapfile from pg_backup_stop(false)',
    )
    await session.query('select pg_switch_wal()')
    for (const name of left) await rm(join(to, name), { force: true })
    // Only what was written up to the end makes the copied files fit each other.
    await rm(join(to, 'pg_wal'), { recursive: true })
    await copy(join(from, 'pg_wal'), join(to, 'pg_wal'))
    for (const name of ['pg_replslot', 'pg_stat_tmp', 'pg_subtrans', 'pg_notify', 'pg_serial', 'pg_snapshots'])
      await emptied(join(to, name))
    await writeFile(join(to, 'backup_label'), rows[0]!.labelfile)
    if (rows[0]!.spcmapfile !== '') await writeFile(join(to, 'tablespace_map'), rows[0]!.spcmapfile)
    // Owned as the folder is.
    await execute('chown', ['--recursive', '--reference', from, to])
  } finally {
    await session.end()
  }
}

/** Files come and go meanwhile: one that has gone is no loss, as the log of writes has what became of it. */
async function copy(from: string, to: string) {
  await execute('cp', ['--archive', from, to]).catch((error: { stderr?: string }) => {
    const other = (error.stderr ?? '').split('\n').filter(line => line !== '' && !/No such file/.test(line))
    if (other.length > 0 || error.stderr === undefined) throw error
  })
}

async function emptied(folder: string) {
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true })
}
