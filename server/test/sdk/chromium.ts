// A page in a real, headless Chromium. The page reports what it has to say by itself.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where a Chromium is: EVENTLY_TEST_CHROMIUM, or a usual place. */
export const chromium = process.env['EVENTLY_TEST_CHROMIUM'] ?? usual.find(path => existsSync(path))

export interface Site {
  /** As browsers send it. */
  readonly origin: string
  /** Opens a page with this script, a module; answers what the script passes to the global function `report`. */
  run(script: string): Promise<unknown>
  close(): Promise<void>
}

const prelude = `
globalThis.report = (value) => fetch('/report', { method: 'POST', body: JSON.stringify(value) })
addEventListener('unhandledrejection', ({ reason }) => report({ failed: String(reason?.stack ?? reason) }))
addEventListener('error', ({ message }) => report({ failed: message }))
`

/** A web server on a port of its own, for pages that call another origin. */
export async function openSite(): Promise<Site> {
  let script = ''
  let told: (text: string) => void = () => undefined
  const server = createServer((request, response) => {
    if (request.url === '/page.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(prelude + script)
    } else if (request.url === '/report') {
      let text = ''
      request.on('data', chunk => (text += String(chunk)))
      request.on('end', () => {
        response.writeHead(204).end()
        told(text)
      })
    } else {
      const page = '<!doctype html><title>A shop</title><script type="module" src="/page.js"></script>'
      response.writeHead(200, { 'content-type': 'text/html' }).end(page)
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    async run(given) {
      script = given
      return JSON.parse(await visited(`${origin}/`, new Promise<string>(resolve => (told = resolve))))
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** Opens the address until the page has reported. */
async function visited(address: string, report: Promise<string>): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'evently-chromium-'))
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', `--user-data-dir=${profile}`]
  const browser = spawn(chromium!, [...flags, address], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  browser.stderr.on('data', chunk => (said += String(chunk)))
  const ended = new Promise<void>(resolve => browser.once('exit', () => resolve()))
  try {
    return await Promise.race([
      report,
      ended.then(() => {
        throw new Error(`Chromium has ended before its page said anything:\n${said}`)
      }),
    ])
  } finally {
    browser.kill('SIGTERM')
    await ended
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}
