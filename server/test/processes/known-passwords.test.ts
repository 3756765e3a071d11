// The demo's accounts have passwords that everybody can read: they are good on this machine alone.
import { networkInterfaces } from 'node:os'
import { expect } from 'chai'
import { demoOrganizer, localAdmin } from '../../src/demo/accounts.ts'
import { expectProblem, expectStatus } from '../support/builders.ts'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { callOn, testEnvironment } from '../support/server.ts'
import { aDataFolder, endStarts, processesIn, start, startToEnd, stopped } from '../support/starts.ts'

const lan = Object.values(networkInterfaces())
  .flat()
  .find(address => address && !address.internal && address.family === 'IPv4')?.address
const beyond: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['on all addresses', { EVENTLY_HOST: '0.0.0.0' }],
  ['on all addresses of IPv6', { EVENTLY_HOST: '::' }],
  ...(lan === undefined ? [] : [['on an address of the network', { EVENTLY_HOST: lan }] as const]),
  ['on loopback behind a proxy', { EVENTLY_TRUST_PROXY: '1' }],
]
const local = ['127.0.0.1', '127.8.9.10', 'localhost', '::1']

describe('the passwords that everybody knows', function () {
  this.timeout(120_000)
  let databases: TestDatabases
  beforeEach(async () => {
    databases = await cloneDatabases()
  })
  afterEach(async () => {
    endStarts()
    await databases.close()
  })

  /** A server on loopback, with the demo's admin. */
  const demoServer = () =>
    start({ env: environment({ EVENTLY_ADMIN_EMAIL: localAdmin.email, EVENTLY_ADMIN_PASSWORD: localAdmin.password }) })
  const environment = (env: Readonly<Record<string, string>>) => ({
    ...testEnvironment(databases.urls),
    EVENTLY_LOG_LEVEL: 'error',
    EVENTLY_ADMIN_EMAIL: '',
    EVENTLY_ADMIN_PASSWORD: '',
    ...env,
  })
  const makeAccounts = async () => {
    const server = demoServer()
    expectStatus(
      await callOn(await server.up)('POST', '/auth/register', { body: { ...demoOrganizer, role: 'organizer' } }),
      201,
    )
    await stopped(server)
  }

  it('stop a start that others could reach, however they come, and none that is local', async () => {
    await makeAccounts()
    for (const [where, env] of beyond) {
      const { code, said } = await startToEnd({ env: environment(env) })
      expect(code, where).to.equal(1)
      expect(said, where)
        .to.include('everybody knows the password of admin@example.com and organizer@example.com')
        .and.include('EVENTLY_ADMIN_EMAIL')
        .and.include('--empty')
        .and.include('users password')
      expect(said, where).not.to.include('    at ')
    }
    for (const host of local) {
      const started = start({ env: environment({ EVENTLY_HOST: host }) })
      await started.up
      expect(await stopped(started), host).to.equal(0)
    }
  })

  it('stop it no more once they are changed, or the accounts are disabled', async () => {
    await makeAccounts()
    const call = callOn(await demoServer().up)
    const admin = expectStatus(await call('POST', '/auth/login', { body: localAdmin }), 200).body
    const organizer = expectStatus(
      await call('POST', '/auth/login', { body: { email: demoOrganizer.email, password: demoOrganizer.password } }),
      200,
    ).body
    expectStatus(
      await call('POST', '/users/profile/password', {
        token: admin.tokens.accessToken,
        body: { currentPassword: localAdmin.password, newPassword: 'nobody knows this one' },
      }),
      204,
    )
    expect((await startToEnd({ env: environment({ EVENTLY_HOST: '0.0.0.0' }) })).said).to.include(
      'the password of organizer@example.com',
    )
    expectStatus(
      await call('PATCH', `/admin/users/${organizer.user.id}`, {
        token: admin.tokens.accessToken,
        body: { disabled: true },
      }),
      200,
    )
    const started = start({ env: environment({ EVENTLY_HOST: '0.0.0.0' }) })
    await started.up
    expect(await stopped(started)).to.equal(0)
  })

  it('open nothing on a server that others can reach, however the account has come there since', async () => {
    const open = await start({ env: environment({ EVENTLY_HOST: '0.0.0.0' }) }).up
    const here = await demoServer().up // on the same databases: it makes the admin
    const login = (url: string) => callOn(url)('POST', '/auth/login', { body: localAdmin })
    expect(expectProblem(await login(open), 'credentials_invalid').body.detail).to.include('Everybody knows')
    expectStatus(await login(here), 200)
  })

  it("are not taken for an admin of one's own", async () => {
    const own = { EVENTLY_ADMIN_EMAIL: 'boss@example.com', EVENTLY_ADMIN_PASSWORD: localAdmin.password }
    const { code, said } = await startToEnd({ env: environment({ EVENTLY_HOST: '0.0.0.0', ...own }) })
    expect(code).to.equal(1)
    expect(said).to.match(/EVENTLY_ADMIN_PASSWORD is the password of a demo account/)
    const rows = (await databases.users.knex('users').select('id')) as unknown[]
    expect(rows, 'and no such account is made').to.have.length(0)
  })

  it('are not made in a fresh folder that is served to others; without the demo it starts', async () => {
    const folder = await aDataFolder()
    try {
      const env = { EVENTLY_DATA_DIR: folder.path, EVENTLY_HOST: '0.0.0.0' }
      const refused = await startToEnd({ env })
      expect(refused.code).to.equal(1)
      expect(refused.said).to.include('--empty').and.include('EVENTLY_ADMIN_EMAIL')
      expect(await processesIn(folder.path)).to.deep.equal([])

      const admin = { email: 'boss@example.com', password: 'nobody knows this one' }
      const started = start({
        env: { ...env, EVENTLY_ADMIN_EMAIL: admin.email, EVENTLY_ADMIN_PASSWORD: admin.password },
        args: ['--empty'],
      })
      const call = callOn(await started.up)
      expectStatus(await call('POST', '/auth/login', { body: admin }), 200)
      for (const account of [localAdmin, demoOrganizer])
        expectProblem(
          await call('POST', '/auth/login', { body: { email: account.email, password: account.password } }),
          'credentials_invalid',
        )
      expect(await stopped(started)).to.equal(0)
    } finally {
      await folder.close()
    }
  })
})
