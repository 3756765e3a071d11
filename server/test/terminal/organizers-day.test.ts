import { readFile, writeFile } from 'node:fs/promises'
import { expect } from 'chai'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { spawnServer, type ServerProcess } from '../support/processes.ts'
import { organizersDay, pageOf, shapeOf } from './organizers-day.ts'

const page = new URL('../../../../docs/cli/an-organizers-day.md', import.meta.url)

describe("an organizer's day at the terminal", () => {
  let databases: TestDatabases
  let server: ServerProcess
  before(async () => {
    databases = await cloneDatabases()
    server = await spawnServer(databases)
  })
  after(async () => {
    await server.stop()
    await databases.close()
  })

  /** The page is written anew where EVENTLY_WRITE_PAGES says so: at both widths then. */
  const isWritten = process.env['EVENTLY_WRITE_PAGES'] === '1'

  it('is as the page shows it (else: EVENTLY_WRITE_PAGES=1 npm test -- this file)', async () => {
    const narrow = await organizersDay(server.url, 80)
    if (isWritten) await writeFile(page, pageOf({ 80: narrow, 200: await organizersDay(server.url, 200) }))
    const [kept] = (await readFile(page, 'utf8')).split('## At 200 columns')
    expect(shapeOf(kept!).trim()).to.equal(shapeOf(pageOf({ 80: narrow })).trim())
  }).timeout(240_000)
})
