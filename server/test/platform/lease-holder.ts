// A process that holds a lease until it is killed, and says so.
import { exclusively } from '../../src/platform/postgres/leases.ts'
import { openDatabase } from '../../src/platform/postgres/sql.ts'

const db = openDatabase({ name: 'search', url: process.env['HOLDER_DATABASE_URL']! })
setInterval(() => {}, 60_000) // stays
await exclusively(db, 'work', ({ fence }) => {
  process.stdout.write(`holding ${fence}\n`)
  return new Promise<void>(() => {})
})
