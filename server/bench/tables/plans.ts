// What PostgreSQL does for a statement: its plan and its time, as auto_explain tells the very connection that sent it.
import type pg from 'pg'
import type { Database } from '../../src/platform/postgres/sql.ts'

/** One statement that was run: for how long, and which big tables it has read from end to end. */
export interface Ran {
  readonly text: string
  readonly ms: number
  readonly scans: readonly string[]
}

/** For the PostgreSQL that is looked at. */
export const explainingSettings = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice',
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly Plans?: readonly PlanNode[]
}

/**
 * The planner's word that a table or an index is read as a whole; what a LIMIT stands above is read from its beginning
 * only.
 */
function scansIn(node: PlanNode, big: ReadonlySet<string>, isLimited = false): string[] {
  const type = node['Node Type']
  const below = isLimited || type === 'Limit'
  const own =
    type === 'Seq Scan' && big.has(node['Relation Name'] ?? '')
      ? [`all of ${node['Relation Name']}`]
      : type.startsWith('Index') && !node['Index Cond'] && !isLimited && big.has(node['Relation Name'] ?? '')
        ? [`all of ${node['Index Name']}`]
        : []
  return [...own, ...(node.Plans ?? []).flatMap(each => scansIn(each, big, below))]
}

export type PlanWatch = ReturnType<typeof createPlanWatch>

/** Listens on every connection that the databases open from now on. */
export function createPlanWatch(databases: readonly Database[]) {
  let ran: Ran[] = []
  let big: ReadonlySet<string> = new Set()

  const listen = (client: pg.ClientBase) => {
    client.on('notice', ({ message }: { readonly message?: string | undefined }) => {
      const [, ms, json] = /^duration: ([\d.]+) ms\s+plan:\s*(\{[\s\S]*\})\s*$/.exec(message ?? '') ?? []
      if (!json) return
      const { 'Query Text': text, Plan } = JSON.parse(json) as {
        readonly 'Query Text': string
        readonly Plan: PlanNode
      }
      ran.push({ text, ms: Number(ms), scans: [...new Set(scansIn(Plan, big))] })
    })
  }
  for (const database of databases) database.onOpened(listen)

  return {
    /** Which tables are worth speaking of when they are read as a whole. */
    watchTables(tables: readonly string[]) {
      big = new Set(tables)
    },
    /** What has run since this was last asked. */
    take(): readonly Ran[] {
      const taken = ran
      ran = []
      return taken
    },
  }
}

/** Tables of at least so many rows, as PostgreSQL counted them last. */
export async function tablesOf(
  { pool }: Pick<Database, 'pool'>,
  { rowsMin }: { rowsMin: number },
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples >= $1`,
    [rowsMin],
  )
  return rows.map(({ name }) => name)
}
