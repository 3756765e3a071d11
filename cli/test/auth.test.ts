// Signing in, staying signed in and signing out, and that no secret is ever shown.
import { readdir, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect } from 'chai'
import { aPage, aSession, aUser, anEvent } from './support/factories.ts'
import { aProblem } from './support/scripted-server.ts'
import { withTerminal } from './support/terminal.ts'

const loginAnswer = { 'POST /api/v1/auth/login': { json: aSession() } }
const login = ['auth', 'login', '--email', 'ada@example.com', '--password-stdin']
const stdin = 'correct horse\n'

describe('evently auth', () => {
  it('keeps the session in a file that only its owner can read, and leaves no other file behind', () =>
    withTerminal(loginAnswer, async ({ run, url, asked, config, configFile }) => {
      const { code, stdout, stderr } = await run(login, { stdin })
      expect({ code, stdout }).to.deep.equal({ code: 0, stdout: '' })
      expect(stderr).to.equal(`Signed in to ${url} as ada@example.com (organizer), profile default.\n`)
      expect(asked[0]?.body).to.deep.equal({ email: 'ada@example.com', password: 'correct horse' })
      const { current, profiles } = await config()
      expect(current).to.equal('default')
      expect(profiles['default']).to.deep.include({ baseUrl: url, email: 'ada@example.com' })
      expect(profiles['default']?.session).to.deep.include({
        accessToken: 'access-secret-1',
        refreshToken: 'refresh-secret-1',
      })
      expect((await stat(configFile)).mode & 0o777).to.equal(0o600)
      const left = await readdir(dirname(configFile))
      // From Node.js 22 on, the compiled program is kept.
      expect(left.filter(name => name !== '.cache')).to.deep.equal(['config.json'])
    }))

  it('prints no token and no password with --json either', () =>
    withTerminal(loginAnswer, async ({ run, url }) => {
      const { code, stdout, stderr } = await run([...login, '--json'], { stdin })
      expect(code).to.equal(0)
      expect(JSON.parse(stdout)).to.deep.equal({ profile: 'default', baseUrl: url, user: aUser() })
      expect(stdout + stderr).not.to.match(/secret|correct horse/)
    }))

  it('repeats no secret of a command line that it does not understand', () =>
    withTerminal({}, async ({ run }) => {
      for (const json of [[], ['--json']]) {
        const { code, stdout, stderr } = await run([
          'auth',
          'login',
          '--email',
          'ada@example.com',
          '--password',
          'hunter2',
          '--api-key',
          'evk_hidden',
          '--pasword=hunter2',
          ...json,
        ])
        expect(code).to.equal(2)
        expect(stdout + stderr).not.to.match(/hunter2|evk_hidden/)
      }
    }))

  it('asks nobody where nobody can answer', () =>
    withTerminal(loginAnswer, async ({ run, asked }) => {
      const { code, stderr } = await run(['auth', 'login', '--email', 'ada@example.com'])
      expect(code).to.equal(2)
      expect(stderr).to.contain('--password-stdin is needed')
      expect(asked).to.deep.equal([])
    }))

  it('says in one line that the password is wrong, in another where to read more, and keeps nothing', () =>
    withTerminal({ 'POST /api/v1/auth/login': aProblem('credentials_invalid') }, async ({ run, url }) => {
      const { code, stdout, stderr } = await run(login, { stdin })
      expect({ code, stdout, stderr }).to.deep.equal({
        code: 4,
        stdout: '',
        stderr:
          'Wrong email or password (credentials_invalid, request req_refused)\n' +
          `More: ${url}/problems/credentials_invalid\n`,
      })
    }))

  it('registers and signs in at once', () =>
    withTerminal(
      { 'POST /api/v1/auth/register': { status: 201, json: aSession() } },
      async ({ run, asked, config }) => {
        const { code } = await run(
          [
            'auth',
            'register',
            '--email',
            'ada@example.com',
            '--name',
            'Ada Lovelace',
            '--role',
            'organizer',
            '--password-stdin',
          ],
          { stdin },
        )
        expect(code).to.equal(0)
        expect(asked[0]?.body).to.deep.equal({
          email: 'ada@example.com',
          name: 'Ada Lovelace',
          role: 'organizer',
          password: 'correct horse',
        })
        expect((await config()).profiles['default']?.session?.accessToken).to.equal('access-secret-1')
      },
    ))

  it('uses the session of the profile, and the server it was begun at', () =>
    withTerminal(
      {
        ...loginAnswer,
        'GET /api/v1/users/profile': { json: aUser() },
      },
      async ({ run, url, asked }) => {
        await run(login, { stdin })
        const { code, stdout } = await run(['auth', 'status'], { withoutBaseUrl: true })
        expect(code).to.equal(0)
        expect(stdout).to.contain(`Server:       ${url}\n`).and.to.contain('ada@example.com (organizer)')
        expect(asked[1]?.headers.authorization).to.equal('Bearer access-secret-1')
      },
    ))

  it('never shows a session to another server', () =>
    withTerminal(loginAnswer, async ({ run: runHere }) =>
      withTerminal({ 'GET /api/v1/events': { json: aPage([]) } }, async elsewhere => {
        await runHere(login, { stdin })
        const refused = await runHere(['users', 'profile'], { env: { EVENTLY_BASE_URL: elsewhere.url } })
        expect(refused.code).to.equal(4)
        expect(refused.stderr).to.contain('The session of this profile is for')
        expect((await runHere(['events', 'list', '--base-url', elsewhere.url])).code).to.equal(0)
        expect(elsewhere.asked.map(one => one.headers.authorization)).to.deep.equal([undefined])
      }),
    ))

  it('puts an API key that is given before the session', () =>
    withTerminal({ ...loginAnswer, 'GET /api/v1/bookings': { json: aPage([]) } }, async ({ run, asked }) => {
      await run(login, { stdin })
      await run(['bookings', 'list'], { env: { EVENTLY_API_KEY: 'evk_given' } })
      expect(asked[1]?.headers.authorization).to.equal('Bearer evk_given')
    }))

  it('renews a session that ends soon once, however many commands run at once', () =>
    withTerminal(
      {
        ...loginAnswer,
        'POST /api/v1/auth/refresh': ({ body }) =>
          (body as { refreshToken: string }).refreshToken === 'refresh-secret-1'
            ? { json: aSession({ accessToken: 'access-secret-2', refreshToken: 'refresh-secret-2' }) }
            : aProblem('refresh_token_invalid'),
        'GET /api/v1/users/profile': { json: aUser() },
      },
      async ({ run, asked, config, configFile }) => {
        await run(login, { stdin })
        const old = await config()
        const session = {
          accessToken: 'access-secret-1',
          refreshToken: 'refresh-secret-1',
          expiresAt: new Date(Date.now() + 5_000).toISOString(),
        }
        await writeFile(
          configFile,
          JSON.stringify({ ...old, profiles: { default: { ...old.profiles['default'], session } } }),
        )
        const outcomes = await Promise.all([1, 2, 3].map(() => run(['users', 'profile'])))
        expect(outcomes.map(outcome => outcome.code)).to.deep.equal([0, 0, 0])
        expect(asked.filter(one => one.path.endsWith('/refresh'))).to.have.length(1)
        expect(asked.filter(one => one.path.endsWith('/profile')).map(one => one.headers.authorization)).to.deep.equal(
          Array(3).fill('Bearer access-secret-2'),
        )
        expect((await config()).profiles['default']?.session?.refreshToken).to.equal('refresh-secret-2')
      },
    ))

  it('is signed out when the server refuses to renew, and public commands go on', () =>
    withTerminal(
      {
        ...loginAnswer,
        'POST /api/v1/auth/refresh': aProblem('refresh_token_invalid'),
        'GET /api/v1/events': { json: aPage([anEvent()]) },
      },
      async ({ run, config, configFile }) => {
        await run(login, { stdin })
        const old = await config()
        const session = { accessToken: 'a', refreshToken: 'r', expiresAt: '2020-01-01T00:00:00.000Z' }
        await writeFile(
          configFile,
          JSON.stringify({ ...old, profiles: { default: { ...old.profiles['default'], session } } }),
        )
        expect((await run(['events', 'list'])).code).to.equal(0)
        expect((await run(['users', 'profile'])).code).to.equal(4)
        expect((await config()).profiles['default']?.session).to.equal(undefined)
      },
    ))

  it('ends the session on the server and forgets it', () =>
    withTerminal({ ...loginAnswer, 'POST /api/v1/auth/logout': { status: 204 } }, async ({ run, asked, config }) => {
      await run(login, { stdin })
      expect((await run(['auth', 'logout'])).code).to.equal(0)
      expect(asked[1]?.body).to.deep.equal({ refreshToken: 'refresh-secret-1' })
      expect((await config()).profiles['default']?.session).to.equal(undefined)
      expect((await run(['auth', 'status'])).code).to.equal(4)
    }))

  it('knows several profiles', () =>
    withTerminal(loginAnswer, async ({ run, url, config }) => {
      await run(login, { stdin })
      await run([...login, '--profile', 'staging'], { stdin })
      expect((await run(['profiles', 'use', 'staging'])).code).to.equal(0)
      expect((await config()).current).to.equal('staging')
      expect((await run(['profiles', 'use', 'nowhere'])).code).to.equal(2)
      const { stdout } = await run(['profiles', 'list', '--json'])
      expect(JSON.parse(stdout).data).to.deep.equal(
        ['default', 'staging'].map(name => ({
          name,
          current: name === 'staging',
          baseUrl: url,
          email: 'ada@example.com',
          signedIn: true,
        })),
      )
      expect(stdout).not.to.contain('secret')
    }))

  for (const name of ['constructor', '__proto__']) {
    it(`lets a profile be called ${name}, and knows none of that name before`, () =>
      withTerminal(loginAnswer, async ({ run, config }) => {
        expect((await run(['auth', 'status', '--profile', name])).code).to.equal(2)
        expect((await run([...login, '--profile', name], { stdin })).code).to.equal(0)
        const { current, profiles } = await config()
        expect([current, Object.entries(profiles).map(([each, { email }]) => [each, email])]).to.deep.equal([
          name,
          [[name, 'ada@example.com']],
        ])
      }))
  }

  it('does not quote a broken file of profiles', () =>
    withTerminal({}, async ({ run, configFile }) => {
      await writeFile(configFile, '{"profiles":{"default":{"session":{"accessToken":"access-secret-1"')
      const { code, stderr } = await run(['profiles', 'list'])
      expect(code).to.equal(1)
      expect(stderr).to.contain('is not valid JSON').and.not.to.contain('secret')
    }))
})
