// The PostgreSQL engine against what every engine must do.
import { createPostgresEngine } from '../../src/domains/search/postgres/engine.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { searchExpectations } from './expectations.ts'

describe('the search on PostgreSQL', () => {
  let databases: TestDatabases
  after(() => databases.close())

  searchExpectations(async () => {
    databases = await cloneDatabases()
    return createPostgresEngine(databases.search)
  })
})
