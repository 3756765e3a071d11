// The receivers that the guide shows, word for word: they compile, believe a signed message, refuse any other, and say
// why.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { sign } from '../../src/webhooks/index.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const id = 'msg_01jz3t5m8qf0vab9x2k4c7d6eh'
const body = JSON.stringify({
  id,
  type: 'booking.confirmed',
  occurredAt: '2030-06-01T18:30:00.000Z',
  test: false,
  resource: { type: 'booking', id: 'bkg_01jz3t5m8qf0vab9x2k4c7d6eh', version: 1 },
  data: {},
})

/** A receiver that only answers a `Request` is served by Hono: any server of the fetch kind would do. */
const serving = `
import { serve as listen } from '@hono/node-server'
listen({ fetch: POST, port: Number(process.env.PORT) })
`

/** The guide's receivers by the heading that they stand under. */
async function receiversOfTheGuide(): Promise<Map<string, string>> {
  const guide = await readFile(join(root, 'docs/guides/receiving-webhooks.md'), 'utf8')
  const sections = guide.split(/^## /m).slice(1)
  return new Map(
    sections.flatMap(section => {
      const [, name, code] = /^([^\n:]+)[\s\S]*?^```ts\n([\s\S]*?)^```/m.exec(section) ?? []
      return name === undefined ? [] : [[name, name === 'fetch' ? code! + serving : code!] as const]
    }),
  )
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

describe("sdk: the guide's receivers of webhooks", () => {
  let folder: string
  const receivers: Record<string, string> = {}
  before(async function () {
    this.timeout(60_000)
    // Inside the workspace, so that its packages are found.
    await mkdir(join(root, 'sdk/dist'), { recursive: true })
    folder = await mkdtemp(join(root, 'sdk/dist/receivers-'))
    for (const [name, code] of await receiversOfTheGuide()) {
      await writeFile(join(folder, `${name}.ts`), code)
      receivers[name] = join(folder, `${name}.js`)
    }
    const options = { target: 'es2023', module: 'nodenext', strict: true, skipLibCheck: true, types: ['node'] }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }))
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    await promisify(execFile)(process.execPath, [compiler, '-p', folder]).catch((error: { stdout: string }) => {
      throw new Error(error.stdout)
    })
  })
  after(() => rm(folder, { recursive: true }))

  /** Runs a receiver until the work is done, and answers what it has said. */
  async function withReceiver(name: string, work: (url: string) => Promise<void>) {
    const port = await freePort()
    const env = { ...process.env, PORT: String(port), EVENTLY_WEBHOOK_SECRET: secret }
    const child = spawn(process.execPath, [receivers[name]!], { env })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += String(chunk)))
    try {
      const url = `http://127.0.0.1:${port}/evently`
      const isUp = () =>
        fetch(url).then(
          () => true,
          () => false,
        )
      while (child.exitCode === null && !(await isUp())) await new Promise(resolve => setImmediate(resolve))
      await work(url)
    } finally {
      child.kill()
    }
    return said
  }

  const post = async (url: string, text: string, headers: Readonly<Record<string, string>>) => {
    const response = await fetch(url, {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'application/json', ...headers },
    })
    return [response.status, await response.text()]
  }

  it('are there for express, fetch, Koa and Hono', () =>
    expect(Object.keys(receivers)).to.deep.equal(['express', 'fetch', 'Koa', 'Hono']))

  for (const name of ['express', 'fetch', 'Koa', 'Hono']) {
    it(`in ${name} believes what is signed, and nothing else`, async function () {
      this.timeout(30_000)
      const said = await withReceiver(name, async url => {
        const headers = await sign(body, secret, { id })
        expect(await post(url, body, headers)).to.deep.equal([204, ''])
        expect(await post(url, `${body} `, headers)).to.deep.equal([400, 'signature_mismatch'])
        expect(await post(url, body, {})).to.deep.equal([400, 'header_missing'])
        const old = await sign(body, secret, { id, timestamp: new Date(Date.now() - 3_600_000) })
        expect(await post(url, body, old)).to.deep.equal([400, 'timestamp_too_old'])
      })
      expect(said).to.include('sold: bkg_01jz3t5m8qf0vab9x2k4c7d6eh')
      expect(said).to.include('somebody has written the same JSON again')
    })
  }
})
