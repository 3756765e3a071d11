// API keys and sessions in the terminal: what is shown, and which credential goes out.
import type { ApiKey, CreatedApiKey, ListedSession } from '@evently/sdk'
import { expect } from 'chai'
import { aPage, aSession } from './support/factories.ts'
import { withTerminal } from './support/terminal.ts'

const id = 'key_01jz3t5m8qf0vab9x2k4c7d6eh'
const secret = 'evk_4Tz9Qm2Xc7Vb1Ns8Kd5HfGt6Rj3WpLy0aBcDeF'
const aKey: ApiKey = {
  id,
  name: 'Ticket shop',
  prefix: 'evk_4Tz9',
  scopes: ['events:read', 'bookings:write'],
  createdAt: '2030-06-01T18:30:00.000Z',
}
const created: CreatedApiKey = { ...aKey, key: secret }
const aListedSession: ListedSession = {
  id: 'ses_01jz3t5m8qf0vab9x2k4c7d6eh',
  current: true,
  createdAt: '2030-06-01T18:30:00.000Z',
  lastUsedAt: '2030-06-02T08:00:00.000Z',
  expiresAt: '2030-07-02T08:00:00.000Z',
  network: '203.0.113.0/24',
  userAgent: 'evently-cli/0.1.0',
}
const script = {
  'POST /api/v1/auth/login': { json: aSession() },
  'POST /api/v1/api-keys': { status: 201, json: created },
  'GET /api/v1/api-keys': { json: aPage([{ ...aKey, lastUsedAt: '2030-06-02T08:00:00.000Z' }]) },
  [`DELETE /api/v1/api-keys/${id}`]: { status: 204 },
  'GET /api/v1/users/sessions': { json: { data: [aListedSession] } },
  [`DELETE /api/v1/users/sessions/${aListedSession.id}`]: { status: 204 },
  'GET /api/v1/bookings': { json: aPage([]) },
}
const login = ['auth', 'login', '--email', 'ada@example.com', '--password-stdin']
const scopes = ['--scope', 'events:read', '--scope', 'bookings:write']

describe('evently api-keys', () => {
  it('makes a key and shows it this once', () =>
    withTerminal(script, async ({ run, asked }) => {
      await run(login, { stdin: 'correct horse\n' })
      const args = ['api-keys', 'create', '--name', 'Ticket shop', ...scopes, '--expires-at', '2030-12-31']
      const { code, stdout, stderr } = await run(args)
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: 'Keep the key: it is shown this once.\n' })
      expect(stdout).to.contain(secret).and.contain('events:read, bookings:write')
      expect(asked.at(-1)?.body).to.deep.equal({
        name: 'Ticket shop',
        scopes: ['events:read', 'bookings:write'],
        expiresAt: '2030-12-31T00:00:00.000Z',
      })
      expect(asked.at(-1)?.headers).to.have.property('idempotency-key')
    }))

  it('lists and deletes keys', () =>
    withTerminal(script, async ({ run }) => {
      await run(login, { stdin: 'correct horse\n' })
      const { stdout } = await run(['api-keys', 'list'])
      expect(stdout).to.match(/Ticket shop +evk_4Tz9 +events:read, bookings:write +2030-06-02 08:00 UTC +never/)
      expect((await run(['api-keys', 'delete', id, '--yes'])).stderr).to.equal(`Deleted ${id}.\n`)
    }))

  it('lists and ends sessions', () =>
    withTerminal(script, async ({ run }) => {
      await run(login, { stdin: 'correct horse\n' })
      expect((await run(['auth', 'sessions'])).stdout)
        .to.contain('203.0.113.0/24')
        .and.contain('evently-cli/0.1.0')
      const { stderr } = await run(['auth', 'end-session', aListedSession.id])
      expect(stderr).to.equal(`Ended ${aListedSession.id}.\n`)
    }))

  it('is done with the session even if a key is set, and everything else with the key', () =>
    withTerminal(script, async ({ run, asked }) => {
      const env = { EVENTLY_API_KEY: 'evk_given' }
      await run(login, { stdin: 'correct horse\n' })
      for (const args of [
        ['api-keys', 'list'],
        ['auth', 'sessions'],
        ['bookings', 'list'],
      ])
        await run(args, { env })
      expect(asked.slice(1).map(({ headers }) => headers.authorization)).to.deep.equal([
        'Bearer access-secret-1',
        'Bearer access-secret-1',
        'Bearer evk_given',
      ])
    }))
})
