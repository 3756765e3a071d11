// Profiles by hand, and the access token for other programs.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { aSession } from './support/factories.ts'
import { anonymousHere } from './support/in-process.ts'
import type { Here } from './support/in-process.ts'
import { aProblem } from './support/scripted-server.ts'

const login = ['auth', 'login', '--email', 'ada@example.com', '--password-stdin']
const script = { 'POST /api/v1/auth/login': { json: aSession() } }

interface Config {
  readonly current?: string
  readonly profiles: Readonly<Record<string, { readonly session?: { readonly refreshToken: string } }>>
}
const configOf = async ({ configFile }: Here) => JSON.parse(await readFile(configFile, 'utf8')) as Config

/** Signed in as the profiles `default` and `staging`; the first one is in use. */
const signedIn = (test: (here: Here & { config(): Promise<Config> }) => Promise<unknown>) => () =>
  anonymousHere(script, async here => {
    await here.run(login, { stdin: 'correct horse\n' })
    await here.run([...login, '--profile', 'staging'], { stdin: 'correct horse\n' })
    await test({ ...here, config: () => configOf(here) })
  })

describe('evently profiles', () => {
  it(
    'shows one, without its session',
    signedIn(async ({ run, url }) => {
      const { stdout } = await run(['profiles', 'show', 'staging', '--json'])
      const shown = { name: 'staging', current: false, baseUrl: url, email: 'ada@example.com', signedIn: true }
      expect(JSON.parse(stdout)).to.deep.equal({ ...shown, credentials: 'file' })
      const inUse = await run(['profiles', 'show'])
      expect(inUse.stdout)
        .to.match(/Profile: +default\nCurrent: +yes/)
        .and.not.match(/-secret-/)
    }),
  )

  it(
    'renames one, which stays in use and signed in',
    signedIn(async ({ run, config }) => {
      const before = (await config()).profiles['default']
      expect(await run(['profiles', 'rename', 'default', 'production'])).to.include({
        code: 0,
        stderr: 'default is now production.\n',
      })
      const { current, profiles } = await config()
      expect([current, Object.keys(profiles).sort()]).to.deep.equal(['production', ['production', 'staging']])
      expect(profiles['production']).to.deep.equal(before)
    }),
  )

  it(
    'gives no profile a name that another one has',
    signedIn(async ({ run, config }) => {
      const before = await config()
      const { code, stderr } = await run(['profiles', 'rename', 'default', 'staging'])
      expect({ code, stderr }).to.deep.equal({ code: 6, stderr: 'There is a profile "staging" already.\n' })
      expect(await config()).to.deep.equal(before)
    }),
  )

  it(
    'removes one with its session, and then none is in use',
    signedIn(async ({ run, config }) => {
      const { code, stderr } = await run(['profiles', 'remove', 'default'])
      expect({ code, stderr }).to.deep.equal({
        code: 0,
        stderr: 'Removed default. Its session ends at the server by itself.\n',
      })
      expect(Object.keys((await config()).profiles)).to.deep.equal(['staging'])
      expect(await config()).not.to.have.property('current')
    }),
  )

  for (const verb of ['show', 'remove', 'use', 'rename'])
    it(
      `${verb} says which profiles there are, and which may be meant`,
      signedIn(async ({ run }) => {
        const { code, stderr } = await run(['profiles', verb, 'stagin', ...(verb === 'rename' ? ['other'] : [])])
        expect(code).to.equal(2)
        expect(stderr).to.contain('Did you mean staging?').and.contain('default, staging')
      }),
    )
})

describe('evently auth token', () => {
  it(
    'prints the token and nothing else',
    signedIn(async ({ run }) =>
      expect(await run(['auth', 'token'])).to.deep.equal({ code: 0, stdout: 'access-secret-1\n', stderr: '' }),
    ),
  )

  it('renews one that is about to end', () => {
    const answers = {
      'POST /api/v1/auth/login': { json: aSession({ expiresInSeconds: 30 }) },
      'POST /api/v1/auth/refresh': {
        json: aSession({ accessToken: 'access-secret-2', refreshToken: 'refresh-secret-2' }),
      },
    }
    return anonymousHere(answers, async here => {
      await here.run(login, { stdin: 'correct horse\n' })
      expect((await here.run(['auth', 'token'])).stdout).to.equal('access-secret-2\n')
      expect((await configOf(here)).profiles['default']?.session?.refreshToken).to.equal('refresh-secret-2')
    })
  })

  it('ends with 4 where there is no session, or it has ended', () => {
    const answers = {
      'POST /api/v1/auth/login': { json: aSession({ expiresInSeconds: 30 }) },
      'POST /api/v1/auth/refresh': aProblem('refresh_token_invalid'),
    }
    return anonymousHere(answers, async ({ run }) => {
      expect(await run(['auth', 'token'])).to.include({ code: 4, stdout: '' })
      await run(login, { stdin: 'correct horse\n' })
      expect(await run(['auth', 'token'])).to.include({ code: 4, stdout: '' })
    })
  })

  it('has none to print beside an API key', () =>
    anonymousHere({}, async ({ run }) =>
      expect(await run(['auth', 'token'], { env: { EVENTLY_API_KEY: 'evk_1' } })).to.include({ code: 2, stdout: '' }),
    ))
})
