import { Writable } from 'node:stream'
import { expect } from 'chai'
import { pino } from 'pino'
import type { Listener } from '../../src/platform/http/listener.ts'
import { listenAtEdge, liveHandlers } from '../support/edge.ts'
import { get, rawClient } from '../support/raw-http.ts'

interface Line {
  readonly msg: string
  readonly untold?: number
}

/** Each way a request can fail by a fault of ours: what the handler does, and which lines tell of it. */
const faults: Readonly<
  Record<string, { readonly handler: () => Promise<unknown>; readonly lines: readonly string[] }>
> = {
  'a handler that throws': {
    handler: async () => {
      throw new Error('the store is broken')
    },
    lines: ['a request failed', 'a request could not be served'],
  },
  'an answer that does not fit the contract': {
    handler: async () => ({ status: 200, body: { data: 1 } }),
    lines: ['an answer does not fit the contract', 'a request failed', 'a request could not be served'],
  },
}

describe('the log of requests that fail', () => {
  const requests = 500
  let lines: Line[] = []
  let listener: Listener
  const { open, destroy } = rawClient(() => listener.port)
  const log = pino(
    {},
    new Writable({
      write(chunk: Buffer, _, done) {
        lines.push(JSON.parse(chunk.toString()) as Line)
        done()
      },
    }),
  )
  afterEach(async () => {
    destroy()
    await listener.close()
  })

  for (const [what, { handler, lines: told }] of Object.entries(faults)) {
    it(`has a few lines a second of ${what}, and says how many it left out`, async () => {
      lines = []
      listener = await listenAtEdge({ log, handlers: { ...liveHandlers, 'events.list': handler } })
      const began = Date.now()
      const connection = open()
      connection.send(get('/api/v1/events').repeat(requests))
      expect((await connection.answers(requests)).every(({ status }) => status === 500)).to.equal(true)
      const secondsBegun = Math.ceil((Date.now() - began) / 1_000) + 1
      for (const msg of told) {
        const of = lines.filter(line => line.msg === msg)
        expect(of.length, msg).to.be.within(1, 10 * secondsBegun)
        const leftOut = of.reduce((sum, { untold = 0 }) => sum + untold, 0)
        expect(of.length + leftOut, msg).to.be.at.most(requests)
        if (secondsBegun > 2) expect(leftOut, msg).to.be.greaterThan(0)
      }
    })
  }
})
