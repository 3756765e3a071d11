// Where sessions are kept: in the keyring of the system where there is one that answers, else in the profiles' file.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { forgetSession, keepSession, sessionOf } from '../src/credentials.ts'
import { CommandError } from '../src/failures.ts'
import { systemKeyring } from '../src/keyring.ts'
import type { Keyring } from '../src/keyring.ts'
import { readProfiles } from '../src/profiles.ts'
import { keyringMissing, onDesktop } from './support/desktop.ts'
import { aSession, aUser } from './support/factories.ts'
import { withTerminal } from './support/terminal.ts'

const session = { accessToken: 'access-1', refreshToken: 'refresh-1', expiresAt: '2030-01-01T12:00:00.000Z' }
const server = 'http://127.0.0.1:3000'
const desktop = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nobody/listens' }

/** A keyring in memory, which can be switched off. */
function aKeyring(): Keyring & { readonly secrets: Map<string, string>; isUsable: boolean; asked: number } {
  const secrets = new Map<string, string>()
  const answer = (act: () => string | undefined) => {
    keyring.asked += 1
    return keyring.isUsable
      ? ({ isUsable: true, secret: act() } as const)
      : ({ isUsable: false, why: 'it is locked' } as const)
  }
  const keyring = {
    secrets,
    isUsable: true,
    asked: 0,
    read: async (account: string) => answer(() => secrets.get(account)),
    write: async (account: string, secret: string) => answer(() => void secrets.set(account, secret)),
    remove: async (account: string) => answer(() => void secrets.delete(account)),
  }
  return keyring
}

describe('where a session is kept', () => {
  let folder: string
  const before = { dir: process.env['EVENTLY_CONFIG_DIR'], place: process.env['EVENTLY_CREDENTIALS'] }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evently-keyring-'))
    process.env['EVENTLY_CONFIG_DIR'] = folder
    delete process.env['EVENTLY_CREDENTIALS']
  })
  afterEach(async () => {
    for (const [name, value] of [
      ['EVENTLY_CONFIG_DIR', before.dir],
      ['EVENTLY_CREDENTIALS', before.place],
    ] as const) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    await rm(folder, { recursive: true })
  })
  const file = () => readFile(join(folder, 'config.json'), 'utf8')
  const profile = async () => (await readProfiles()).profiles['work']

  it('is the keyring, and nothing of it is in the file', async () => {
    const keyring = aKeyring()
    await keepSession('work', server, session, keyring)
    expect(await file()).not.to.match(/access-1|refresh-1/)
    expect(await sessionOf(await profile(), keyring)).to.deep.equal(session)
  })

  it('is the file where the keyring can not be used, and the keyring is let be for a day', async () => {
    const keyring = Object.assign(aKeyring(), { isUsable: false })
    await keepSession('work', server, session, keyring)
    await keepSession('work', server, { ...session, accessToken: 'access-2' }, keyring)
    expect(keyring.asked).to.equal(1)
    expect(await sessionOf(await profile(), keyring)).to.deep.equal({ ...session, accessToken: 'access-2' })
  })

  it('is the keyring from the next renewal on, for what was in the file', async () => {
    const keyring = aKeyring()
    process.env['EVENTLY_CREDENTIALS'] = 'file'
    await keepSession('work', server, session, keyring)
    expect(keyring.asked).to.equal(0)
    delete process.env['EVENTLY_CREDENTIALS']
    await keepSession('work', server, { ...session, accessToken: 'access-2' }, keyring)
    expect(await file()).not.to.match(/access-|refresh-1/)
    expect([...keyring.secrets.values()].join()).to.contain('access-2')
  })

  it('is the file again when the environment says so, and then no longer the keyring', async () => {
    const keyring = aKeyring()
    await keepSession('work', server, session, keyring)
    process.env['EVENTLY_CREDENTIALS'] = 'file'
    await keepSession('work', server, session, keyring)
    expect([await sessionOf(await profile(), keyring), keyring.secrets.size]).to.deep.equal([session, 0])
  })

  it('is nowhere else where it must be the keyring', async () => {
    process.env['EVENTLY_CREDENTIALS'] = 'keyring'
    const keyring = Object.assign(aKeyring(), { isUsable: false })
    const refused = await keepSession('work', server, session, keyring).catch((error: unknown) => error)
    expect(refused).to.be.instanceOf(CommandError).and.include({ code: 'keyring_unavailable' })
    expect((await readProfiles()).profiles).to.be.empty
  })

  it('is gone from both once it is forgotten, but for one that was begun meanwhile', async () => {
    const keyring = aKeyring()
    await keepSession('work', server, session, keyring)
    await forgetSession('work', { ...session, refreshToken: 'refresh-0' }, keyring)
    expect(await sessionOf(await profile(), keyring)).to.deep.equal(session)
    await forgetSession('work', session, keyring)
    expect([await profile(), keyring.secrets.size]).to.deep.equal([{ baseUrl: server }, 0])
  })

  it('is said where it can not be read', async () => {
    const keyring = aKeyring()
    await keepSession('work', server, session, keyring)
    keyring.isUsable = false
    const refused = await sessionOf(await profile(), keyring).catch((error: unknown) => error)
    expect(refused).to.be.instanceOf(CommandError).and.include({ exitCode: 4 })
    expect(String(refused)).to.contain('EVENTLY_CREDENTIALS=file')
  })
})

describe('the keyring of the system', () => {
  const library = async (body: string, test: (path: string) => Promise<void>) => {
    const folder = await mkdtemp(join(tmpdir(), 'evently-library-'))
    const path = join(folder, 'library.cjs')
    await writeFile(path, `exports.Entry = class { getPassword() { ${body} } }`)
    try {
      await test(path)
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  it('is given up when it hangs, and the process ends', () =>
    library('for (;;);', async path => {
      const answer = await systemKeyring(path, desktop).read('any')
      expect(answer).to.deep.equal({ isUsable: false, why: 'it has not answered in 3 s' })
    })).timeout(20_000)

  it('says why it fails', () =>
    library("throw new Error('the collection is locked')", async path => {
      const answer = await systemKeyring(path, desktop).read('any')
      expect(answer).to.deep.equal({ isUsable: false, why: 'the collection is locked' })
    }))

  it('may be ended by what it loads', () =>
    library('process.kill(process.pid, "SIGSEGV")', async path => {
      expect(await systemKeyring(path, desktop).read('any')).to.include({ isUsable: false })
    }))

  it('is not asked where there is none, nor without its library', async () => {
    if (process.platform === 'linux')
      expect(await systemKeyring('/not/there', {}).read('any')).to.include({ isUsable: false })
    const answer = await systemKeyring('', desktop).read('any')
    expect(answer).to.deep.equal({ isUsable: false, why: 'the package @napi-rs/keyring is not installed' })
  })
})

describe("a desktop's keyring", () => {
  const missing = keyringMissing()
  before(function () {
    if (missing === undefined) return
    console.error(`  NOT RUN: sessions in a real keyring: ${missing}`)
    this.skip()
  })

  const script = {
    'POST /api/v1/auth/login': { json: aSession() },
    'POST /api/v1/auth/logout': { status: 204 },
    'GET /api/v1/users/profile': { json: aUser() },
  }
  const env = { EVENTLY_CREDENTIALS: '' }
  const login = '"$@" auth login --email ada@example.com --password-stdin < "$HOME/password.txt"'

  it('has the session from the sign-in to the sign-out', () =>
    withTerminal(script, async ({ run, asked, config, configFile }) => {
      await writeFile(join(configFile, '../password.txt'), 'correct horse\n')
      const shell = onDesktop(
        `${login} && "$@" auth status && cp "$HOME/config.json" "$HOME/kept.json" && "$@" auth logout`,
      )
      const { code, stdout, stderr } = await run([], { env, shell })
      expect(code, stderr).to.equal(0)
      expect(stdout).to.contain('ada@example.com')
      const kept = await readFile(join(configFile, '../kept.json'), 'utf8')
      expect(kept)
        .to.contain('"keyring"')
        .and.not.match(/access-secret|refresh-secret/)
      expect(asked.at(1)?.headers.authorization).to.equal('Bearer access-secret-1')
      expect(asked.at(-1)?.body).to.deep.equal({ refreshToken: 'refresh-secret-1' })
      expect((await config()).profiles['default']).to.have.all.keys('baseUrl', 'email')
    })).timeout(60_000)

  it('that is locked leaves the session in the file, and nothing wrong is said', () =>
    withTerminal(script, async ({ run, config, configFile }) => {
      await writeFile(join(configFile, '../password.txt'), 'correct horse\n')
      await run([], { env, shell: onDesktop('true') }) // makes it, with a password
      const { code, stderr } = await run([], { env, shell: onDesktop(login, { isLocked: true }) })
      expect(code, stderr).to.equal(0)
      expect(stderr.split('\n').filter(line => /keyring|evently|[Ee]rror/.test(line) && !/dbus-daemon/.test(line))).to
        .be.empty
      expect((await config()).profiles['default']?.session?.accessToken).to.equal('access-secret-1')
    })).timeout(60_000)
})
