// Signing in and staying signed in.
import { expect } from 'chai'
import { isProblem } from '../src/index.ts'
import type { SessionTokens } from '../src/index.ts'
import { aProblem, aSession, faultOf, withServer } from './support/scripted-server.ts'
import type { Script } from './support/scripted-server.ts'

/** Knows access tokens by their number: the lower ones have expired. */
const serverWhere =
  (current: { turn: number }): Script =>
  ({ path, headers }) => {
    if (path.endsWith('/auth/refresh')) return { json: aSession(++current.turn) }
    return headers.authorization === `Bearer access-${current.turn}`
      ? { json: { id: 'usr_1' } }
      : aProblem('token_expired')
  }

describe('sdk: session', () => {
  it('signing in signs the client in, and says so', async () => {
    const sessions: (SessionTokens | undefined)[] = []
    const script: Script = ({ path }) => (path.endsWith('/auth/login') ? { json: aSession(1) } : { json: {} })
    await withServer(script, { onSession: session => void sessions.push(session) }, async ({ client, asked }) => {
      await client.auth.login({ email: 'ada@example.com', password: 'correct horse battery' })
      await client.users.profile.get()
      expect(asked[0]?.headers.authorization).to.equal(undefined)
      expect(asked[1]?.headers.authorization).to.equal('Bearer access-1')
      expect(sessions).to.deep.equal([
        { accessToken: 'access-1', refreshToken: 'refresh-1', expiresAt: '2030-06-01T18:45:00.000Z' },
      ])
      expect(client.session).to.deep.equal(sessions[0])
    })
  })

  it('signing out ends the session', async () => {
    const sessions: (SessionTokens | undefined)[] = []
    const session = { accessToken: 'access-1', refreshToken: 'refresh-1' }
    await withServer(
      () => ({ status: 204 }),
      { session, apiKey: 'evk_partner', onSession: one => void sessions.push(one) },
      async ({ client, asked }) => {
        await client.auth.logout({ refreshToken: 'refresh-1' })
        expect(sessions).to.deep.equal([undefined])
        await client.users.profile.get()
        expect(asked[1]?.headers.authorization, 'the API key is what is left').to.equal('Bearer evk_partner')
      },
    )
  })

  it('an API key goes before a session, but for what a signed-in user alone may do', async () => {
    const session = { accessToken: 'access-1', refreshToken: 'refresh-1' }
    await withServer(
      () => ({ json: {} }),
      { session, apiKey: 'evk_partner' },
      async ({ client, asked }) => {
        await client.events.list()
        await client.bookings.get('bkg_01jz3t5m8qf0vab9x2k4c7d6eh')
        await client.raw({ method: 'GET', path: '/api/v1/events' })
        await client.users.profile.get()
        await client.apiKeys.list()
        expect(asked.map(({ headers }) => headers.authorization)).to.deep.equal([
          'Bearer evk_partner',
          'Bearer evk_partner',
          'Bearer evk_partner',
          'Bearer access-1',
          'Bearer access-1',
        ])
      },
    )
  })

  it('many calls that meet an expired token refresh once, and all succeed', async () => {
    const session = { accessToken: 'access-0', refreshToken: 'refresh-0' }
    await withServer(serverWhere({ turn: 1 }), { session }, async ({ client, asked }) => {
      await Promise.all(Array.from({ length: 50 }, () => client.users.profile.get()))
      const refreshes = asked.filter(({ path }) => path.endsWith('/auth/refresh'))
      expect(refreshes.map(({ body }) => body)).to.deep.equal([{ refreshToken: 'refresh-0' }])
    })
  })

  it('the next refresh uses the refresh token of the last one', async () => {
    const current = { turn: 0 }
    await withServer(
      serverWhere(current),
      { session: { accessToken: 'access-x', refreshToken: 'refresh-x' } },
      async ({ client, asked }) => {
        await client.users.profile.get()
        current.turn = 7
        await client.users.profile.get()
        const refreshes = asked.filter(({ path }) => path.endsWith('/auth/refresh'))
        expect(refreshes.map(({ body }) => body)).to.deep.equal([
          { refreshToken: 'refresh-x' },
          { refreshToken: 'refresh-1' },
        ])
      },
    )
  })

  it('a token about to expire is renewed before it is sent', async () => {
    await withServer(
      ({ path }, turn) => (path.includes('/auth/') ? { json: aSession(turn) } : { json: {} }),
      {},
      async ({ client, asked, clock }) => {
        await client.auth.login({ email: 'ada@example.com', password: 'correct horse battery' })
        clock.advance(869_000)
        await client.users.profile.get()
        clock.advance(1_000)
        await client.users.profile.get()
        expect(asked.map(({ path, headers }) => [path.split('/').at(-1), headers.authorization])).to.deep.equal([
          ['login', undefined],
          ['profile', 'Bearer access-0'],
          ['refresh', undefined],
          ['profile', 'Bearer access-2'],
        ])
      },
    )
  })

  it('a kept session is renewed by the time it was kept with', async () => {
    const session = { accessToken: 'access-old', refreshToken: 'refresh-old', expiresAt: '2030-06-01T18:30:10.000Z' }
    await withServer(
      ({ path }) => (path.endsWith('/refresh') ? { json: aSession(1) } : { json: {} }),
      { session },
      async ({ client, asked }) => {
        await client.users.profile.get()
        expect(asked.map(({ path }) => path.split('/').at(-1))).to.deep.equal(['refresh', 'profile'])
      },
    )
  })

  it('a refused refresh ends the session, once, for all who wait for it', async () => {
    const sessions: (SessionTokens | undefined)[] = []
    const session = { accessToken: 'access-0', refreshToken: 'refresh-0' }
    const script: Script = ({ path }) => aProblem(path.endsWith('/refresh') ? 'refresh_token_invalid' : 'token_expired')
    await withServer(script, { session, onSession: one => void sessions.push(one) }, async ({ client, asked }) => {
      const faults = await Promise.all(Array.from({ length: 5 }, () => faultOf(client.users.profile.get())))
      expect(faults.every(fault => isProblem(fault, 'refresh_token_invalid'))).to.equal(true)
      expect(asked.filter(({ path }) => path.endsWith('/refresh'))).to.have.length(1)
      expect(sessions).to.deep.equal([undefined])
      expect(client.session).to.equal(undefined)
    })
  })

  it('a refresh that fails on the way is not repeated by itself, and the session stays', async () => {
    const session = { accessToken: 'access-0', refreshToken: 'refresh-0' }
    const script: Script = ({ path }) => aProblem(path.endsWith('/refresh') ? 'service_unavailable' : 'token_expired')
    await withServer(script, { session }, async ({ client, asked }) => {
      expect(isProblem(await faultOf(client.users.profile.get()), 'service_unavailable')).to.equal(true)
      expect(asked.filter(({ path }) => path.endsWith('/refresh'))).to.have.length(1)
      expect(client.session).to.deep.equal(session)
    })
  })

  it('one who gives up does not end the refresh that others wait for', async () => {
    const session = { accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: '2030-06-01T18:30:00.000Z' }
    const abort = new AbortController()
    const script: Script = async ({ path }) => {
      if (!path.endsWith('/refresh')) return { json: {} }
      abort.abort()
      return { json: aSession(1) }
    }
    await withServer(script, { session }, async ({ client }) => {
      const [first, second] = await Promise.allSettled([
        client.users.profile.get({ signal: abort.signal }),
        client.users.profile.get(),
      ])
      expect([first.status, second.status]).to.deep.equal(['rejected', 'fulfilled'])
      expect(client.session?.accessToken).to.equal('access-1')
    })
  })

  it('a token that is still refused after the refresh is not refreshed again', async () => {
    const script: Script = ({ path }) => (path.endsWith('/refresh') ? { json: aSession(1) } : aProblem('token_expired'))
    await withServer(script, { session: { accessToken: 'a', refreshToken: 'r' } }, async ({ client, asked }) => {
      expect(isProblem(await faultOf(client.users.profile.get()), 'token_expired')).to.equal(true)
      expect(asked).to.have.length(3)
    })
  })

  it('the idempotency key survives the renewal of the token', async () => {
    const session = { accessToken: 'access-0', refreshToken: 'refresh-0' }
    await withServer(serverWhere({ turn: 1 }), { session }, async ({ client, asked }) => {
      await client.bookings.reserve({ eventId: 'evt_1', quantity: 1 })
      const keys = asked
        .filter(({ path }) => path.endsWith('/reserve'))
        .map(({ headers }) => headers['idempotency-key'])
      expect(keys).to.have.length(2)
      expect(new Set(keys).size).to.equal(1)
    })
  })
})
