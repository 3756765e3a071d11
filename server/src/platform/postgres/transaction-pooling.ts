// Behind a pooler that gives out connections by the transaction, such as PgBouncer with pool_mode = transaction, the
// next transaction gets another connection. So nothing can be set for one: the role's own settings have to do. And the
// pooler must know prepared statements (PgBouncer does from 1.21 on, with max_prepared_statements). The start looks at
// both: either would fail later, in the midst of a sale.
import { StartError } from '../start-error.ts'
import { withClient, type RoleSettings } from './connections.ts'
import { sqlstateOf, unknownStatement } from './sqlstates.ts'
import type { Database } from './sql.ts'

const setting = 'EVENTLY_DATABASE_POOLING=transaction'

/** Throws a StartError that says what to do. `of`: which database it is, as the beginning of a sentence. */
export async function checkTransactionPooling(db: Database, wanted: RoleSettings, of: string): Promise<void> {
  const statements = await missingSettings(db, wanted)
  if (statements.length > 0)
    throw new StartError(
      `${of} is used by the transaction (${setting}), and its role lacks settings that can't be made then. ` +
        `Run ${statements.join('; ')} on PostgreSQL itself, and let the pooler connect again.`,
    )
  if (!(await knowsPreparedStatements(db)))
    throw new StartError(
      `${of} is used by the transaction (${setting}), by way of a pooler that doesn't know prepared statements. ` +
        'Take PgBouncer 1.21 or newer with max_prepared_statements above 0, or pool by the session.',
    )
}

/** The statements that would make them. */
async function missingSettings({ knex }: Database, { limitsMs, exactly }: RoleSettings): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { name: string; setting: string; role: string }[] }>(
    `
    select name, setting, quote_ident(current_user) as role from pg_settings where name = any(?::text[])
    order by name`,
    [[...Object.keys(limitsMs), ...Object.keys(exactly)]],
  )
  return rows.flatMap(({ name, setting: has, role }) => {
    const limit = limitsMs[name]
    const isRight = limit === undefined ? has === String(exactly[name]) : Number(has) > 0 && Number(has) <= limit
    return isRight ? [] : [`alter role ${role} set ${name} = '${limit === undefined ? exactly[name] : `${limit}ms`}'`]
  })
}

/** Prepares a statement on one connection, and runs it while that one is another's. */
function knowsPreparedStatements({ pool }: Database): Promise<boolean> {
  const statement = { name: 'evently-pooling', text: 'select 1 as one' }
  return withClient(pool, async first => {
    await first.query(statement)
    return withClient(pool, async second => {
      await second.query('begin') // a pooler gives out the connection that was given back last
      try {
        await first.query(statement)
        return true
      } catch (error) {
        if (sqlstateOf(error) === unknownStatement) return false
        throw error
      } finally {
        await second.query('rollback')
      }
    })
  })
}
