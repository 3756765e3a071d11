// Looking up names that others have given us, at name servers that answer as they like.
import { createSocket, type Socket } from 'node:dgram'
import { lookup as systemLookup } from 'node:dns/promises'
import { once } from 'node:events'
import { expect } from 'chai'
import { createNameLookup } from '../../src/platform/outgoing/name-lookup.ts'

type Answer = readonly (readonly number[])[] | 'no such name' | 'silence'
const v4 = [8, 8, 8, 8]
const v6 = [0x20, 0x01, 0x48, 0x60, 0x48, 0x60, 0, 0, 0, 0, 0, 0, 0, 0, 0x88, 0x88]

/** By the name's first label: what is said of its A and of its AAAA records. */
const zone: Readonly<Record<string, { readonly a: Answer; readonly aaaa: Answer }>> = {
  both: { a: [v4, [1, 1, 1, 1]], aaaa: [v6] },
  old: { a: [v4], aaaa: [] },
  young: { a: [], aaaa: [v6] },
  'half-silent': { a: [v4], aaaa: 'silence' },
  nowhere: { a: 'no such name', aaaa: 'no such name' },
  empty: { a: [], aaaa: [] },
  silent: { a: 'silence', aaaa: 'silence' },
  'empty-and-silent': { a: [], aaaa: 'silence' },
}

describe('looking up a name', () => {
  let socket: Socket
  let lookup: ReturnType<typeof createNameLookup>
  before(async () => {
    socket = createSocket('udp4')
    socket.on('message', (query, { port, address }) => {
      const answer = answerTo(query)
      if (answer) socket.send(answer, port, address)
    })
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    lookup = createNameLookup({ msMax: 300, servers: [`127.0.0.1:${socket.address().port}`] })
  })
  after(() => void socket.close())

  const found: readonly [name: string, addresses: readonly string[], what: string][] = [
    ['both', ['8.8.8.8', '1.1.1.1', '2001:4860:4860::8888'], 'all its addresses'],
    ['old', ['8.8.8.8'], 'those of IPv4 alone'],
    ['young', ['2001:4860:4860::8888'], 'those of IPv6 alone'],
    ['half-silent', ['8.8.8.8'], 'those that have come where the others never do'],
  ]
  for (const [name, addresses, what] of found)
    it(`finds ${what}`, async () => {
      expect((await lookup(`${name}.example.com`)).map(({ address }) => address)).to.deep.equal(addresses)
    })

  const refused: readonly [name: string, code: string][] = [
    ['nowhere.example.com', 'ENOTFOUND'],
    ['empty.example.com', 'ENOTFOUND'],
    ['two..dots', 'ENOTFOUND'],
    ['silent.example.com', 'ELOOKUP'],
    ['empty-and-silent.example.com', 'ELOOKUP'],
  ]
  for (const [name, code] of refused)
    it(`fails with ${code} for ${name}`, async () => {
      const error = await lookup(name).catch((error: unknown) => error)
      expect(error).to.have.property('code', code)
    })

  it('keeps nobody else of the process waiting, though the name servers never answer', async () => {
    let ended = 0
    const silent = Array.from({ length: 32 }, () =>
      lookup('silent.example.com').catch(() => {
        ended++
      }),
    )
    await systemLookup('localhost')
    expect(ended).to.equal(0)
    await Promise.all(silent)
  })
})

const typeA = 1
const ok = 0x8180
const noSuchName = 0x8183

/** RFC 1035 §4: the question back, and an answer for each address; undefined: none. */
function answerTo(query: Buffer): Buffer | undefined {
  const nameEnd = query.indexOf(0, 12)
  const question = query.subarray(12, nameEnd + 5)
  const label = query.subarray(13, 13 + query[12]!).toString()
  const type = query.readUInt16BE(nameEnd + 1)
  const answer = zone[label]![type === typeA ? 'a' : 'aaaa']
  if (answer === 'silence') return undefined
  const addresses = answer === 'no such name' ? [] : answer
  const header = [0, 0, 1, addresses.length, 0, 0]
  const bytes = Buffer.alloc(12)
  header.forEach((field, index) => bytes.writeUInt16BE(field, 2 * index))
  query.copy(bytes, 0, 0, 2)
  bytes.writeUInt16BE(answer === 'no such name' ? noSuchName : ok, 2)
  const records = addresses.map(address =>
    Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, address.length, ...address]),
  )
  return Buffer.concat([bytes, question, ...records])
}
