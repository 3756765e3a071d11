// `evently import` against a whole server: what becomes of rows, and that nothing is made twice, whatever ends it.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { anAccount, expectStatus, type Account } from '../support/builders.ts'
import { openCli, type Cli } from '../support/cli.ts'
import { eventually } from '../support/processes.ts'
import { startOneProcess, type TestServer } from '../support/server.ts'

interface Made {
  readonly title: string
  readonly externalId?: string
}

describe('an import', function () {
  this.timeout(120_000)
  let server: TestServer
  before(async () => {
    server = await startOneProcess()
  })
  after(() => server.close())

  let organizer: Account
  let cli: Cli
  beforeEach(async () => {
    organizer = await anAccount(server, { role: 'organizer' })
    const scopes = ['events:read', 'events:write']
    const { body } = expectStatus(
      await server.call('POST', '/api-keys', { token: organizer.token, body: { name: 'import', scopes } }),
      201,
    )
    cli = await openCli(server, body.key)
  })
  afterEach(() => cli.close())

  const write = async (name: string, content: string | Uint8Array) => {
    await writeFile(join(cli.folder, name), content)
    return name
  }
  const read = (name: string) => readFile(join(cli.folder, name), 'utf8')
  const factsOf = (stdout: string) => JSON.parse(stdout) as Record<string, unknown>

  async function allEvents(): Promise<Made[]> {
    const found: Made[] = []
    let cursor: string | undefined
    do {
      const query = { limit: 100, ...(cursor !== undefined && { cursor }) }
      const { body } = await server.call('GET', '/admin/events', { token: organizer.token, query })
      found.push(...(body.data as Made[]))
      cursor = body.nextCursor ?? undefined
    } while (cursor !== undefined)
    return found
  }

  const header = 'externalId;title;category;venue;startsAt;endsAt;capacity;price;currency'
  const rowOf = (n: number, own = '') =>
    `${own || `e-${n}`};Evening ${n};music;hall;2035-06-01T20:00;2035-06-01T23:00;${100 + n};45,50;EUR`
  const manyRows = (count: number, row = rowOf) =>
    [header, ...Array.from({ length: count }, (_, n) => row(n + 1))].join('\n')
  const aHall = async () => {
    const venues = await write(
      'venues.csv',
      'externalId,name,city,country,timezone\nhall,Harbour Hall,Hamburg,DE,Europe/Berlin\n',
    )
    const { code, stderr } = await cli.run(['import', 'venues', venues])
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
  }

  it('makes venues and events, changes them by their externalId, and leaves alone what is not new', async () => {
    await aHall()
    const file = await write('events.csv', manyRows(5))
    const first = await cli.run(['import', 'events', file, '--json'])
    expect(first).to.deep.include({ code: 0, stderr: '' })
    expect(factsOf(first.stdout)).to.deep.include({ rows: 5, made: 5, changed: 0, unchanged: 0, failed: 0 })
    expect(factsOf((await cli.run(['import', 'events', file, '--json'])).stdout)).to.deep.include({ unchanged: 5 })

    await write('events.csv', manyRows(5).replace('Evening 3', 'Late Evening 3'))
    expect(factsOf((await cli.run(['import', 'events', file, '--json'])).stdout)).to.deep.include({
      changed: 1,
      unchanged: 4,
    })
    const events = await allEvents()
    expect(events.map(({ title }) => title).sort()).to.deep.equal([
      'Evening 1',
      'Evening 2',
      'Evening 4',
      'Evening 5',
      'Late Evening 3',
    ])
    expect(events.find(({ externalId }) => externalId === 'e-1')).to.deep.include({
      startsAt: '2035-06-01T18:00:00.000Z',
      capacity: 101,
      status: 'draft',
    })
  })

  it('sends nothing with --dry-run, nor while one row has a fault', async () => {
    await aHall()
    const file = await write('events.csv', manyRows(5))
    expect(await cli.run(['import', 'events', file, '--dry-run'])).to.deep.include({ code: 0 })
    await write('faulty.csv', `${manyRows(5)}\n${rowOf(6).replace('hall', 'nowhere')}`)
    const faulty = await cli.run(['import', 'events', 'faulty.csv'])
    expect(faulty.code).to.equal(3)
    expect(faulty.stderr).to.include('Line 7, venue: names "nowhere"')
    expect(await allEvents()).to.deep.equal([])
  })

  it('reads stdin, and puts on sale what it is asked to', async () => {
    await aHall()
    const row = { externalId: 'x', title: 'From a pipe', category: 'music', venue: 'hall', capacity: 9 }
    const stdin = JSON.stringify({ ...row, startsAt: '2035-06-01T20:00', endsAt: '2035-06-01T23:00' })
    expect(await cli.run(['import', 'events', '-', '--publish'], { stdin })).to.deep.include({ code: 0, stderr: '' })
    expect((await allEvents())[0]).to.deep.include({ title: 'From a pipe', status: 'published' })
  })

  it('ends with 9 where rows are refused, and leaves them in a file that can be put right and imported', async () => {
    await aHall()
    // The server alone knows which countries there are.
    const file = await write(
      'more.csv',
      'externalId,name,city,country,timezone\na,Alpha,Hamburg,DE,Europe/Berlin\n' +
        'b,"Beta, the hall",London,UK,Europe/London\n',
    )
    const refused = await cli.run(['import', 'venues', file])
    expect(refused.code).to.equal(9)
    expect(refused.stderr).to.include('They are in more.csv.failed.csv')
    const failed = await read('more.csv.failed.csv')
    const [names, row] = failed.split('\n')
    expect(names).to.equal('externalId,name,city,country,timezone,importLine,importError')
    expect(row).to.match(/^b,"Beta, the hall",London,UK,Europe\/London,3,"?country /)
    await write('more.csv.failed.csv', failed.replace(',UK,', ',GB,'))
    const again = await cli.run(['import', 'venues', 'more.csv.failed.csv', '--json'])
    expect(again).to.deep.include({ code: 0 })
    expect(factsOf(again.stdout)).to.deep.include({ rows: 1, made: 1 })
  })

  /** Ends it when so many rows are in its journal. */
  async function interrupted(args: readonly string[], { rows, signal }: { rows: number; signal: NodeJS.Signals }) {
    const { child, ended } = cli.start(args)
    const journal = () => read('events.csv.journal').catch(() => '')
    const lines = async () => (await journal()).split('\n').length - 2
    await eventually(lines, count => count >= rows, { withinMs: 60_000 })
    child.kill(signal)
    return { outcome: await ended, rows: await lines() }
  }

  const kinds = {
    'with ids of their own': rowOf,
    'without any id': (n: number) => rowOf(n).replace(/^e-\d+/, ''),
  }
  for (const [what, row] of Object.entries(kinds)) {
    it(`of rows ${what} that is interrupted twice is gone on with, and makes nothing twice`, async () => {
      await aHall()
      const file = await write('events.csv', manyRows(300, row))
      const first = await interrupted(['import', 'events', file], { rows: 60, signal: 'SIGINT' })
      expect(first.outcome.code).to.equal(130)
      expect(first.outcome.stderr).to.match(
        /Interrupted\. \d+ of 300 rows are done\. Go on with the same command and --resume\./,
      )

      const unsaid = await cli.run(['import', 'events', file])
      expect(unsaid.code).to.equal(2)
      expect(unsaid.stderr).to.include('Go on with --resume, or begin again with --no-resume')

      const second = await interrupted(['import', 'events', file, '--resume'], {
        rows: first.rows + 60,
        signal: 'SIGKILL',
      })
      expect(second.outcome.signal).to.equal('SIGKILL')

      const last = await cli.run(['import', 'events', file, '--resume', '--json'])
      expect(last.code).to.equal(0)
      const facts = factsOf(last.stdout)
      expect(facts).to.deep.include({ rows: 300, failed: 0, before: second.rows })
      const titles = (await allEvents()).map(({ title }) => title)
      expect(titles).to.have.length(300)
      expect(new Set(titles).size).to.equal(300)
      expect(await read('events.csv.journal').catch(() => 'gone')).to.equal('gone')
    })
  }

  it('would make rows without an id twice if their keys did not follow from the file (the control)', async () => {
    await aHall()
    const rows = manyRows(3, kinds['without any id'])
    await write('events.csv', rows)
    for (const times of [1, 2]) {
      expect((await cli.run(['import', 'events', 'events.csv'])).code, `run ${times}`).to.equal(0)
      expect(await allEvents(), `run ${times}`).to.have.length(3)
    }
    await write('another.csv', `${rows}\n\n`)
    expect((await cli.run(['import', 'events', 'another.csv'])).code).to.equal(0)
    expect(await allEvents()).to.have.length(6)
  })

  it('is resumed with the same file alone', async () => {
    await aHall()
    const file = await write('events.csv', manyRows(300))
    await interrupted(['import', 'events', file], { rows: 20, signal: 'SIGINT' })
    await write('events.csv', manyRows(301))
    const other = await cli.run(['import', 'events', file, '--resume'])
    expect(other.code).to.equal(2)
    expect(other.stderr).to.include(
      "had another content, or other --map, --set, --publish or --test, so it can't be resumed",
    )
    const anew = await cli.run(['import', 'events', file, '--no-resume', '--json'])
    expect(factsOf(anew.stdout)).to.deep.include({ rows: 301, failed: 0, before: 0 })
    expect(await allEvents()).to.have.length(301)
  })

  it('stops where nobody may do it, and says so as any other command does', async () => {
    const file = await write('venues.csv', 'name,city,country,timezone\nHall,Hamburg,DE,Europe/Berlin\n')
    const stranger = await openCli(server, 'evk_nobodys')
    const path = join(cli.folder, file)
    const { stderr, code } = await stranger.run(['import', 'venues', path])
    await stranger.close()
    expect(code).to.equal(4)
    expect(stderr).to.include('token_invalid')
  })
})
