// The second run over the services apart is one: what a file's `startTestServer` gives it is four servers then, and one
// otherwise.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { serviceNames, serviceOf } from '../../src/contract/services.ts'
import { operationFacts } from '../../src/contract/generated/operation-facts.ts'
import type { OperationId } from '../../src/contract/types.ts'
import { expectStatus } from '../support/builders.ts'
import { routesOf } from '../support/gateway.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('the services behind one address', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())

  it('look at their own databases: one of them where they are apart, all four where they are together', async () => {
    const { body } = expectStatus(await server.call('GET', '/readyz'), 200)
    const databases = body.checks.filter(({ name }: { name: string }) => name.endsWith('_database'))
    expect(databases).to.have.length(process.env['EVENTLY_TEST_SERVICES'] === 'apart' ? 1 : 4)
  })

  it('are told apart by the path alone: all methods of a path, and every path that fits, belong to one service', () => {
    for (const document of ['evently', 'internal'] as const) {
      const routeOf = routesOf(document)
      for (const [id, facts] of Object.entries(operationFacts)) {
        const service = facts.document === document ? serviceOf(id as OperationId) : null
        if (service) expect(routeOf(facts.path.replaceAll(/\{\w+\}/g, 'something')), id).to.equal(service)
      }
    }
    expect(routesOf('evently')('/nowhere')).to.equal(serviceNames[0])
  })

  it('are told apart by the table in docs/services.md too: the longest beginning that fits decides', async () => {
    const page = await readFile(fileURLToPath(new URL('../../../../docs/services.md', import.meta.url)), 'utf8')
    const rows = [...page.matchAll(/^\| `(users|events|search|bookings)` \| (.*?) \|/gm)].flatMap(
      ([, service, paths]) =>
        [...paths!.matchAll(/`(\/[^`]+)`/g)].map(([, path]) => ({
          service,
          length: path!.length,
          begins: new RegExp(`^${path!.replaceAll('*', '[^/]+')}(/|$)`),
        })),
    )
    const told = (path: string) =>
      rows.filter(({ begins }) => begins.test(path)).sort((one, other) => other.length - one.length)[0]?.service
    for (const [id, { document, path }] of Object.entries(operationFacts)) {
      const service = document === 'evently' ? serviceOf(id as OperationId) : null
      if (service) expect(told(path.replaceAll(/\{\w+\}/g, 'something')), id).to.equal(service)
    }
  })
})
