// A real browser without a window, driven over the DevTools protocol
// (https://chromedevtools.github.io/devtools-protocol/).
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'undici'

/** Where Chromium is; undefined on a machine without one. */
export const chromiumPath = [
  process.env['EVENTLY_TEST_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(path => path !== undefined && existsSync(path))

export interface PageOptions {
  readonly width: number
  readonly height: number
  readonly isDark?: boolean
}

export interface Page {
  /** Every address that the page has asked for, and that its policy has let it ask. */
  readonly asked: readonly string[]
  /** What was written to its console as an error or was refused by its policy. */
  readonly errors: readonly string[]
  goTo(url: string): Promise<void>
  /** The value of an expression, which may be a promise. */
  evaluate<Value>(expression: string): Promise<Value>
  /** Waits until the expression is true; throws after half a minute, with what the page says by then. */
  until(expression: string): Promise<void>
  /** Types into what has the focus. */
  type(text: string): Promise<void>
  press(key: string, options?: { readonly isControl?: boolean }): Promise<void>
  /** A PNG of what is seen. */
  screenshot(): Promise<Buffer>
}

export interface Browser {
  newPage(options: PageOptions): Promise<Page>
  close(): Promise<void>
}

type Params = Readonly<Record<string, unknown>>
interface Answered {
  readonly result?: Params
  readonly error?: { readonly message: string }
}
type Listener = (method: string, params: Params) => void

const untilMsMax = 30_000

export async function openBrowser(): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'evently-chromium-'))
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
  const child = spawn(chromiumPath!, [
    ...flags,
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
    'about:blank',
  ])
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.on('data', chunk => {
      said += String(chunk)
      const [, url] = /DevTools listening on (ws:\S+)/.exec(said) ?? []
      if (url !== undefined) resolve(url)
    })
    child.once('exit', () => reject(new Error(`Chromium has ended: ${said}`)))
  })
  const { origin } = new URL(address.replace('ws:', 'http:'))
  return {
    async newPage(options) {
      const opened = await fetch(`${origin}/json/new?about:blank`, { method: 'PUT' })
      const { webSocketDebuggerUrl } = (await opened.json()) as { webSocketDebuggerUrl: string }
      return openPage(webSocketDebuggerUrl, options)
    },
    async close() {
      const ended = new Promise(resolve => child.once('exit', resolve))
      child.kill()
      await ended
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function connect(url: string, onEvent: Listener) {
  const socket = new WebSocket(url)
  const waiting = new Map<number, (message: Answered) => void>()
  let sent = 0
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', reject)
  })
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Answered & { id?: number; method?: string; params?: Params }
    if (message.id !== undefined) waiting.get(message.id)?.(message)
    else if (message.method !== undefined) onEvent(message.method, message.params ?? {})
  })
  return async function call(method: string, params: Params = {}): Promise<Params> {
    const id = ++sent
    const answered = new Promise<Answered>(resolve => waiting.set(id, resolve))
    socket.send(JSON.stringify({ id, method, params }))
    const { result, error } = await answered
    waiting.delete(id)
    if (error) throw new Error(`${method}: ${error.message}`)
    return result ?? {}
  }
}

async function openPage(url: string, { width, height, isDark = false }: PageOptions): Promise<Page> {
  const requests = new Map<unknown, string>()
  const errors: string[] = []
  const call = await connect(url, (method, params) => {
    if (method === 'Network.requestWillBeSent')
      requests.set(params['requestId'], (params['request'] as { url: string }).url)
    if (method === 'Network.loadingFailed' && params['blockedReason'] === 'csp') requests.delete(params['requestId'])
    if (method === 'Runtime.exceptionThrown') errors.push(JSON.stringify(params['exceptionDetails']))
    const entry = params['entry'] as { level: string; text: string } | undefined
    if (method === 'Log.entryAdded' && entry?.level === 'error') errors.push(entry.text)
  })
  for (const domain of ['Network', 'Page', 'Runtime', 'Log']) await call(`${domain}.enable`)
  const mobile = width < 600
  await call('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile })
  const scheme = { name: 'prefers-color-scheme', value: isDark ? 'dark' : 'light' }
  await call('Emulation.setEmulatedMedia', { features: [scheme] })

  async function evaluate<Value>(expression: string): Promise<Value> {
    const answer = await call('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (answer['exceptionDetails']) throw new Error(JSON.stringify(answer['exceptionDetails']))
    return (answer['result'] as { value: Value }).value
  }

  return {
    get asked() {
      return [...requests.values()]
    },
    errors,
    evaluate,
    async goTo(address) {
      await call('Page.navigate', { url: address })
    },
    async until(expression) {
      const look = `new Promise((resolve, reject) => {
        const end = Date.now() + ${untilMsMax}
        const look = () => {
          if (${expression}) resolve(true)
          else if (Date.now() > end) reject(new Error(document.body.innerText.slice(0, 500)))
          else setTimeout(look, 20)
        }
        look()
      })`
      await evaluate(look)
    },
    async type(text) {
      await call('Input.insertText', { text })
    },
    async press(key, { isControl = false } = {}) {
      const pressed = { key, code: `Key${key.toUpperCase()}`, modifiers: isControl ? 2 : 0 }
      const windowsVirtualKeyCode = key.toUpperCase().charCodeAt(0)
      for (const type of ['rawKeyDown', 'keyUp'])
        await call('Input.dispatchKeyEvent', { ...pressed, type, windowsVirtualKeyCode })
    },
    async screenshot() {
      const { data } = await call('Page.captureScreenshot', { format: 'png' })
      return Buffer.from(data as string, 'base64')
    },
  }
}
