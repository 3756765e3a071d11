// The client's pace against the limits of a real server.
import { expect } from 'chai'
import { Evently, isProblem } from '@evently/sdk'
import { startOneProcess, type TestServer } from '../support/server.ts'

/** More than anybody without a credential may ask in a minute. */
const requests = 1_300

describe("sdk: a real server's rate limits", () => {
  let server: TestServer
  before(async () => {
    server = await startOneProcess({ env: { EVENTLY_RATE_LIMIT: 'on' } })
  })
  after(() => server.close())

  /** How many of the calls were refused with 429; what waits too long for its deadline was never sent. */
  async function refusedOf(count: number, call: (evently: Evently) => PromiseLike<unknown>): Promise<number> {
    const evently = new Evently({ baseUrl: server.url, retriesMax: 0, deadlineMs: 20_000 })
    const outcomes = await Promise.allSettled(Array.from({ length: count }, () => call(evently)))
    await evently.close()
    const reasons = outcomes.flatMap(each => (each.status === 'rejected' ? [each.reason as unknown] : []))
    const others = reasons.filter(each => !isProblem(each, 'rate_limited') && (each as Error).name !== 'TimeoutError')
    expect(others).to.deep.equal([])
    return reasons.filter(each => isProblem(each, 'rate_limited')).length
  }

  it('refuse none of the calls that a client makes at once, however many', async () => {
    expect(await refusedOf(requests, evently => evently.events.list({ limit: 1 }))).to.equal(0)
  })

  it('refuse some of those that nobody paces (the control)', async () => {
    // Twice as many: a window may end while they are under way.
    const raw = { method: 'GET', path: '/api/v1/events', query: { limit: 1 } } as const
    expect(await refusedOf(2 * requests, evently => evently.raw(raw))).to.be.above(0)
  })
})
