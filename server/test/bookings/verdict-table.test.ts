// The tables of docs/guides/door.md, row by row: tickets are brought into each state, shown at each door of the CLI (by
// the code that is read out and by the picture; with a network, without one, and handed in later), and what is said is
// what the page says.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { aBooking, anEvent, expectStatus, password, type Account } from '../support/builders.ts'
import { openCli, type Cli } from '../support/cli.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const page = await readFile(new URL('../../../../docs/guides/door.md', import.meta.url), 'utf8')

/** The cells of the page's table that begins with this head. */
function tableOf(head: string): readonly (readonly string[])[] {
  const [, ...lines] = page.slice(page.indexOf(`| ${head} |`)).split('\n')
  const rows = lines.slice(1, lines.indexOf(''))
  return rows.map(row =>
    row
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim().replaceAll('`', '')),
  )
}

const doors = ['online, `code`', 'online, `qr`', 'offline, `code`', 'offline, `qr`'] as const
type Door = (typeof doors)[number]

interface Ticket {
  readonly id: string
  readonly code: string
  readonly qr: string
}
type Booking = Awaited<ReturnType<typeof aBooking>> & { readonly tickets: readonly Ticket[] }
type Event = Awaited<ReturnType<typeof anEvent>>

interface Scanned {
  readonly verdict: string
  readonly line: string
}

describe('the verdicts in the guide to the door', function () {
  this.timeout(120_000)
  let server: TestServer
  let cli: Cli
  let event: Event
  before(async () => {
    server = await startTestServer()
    event = await anEvent(server, { capacity: 1_000 })
    const body = { name: 'Scanner', scopes: ['checkin:write'] }
    const made = await server.call('POST', '/api-keys', { token: event.organizer.token, body })
    cli = await openCli(server, expectStatus(made, 201).body.key)
  })
  after(async () => {
    await cli?.close()
    await server?.close()
  })

  const call = async (method: string, path: string, { token }: Account, body?: object) => {
    const answer = await server.call(method, path, { token, ...(body && { body }) })
    expect(answer.status, answer.text).to.be.below(300)
    return answer.body
  }
  /** A ticket for each of the doors. */
  const book = async (at: Event = event): Promise<Booking> =>
    (await aBooking(server, at, { quantity: doors.length })) as unknown as Booking
  const cancel = ({ id }: Booking) => call('DELETE', `/bookings/${id}`, event.organizer)
  const giveAway = async ({ id, tickets, buyer }: Booking): Promise<readonly Ticket[]> => {
    const now: Ticket[] = []
    for (const ticket of tickets)
      now.push(
        await call('POST', `/bookings/${id}/tickets/${ticket.id}/transfer`, buyer, { holder: { name: 'Grace' } }),
      )
    return now
  }
  let letIn = 0
  const admit = ({ tickets }: Pick<Booking, 'tickets'>) => {
    const scans = tickets.map(({ code }) => ({ code, scanId: `let-in-${++letIn}`, device: 'Door 0' }))
    return call('POST', `/admin/events/${event.id}/check-ins/batch`, event.organizer, { scans })
  }
  const refund = ({ id }: Booking) =>
    call('POST', `/admin/bookings/${id}/refunds`, event.organizer, { amountMinor: 2_500, reason: 'A gift' })
  const another = (sign: string) => (sign === '7' ? '8' : '7')
  const changed = (code: string) => code.slice(0, -1) + another(code.at(-1)!)

  /** What happens to the tickets of a row, and when. */
  interface State {
    /** What is shown, and what happened before the list was downloaded. */
    readonly before: () => Promise<readonly Ticket[]>
    /** What happens between the download and the scans; answers what is shown instead. */
    readonly after?: (tickets: readonly Ticket[]) => Promise<readonly Ticket[] | void>
    /** What happens between the scans and their handing in. */
    readonly later?: (tickets: readonly Ticket[]) => Promise<unknown>
    readonly isShownTwice?: true
  }
  const bookings = new Map<readonly Ticket[], Booking>()
  const bought =
    (then: (booking: Booking) => Promise<unknown> = async () => {}, at?: Event) =>
    async () => {
      const booking = await book(at)
      bookings.set(booking.tickets, booking)
      await then(booking)
      return booking.tickets
    }
  const states: Readonly<Record<string, State>> = {
    'a valid ticket': { before: bought() },
    'one whose price was given back, and which was not cancelled': { before: bought(refund) },
    'one whose buyer has deleted the account': {
      before: bought(({ buyer }) => call('DELETE', '/users/profile', buyer, { currentPassword: password })),
    },
    'one that was sold after the download': { before: async () => [], after: bought() },
    'the same ticket for the second time': { before: bought(), isShownTwice: true },
    'one that was let in before the download': { before: bought(admit) },
    'one that was let in after the download': {
      before: bought(),
      after: async tickets => void (await admit({ tickets })),
    },
    'one that comes in at another door after this scan, and before it is handed in': {
      before: bought(),
      later: tickets => admit({ tickets }),
    },
    'one that was cancelled before the download': { before: bought(cancel) },
    'one that was cancelled after the download': {
      before: bought(),
      after: async tickets => void (await cancel(bookings.get(tickets)!)),
    },
    'one that was let in, and cancelled': {
      before: bought(async booking => {
        await admit(booking)
        await cancel(booking)
      }),
    },
    'one that was given away before the download, by its former code': { before: bought(giveAway) },
    'one that was given away before the download, by its code of now': { before: async () => giveAway(await book()) },
    'one that was given away after the download, by its former code': {
      before: bought(),
      after: async tickets => void (await giveAway(bookings.get(tickets)!)),
    },
    'one that was given away after the download, by its code of now': {
      before: bought(),
      after: tickets => giveAway(bookings.get(tickets)!),
    },
    'one of another event of yours': {
      before: async () => bought(undefined, await anEvent(server, { organizer: event.organizer }))(),
    },
    "one of somebody else's event": { before: async () => bought(undefined, await anEvent(server))() },
    'a code with one sign changed': {
      before: async () =>
        (await book()).tickets.map(ticket => ({ ...ticket, code: changed(ticket.code), qr: changed(ticket.qr) })),
    },
  }

  const codesOf = (door: Door, tickets: readonly Ticket[]): string => {
    const ticket = tickets[doors.indexOf(door)]!
    return door.endsWith('`qr`') ? ticket.qr : ticket.code
  }
  const wordsOf: Readonly<Record<string, string>> = {
    'ADMITTED': 'admitted',
    'ALREADY IN': 'already_admitted',
    'VOID': 'void',
    'WRONG EVENT': 'wrong_event',
    'UNKNOWN': 'unknown',
  }
  const keptBy = (door: Door) => `kept-${doors.indexOf(door)}.ndjson`
  /** All codes at one door, as a scanner types them: what is said of each. */
  async function scan(door: Door, codes: readonly string[]): Promise<readonly Scanned[]> {
    const offline = door.startsWith('offline') ? ['--offline', 'tickets.json', '--keep', keptBy(door)] : []
    const args = ['check-in', 'scan', event.id, '--device', 'Door 1', ...offline]
    const { stdout } = await cli.runWell(args, { stdin: codes.join('\n') })
    const lines = stdout.trimEnd().split('\n')
    expect(lines).to.have.length(codes.length)
    return lines.map(line => ({ verdict: wordsOf[line.split('  ')[0]!]!, line }))
  }
  async function handIn(door: Door): Promise<readonly string[]> {
    const { stdout } = await cli.runWell(['check-in', 'upload', event.id, keptBy(door), '--json'])
    const { data } = JSON.parse(stdout) as { data: { verdict: string; conflict: boolean }[] }
    return data.map(({ verdict, conflict }) => `${verdict}${conflict ? ', conflict' : ''}`)
  }

  const names = Object.keys(states)
  /** What was said, by the name of the state and then by the door. */
  const said = new Map<string, Record<string, string>>(names.map(name => [name, {}]))
  const lines: Scanned[] = []
  before(async () => {
    const shown = new Map<string, readonly Ticket[]>()
    for (const name of names) shown.set(name, await states[name]!.before())
    await cli.runWell(['check-in', 'download', event.id, '--file', 'tickets.json'])
    for (const name of names) {
      const now = await states[name]!.after?.(shown.get(name)!)
      if (now) shown.set(name, now)
    }
    // Those that are shown twice are shown once before all others.
    const twice = names.filter(name => states[name]!.isShownTwice)
    for (const door of doors) {
      const scans = [...twice, ...names].map(name => codesOf(door, shown.get(name)!))
      const answers = (await scan(door, scans)).slice(twice.length)
      for (const [n, name] of names.entries()) said.get(name)![door] = answers[n]!.verdict
      lines.push(...answers)
    }
    for (const name of names) await states[name]!.later?.(shown.get(name)!)
    for (const door of doors.filter(each => each.startsWith('offline'))) {
      const answers = (await handIn(door)).slice(twice.length)
      for (const [n, name] of names.entries()) said.get(name)![`${door}, handed in`] = answers[n]!
    }
  })

  const rows = tableOf('what is shown')
  for (const [name, ...cells] of rows)
    it(`${name}: ${cells.join(' | ')}`, () => {
      const [handed, handedPicture] = ['offline, `code`, handed in', 'offline, `qr`, handed in']
      const row = said.get(name!)!
      expect(row[handed!], 'handed in, both codes are worth the same').to.equal(row[handedPicture!])
      expect([...doors.map(door => row[door]), row[handed!]]).to.deep.equal(cells)
    })

  it('are those of every state, and all five', () => {
    expect(rows.map(([name]) => name)).to.deep.equal(names)
    expect(new Set(rows.flatMap(([, ...cells]) => cells.map(cell => cell.replace(', conflict', '')))).size).to.equal(5)
  })

  /** What the page says that a scanner says, as a pattern. */
  const patterns = tableOf('verdict').map(([verdict, line]): [string, RegExp] => [
    verdict!,
    new RegExp(
      `^${line!
        .replaceAll(' ', ' +')
        .replace('TICKET', 'tic_\\w{26}')
        .replace('SCAN', '[\\w-]{36}')
        .replace('TIME', '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC')
        .replace('DOOR', 'Door [01]')
        .replace('FILE', 'away.ndjson')}$`,
    ),
  ])
  for (const [verdict, pattern] of patterns.filter(([name]) => name !== ''))
    it(`${verdict} is said as the page says: ${pattern.source}`, () => {
      const own = lines.filter(line => line.verdict === verdict)
      expect(own).to.have.length.above(1)
      for (const { line } of own) expect(line).to.match(pattern)
    })

  it('and what is no verdict is said as the page says', async () => {
    const none = patterns.filter(([verdict]) => verdict === '').map(([, pattern]) => pattern)
    const scans = ['check-in', 'scan', event.id, '--keep', 'away.ndjson']
    const long = await cli.runWell(scans, { stdin: 'X'.repeat(501) })
    const away = await cli.runWell(scans, { stdin: 'X', baseUrl: 'http://127.0.0.1:9' })
    expect(none).to.have.length(2)
    for (const [n, { stdout }] of [long, away].entries()) expect(stdout.trimEnd()).to.match(none[n]!)
  })
})
