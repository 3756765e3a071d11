// The PostgreSQL engine against what every engine must do.
import { createPostgresEngine } from '../../src/domains/search/postgres/engine.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { searchExpectations } from './expectations.ts'
import { judgedExpectations } from './judged/judge.ts'

describe('the search on PostgreSQL', () => {
  const opened: TestDatabases[] = []
  after(() => Promise.all(opened.map(databases => databases.close())))

  const anEmptyEngine = async () => {
    const databases = await cloneDatabases()
    opened.push(databases)
    return createPostgresEngine(databases.search)
  }
  searchExpectations(anEmptyEngine)
  judgedExpectations(anEmptyEngine)
})
