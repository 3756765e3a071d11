// The SDK in a page of another origin, in a real browser, against a real server: what CORS lets through is enough.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { build } from 'esbuild'
import { anAccount, anEvent } from '../support/builders.ts'
import { chromiumPath, openBrowser, type Browser } from '../support/chromium.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { openSite, type Site } from '../support/site.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** The program as a page gets it. */
async function bundled(program: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: join(root, 'cli') },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}

describe('sdk: a page in Chromium', () => {
  let browser: Browser
  let site: Site
  let server: TestServer
  before(async function () {
    if (chromiumPath === undefined) return this.skip()
    ;[browser, site] = await Promise.all([openBrowser(), openSite()])
    server = await startTestServer({ env: { EVENTLY_CORS_ORIGINS: site.origin } })
  })
  after(async () => {
    await Promise.all([browser?.close(), server?.close(), site?.close()])
  })

  it('lists, reserves, confirms, is refused by a code, and watches seats go', async () => {
    await anEvent(server, { title: 'Seen from a page', category: 'theatre', capacity: 10 })
    const { token, refreshToken } = await anAccount(server)
    const seen = await site.run(
      browser,
      await bundled(`
        import { Evently, isProblem } from '@evently/sdk'
        const session = ${JSON.stringify({ accessToken: token, refreshToken })}
        const evently = new Evently({ baseUrl: '${server.url}', session })
        const { data } = await evently.events.list({ category: 'theatre', limit: 5 })
        const first = evently.events.stream(data[0].id)[Symbol.asyncIterator]()
        const { value } = await first.next()
        const reserved = await evently.bookings.reserve({ eventId: data[0].id, quantity: 2 }).withResponse()
        const reservation = reserved.data
        const booking = await evently.bookings.confirm({ reservationId: reservation.id, payment: { token: 'tok_ok' } })
        const { value: next } = await first.next()
        await first.return()
        const error = await evently.bookings.reserve({ eventId: data[0].id, quantity: 9 }).catch(error => error)
        report({
          title: data[0].title,
          quantity: booking.quantity,
          status: booking.status,
          seats: [value.availableSeats, next.availableSeats],
          available: isProblem(error, 'sold_out') && error.problem.available,
          requestId: typeof reserved.response.requestId,
          rateLimit: typeof reserved.response.headers.ratelimit,
        })
      `),
    )
    expect(seen).to.deep.equal({
      title: 'Seen from a page',
      quantity: 2,
      status: 'confirmed',
      seats: [10, 8],
      available: 8,
      requestId: 'string',
      rateLimit: 'undefined', // the limits are off
    })
  })
})
