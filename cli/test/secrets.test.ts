// Secrets: where they may come from, what is said of those that others can see, and that nothing suggests one.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { aPage, aSession } from './support/factories.ts'
import { here } from './support/in-process.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const bookings = { 'GET /api/v1/bookings': { json: aPage([]) } }
const without = { EVENTLY_API_KEY: '' }

describe('a secret', () => {
  it('may be in the environment or on stdin', () =>
    here(bookings, async ({ run, asked }) => {
      expect((await run(['bookings', 'list'], { env: { EVENTLY_API_KEY: 'evk_environment' } })).stderr).to.equal(
        'Nothing found.\n',
      )
      const { stderr } = await run(['bookings', 'list', '--api-key-stdin'], { env: without, stdin: 'evk_stdin\nmore' })
      expect(stderr).to.equal('Nothing found.\n')
      expect(asked.map(({ headers }) => headers.authorization)).to.deep.equal([
        'Bearer evk_environment',
        'Bearer evk_stdin',
      ])
      const empty = await run(['bookings', 'list', '--api-key-stdin'], { env: without })
      expect(empty).to.deep.include({ code: 2, stderr: 'There was no API key on stdin.\nSee more help with --help\n' })
    }))

  it('on the command line is warned of, once and without repeating it', () =>
    here({ ...bookings, 'POST /api/v1/auth/login': { json: aSession() } }, async ({ run }) => {
      const { code, stdout, stderr } = await run(['bookings', 'list', '--api-key', 'evk_typed', '--json'], {
        env: without,
      })
      expect(code).to.equal(0)
      expect(JSON.parse(stdout)).to.deep.equal(aPage([]))
      expect(stderr).to.equal(
        'Others on this computer may see --api-key, and the shell keeps it in its history: better set ' +
          'EVENTLY_API_KEY, or use --api-key-stdin.\n',
      )
      const login = await run(['auth', 'login', '--email', 'ada@example.com', '--password', 'hunter2'], {
        env: without,
      })
      expect(login.stderr).to.contain('may see --password').and.not.to.contain('hunter2')
    }))

  it('is an API key as it was copied: with white space around it, and refused with 4 where it can be none', () =>
    here(
      { 'GET /api/v1/admin/events': { json: { data: [], hasMore: false, nextCursor: null } } },
      async ({ run, asked }) => {
        for (const key of ['evk_1\n', ' evk_1\r\n', 'evk_1']) {
          expect((await run(['events', 'managed'], { env: { EVENTLY_API_KEY: key } })).code).to.equal(0)
          expect(asked.at(-1)?.headers.authorization).to.equal('Bearer evk_1')
        }
        for (const key of ['evk_1\nevk_2', 'evk 1', 'ключ']) {
          const { code, stderr } = await run(['events', 'managed'], { env: { EVENTLY_API_KEY: key } })
          expect(code, stderr).to.equal(4)
          expect(stderr)
            .to.match(/^The API key has a character that no key has/)
            .and.not.to.contain('evk')
        }
      },
    ))

  it('goes to no log of the requests', () =>
    here({ 'POST /api/v1/auth/login': { json: aSession() } }, async ({ run }) => {
      const { stdout, stderr } = await run(['auth', 'login', '--email', 'a@b.c', '--password-stdin', '-v'], {
        stdin: 'hunter2\n',
      })
      expect(stdout + stderr).not.to.match(/hunter2|evk_|secret/)
    }))

  it('is put on a command line by no page, no help and no example', async () => {
    const pages = [
      'README.md',
      'cli/README.md',
      'sdk/README.md',
      ...(await filesIn('docs')),
      ...(await filesIn('cli/src')),
    ]
    for (const page of pages.filter(name => /\.(md|ts)$/.test(name))) {
      const text = await readFile(join(root, page), 'utf8')
      const found = commandsIn(text).flatMap(command => command.match(typedSecret) ?? [])
      expect(found, page).to.deep.equal([])
    }
    const planted = ['evently auth login --password hunter2', 'evently events list --api-key=evk_1']
    for (const command of planted) expect(command).to.match(typedSecret)
  })
})

/** A value, or a variable that the shell puts in: both are seen by others. A place holder in angles is none. */
const typedSecret = /--(?:api-key|password|secret)(?:=|\s+)["']?[\w$]+/

/** What stands in fences and backticks, and in the examples of the help. */
const commandsIn = (text: string): readonly string[] => [
  ...(text.match(/^```[^]*?^```/gm) ?? []),
  ...(text.match(/`[^`\n]+`/g) ?? []),
  ...(text.match(/<%= config\.bin %>[^\n]*/g) ?? []),
]

const filesIn = async (folder: string) =>
  (await readdir(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(root.length))
