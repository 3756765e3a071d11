// Prices in the search, from an organizer's event to a searcher's page.
import { expect } from 'chai'
import { anEvent, expectProblem, expectStatus } from '../support/builders.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

describe('searching by price', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
    const type = (name: string, priceMinor: number, currency: string) => ({ name, priceMinor, currency })
    const withTypes = (title: string, ...ticketTypes: object[]) =>
      anEvent(server, { title, ticketTypes, priceMinor: undefined, currency: undefined })
    await withTypes('Euros', type('Stalls', 1000, 'EUR'), type('Box', 9000, 'EUR'))
    await withTypes('Yen', type('Stalls', 5000, 'JPY'))
  })
  after(() => server.close()) // fails if an answer did not fit the contract

  const search = (query: Record<string, string | number>) => server.call('GET', '/search', { query })
  const titles = async (query: Record<string, string | number>) =>
    expectStatus(await search(query), 200).body.data.map(({ title }: { title: string }) => title)

  it('finds an event by its dearer tickets too, and by none that it has not', async () => {
    expect(await titles({ currency: 'EUR', minPrice: 8000, maxPrice: 10_000 })).to.deep.equal(['Euros'])
    expect(await titles({ currency: 'EUR', minPrice: 2000, maxPrice: 8000 })).to.deep.equal([])
  })

  it('needs the currency where there are two', async () => {
    for (const query of [{ minPrice: 1 }, { maxPrice: 5000 }, { sort: 'price' }] as Record<string, string | number>[])
      expectProblem(await search(query), 'validation_failed', ['/query/currency'])
    expect(await titles({ sort: 'price', currency: 'JPY' })).to.deep.equal(['Yen'])
    expect(await titles({ sort: 'price', q: 'yen' })).to.deep.equal(['Yen'])
  })

  it('takes withdrawn currencies to look for, and none that never was', async () => {
    expect(await titles({ currency: 'BGN' })).to.deep.equal([])
    const { body } = expectProblem(await search({ currency: 'EUX' }), 'validation_failed', ['/query/currency'])
    expect(body.detail).to.contain('EUX is no currency of ISO 4217; did you mean EUR?')
  })
})
