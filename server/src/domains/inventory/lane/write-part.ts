// A part of the statement that writes a batch.
import { arrayLiteral, type Element } from '../../../platform/postgres/array-literal.ts'
import type { Buyer } from '../rules/inventory-state.ts'

/** A column of a set: its type, and its value in a row. Sets travel as one array a column. */
export type Column<Row> = readonly [type: string, valueOf: (row: Row) => Element]
export interface Part<Row> {
  readonly name: string
  readonly columns: readonly Column<Row>[]
  /** What is done with the set, which `rows` stands for in a FROM clause. */
  sql(rows: string): string
  /** Joins the set with a table that grows: which join is the best depends on the table's size. */
  readonly joins?: true
}

/** A part with its rows. */
export const setOf = <Row>(part: Part<Row>, rows: readonly Row[]) => ({
  part,
  size: rows.length,
  arrays: () => part.columns.map(([, valueOf]) => arrayLiteral(rows, valueOf)),
})

export const thingsOf = <Thing>(all: readonly { thing: Thing; isNew: boolean }[], areNew: boolean) =>
  all.filter(({ isNew }) => isNew === areNew).map(({ thing }) => thing)

export const namedJson = ({ named }: Buyer) => (named ? JSON.stringify(named) : null)
