import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { cloneDatabases, type TestDatabases } from '../support/databases.ts'
import { packedCli } from '../support/cli.ts'
import { spawnServer, type ServerProcess } from '../support/processes.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const run = promisify(execFile)

/** The examples of a page in one language, in their order. */
const examplesOf = (page: string, language: 'sh' | 'ts') =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text]) => text!)

function expectInOrder(printed: string, expected: readonly string[]) {
  let from = 0
  for (const seen of expected) {
    const at = printed.indexOf(seen, from)
    expect(at, `${seen} in what follows ${printed.slice(0, from)}:\n${printed.slice(from)}`).to.be.above(-1)
    from = at + seen.length
  }
}

describe('what the pages show', () => {
  let databases: TestDatabases
  let server: ServerProcess
  before(async () => {
    databases = await cloneDatabases()
    server = await spawnServer(databases)
  })
  after(async () => {
    await server.stop()
    await databases.close()
  })

  /** Runs a page's commands as a reader would, and then its code; answers what they have printed. */
  async function followed({
    commands,
    code,
    path = process.env['PATH'],
  }: {
    readonly commands: readonly string[]
    readonly code: readonly string[]
    readonly path?: string | undefined
  }) {
    const home = await mkdtemp(join(tmpdir(), 'evently-tour-'))
    const options = {
      cwd: root,
      env: {
        PATH: path,
        HOME: home,
        EVENTLY_CONFIG_DIR: home,
        EVENTLY_CREDENTIALS: 'file',
        EVENTLY_BASE_URL: server.url,
      },
    }
    try {
      const printed = [await run('bash', ['-eo', 'pipefail', '-c', commands.join('\n')], options)]
      for (const module of code)
        printed.push(await run(process.execPath, ['--input-type=module', '-e', module], options))
      return printed.map(({ stdout }) => stdout).join('\n')
    } finally {
      await rm(home, { recursive: true })
    }
  }

  it('the README has a tour that works word for word', async function () {
    this.timeout(180_000)
    const readme = await readFile(join(root, 'README.md'), 'utf8')
    const tour = /## Five minutes\n[\s\S]*?```sh\n([\s\S]*?)```/.exec(readme)?.[1]
    expect(tour).to.include('npx evently')
    const code = examplesOf(readme, 'ts').map(each => each.replace('http://127.0.0.1:3000', server.url))
    const printed = await followed({ commands: [tour!], code })
    for (const seen of ['Night of Strings', 'confirmed', 'cancelled', 'reserve', 'commit', 'Clean:   yes'])
      expect(printed).to.include(seen)
    expect(printed).to.match(/\[ '[\w-]+', '[\w-]+' \]/)
  })

  /**
   * A PATH on which `npx evently` goes straight to the CLI of the package: npx takes longer than the command. The
   * README's tour has npx, and the CLI of the work tree.
   */
  async function pathWithoutNpx(folder: string) {
    const [npx, cli] = [join(folder, 'npx'), await packedCli()]
    await writeFile(npx, `#!/bin/sh\n[ "$1" = evently ] || exit 1\nshift\nexec "${process.execPath}" "${cli}" "$@"\n`)
    await chmod(npx, 0o755)
    return `${folder}:${process.env['PATH']}`
  }

  let programs: string
  before(async () => {
    programs = await mkdtemp(join(tmpdir(), 'evently-npx-'))
  })
  after(() => rm(programs, { recursive: true }))

  /** What each prints, in this order. */
  const seenIn: Readonly<Record<string, readonly string[]>> = {
    'activity.md': ['evt_', 'from here on: '],
    'door.md': ['ADMITTED', 'ALREADY IN', 'since', 'yes', 'An Evening unknown'],
    'evening.md': [
      ...['Gives:  20 % off', 'Gives:  access', '5 of 7 left', 'the code had one use; Ben pays the price'],
      ...['nobody sees Crew without its code', 'sold out: Eve waits', 'Discount: 18.00 EUR', 'Charles Babbage'],
      ...['Holder: Grace Hopper', 'Serial: 2', 'Refunded: 36.00 EUR', 'Amount:  45.00 EUR', 'Left:     1'],
      ...['answers.diet', 'Grace Hopper,ada,vegan', 'Ada Lovelace,ada,vegan,no'],
      ...['ADMITTED', 'ALREADY IN', 'Door 1', 'VOID', 'ADMITTED', 'WRONG EVENT', 'UNKNOWN'],
      ...['ADMITTED', 'ADMITTED', 'ADMITTED', 'ALREADY IN', 'Door 3', 'UNKNOWN', 'ADMITTED', 'ADMITTED'],
      ...['ALREADY IN   yes', 'ALREADY IN   -', 'WRONG EVENT  -', 'ALREADY IN  yes'],
      ...['Admitted:  6 of 6', 'Revenue:   217.00 EUR', '6\n', '45.00 EUR  organizer', 'Clean:   yes'],
    ],
    'guests.md': ['Ada Lovelace', 'Grace Hopper, grace@example.com', 'TRANSFERRED', '"after":'],
    'promotions.md': ['Early 10', '1 of 100', 'crew only', '1 of 200'],
    'errors.md': ['no such event: http'],
    'paying.md': ['tok_declined payment_declined held until', 'tok_ok confirmed captured'],
    'booking.md': ['rsv_', 'confirmed', 'cancelled', 'declined; still held'],
    'organizing.md': [
      ...['Opening Night', 'published', '4 to make.', '4 made.', 'Nothing to do: 4 unchanged.'],
      ...['customer-4711', 'shop@example.com', 'Clean:   yes', 'cancelled'],
    ],
    // Rows are imported side by side, so which of the two events is listed first is open.
    'importing.md': ['Made:      2', 'Season Opening', 'ended with 3', '2 bookings of the gala', 'Events cancelled'],
    'searching.md': ['Night of Cellos'],
    'testing.md': [
      'yes: nobody else sees it',
      'offered',
      'Offers expired',
      'confirmed',
      'Clean:   yes',
      'late: expired',
    ],
    'waitlist.md': ['waiting', 'offered', 'confirmed'],
    'webhooks.md': ['whd_', 'booking.confirmed', 'whsec_'],
  }
  /** Compiled and run by tests of their own: receivers.test.ts of the SDK, and shop-guide.test.ts. */
  const runElsewhere = ['receiving-webhooks.md', 'shop.md']
  /** Of words alone. */
  const withoutExamples = ['going-live.md']
  for (const [guide, expected] of Object.entries(seenIn)) {
    it(`the guide ${guide} works word for word`, async function () {
      this.timeout(180_000)
      const page = await readFile(join(root, 'docs/guides', guide), 'utf8')
      const printed = await followed({
        commands: examplesOf(page, 'sh'),
        code: examplesOf(page, 'ts'),
        path: await pathWithoutNpx(programs),
      })
      expectInOrder(printed, expected)
    })
  }

  it('leaves no guide out', async () => {
    const guides = (await readdir(join(root, 'docs/guides'))).filter(name => name !== 'README.md')
    expect(guides).to.have.members([...Object.keys(seenIn), ...runElsewhere, ...withoutExamples])
  })
})
