// What is run by hand on a PostgreSQL of its own, as long as one likes: started, closed, and its verdict the exit code.
import { cloneDatabases, type TestDatabases } from '../test/support/databases.ts'
import { useFastFolder } from '../test/support/fast-folder.ts'
import { closeSharedStores } from '../test/support/shared-stores.ts'

/**
 * Runs `work` on databases of its own and ends with 0 when it says that all was well, else, or when it throws, with 1.
 */
export const onDatabases = (work: (databases: TestDatabases) => Promise<boolean>) =>
  onPostgres(async () => {
    const databases = await cloneDatabases()
    try {
      return await work(databases)
    } finally {
      await databases.close()
    }
  })

/** The same for work that brings its databases itself. */
export function onPostgres(work: () => Promise<boolean>) {
  const run = async () => {
    useFastFolder()
    try {
      process.exitCode = (await work()) ? 0 : 1
    } finally {
      await closeSharedStores()
    }
  }
  run().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  })
}
