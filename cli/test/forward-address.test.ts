// Where messages may be forwarded to, and what is said of the rest.
import { expect } from 'chai'
import { UsageError } from '../src/failures.ts'
import { forwardAddress } from '../src/webhooks/forward-address.ts'

const names: Readonly<Record<string, readonly string[]>> = {
  'app': ['172.18.0.3'],
  'shop.test': ['10.1.2.3', 'fd00::1'],
  'both.example.com': ['10.1.2.3', '93.184.216.34'],
  'shop.example.com': ['93.184.216.34'],
}

/** The address, or what it is refused with. */
async function outcomeOf(text: string, given: { insecure?: boolean; allowRemote?: boolean } = {}): Promise<string> {
  const options = {
    insecure: false,
    allowRemote: false,
    ...given,
    addressesOf: async (host: string) => names[host] ?? [],
  }
  try {
    return (await forwardAddress(text, options)).url.href
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
}

describe('an address to forward to', () => {
  const taken: [text: string, href: string][] = [
    ['http://localhost:3000/hook', 'http://localhost:3000/hook'],
    ['localhost:3000/hook', 'http://localhost:3000/hook'],
    ['3000', 'http://localhost:3000/'],
    ['https://localhost:3000', 'https://localhost:3000/'],
    ['http://shop.localhost/hook?tenant=7#part', 'http://shop.localhost/hook?tenant=7'],
    ['http://127.9.9.9:1', 'http://127.9.9.9:1/'],
    ['http://[::1]:3000', 'http://[::1]:3000/'],
    ['http://[::ffff:10.0.0.1]:3000', 'http://[::ffff:a00:1]:3000/'],
    ['http://192.168.1.7', 'http://192.168.1.7/'],
    ['http://172.31.0.1', 'http://172.31.0.1/'],
    ['http://[fd12::1]', 'http://[fd12::1]/'],
    ['http://app:8080/hook', 'http://app:8080/hook'],
    ['shop.test', 'http://shop.test/'],
  ]
  for (const [text, href] of taken)
    it(`${text} is taken`, async () => {
      expect(await outcomeOf(text)).to.equal(href)
    })

  const remote = /outside your own network: .* --allow-remote/
  const refused: [text: string, why: RegExp][] = [
    ['https://shop.example.com/hook', remote],
    ['http://both.example.com', remote],
    ['http://93.184.216.34', remote],
    ['http://172.32.0.1', remote],
    ['http://[2606:4700::1]', remote],
    ['http://[::ffff:93.184.216.34]', remote],
    ['http://localhost.example.org', /does not exist/],
    ['ftp://localhost/', /neither http nor https/],
    ['http://', /is not an address/],
    ['', /is not an address/],
    ['http://ada:secret@localhost/', /names a user or a password/],
  ]
  for (const [text, why] of refused)
    it(`${JSON.stringify(text)} is refused`, async () => {
      expect(await outcomeOf(text)).to.match(why)
    })

  it('may be anywhere for who says so', async () => {
    expect(await outcomeOf('https://shop.example.com/hook', { allowRemote: true })).to.equal(
      'https://shop.example.com/hook',
    )
  })

  it('may have any certificate on this machine alone', async () => {
    expect(await outcomeOf('https://localhost:3000', { insecure: true })).to.equal('https://localhost:3000/')
    expect(await outcomeOf('http://localhost:3000', { insecure: true })).to.contain('must be https')
    for (const text of ['https://app', 'https://192.168.1.7', 'https://shop.example.com'])
      expect(await outcomeOf(text, { insecure: true, allowRemote: true })).to.contain('for this machine alone')
  })
})
