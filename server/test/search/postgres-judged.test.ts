// How well the PostgreSQL engine finds what is meant.
import { createPostgresEngine } from '../../src/domains/search/postgres/engine.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { judgedExpectations } from './judged/judge.ts'

describe('the search on PostgreSQL', () => {
  const opened: TestDatabases[] = []
  after(() => Promise.all(opened.map(databases => databases.close())))

  judgedExpectations(async () => {
    const databases = await cloneDatabases()
    opened.push(databases)
    return createPostgresEngine(databases.search)
  })
})
