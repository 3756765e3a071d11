// What `evently doctor` finds, and where `evently open` leads.
import { chmod, writeFile } from 'node:fs/promises'
import { contract } from '@evently/sdk'
import { expect } from 'chai'
import { exitOf, failed, note, ok } from '../src/doctor/findings.ts'
import { environmentFinding, nodeFinding, proxyFinding } from '../src/doctor/here.ts'
import { clockFinding, contractFinding } from '../src/doctor/server.ts'
import { aSession, aUser } from './support/factories.ts'
import { anonymousHere } from './support/in-process.ts'
import { aProblem } from './support/scripted-server.ts'

const now = Date.parse('2030-01-01T12:00:00.000Z')
const theirs = (ms: number) => new Date(now + ms).toUTCString()

describe('what the doctor finds', () => {
  const findings: readonly (readonly [
    what: string,
    state: string,
    found: { state: string; says: string },
    says: RegExp,
  ])[] = [
    ['the oldest Node.js that will do', 'ok', nodeFinding('20.19.0'), /20\.19\.0/],
    ['a Node.js that is too old', 'failed', nodeFinding('20.18.9'), /too old/],
    ['a newer Node.js', 'ok', nodeFinding('24.1.0'), /24/],
    ['a clock that is right', 'ok', clockFinding(theirs(4_000), now), /within 4 s/],
    ['a clock that is behind', 'note', clockFinding(theirs(90_000), now), /90 s ahead of this computer's/],
    ['a clock that is ahead', 'note', clockFinding(theirs(-90_000), now), /90 s behind this computer's/],
    ['a server without a clock', 'note', clockFinding(undefined, now), /does not say/],
    ['the same contract', 'ok', contractFinding(`${contract.version}.${contract.hash}`), /\d/],
    ['another contract', 'note', contractFinding('0.9.0.abc'), /0\.9\.0\.abc/],
    ['no proxy', 'ok', proxyFinding({}), /none/],
    [
      'a proxy, without its password',
      'note',
      proxyFinding({ HTTPS_PROXY: 'http://me:pw@proxy:3128' }),
      /…@proxy:3128$/,
    ],
    [
      'a key, without its value',
      'note',
      environmentFinding({ EVENTLY_API_KEY: 'evk_1' }),
      /^EVENTLY_API_KEY \(not shown\)$/,
    ],
  ]
  for (const [what, state, found, says] of findings)
    it(`${what}: ${state}`, () => {
      expect(found.state).to.equal(state)
      expect(found.says).to.match(says)
    })

  it('ends with the code of the first failure, and with 0 for notes', () => {
    expect(exitOf([ok('a', ''), note('b', '')])).to.equal(0)
    expect(exitOf([note('a', ''), failed('b', '', '', 8), failed('c', '', '', 4)])).to.equal(8)
  })
})

describe('evently doctor', () => {
  const headers = { 'evently-contract': `${contract.version}.${contract.hash}` }
  const script = {
    'GET /livez': { json: { status: 'alive' }, headers },
    'POST /api/v1/auth/login': { json: aSession() },
    'GET /api/v1/users/profile': { json: aUser() },
  }
  const login = ['auth', 'login', '--email', 'ada@example.com', '--password-stdin']
  const states = (stdout: string) =>
    Object.fromEntries(
      (JSON.parse(stdout) as { data: { check: string; state: string }[] }).data.map(({ check, state }) => [
        check,
        state,
      ]),
    )

  it('finds nothing wrong where nothing is', () =>
    anonymousHere(script, async ({ run }) => {
      await run(login, { stdin: 'correct horse\n' })
      const { code, stdout } = await run(['doctor', '--output', 'json'])
      expect(code).to.equal(0)
      const fine = [
        'Node.js',
        'Profiles',
        'Keyring',
        'Proxy',
        'Name',
        'Port',
        'Server',
        'Clock',
        'Contract',
        'Credential',
      ]
      expect(states(stdout)).to.include(Object.fromEntries(fine.map(check => [check, 'ok'])))
      expect((await run(['doctor'])).stdout).to.match(/^Credential: +session of ada@example\.com \(organizer\)$/m)
    }))

  it('ends with 8 where the server can not be reached', () =>
    anonymousHere({}, async ({ run }) => {
      const { code, stdout } = await run(['doctor', '--base-url', 'http://127.0.0.1:1', '--json'])
      expect([code, states(stdout)['Port']]).to.deep.equal([8, 'failed'])
    }))

  it('ends with 8 where there is no such name', () =>
    anonymousHere({}, async ({ run }) => {
      const { code, stdout } = await run(['doctor', '--base-url', 'http://nobody.invalid', '--json'])
      expect([code, states(stdout)['Name']]).to.deep.equal([8, 'failed'])
    }))

  it('ends with 8 where TLS is wanted and there is none', () =>
    anonymousHere(script, async ({ run, url }) => {
      const { code, stdout } = await run(['doctor', '--base-url', url.replace('http:', 'https:'), '--json'])
      expect([code, states(stdout)['Port'], states(stdout)['TLS']]).to.deep.equal([8, 'ok', 'failed'])
    }))

  it('ends with 4 where the session is not good', () =>
    anonymousHere({ ...script, 'GET /api/v1/users/profile': aProblem('token_invalid') }, async ({ run }) => {
      await run(login, { stdin: 'correct horse\n' })
      const { code, stdout } = await run(['doctor', '--json'])
      expect([code, states(stdout)['Credential']]).to.deep.equal([4, 'failed'])
    }))

  it('takes a key that may not read bookings for good', () =>
    anonymousHere({ ...script, 'GET /api/v1/bookings': aProblem('insufficient_scope') }, async ({ run }) => {
      const { code, stdout } = await run(['doctor', '--json'], { env: { EVENTLY_API_KEY: 'evk_1' } })
      expect([code, states(stdout)['Credential']]).to.deep.equal([0, 'ok'])
      expect(stdout).not.to.contain('evk_1')
    }))

  it('finds a file that others can read, and one that is no JSON', () =>
    anonymousHere(script, async ({ run, configFile }) => {
      await run(login, { stdin: 'correct horse\n' })
      await chmod(configFile, 0o644)
      expect(states((await run(['doctor', '--json'])).stdout)).to.include({ Profiles: 'failed' })
      await chmod(configFile, 0o600)
      await writeFile(configFile, '{')
      const { code, stdout } = await run(['doctor', '--json'])
      expect([code, states(stdout)['Profiles'], states(stdout)['Connection']]).to.deep.equal([1, 'failed', 'failed'])
    }))

  it('tells what was mistyped as any command does', () =>
    anonymousHere({}, async ({ run }) =>
      expect(await run(['doctor', '--frobnicate'])).to.include({ code: 2, stdout: '' }),
    ))
})

describe('evently open', () => {
  const pages: readonly (readonly [args: readonly string[], path: string])[] = [
    [[], '/docs'],
    [['bookings.reserve'], '/docs#/bookings/bookings.reserve'],
    [['sold_out'], '/problems/sold_out'],
    [['evt_01jz3t5m8qf0vab9x2k4c7d6eh'], '/api/v1/events/evt_01jz3t5m8qf0vab9x2k4c7d6eh'],
  ]
  for (const [args, path] of pages)
    it(`prints ${path} where there is no screen`, () =>
      anonymousHere({}, async ({ run, url }) =>
        expect(await run(['open', ...args])).to.deep.equal({ code: 0, stdout: `${url}${path}\n`, stderr: '' }),
      ))

  it('says what was meant by a page that there is none of, and where a booking is seen', () =>
    anonymousHere({}, async ({ run }) => {
      expect((await run(['open', 'event.list'])).stderr).to.contain('Did you mean events.list?')
      expect((await run(['open', 'bkg_01jz3t5m8qf0vab9x2k4c7d6eh'])).stderr).to.contain('evently bookings get')
    }))
})
