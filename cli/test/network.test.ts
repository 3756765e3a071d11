// By which way requests go, and what is said when they don't arrive.
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createPlainServer } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { makeCertificates } from './support/certificates.ts'
import type { Certificate, Certificates } from './support/certificates.ts'
import { anEvent, aPage } from './support/factories.ts'
import { here } from './support/in-process.ts'
import { startProxy } from './support/proxy.ts'
import type { Proxy } from './support/proxy.ts'
import { withTerminal } from './support/terminal.ts'

const script = { 'GET /api/v1/events': { json: aPage([anEvent()]) } }
const list = ['events', 'list', '-o', 'id']
const found = { code: 0, stdout: `${anEvent().id}\n`, stderr: '' }

async function withProxy(test: (proxy: Proxy) => Promise<void>, user?: string): Promise<void> {
  const proxy = await startProxy(user === undefined ? {} : { user })
  try {
    await test(proxy)
  } finally {
    await proxy.close()
  }
}

/** A name that nobody but the proxy can find. */
const renamed = (url: string) => url.replace('127.0.0.1', 'evently.test')

describe('a request', () => {
  for (const variable of ['http_proxy', 'HTTP_PROXY'])
    it(`goes through the proxy that ${variable} names`, () =>
      withProxy(proxy =>
        here(script, async ({ run, url }) => {
          const outcome = await run(list, { env: { EVENTLY_BASE_URL: renamed(url), [variable]: proxy.url } })
          expect(outcome).to.deep.equal(found)
          expect(proxy.seen[0]?.line).to.contain('evently.test')
        }),
      ))

  it('goes through a proxy without its scheme, and one that wants a password', () =>
    withProxy(
      proxy =>
        here(script, async ({ run, url }) => {
          const address = proxy.url.replace('http://', '')
          const base = { EVENTLY_BASE_URL: renamed(url) }
          expect(await run(list, { env: { ...base, HTTP_PROXY: `ada:secret@${address}` } })).to.deep.equal(found)
          expect(proxy.seen[0]?.authorization).to.equal(`Basic ${Buffer.from('ada:secret').toString('base64')}`)
          const refused = await run(list, { env: { ...base, HTTP_PROXY: `ada:wrong@${address}` } })
          expect(refused.code).to.equal(8)
          expect(refused.stderr).to.contain('The proxy wants a user and a password.').and.not.to.contain('wrong@')
        }),
      'ada:secret',
    ))

  const straight: Readonly<Record<string, (proxy: string) => Record<string, string>>> = {
    'this computer, which no proxy is for': proxy => ({ HTTP_PROXY: proxy, HTTPS_PROXY: proxy }),
    'a server without TLS, where only HTTPS_PROXY is set': proxy => ({ HTTPS_PROXY: proxy }),
  }
  for (const [what, env] of Object.entries(straight))
    it(`goes straight to ${what}`, () =>
      withProxy(proxy =>
        here(script, async ({ run }) => {
          expect(await run(list, { env: env(proxy.url) })).to.deep.equal(found)
          expect(proxy.seen).to.deep.equal([])
        }),
      ))

  for (const variable of ['no_proxy', 'NO_PROXY'])
    for (const value of ['*', 'evently.test', 'example.com, evently.test', '.test'])
      it(`goes straight where ${variable} is ${value}`, () =>
        withProxy(proxy =>
          here(script, async ({ run, url }) => {
            const env = { EVENTLY_BASE_URL: renamed(url), HTTP_PROXY: proxy.url, [variable]: value }
            const { code, stderr } = await run(list, { env })
            expect(proxy.seen).to.deep.equal([])
            expect(code).to.equal(8) // nobody else knows the name
            expect(stderr).to.match(/There is no server of this name\.|could not be looked up/)
          }),
        ))

  it('is not sent where the proxy is none, and the message has no password', () =>
    here(script, async ({ run, asked, url }) => {
      for (const value of ['socks5://ada:secret@proxy.example.com', 'http://ada:secret@', 'http://[ada:secret']) {
        const { code, stderr } = await run(list, { env: { EVENTLY_BASE_URL: renamed(url), HTTP_PROXY: value } })
        expect(code, value).to.equal(2)
        expect(stderr).to.contain('HTTP_PROXY is not the URL of an HTTP proxy').and.not.to.contain('secret')
      }
      expect(asked).to.deep.equal([])
    }))

  it('is told of with --verbose: one line an attempt, and no credential', () => {
    let attempts = 0
    const busy = () => {
      attempts += 1
      return attempts === 1 ? { status: 503, text: 'busy', mediaType: 'text/plain' } : script['GET /api/v1/events']
    }
    return here({ 'GET /api/v1/events': busy }, async ({ run }) => {
      const { code, stdout, stderr } = await run([...list, '-v'])
      expect({ code, stdout }).to.deep.equal({ code: 0, stdout: found.stdout })
      const [first = '', again = '', second = '', ...more] = stderr.trimEnd().split('\n')
      expect(first).to.match(/^GET http:\S+\/api\/v1\/events\?limit=20 503, \d+ ms, request req_1$/)
      expect(again).to.match(/^GET http:\S+ goes out again in \d+ ms: The answer \(status 503, /)
      expect(second).to.match(/^GET http:\S+ \(attempt 2\) 200, \d+ ms, request req_1$/)
      expect(more).to.deep.equal([])
      expect(stderr).not.to.contain('evk_')
    })
  })
})

const answer = (_: unknown, response: { end(text: string): void; setHeader(name: string, value: string): void }) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(aPage([anEvent()])))
}

async function listening(server: Server, test: (port: number) => Promise<void>): Promise<void> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    await test((server.address() as AddressInfo).port)
  } finally {
    await new Promise(resolve => server.close(resolve))
  }
}

describe('TLS', function () {
  this.timeout(60_000)
  let folder: string
  let certificates: Certificates
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evently-tls-'))
    certificates = await makeCertificates(folder)
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const faults: Readonly<Record<string, [which: (all: Certificates) => Certificate, says: string, fix: string]>> = {
    'that has expired': [all => all.expired, 'Its certificate has expired.', 'renews it'],
    'that is self-signed': [all => all.selfSigned, 'Its certificate is self-signed', 'NODE_EXTRA_CA_CERTS'],
    'for another name': [all => all.otherName, 'Its certificate is for another name.', '--base-url'],
    'of an unknown authority': [
      all => all.good,
      'an authority that this computer does not know',
      'NODE_EXTRA_CA_CERTS',
    ],
  }
  for (const [what, [which, says, fix]] of Object.entries(faults))
    it(`with a certificate ${what} is told of in words`, () =>
      // The authority is known but where that is the fault: else each certificate would have two.
      withTerminal({}, ({ run }) =>
        listening(createServer(which(certificates), answer), async port => {
          const isKnown = what === 'that has expired' || what === 'for another name'
          const env: Record<string, string> = isKnown ? { NODE_EXTRA_CA_CERTS: certificates.authorityFile } : {}
          const { code, stderr } = await run(['events', 'list', '--base-url', `https://127.0.0.1:${port}`], { env })
          expect(code).to.equal(8)
          expect(stderr)
            .to.contain(says)
            .and.contain(fix)
            .and.match(/^The server could not be reached: [^\n]+\n$/)
        }),
      ))

  it('that a server does not speak is told of, and so is one that speaks nothing else', () =>
    here({}, ({ run }) =>
      listening(createPlainServer(answer), port =>
        listening(createServer(certificates.good, answer), async tlsPort => {
          const plain = await run(['events', 'list', '--base-url', `https://127.0.0.1:${port}`])
          expect(plain.stderr).not.to.match(/error:|\.c:|\n./)
          expect(plain.code).to.equal(8)
          expect(plain.stderr).to.contain('write http:// in --base-url')
          const tls = await run(['events', 'list', '--base-url', `http://127.0.0.1:${tlsPort}`])
          expect(tls.code).to.equal(8)
          expect(tls.stderr).to.contain('write https:// in --base-url')
        }),
      ),
    ))

  it('goes through the tunnel of a proxy', () =>
    withTerminal({}, ({ run }) =>
      withProxy(proxy =>
        listening(createServer(certificates.good, answer), async port => {
          const env = { NODE_EXTRA_CA_CERTS: certificates.authorityFile, https_proxy: proxy.url }
          const outcome = await run([...list, '--base-url', `https://evently.test:${port}`], { env })
          expect(outcome).to.deep.equal(found)
          expect(proxy.seen.map(({ line }) => line)).to.deep.equal([`CONNECT evently.test:${port}`])
        }),
      ),
    ))
})
