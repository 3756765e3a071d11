// Who waits for messages with a key, session or account that counts no more: the wait ends within about a second, as
// any other request is refused by then; over the services apart it is another process that hears of it.
import { expect } from 'chai'
import { createTokens } from '../../src/domains/users/index.ts'
import {
  anAccount,
  anEvent,
  expectProblem,
  expectStatus,
  password,
  theAdmin,
  type Account,
} from '../support/builders.ts'
import { eventually } from '../support/processes.ts'
import { startOneProcess, startTestServer, type Answer, type TestServer } from '../support/server.ts'
import { watch as watchSeats } from '../inventory/streams.ts'
import { watchFeed, type FeedWatch } from './feed-client.ts'
import { aMessage, appendTo } from './messages.ts'

/** A change is heard twice a second, and who waits is looked at four times a second; the rest is for slow machines. */
const withinMs = 2_000

interface Reader {
  readonly account: Account
  /** What it reads with. */
  readonly token: string
}

interface Ending {
  readonly reader: (server: TestServer) => Promise<Reader>
  readonly end: (server: TestServer, reader: Reader) => Promise<Answer>
}

const bySession = async (server: TestServer): Promise<Reader> => {
  const account = await anAccount(server)
  return { account, token: account.token }
}

async function byKey(server: TestServer): Promise<Reader> {
  const account = await anAccount(server)
  const body = { name: 'Reader', scopes: ['activity:read'] }
  const { key } = expectStatus(await server.call('POST', '/api-keys', { token: account.token, body }), 201).body
  return { account, token: key }
}

async function deleteKeys({ call }: TestServer, { account: { token } }: Reader) {
  const { data } = expectStatus(await call('GET', '/api-keys', { token }), 200).body
  return call('DELETE', `/api-keys/${data[0].id}`, { token })
}

async function disable(server: TestServer, { account }: Reader) {
  const { token } = await theAdmin(server)
  return server.call('PATCH', `/admin/users/${account.id}`, { token, body: { disabled: true } })
}

const erase = ({ call }: TestServer, { account: { token } }: Reader) =>
  call('DELETE', '/users/profile', { token, body: { currentPassword: password } })

/** From a session that goes on. */
async function changePassword({ call }: TestServer, { account: { email } }: Reader) {
  const { tokens } = expectStatus(await call('POST', '/auth/login', { body: { email, password } }), 200).body
  const body = { currentPassword: password, newPassword: 'another horse battery' }
  return call('POST', '/users/profile/password', { token: tokens.accessToken, body })
}

const endings: Readonly<Record<string, Ending>> = {
  'its key is deleted': { reader: byKey, end: deleteKeys },
  'the account of its key is disabled': { reader: byKey, end: disable },
  'the account of its key is erased': { reader: byKey, end: erase },
  'its session has signed out': {
    reader: bySession,
    end: ({ call }, { account: { refreshToken } }) => call('POST', '/auth/logout', { body: { refreshToken } }),
  },
  'another session has changed the password': { reader: bySession, end: changePassword },
  'the account of its session is disabled': { reader: bySession, end: disable },
  'the account of its session is erased': { reader: bySession, end: erase },
}

describe('a wait for messages', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.close())
  const open: { close(): void }[] = []
  afterEach(() => {
    for (const each of open.splice(0)) each.close()
  })

  async function watching(url: string, token: string): Promise<FeedWatch> {
    const stream = await watchFeed(url, { token })
    open.push(stream)
    await eventually(
      async () => stream.lastEventId(),
      seen => seen !== undefined,
      { withinMs: 5_000 },
    )
    return stream
  }
  const isOver = (stream: { isOver(): boolean }) =>
    eventually(
      async () => stream.isOver(),
      over => over,
      { withinMs },
    )

  for (const [when, { reader: makeReader, end }] of Object.entries(endings)) {
    it(`as a stream ends when ${when}`, async () => {
      const reader = await makeReader(server)
      const stream = await watching(server.url, reader.token)
      expect((await end(server, reader)).status).to.be.oneOf([200, 204])
      await isOver(stream)
    })

    it(`as a request is answered 401 when ${when}`, async () => {
      const reader = await makeReader(server)
      const waited = server.call('GET', '/activity', { token: reader.token, query: { wait: 30 } })
      // The stream of the same reader is open, so that the request has arrived too.
      await watching(server.url, reader.token)
      expect((await end(server, reader)).status).to.be.oneOf([200, 204])
      const endedMs = performance.now()
      expectProblem(await waited, 'token_invalid')
      expect(performance.now() - endedMs).to.be.lessThan(withinMs)
    })
  }

  it('goes on where another key of the account is deleted', async () => {
    const reader = await byKey(server)
    const body = { name: 'Another', scopes: ['activity:read'] }
    const { id } = expectStatus(await server.call('POST', '/api-keys', { token: reader.account.token, body }), 201).body
    const stream = await watching(server.url, reader.token)
    expectStatus(await server.call('DELETE', `/api-keys/${id}`, { token: reader.account.token }), 204)
    const ended = await byKey(server)
    const control = await watching(server.url, ended.token)
    await deleteKeys(server, ended)
    await isOver(control)
    const told = aMessage(reader.account.id)
    await appendTo(server.databases)([told])
    await eventually(
      async () => stream.ids,
      ids => ids.includes(told.id),
      { withinMs: 5_000 },
    )
  })

  it('ends in a process that has not ended its key itself, and shows nothing of what comes then', async () => {
    const [here, other] = await Promise.all([
      startOneProcess({ databases: server.databases }),
      startOneProcess({ databases: server.databases }),
    ])
    try {
      const reader = await byKey(here)
      const [stream, elsewhere] = await Promise.all([here, other].map(({ url }) => watching(url, reader.token)))
      expectStatus(await deleteKeys(here, reader), 204)
      await appendTo(server.databases)([aMessage(reader.account.id)])
      await Promise.all([isOver(stream!), isOver(elsewhere!)])
      expect(stream!.ids).to.deep.equal([])
    } finally {
      for (const each of open.splice(0)) each.close()
      await Promise.all([here.close(), other.close()])
    }
  })

  describe('with an access token that ends meanwhile', () => {
    async function endingSoon() {
      const { account } = await bySession(server)
      const { sid } = JSON.parse(Buffer.from(account.token.split('.')[1]!, 'base64url').toString()) as { sid: string }
      const { sign } = createTokens({ secrets: ['j'.repeat(48)], accessTokenSeconds: 3 })
      return { account, token: sign({ userId: account.id, role: 'attendee', sessionId: sid }) }
    }

    it('ends as a stream, so that its reader renews it', async () => {
      const { token } = await endingSoon()
      const stream = await watching(server.url, token)
      await eventually(
        async () => stream.isOver(),
        over => over,
        { withinMs: 5_000 },
      )
    })

    it('is answered with what there was, so that its reader goes on from there', async () => {
      const { account, token } = await endingSoon()
      const query = { wait: 30, from: 'end' }
      const { body } = expectStatus(await server.call('GET', '/activity', { token, query }), 200)
      expect(body).to.deep.include({ data: [], hasMore: false })
      const told = aMessage(account.id)
      await appendTo(server.databases)([told])
      const next = await server.call('GET', '/activity', { token: account.token, query: { after: body.nextCursor } })
      expect(expectStatus(next, 200).body.data).to.have.length(1)
    })
  })

  describe('for the seats', () => {
    const watchingSeats = async (eventId: string, token: string) => {
      const stream = await watchSeats(server.url, eventId, { headers: { authorization: `Bearer ${token}` } })
      open.push(stream)
      expect(stream.status).to.equal(200)
      return stream
    }
    const aKeyOf = async ({ token }: Account) => {
      const body = { name: 'Shop', scopes: ['events:read'] }
      return expectStatus(await server.call('POST', '/api-keys', { token, body }), 201).body as {
        id: string
        key: string
      }
    }

    it('of a test event ends with the key of its organizer; of a public one it goes on', async () => {
      const organizer = await anAccount(server, { role: 'organizer' })
      const hidden = await anEvent(server, { organizer, test: true })
      const shown = await anEvent(server, { organizer })
      const { id, key } = await aKeyOf(organizer)
      const [ofHidden, ofShown] = await Promise.all([hidden, shown].map(event => watchingSeats(event.id, key)))
      expectStatus(await server.call('DELETE', `/api-keys/${id}`, { token: organizer.token }), 204)
      await isOver(ofHidden!)
      expect(ofShown!.isOver()).to.equal(false)
    })
  })
})
