// What a server that can't start says: one sentence, what is wrong and what to do, without a stack; and it ends with 1.
import { chown, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { createEmptyDatabase, serverUrl } from '../support/databases.ts'
import { aDataFolder, endStarts, execute, isRoot, nobody, startToEnd, type StartOptions } from '../support/starts.ts'

const secrets = {
  EVENTLY_JWT_SECRET: 'j'.repeat(48),
  EVENTLY_INTERNAL_TOKEN: 'i'.repeat(48),
  EVENTLY_CURSOR_SECRET: 'c'.repeat(48),
  EVENTLY_TICKET_SECRET: 't'.repeat(48),
}

describe("a server that can't start says", function () {
  this.timeout(120_000)
  let folder: Awaited<ReturnType<typeof aDataFolder>>
  before(async () => {
    folder = await aDataFolder()
    await writeFile(join(folder.path, 'file'), '')
  })
  afterEach(endStarts)
  after(() => folder.close())

  const expectSentence = async (options: StartOptions, sentence: RegExp) => {
    const { code, said } = await startToEnd(options)
    expect(said).to.match(sentence)
    expect(said.trim().split('\n'), said).to.have.length(1)
    expect(said).not.to.match(/ at .*:\d+:\d+|geheim/)
    expect(code).to.equal(1)
  }

  const folders: readonly (readonly [string, string | (() => string), RegExp])[] = [
    ['/proc/x', '/proc/x', /The data folder \/proc\/x can't be made: .* set EVENTLY_DATA_DIR to another folder\.$/m],
    ['deep in /proc', '/proc/self/x/y/z', /The data folder \/proc\/self\/x\/y\/z can't be made/],
    ['a device', '/dev/null', /The data folder \/dev\/null can't be made: a file of this name/],
    ['a file', () => join(folder.path, 'file'), /The data folder \S+file can't be made: a file of this name/],
    [
      'below a file',
      () => join(folder.path, 'file', 'x'),
      /The data folder \S+file\/x can't be made: a file of this name, or of a folder above it/,
    ],
    ['a name too long', `/tmp/${'x'.repeat(300)}`, /can't be used \(ENAMETOOLONG\)/],
  ]
  for (const [what, where, sentence] of folders) {
    it(`why the data can't be in ${what}`, () =>
      expectSentence({ env: { EVENTLY_DATA_DIR: typeof where === 'string' ? where : where() } }, sentence))
  }

  it('whose the data folder would have to be', async function () {
    if (!isRoot) this.skip()
    await expectSentence(
      { env: { EVENTLY_DATA_DIR: join(folder.path, 'theirs') }, account: nobody },
      /may not write in the data folder \S+theirs\. Give the folder to this user, or set EVENTLY_DATA_DIR/,
    )
    await expectSentence(
      { env: { EVENTLY_DATA_DIR: folder.path }, account: nobody },
      /may not write in the data folder/,
    )
    const own = join(folder.path, 'own')
    await mkdir(own)
    await chown(own, nobody.uid, nobody.gid)
    await writeFile(join(own, 'secrets.json'), '{}', { mode: 0o600 })
    await expectSentence(
      { env: { EVENTLY_DATA_DIR: own }, account: nobody },
      /The secrets file \S+secrets\.json can't be read \(EACCES\)/,
    )
  })

  it('that a file system is full, or can only be read', async function () {
    const mounted = join(folder.path, 'mounted')
    await mkdir(mounted)
    const mount = await execute('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', mounted]).then(
      () => true,
      () => false,
    )
    if (!mount) this.skip() // only root may, and not everywhere
    try {
      await expectSentence(
        { env: { EVENTLY_DATA_DIR: join(mounted, 'x') } },
        /There is too little space for the data folder \S+ \(a new one needs 200 MB\)\. Free some/,
      )
      await execute('mount', ['-o', 'remount,ro', mounted])
      await expectSentence(
        { env: { EVENTLY_DATA_DIR: join(mounted, 'x') } },
        /is on a file system that can only be read\. Make it writable/,
      )
      expect(await readdir(mounted)).to.deep.equal(['x'])
    } finally {
      await execute('umount', [mounted])
    }
  })

  const listeners: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    [
      'an address of another machine',
      { EVENTLY_HOST: '203.0.113.7' },
      /This machine has no address 203\.0\.113\.7\. Set EVENTLY_HOST/,
    ],
    [
      'a name that nobody knows',
      { EVENTLY_HOST: 'nowhere.invalid' },
      /EVENTLY_HOST is nowhere\.invalid, and no address is known for this name/,
    ],
    [
      'something that is no host',
      { EVENTLY_HOST: 'http://127.0.0.1' },
      /EVENTLY_HOST is http:\/\/127\.0\.0\.1, and no address is known/,
    ],
  ]
  for (const [what, env, sentence] of listeners) {
    it(`why it can't listen on ${what}`, () =>
      expectSentence({ env: { ...env, EVENTLY_DATA_DIR: join(folder.path, 'never') } }, sentence))
  }

  it('that a port is for the administrator', async function () {
    const { stdout } = await execute('cat', ['/proc/sys/net/ipv4/ip_unprivileged_port_start']).catch(() => ({
      stdout: '1024',
    }))
    if (!isRoot || Number(stdout) <= 80) this.skip()
    await expectSentence(
      { env: { PORT: '80', EVENTLY_DATA_DIR: join(folder.path, 'never') }, account: nobody },
      /This user may not listen on port 80: .* Choose a higher port/,
    )
  })

  // Node.js 24 itself does not come up with 20.
  for (const descriptors of [24, 64, 127, 200]) {
    it(`that ${descriptors} files are too few`, () =>
      expectSentence(
        { env: { EVENTLY_DATA_DIR: join(folder.path, 'never') }, descriptors },
        new RegExp(
          `This process may have ${descriptors} files and connections open, and needs \\d+ or more\\. Raise the limit`,
        ),
      ))
  }

  const at = async (change: (url: URL) => void) => {
    const url = new URL(await serverUrl())
    change(url)
    return url.href
  }
  const databases: readonly (readonly [string, () => string | Promise<string>, RegExp])[] = [
    [
      'listens nowhere',
      () => 'postgres://evently:geheim@127.0.0.1:1/x',
      /The PostgreSQL of DATABASE_URL at 127\.0\.0\.1:1 refuses connections: nothing listens there\. Start it, or correct DATABASE_URL\.$/m,
    ],
    [
      'has no known name',
      () => 'postgres://evently:geheim@nowhere.invalid/x',
      /at nowhere\.invalid can't be found: no address is known for the name/,
    ],
    [
      'has another password',
      () =>
        at(url => {
          url.password = 'geheim'
        }),
      /refuses the user or the password: .*Correct DATABASE_URL\.$/m,
    ],
    [
      'wants a password',
      () =>
        at(url => {
          url.password = ''
        }),
      /refuses the user or the password\. Correct DATABASE_URL\.$/m,
    ],
    [
      'speaks no TLS',
      async () => `${await serverUrl()}?sslmode=verify-full`,
      /can't be spoken to as its URL asks \(sslmode\)/,
    ],
  ]
  for (const [what, url, sentence] of databases) {
    it(`that the database server ${what}`, async () =>
      expectSentence({ env: { ...secrets, DATABASE_URL: await url() } }, sentence))
  }

  it("which of the four databases isn't there", async () => {
    const empty = await Promise.all(
      ['USERS', 'EVENTS', 'SEARCH'].map(async name => [name, await createEmptyDatabase()] as const),
    )
    try {
      const urls = Object.fromEntries(empty.map(([name, { url }]) => [`${name}_DATABASE_URL`, url]))
      await expectSentence(
        {
          env: {
            ...secrets,
            ...urls,
            BOOKINGS_DATABASE_URL: await at(url => {
              url.pathname = '/nowhere'
            }),
          },
        },
        /The PostgreSQL of BOOKINGS_DATABASE_URL at \S+ has no database nowhere\. Make it/,
      )
    } finally {
      await Promise.all(empty.map(([, database]) => database.close()))
    }
  })
})
