// The PostgreSQL engine against what every engine must do.
import { createPostgresEngine } from '../../src/domains/search/postgres/engine.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { searchExpectations } from './expectations.ts'
import { translationExpectations } from './translation-expectations.ts'

describe('the search on PostgreSQL', () => {
  const opened: TestDatabases[] = []
  after(() => Promise.all(opened.map(databases => databases.close())))

  const anEngine = async () => {
    const databases = await cloneDatabases()
    opened.push(databases)
    return createPostgresEngine(databases.search)
  }
  searchExpectations(anEngine)
  translationExpectations(anEngine)
})
