// The page on the services apart tells balancers which path goes where: it must send every operation home.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { operationFacts } from '../../src/contract/generated/operation-facts.ts'
import { serviceOf } from '../../src/contract/services.ts'
import type { OperationId } from '../../src/contract/types.ts'

const page = readFileSync(fileURLToPath(new URL('../../../../docs/services.md', import.meta.url)), 'utf8')

/** By the page's own rule: the longest beginning that fits decides, and `*` is one segment. */
function routesOf(text: string): (path: string) => string | undefined {
  const table = text.slice(text.indexOf('| service | paths |'))
  const rows = [...table.slice(0, table.indexOf('\n\n')).matchAll(/^\| `(\w+)` \| (.*) \|$/gm)]
  const routes = rows
    .flatMap(([, service, paths]) => [...paths!.matchAll(/`([^`]+)`/g)].map(([, path]) => ({ service, path: path! })))
    .sort((one, other) => other.path.length - one.path.length)
  return path => routes.find(route => new RegExp(`^${route.path.replaceAll('*', '[^/]+')}(/|$)`).test(path))?.service
}

/** What the page sends elsewhere, or nowhere. */
const misrouted = (text: string) => {
  const routeOf = routesOf(text)
  return (Object.keys(operationFacts) as OperationId[]).filter(id => {
    const { document, path } = operationFacts[id]
    const home = serviceOf(id)
    return document === 'evently' && home !== null && routeOf(path) !== home
  })
}

describe('the page on the services apart', () => {
  it('sends every operation to its service', () => expect(misrouted(page)).to.deep.equal([]))

  it('would be seen to forget one, or to send it elsewhere (the control)', () => {
    expect(misrouted(page.replace('`/api/v1/waitlist`, ', ''))).to.include('bookings.joinWaitlist')
    expect(misrouted(page.replace(', `/api/v1/admin/events/*/bookings`', ''))).to.deep.equal(['bookings.listForEvent'])
  })
})
