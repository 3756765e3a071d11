// The example's shop beside this server, bought from in Chromium: seats as they change, a countdown, tickets.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { aReservation, anAccount, anEvent, expectStatus } from '../support/builders.ts'
import { chromiumPath, openBrowser, type Browser, type Page } from '../support/chromium.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

describe('the example of a ticket shop', () => {
  let server: TestServer
  let browser: Browser
  let shop: ChildProcess
  let url: string
  let seats: Awaited<ReturnType<typeof anEvent>>
  before(async function () {
    if (chromiumPath === undefined) this.skip()
    server = await startOneProcess()
    const organizer = await anAccount(server, { role: 'organizer' })
    seats = await anEvent(server, { organizer, title: 'Harbour Lights', capacity: 5 })
    const scopes = ['events:read', 'bookings:read', 'bookings:write']
    const { body } = expectStatus(
      await server.call('POST', '/api-keys', { token: organizer.token, body: { name: 'The shop', scopes } }),
      201,
    )
    const env = {
      PATH: process.env['PATH'],
      PORT: '0',
      EVENTLY_BASE_URL: server.url,
      EVENTLY_API_KEY: body.key,
      EVENTLY_WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      SHOP_EVENT: seats.id,
    }
    shop = spawn(process.execPath, [join(root, 'examples/ticket-shop/dist/src/main.js')], { env })
    const [said] = (await once(shop.stdout!, 'data')) as [Buffer]
    url = /http:\S+/.exec(said.toString())![0]
    browser = await openBrowser()
  })
  after(async () => {
    shop?.kill()
    await Promise.all([browser?.close(), server?.close()])
  })

  const textOf = (page: Page, id: string) => page.evaluate<string>(`document.getElementById('${id}').innerText`)

  it('shows the seats as they change, counts down, and sells tickets', async function () {
    this.timeout(60_000)
    const page = await browser.newPage({ width: 390, height: 844 })
    await page.goTo(url)
    await page.until(`document.getElementById('seats')?.innerText === '5 seats left'`)
    expect(await textOf(page, 'title')).to.equal('Harbour Lights')

    await aReservation(server, seats, { quantity: 1 })
    await page.until(`document.getElementById('seats').innerText === '4 seats left'`)

    await page.evaluate(`document.getElementById('email').value = 'ada@example.com'`)
    await page.evaluate(`document.querySelector('#reserve button').click()`)
    await page.until(`/^[45]:\\d\\d$/.test(document.getElementById('countdown').innerText)`)
    const shownAt = await textOf(page, 'countdown')
    await page.until(`document.getElementById('countdown').innerText !== '${shownAt}'`)
    await page.until(`document.getElementById('seats').innerText === '2 seats left'`)

    await page.evaluate(`document.getElementById('pay').click()`)
    await page.until(`document.querySelectorAll('#tickets li').length === 2`)
    expect(page.errors).to.deep.equal([])
    expect(page.asked.filter(address => !address.startsWith(url))).to.deep.equal([])
  })

  it('says how many are left to who wants more', async function () {
    this.timeout(60_000)
    const page = await browser.newPage({ width: 1400, height: 900 })
    await page.goTo(url)
    await page.until(`document.getElementById('seats')?.innerText === '2 seats left'`)
    await page.evaluate(`document.getElementById('email').value = 'bob@example.com'`)
    await page.evaluate(`document.getElementById('quantity').value = '3'`)
    await page.evaluate(`document.querySelector('#reserve button').click()`)
    await page.until(`document.getElementById('said').innerText === 'Only 2 are left.'`)
  })
})
