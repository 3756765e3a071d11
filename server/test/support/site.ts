// A web server of a shop's own, for pages that call another origin.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from './chromium.ts'

export interface Site {
  /** As browsers send it. */
  readonly origin: string
  /** Opens a page with this script, a module; answers what the script passes to the global function `report`. */
  run(browser: Browser, script: string): Promise<unknown>
  close(): Promise<void>
}

const prelude = `
globalThis.report = value => { globalThis.reported ??= value }
addEventListener('unhandledrejection', ({ reason }) => report({ failed: String(reason?.stack ?? reason) }))
addEventListener('error', ({ message }) => report({ failed: message }))
`

export async function openSite(): Promise<Site> {
  let script = ''
  const server = createServer((request, response) => {
    const [type, text] =
      request.url === '/page.js'
        ? ['text/javascript', prelude + script]
        : ['text/html', '<!doctype html><title>A shop</title><script type="module" src="/page.js"></script>']
    response.writeHead(200, { 'content-type': type }).end(text)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    async run(browser, given) {
      script = given
      const page = await browser.newPage({ width: 1280, height: 800 })
      await page.goTo(`${origin}/`)
      await page.until('globalThis.reported !== undefined')
      return page.evaluate('globalThis.reported')
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
