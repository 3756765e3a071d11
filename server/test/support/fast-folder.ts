// Where tests keep their files: in memory where Linux offers that, for PostgreSQL then clones a database in a tenth of
// the time.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
/** A run of everything has needed less than half of it. */
const bytesMin = 4 * 1024 ** 3

/**
 * A folder of this run for all temporary files of this process and those that it starts; gone when the process ends.
 */
export function useFastFolder(): string {
  const folder = mkdtempSync(join(isRoomy() ? memory : tmpdir(), 'evently-tests-'))
  chmodSync(folder, 0o711) // PostgreSQL runs as another user
  process.env['TMPDIR'] = folder
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  process.once('exit', remove)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // After PostgreSQL, whose folder is in there, has been stopped (postgres.ts).
    process.once(signal, () =>
      setImmediate(() => {
        remove()
        process.kill(process.pid, signal)
      }),
    )
  }
  return folder
}

/** A container may have little of it, and may forbid to run from there what is copied there. */
function isRoomy(): boolean {
  try {
    const options = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map(line => line.split(' '))
      .find(([, path]) => path === memory)?.[3]
    const { bavail, bsize } = statfsSync(memory)
    return (
      options !== undefined &&
      !options.split(',').some(each => each === 'noexec' || each === 'ro') &&
      bavail * bsize >= bytesMin
    )
  } catch {
    return false
  }
}
