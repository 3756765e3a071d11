// Statements that are sent one behind the other on one connection, without waiting for the answers in between.
import type pg from 'pg'
import { withClient, withPipeline, type Pool } from './connections.ts'

/** Holds its connection from the first statement until every statement is answered. */
export interface Conversation {
  /** PostgreSQL carries them out in the order of the calls, each in a transaction of its own. */
  query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<pg.QueryResult<Row>>
  /** All is answered, and the connection is given back: begin another one. */
  isOver(): boolean
}

/** Begins one; its connection comes with the first statement. */
export function converse(pool: Pick<Pool, 'connect'>): Conversation {
  let unanswered = 0
  let connection: Promise<pg.PoolClient> | undefined
  let isOver = false
  let finish = () => {}

  function connect(): Promise<pg.PoolClient> {
    const finished = new Promise<void>(resolve => {
      finish = resolve
    })
    return new Promise((resolve, reject) => {
      withClient(pool, client =>
        withPipeline(client, () => {
          resolve(client)
          return finished
        }),
      ).catch(reject)
    })
  }

  return {
    isOver: () => isOver,
    async query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig) {
      unanswered++
      try {
        connection ??= connect()
        return await (await connection).query<Row>(statement)
      } finally {
        if (--unanswered === 0) {
          isOver = true
          finish()
        }
      }
    },
  }
}
