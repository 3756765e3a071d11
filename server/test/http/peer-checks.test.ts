// What a service learns of another when it asks whether it is the right one and takes its token.
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { pino } from 'pino'
import { watchPeer, type Peer, type PeerState } from '../../src/platform/http/peer-checks.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const serviceToken = 'i'.repeat(48)

describe('a service that asks another', () => {
  let evently: TestServer
  let stranger: Server
  let asked: string[]
  let answer: { readonly status: number; readonly text: string } | undefined
  const peers: Peer[] = []
  before(async () => {
    evently = await startTestServer()
    stranger = createServer(({ url }, response) => {
      asked.push(url!)
      if (answer) response.writeHead(answer.status).end(answer.text)
    }).listen({ host: '127.0.0.1', port: 0 })
    await once(stranger, 'listening')
  })
  beforeEach(() => {
    asked = []
  })
  after(async () => {
    await Promise.all(peers.map(peer => peer.close()))
    stranger.closeAllConnections()
    stranger.close()
    await evently.close()
  })

  /** Only the test that waits for it has a short time-out: a busy machine may need longer than that for an answer. */
  const peer = (
    url: string,
    { token = serviceToken, service = 'users', everyMs = 0, answerMsMax = 30_000, lines = [] as string[] } = {},
  ) => {
    const watched = watchPeer({
      service,
      url,
      token,
      everyMs,
      answerMsMax,
      log: pino(
        {},
        {
          write: line => {
            lines.push(line)
          },
        },
      ),
    })
    peers.push(watched)
    return watched
  }
  const stateOf = (url: string, options?: Parameters<typeof peer>[1]): Promise<PeerState> => peer(url, options).ask()
  const strangerUrl = () => `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`

  it('hears that it is the right one', async () => {
    expect(await stateOf(evently.server.internalUrl)).to.deep.equal({ state: 'answers' })
    expect(await stateOf(`${evently.server.internalUrl}/`)).to.deep.equal({ state: 'answers' })
  })

  it('hears that its token is refused', async () => {
    expect(await stateOf(evently.server.internalUrl, { token: 'x'.repeat(48) })).to.deep.equal({
      state: 'wrong',
      detail: 'refuses our EVENTLY_INTERNAL_TOKEN: it must be the same in all services',
    })
  })

  it('hears that it has come to the public listener', async () => {
    expect(await stateOf(evently.server.url)).to.deep.equal({
      state: 'wrong',
      detail: 'EVENTLY_USERS_URL leads to a public listener: it must lead to the internal one',
    })
  })

  it('hears that it has come to another service', async () => {
    expect(await stateOf(evently.server.internalUrl, { service: 'payments' }))
      .to.have.property('detail')
      .that.matches(/^EVENTLY_PAYMENTS_URL leads to another service \(users/)
  })

  const others: readonly (readonly [string, number, string, PeerState['state']])[] = [
    ['a page', 200, '<html>', 'wrong'],
    ['some JSON', 200, '[]', 'wrong'],
    ["a page that isn't there", 404, '<html>', 'wrong'],
    ['a redirection', 302, '', 'wrong'],
    ['a proxy without its service', 502, '<html>', 'away'],
    ['a service that is overloaded', 503, '{}', 'away'],
    ['one that counts', 429, '', 'away'],
    ['a service of an older release, which does not know the question', 404, '{"code":"route_not_found"}', 'answers'],
  ]
  const takenFor = { wrong: 'the settings must not name', away: 'will be back', answers: 'may be right' }
  for (const [what, status, text, state] of others) {
    it(`takes ${what} for one that ${takenFor[state]}`, async () => {
      answer = { status, text }
      expect((await stateOf(strangerUrl())).state).to.equal(state)
    })
  }

  it('waits a short time for one that hangs, and none for one that is away', async () => {
    answer = undefined
    expect(await stateOf(strangerUrl(), { answerMsMax: 300 })).to.deep.equal({
      state: 'away',
      detail: 'does not answer (too late); what needs it is told to come back',
    })
    expect(await stateOf('http://127.0.0.1:1')).to.deep.equal({
      state: 'away',
      detail: 'does not answer (ECONNREFUSED); what needs it is told to come back',
    })
  })

  it('asks once, however many ask it at once and soon after, and logs once that the settings are wrong', async () => {
    const lines: string[] = []
    answer = { status: 401, text: '{"code":"token_invalid"}' }
    const watched = peer(strangerUrl(), { everyMs: 60_000, lines })
    await Promise.all(Array.from({ length: 100 }, () => watched.ask()))
    await watched.ask()
    expect(asked).to.deep.equal(['/internal/services'])
    const often = peer(strangerUrl(), { lines })
    for (const _ of [1, 2, 3]) await often.ask()
    expect(lines, 'each of the two').to.have.length(2)
  })
})
