// The secrets of the embedded default: made once, refused when they can't be trusted, and never replaced.
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import { keptSecrets, secretsOf } from '../../src/secrets.ts'
import { execute } from '../support/starts.ts'

const good = {
  jwtSecret: 'j'.repeat(64),
  internalToken: 'i'.repeat(64),
  cursorSecret: 'c'.repeat(64),
  ticketSecret: 't'.repeat(64),
}
const log = pino({ level: 'silent' })

describe('the secrets file', () => {
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evently-secrets-'))
    file = join(folder, 'secrets.json')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('is made once, for its owner alone, by however many start together, one a moment after the other', async () => {
    for (let round = 0; round < 30; round++) {
      const data = join(folder, String(round))
      await mkdir(data)
      const late = async (turns: number) => {
        for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
        return keptSecrets(data, log)
      }
      const all = await Promise.all(Array.from({ length: 12 }, (_, each) => late(each * 3)))
      expect(new Set(all.map(secrets => JSON.stringify(secrets))).size, 'all of them have the same').to.equal(1)
      expect(Object.values(all[0]!).every(secret => secret.length === 64)).to.equal(true)
      expect((await stat(join(data, 'secrets.json'))).mode & 0o777).to.equal(0o600)
      expect(await readdir(data), 'and nothing half-made is left').to.deep.equal(['secrets.json'])
      expect(await keptSecrets(data, log)).to.deep.equal(all[0])
    }
  })

  const settings = {
    jwtSecret: 'EVENTLY_JWT_SECRET',
    internalToken: 'EVENTLY_INTERNAL_TOKEN',
    cursorSecret: 'EVENTLY_CURSOR_SECRET',
    ticketSecret: 'EVENTLY_TICKET_SECRET',
  } as const
  const names = Object.keys(settings) as (keyof typeof settings)[]
  const choices = Array.from({ length: 2 ** names.length }, (_, mask) => names.filter((_, n) => mask & (1 << n)))
  for (const set of choices)
    it(`gives what is not set, where ${set.join(' and ') || 'none'} ${set.length > 1 ? 'are' : 'is'} set`, async () => {
      const own = (name: keyof typeof settings) => `set-${name}-${'x'.repeat(32)}`
      const env = Object.fromEntries(names.map(name => [settings[name], set.includes(name) ? own(name) : ' ']))
      const config = readConfig({ EVENTLY_DATA_DIR: folder, ...env })
      const [first, second] = [await secretsOf(config, log), await secretsOf(config, log)]
      expect(second, 'the next start has the same').to.deep.equal(first)
      for (const name of names)
        if (set.includes(name)) expect(first[name]).to.equal(own(name))
        else expect(first[name]).to.have.length(64)
      expect(new Set(Object.values(first)).size).to.equal(4)
      expect(await readdir(folder)).to.deep.equal(set.length === 4 ? [] : ['secrets.json'])
      const later = await secretsOf(readConfig({ EVENTLY_DATA_DIR: folder }), log)
      for (const name of names)
        if (set.length < 4 && !set.includes(name)) expect(later[name], 'kept when nothing is set').to.equal(first[name])
    })

  for (const name of ['EVENTLY_JWT_SECRET', 'EVENTLY_TICKET_SECRET'])
    it(`is not looked at for ${name}, which may be two with a comma between them, and no more`, () => {
      const [one, two, three] = ['a', 'b', 'c'].map(letter => letter.repeat(32))
      expect(Object.values(readConfig({ [name]: `${one},${two}` }).secrets)).to.deep.equal([`${one},${two}`])
      expect(() => readConfig({ [name]: `${one},short` })).to.throw(`${name} has a comma, so it is two secrets`)
      expect(() => readConfig({ [name]: `${one},${two},${three}` })).to.throw(`${name} must be one secret, or two`)
    })

  it('may be laid out as one likes, and hold more than we know', async () => {
    await writeFile(file, `\n${JSON.stringify({ ...good, later: true }, null, 4)}\n`, { mode: 0o600 })
    expect(await keptSecrets(folder, log)).to.deep.equal(good)
  })

  it('of a release before tickets were signed gives a secret for them, the same at each start', async () => {
    const { ticketSecret: _, ...older } = good
    const text = JSON.stringify(older)
    await writeFile(file, text, { mode: 0o600 })
    const [first, second] = [await keptSecrets(folder, log), await keptSecrets(folder, log)]
    expect(first).to.deep.include(older)
    expect(first.ticketSecret).to.have.length(64)
    expect(second).to.deep.equal(first)
    expect(await readFile(file, 'utf8'), 'and the file is left as it is').to.equal(text)
    await writeFile(file, JSON.stringify({ ...older, jwtSecret: 'k'.repeat(64) }))
    expect((await keptSecrets(folder, log)).ticketSecret).not.to.equal(first.ticketSecret)
  })

  const unusable: readonly (readonly [string, string, RegExp])[] = [
    ['is empty', '', /is not a JSON object/],
    ['is cut off', JSON.stringify(good).slice(0, -3), /is not a JSON object/],
    ['is no JSON', 'jwtSecret=…', /is not a JSON object/],
    ['holds null', 'null', /is not a JSON object/],
    ['holds a list', JSON.stringify(Object.values(good)), /is not a JSON object/],
    ['holds a text', JSON.stringify('x'.repeat(64)), /is not a JSON object/],
    ['holds nothing', '{}', /a jwtSecret that is missing or no text/],
    ['lacks one', JSON.stringify({ ...good, cursorSecret: undefined }), /a cursorSecret that is missing or no text/],
    [
      'has an empty one',
      JSON.stringify({ ...good, internalToken: '' }),
      /an? internalToken that must be set, to 32 characters or more/,
    ],
    [
      'has a short one',
      JSON.stringify({ ...good, jwtSecret: 'j'.repeat(31) }),
      /a jwtSecret that must be set, to 32 characters or more/,
    ],
    [
      'has one of blanks',
      JSON.stringify({ ...good, jwtSecret: ' '.repeat(64) }),
      /a jwtSecret that has blanks at an end/,
    ],
    [
      "has one with a line's end",
      JSON.stringify({ ...good, cursorSecret: `${good.cursorSecret}\n` }),
      /a cursorSecret that has blanks at an end/,
    ],
    [
      "has a token that can't be sent",
      JSON.stringify({ ...good, internalToken: `${'i'.repeat(40)} ü` }),
      /a internalToken that must be letters, digits/,
    ],
    ['has a number', JSON.stringify({ ...good, jwtSecret: 10 ** 40 }), /a jwtSecret that is missing or no text/],
    [
      'has a list of them',
      JSON.stringify({ ...good, jwtSecret: [good.jwtSecret] }),
      /a jwtSecret that is missing or no text/,
    ],
    ['is no text', '\u0000\u0001\u0002', /is not a JSON object/],
    ['is a large other thing', 'x'.repeat(100_000), /is too large/],
  ]
  for (const [what, text, sentence] of unusable) {
    it(`that ${what} is named, refused, and left as it is`, async () => {
      await writeFile(file, text, { mode: 0o600 })
      await expectRefusal(sentence)
      expect(await readFile(file, 'utf8')).to.equal(text)
      expect(await readdir(folder)).to.deep.equal(['secrets.json'])
    })
  }

  it("is refused where it can't be read, is a folder or a pipe, or leads nowhere: no secrets are made", async () => {
    await mkdir(file)
    await expectRefusal(/is not a file/)
    await rm(file, { recursive: true })
    await execute('mkfifo', [file])
    await expectRefusal(/is not a file/)
    await rm(file)
    await symlink('secrets.json', file)
    await expectRefusal(/can't be read \(ELOOP\)/)
    await rm(file)
    await symlink(join(folder, 'away'), file)
    await expectRefusal(/leads nowhere/)
    expect(await readdir(folder)).to.deep.equal(['secrets.json'])
  })

  it('is closed to others, and its owner told, where others could read it', async () => {
    const told: string[] = []
    await writeFile(file, JSON.stringify(good))
    await chmod(file, 0o644)
    expect(
      await keptSecrets(
        folder,
        pino(
          {},
          {
            write: line => {
              told.push(line)
            },
          },
        ),
      ),
    ).to.deep.equal(good)
    expect((await stat(file)).mode & 0o777).to.equal(0o600)
    expect(told).to.have.length(1)
    expect(told[0]).to.include('other users could read').and.include(file)
  })

  async function expectRefusal(sentence: RegExp) {
    const error = await keptSecrets(folder, log).then(
      () => undefined,
      (caught: unknown) => caught,
    )
    expect(error).to.be.instanceOf(Error).with.property('name', 'StartError')
    const { message } = error as Error
    expect(message)
      .to.match(sentence)
      .and.include(file)
      .and.match(/Put the file back|Make room/)
    expect(message).not.to.match(/j{20}|i{20}|c{20}/)
  }
})
