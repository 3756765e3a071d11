// The reference page as people see it, in Chromium: wide and on a phone, light and dark, from this server alone.
import { expect } from 'chai'
import { chromiumPath, openBrowser, type Browser, type Page, type PageOptions } from '../support/chromium.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'

const looks: Readonly<Record<string, PageOptions>> = {
  'on a wide screen': { width: 1400, height: 900 },
  'on a phone': { width: 390, height: 844 },
  'on a wide screen in the dark': { width: 1400, height: 900, isDark: true },
}

describe('the reference page in a browser', () => {
  let server: TestServer
  let browser: Browser
  before(async function () {
    if (chromiumPath === undefined) this.skip()
    server = await startOneProcess()
    browser = await openBrowser()
  })
  after(() => Promise.all([browser?.close(), server?.close()]))

  const opened = async (place = '', options: PageOptions = looks['on a wide screen']!) => {
    const page = await browser.newPage(options)
    await page.goTo(`${server.url}/docs${place}`)
    await page.until(`document.querySelector('h1, h2')`)
    return page
  }
  const says = (page: Page, text: string) => page.until(`document.body.innerText.includes(${JSON.stringify(text)})`)

  for (const [look, options] of Object.entries(looks))
    it(`opens on the guides ${look}, asks nobody else, and nothing of it is wider than the screen`, async function () {
      this.timeout(60_000)
      const page = await opened('', options)
      await says(page, 'What holds everywhere')
      const elsewhere = page.asked.filter(url => !url.startsWith(server.url) && !url.startsWith('data:'))
      expect(elsewhere).to.deep.equal([])
      expect(page.errors.filter(error => !error.includes('redoc.ly'))).to.deep.equal([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(options.width)
      // Its badge has a picture from elsewhere.
      expect(await page.evaluate(`document.body.innerText.includes('API docs by')`)).to.equal(false)
      const color = await page.evaluate<string>(`getComputedStyle(document.querySelector('h1, h2')).color`)
      const written = color.match(/\d+/g)!.slice(0, 3).map(Number)
      expect(Math.min(...written) > 128, `written in ${written.join()}`).to.equal(options.isDark === true)
    })

  it('has links between the guides that lead somewhere', async function () {
    this.timeout(60_000)
    const page = await opened()
    await says(page, 'What holds everywhere')
    const links = await page.evaluate<string[]>(
      `[...document.querySelectorAll('li a[href*="#/"]')].map(link => link.hash)`,
    )
    const places = await page.evaluate<string[]>(
      `[...document.querySelectorAll('[data-component-name*="Menu"] a, nav a, aside a')].map(link => link.hash)`,
    )
    const known = new Set(places)
    expect(links.length).to.be.above(3)
    expect(links.filter(link => !known.has(link))).to.deep.equal([])
  })

  it('shows each operation with its samples, and each problem with how to mend it', async function () {
    this.timeout(60_000)
    const operation = await opened('#/bookings/bookings.reserve')
    await says(operation, 'Hold seats for five minutes')
    await says(operation, 'curl -X POST "$EVENTLY_BASE_URL/api/v1/bookings/reserve"')
    const problem = await opened('#/sold_out')
    await says(problem, 'Ask for as many seats as available says, or join the waitlist with POST')
  })

  it('finds guides, operations and problems by their words', async function () {
    this.timeout(60_000)
    const page = await opened()
    await says(page, 'What holds everywhere')
    await page.press('k', { isControl: true })
    await page.until(`document.activeElement?.tagName === 'INPUT'`)
    await page.type('payment_outcome_unknown')
    for (const found of ['Pay for a reservation', 'response 503', 'What can go wrong']) await says(page, found)
  })
})
