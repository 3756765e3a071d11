// A part of the statement that writes a batch.
import type { Element } from '../../../platform/postgres/array-literal.ts'

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
