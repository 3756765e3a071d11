// Where messages never go: every address that is not public, however it is written down, and names that stand for one.
import { createHook } from 'node:async_hooks'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { request } from 'undici'
import { webhookHostsAllowed } from '../../src/config/webhooks.ts'
import { faultsOfUrl } from '../../src/domains/webhooks/endpoints/rules.ts'
import { createPublicAgent, isAllowed } from '../../src/platform/outgoing/public-agent.ts'
import { addressIn, isPublicAddress } from '../../src/platform/outgoing/public-addresses.ts'

/** As a URL has them: in brackets where they are IPv6. */
const forbidden: Readonly<Record<string, readonly string[]>> = {
  'this machine': ['127.0.0.1', '127.1', '127.255.255.254', '[::1]', '[0:0:0:0:0:0:0:1]', '0.0.0.0', '0', '[::]'],
  'this machine, in decimal': ['2130706433', '2130706433.'],
  'this machine, in hexadecimal': ['0x7f000001', '0x7f.0.0.1', '0x7F.1', '0x7f.0x0.0x0.0x1'],
  'this machine, in octal': ['0177.0.0.1', '017700000001', '0177.0.1', '0000177.0.0.01'],
  'this machine, in other digits': ['１２７.0.0.1', '127。0。0。1', '①②⑦.0.0.1', '127%2e0%2e0%2e1'],
  'IPv4 in IPv6, mapped': ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:10.0.0.1]', '[::ffff:8.8.8.8]'],
  'IPv4 in IPv6, compatible': ['[::127.0.0.1]', '[::7f00:1]', '[::8.8.8.8]'],
  'IPv4 in IPv6, translated': ['[64:ff9b::7f00:1]', '[64:ff9b::8.8.8.8]', '[64:ff9b:1::7f00:1]', '[::ffff:0:7f00:1]'],
  'IPv4 in IPv6, 6to4 and Teredo': ['[2002:7f00:1::]', '[2002:808:808::]', '[2001::7f00:1]', '[2001:0:4136:e378::1]'],
  'private networks': ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', '0x0a000001', '167772161', '012.1'],
  'unique local': ['[fc00::1]', '[fd00::1]', '[fd12:3456:789a::1]', '[fec0::1]'],
  'link-local': ['169.254.0.1', '[fe80::1]', '[febf::1]'],
  'metadata services': [
    '169.254.169.254',
    '2852039166',
    '0xa9fea9fe',
    '0251.0376.0251.0376',
    '[::ffff:a9fe:a9fe]',
    '[fd00:ec2::254]',
    '168.63.129.16',
    '100.100.100.200',
  ],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.254'],
  'multicast and broadcast': ['224.0.0.1', '239.255.255.255', '255.255.255.255', '[ff02::1]', '[ff0e::1]'],
  'reserved': ['240.0.0.1', '0.1.2.3', '192.0.0.1', '192.0.0.170', '198.18.0.1', '198.19.255.255', '192.88.99.1'],
  'reserved IPv6': ['[100::1]', '[4000::1]', '[1::1]', '[5f00::1]', '[::2]', '[e000::1]'],
  'documentation': ['192.0.2.1', '198.51.100.1', '203.0.113.1', '[2001:db8::1]', '[3fff::1]'],
  'benchmarks and identifiers': ['[2001:2::1]', '[2001:10::1]', '[2001:20::1]'],
}
const open = [
  '8.8.8.8',
  '1.1.1.1',
  '93.184.216.34',
  '0x08080808',
  '134744072',
  '[2606:4700:4700::1111]',
  '[2a00:1450::1]',
]
/** What no URL can have. */
const impossible = [
  '[fe80::1%eth0]',
  '[fe80::1%25eth0]',
  '256.1.1.1',
  '1.2.3.4.5',
  '0x100000000',
  '[::1',
  '[127.0.0.1]',
  '',
]

const isOpen = (host: string): boolean => {
  const address = addressIn(new URL(`https://${host}/`).hostname)
  return address !== undefined && isPublicAddress(address)
}

describe('an address', () => {
  for (const [what, hosts] of Object.entries(forbidden))
    for (const host of hosts) it(`of ${what} is not public: ${host}`, () => expect(isOpen(host)).to.equal(false))
  for (const host of open) it(`is public: ${host}`, () => expect(isOpen(host)).to.equal(true))
  for (const host of impossible)
    it(`is none of a URL: ${JSON.stringify(host)}`, () => expect(URL.canParse(`https://${host}/`)).to.equal(false))

  // As a resolver may answer.
  for (const text of [
    '127.1',
    '0177.0.0.1',
    '0x7f000001',
    '2130706433',
    '010.8.8.8',
    'fe80::1%eth0',
    '2606::1%1',
    '',
    'a.b',
  ])
    it(`is not public where it is written otherwise than resolvers do: ${JSON.stringify(text)}`, () =>
      expect(isPublicAddress(text)).to.equal(false))
})

describe('the URL of an endpoint', () => {
  const allowed = [
    { host: 'localhost', port: 4_000 },
    { host: '::1', port: undefined },
  ]
  const faults = (url: string) =>
    faultsOfUrl(url, {
      isAllowed: each => isAllowed(allowed, each),
      isPrivate: ({ hostname }) => {
        const address = addressIn(hostname)
        return address !== undefined && !isPublicAddress(address)
      },
    }).map(({ message }) => message)

  for (const [what, hosts] of Object.entries(forbidden))
    it(`is refused with an address of ${what}`, () => {
      for (const host of hosts) {
        if (host === '[::1]' || host === '[0:0:0:0:0:0:0:1]') continue
        expect(faults(`https://${host}/`), host).to.deep.equal([
          'must have a public host, not an address of a private network',
        ])
      }
    })
  for (const url of ['http://shop.example.com/', 'http://8.8.8.8/', 'http://localhost:4001/'])
    it(`is refused without TLS: ${url}`, () => expect(faults(url)).to.deep.equal(['must begin with https://']))
  for (const url of [
    'https://user@shop.example.com/',
    'https://user:word@shop.example.com/',
    'https://:word@shop.example.com/',
  ])
    it(`is refused with a user or a password: ${url}`, () => expect(faults(url)[0]).to.match(/no user and no password/))
  it('is refused with a fragment', () => expect(faults('https://shop.example.com/#top')[0]).to.match(/no part after #/))
  for (const url of [
    'https://shop.example.com/a?b=c',
    'https://8.8.8.8/',
    'http://localhost:4000/',
    'http://[::1]:9/',
    'http://LOCALHOST:4000/',
  ])
    it(`may be ${url}`, () => expect(faults(url)).to.deep.equal([]))
})

describe('EVENTLY_WEBHOOK_HOSTS_ALLOWED', () => {
  const allows = (given: string, url: string) =>
    isAllowed(webhookHostsAllowed({ EVENTLY_WEBHOOK_HOSTS_ALLOWED: given }), new URL(url))

  const allowed: readonly [given: string, url: string][] = [
    ['localhost:4000', 'http://localhost:4000/hook'],
    ['LocalHost', 'https://localhost/'],
    ['hooks.internal,localhost:80', 'http://localhost/'],
    [' a.internal , b.internal:443 ', 'https://b.internal/'],
    ['[::1]:9', 'http://[::1]:9/'],
    ['[0:0:0:0:0:0:0:1]:9', 'http://[::1]:9/'],
    ['[::ffff:10.0.0.1]', 'http://[::ffff:10.0.0.1]/'],
    ['127.1:9', 'http://127.0.0.1:9/'],
    ['0x7f.0.0.1', 'http://127.0.0.1/'],
  ]
  for (const [given, url] of allowed) it(`${given} allows ${url}`, () => expect(allows(given, url)).to.equal(true))

  const others: readonly [given: string, url: string][] = [
    ['localhost:4000', 'http://localhost:4001/'],
    ['localhost:4000', 'http://localhost.:4000/'],
    ['hooks.internal', 'http://a.hooks.internal/'],
    ['hooks.internal', 'http://hooks.internal.example.com/'],
    ['[::1]:9', 'http://127.0.0.1:9/'],
  ]
  for (const [given, url] of others)
    it(`${given} does not allow ${url}`, () => expect(allows(given, url)).to.equal(false))

  const wrong = [
    ...['*', '*.internal', '.:', 'http://localhost', 'localhost/', 'user@localhost', 'localhost,', 'localhost:'],
    ...[
      'localhost:0',
      'localhost:65536',
      'localhost:99999',
      '10.0.0.0/8',
      '::1',
      '[::1',
      '[1]',
      '300.1',
      '[fe80::1%lo]',
    ],
  ]
  for (const given of wrong)
    it(`is refused with ${given}, and says so`, () =>
      expect(() => allows(given, 'http://localhost/')).to.throw(`not "${given.split(',').at(-1)}"`))
})

describe('a connection to a public host', () => {
  let server: Server
  let port: number
  let asked = 0
  before(async () => {
    server = createServer((_request, response) => {
      asked++
      response.end('hello')
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    ;({ port } = server.address() as AddressInfo)
  })
  after(() => void server.close())
  beforeEach(() => {
    asked = 0
  })

  const answers = (...addresses: readonly string[]) =>
    addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
  const codeOf = async (url: string, options: Partial<Parameters<typeof createPublicAgent>[0]> = {}) => {
    const agent = createPublicAgent({ connectMsMax: 1_000, ...options })
    try {
      const { body } = await request(url, { dispatcher: agent })
      return await body.text()
    } catch (error) {
      return (error as { code?: string }).code
    } finally {
      await agent.destroy()
    }
  }

  it('is refused where the name stands for a private address', async () => {
    for (const address of ['127.0.0.1', '::1', '10.0.0.1', '169.254.169.254', '::ffff:127.0.0.1', 'fe80::1%lo'])
      expect(await codeOf(`https://shop.example.com:${port}/`, { lookup: async () => answers(address) })).to.equal(
        'ENOTPUBLIC',
      )
    expect(asked).to.equal(0)
  })

  it('is refused where one of several addresses is private, or there is none', async () => {
    for (const found of [answers('8.8.8.8', '127.0.0.1'), answers('127.0.0.1', '8.8.8.8'), []])
      expect(await codeOf(`https://shop.example.com:${port}/`, { lookup: async () => found })).to.equal('ENOTPUBLIC')
  })

  it('is refused to an address in the URL, without a look-up', async () => {
    let lookups = 0
    const lookup = async () => {
      lookups++
      return answers('8.8.8.8')
    }
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'])
      expect(await codeOf(`https://${host}:${port}/`, { lookup })).to.equal('ENOTPUBLIC')
    expect([lookups, asked]).to.deep.equal([0, 0])
  })

  it('asks once for the name and connects to what it was told: one that changes its mind gains nothing', async () => {
    const told: string[] = []
    const lookup = async () => {
      const address = told.length === 0 ? '192.0.2.1' : '127.0.0.1'
      told.push(address)
      return answers(address)
    }
    // The first is not public either; the second would be this machine.
    for (let time = 0; time < 2; time++)
      expect(await codeOf(`https://shop.example.com:${port}/`, { lookup })).to.equal('ENOTPUBLIC')
    expect(told).to.deep.equal(['192.0.2.1', '127.0.0.1'])
    expect(asked).to.equal(0)
  })

  it('is made without the two threads by which the whole process looks names up', async () => {
    const begun: string[] = []
    const hook = createHook({ init: (_id, type) => void begun.push(type) }).enable()
    await codeOf('https://nowhere.invalid/')
    hook.disable()
    expect(begun).to.include('QUERYWRAP').and.not.include('GETADDRINFOREQWRAP')
  })

  it('is refused without TLS', async () => {
    expect(await codeOf('http://shop.example.com/', { lookup: async () => answers('8.8.8.8') })).to.equal('ENOTPUBLIC')
  })

  it('is made to a private one that is allowed, on its port alone (the control)', async () => {
    const allowed = [{ host: 'localhost', port }]
    expect(await codeOf(`http://localhost:${port}/`, { allowed })).to.equal('hello')
    expect(await codeOf(`http://localhost:${port + 1}/`, { allowed })).to.equal('ENOTPUBLIC')
    expect(await codeOf(`http://127.0.0.1:${port}/`, { allowed })).to.equal('ENOTPUBLIC')
    expect(asked).to.equal(1)
  })

  it('knows no proxy, whatever the environment says', async () => {
    const before = { ...process.env }
    Object.assign(process.env, {
      HTTP_PROXY: 'http://127.0.0.1:9',
      http_proxy: 'http://127.0.0.1:9',
      NODE_USE_ENV_PROXY: '1',
    })
    try {
      expect(await codeOf(`http://localhost:${port}/`, { allowed: [{ host: 'localhost', port }] })).to.equal('hello')
    } finally {
      process.env = before
    }
  })
})
