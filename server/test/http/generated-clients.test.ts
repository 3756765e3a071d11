// The contract can be read by others' generators: a client that each of them makes of a running server's document signs
// up, books, repeats itself under a key, and understands a refusal.
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { anEvent } from '../support/builders.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'

const book = fileURLToPath(new URL('../../../../.ci/clients/book', import.meta.url))
const generators = process.env['EVENTLY_TEST_PYTHON']
/** openapi-generator is a program for Java. */
const hasJava = spawnSync('java', ['-version']).status === 0

describe('a client made by', function () {
  this.timeout(180_000)
  if (!generators)
    return void it('others books a seat: no EVENTLY_TEST_PYTHON names their generators; .ci/stores brings them')

  let server: TestServer
  let folder: string
  before(async () => {
    server = await startOneProcess()
    folder = await mkdtemp(join(tmpdir(), 'evently-clients-'))
  })
  after(async () => {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  })

  for (const client of ['openapi-python-client', 'openapi-generator-python', 'openapi-generator-typescript']) {
    if (client.startsWith('openapi-generator') && !hasJava) {
      it(`${client} books a seat: there is no Java to run the generator`)
      continue
    }
    it(`${client} books a seat`, async () => {
      const event = await anEvent(server, { capacity: 2 })
      const { stdout } = await promisify(execFile)(book, [client, server.url, event.id, join(folder, client)], {
        env: { ...process.env, PATH: `${generators}:${process.env['PATH']}`, PYTHONDONTWRITEBYTECODE: '1' },
      })
      const { bookingId, ...done } = JSON.parse(stdout.trim().split('\n').at(-1)!) as { bookingId: string }
      expect(done).to.deep.equal({ status: 'confirmed', isRepeated: true, refusal: 'sold_out', available: 0 })
      const row = await server.databases.bookings.knex('bookings').where({ id: bookingId }).first('status', 'event_id')
      expect(row).to.deep.equal({ status: 'confirmed', event_id: event.id })
    })
  }
})
