// An organizer's day at the terminal, on a real server: what is typed, and the screens as they were seen. People buy
// through the SDK meanwhile. `docs/cli/an-organizers-day.md` is written from it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Evently } from '@evently/sdk'
import { packedCli } from '../support/cli.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const password = 'correct horse battery'
const rows = 60

/** What is used here of the pseudo-terminal of the CLI's own tests, which is compiled in another project. */
interface Pty {
  type(text: string): void
  press(key: 'enter' | 'ctrlC'): void
  screen(): string
  shows(what: string | RegExp): Promise<string>
  kill(): void
  readonly ended: Promise<unknown>
}
interface PtyModule {
  openPty(program: readonly string[], options: { env: object; columns: number; rows: number }): Pty
}

export interface Scene {
  readonly title: string
  readonly command: string
  readonly screen: string
}

/** What a scene does between its start and its end; answers the screen that is kept, else the last one is. */
type Acting = (pty: Pty) => Promise<string | void>

export async function organizersDay(baseUrl: string, columns: number): Promise<Scene[]> {
  const { openPty } = (await import(join(root, 'cli/dist/test/support/pty.js'))) as PtyModule
  const program = await packedCli()
  const folder = await mkdtemp(join(tmpdir(), 'evently-day-'))
  const env = { PATH: process.env['PATH'], HOME: folder, TZ: 'UTC', EVENTLY_CONFIG_DIR: folder }
  const scenes: Scene[] = []
  const people = await Promise.all(['Ada', 'Ben', 'Cleo', 'Dan'].map(name => aPerson(baseUrl, `${name} ${columns}`)))
  const owner = await aPerson(baseUrl, `Olga ${columns}`, 'organizer')

  async function play(title: string, command: string, act: Acting = async () => {}): Promise<string> {
    const words = command.split(' ').slice(1)
    const pty = openPty([program, ...words], {
      columns,
      rows,
      env: { ...env, EVENTLY_BASE_URL: baseUrl, EVENTLY_API_KEY: owner.key },
    })
    try {
      const kept = await act(pty)
      await pty.ended
      scenes.push({ title, command, screen: kept ?? pty.screen() })
      return pty.screen()
    } finally {
      pty.kill()
    }
  }

  try {
    const made = await play('Make an event: whatever is missing is asked for', 'evently events create', makeEvent)
    const event = idIn(made, 'evt')
    await play('Put it on sale', `evently events publish ${event}`)
    const bookings = await sellOut(event)
    await play('Who comes, as a table', `evently events attendees ${event}`)
    await play('Who comes, as CSV', `evently events attendees ${event} --csv`)
    await play('Who waits', `evently events waitlist ${event}`)
    await play('Cancel a booking: what it does, and a question', `evently bookings cancel ${bookings[0]}`, sayYes)
    await play('The waitlist has moved', `evently events waitlist ${event}`)
    await play('How it has sold', `evently events stats ${event}`)
    await play('Where every seat has been', `evently events movements ${event} --limit 3`)
    await play('Call it off', `evently events cancel ${event}`, sayYes)
  } finally {
    await Promise.all([...people, owner].map(({ evently }) => evently.close()))
    await rm(folder, { recursive: true, force: true })
  }
  return scenes

  /** While the organizer watches, three buy and the fourth finds nothing left, and waits. */
  async function sellOut(eventId: string): Promise<string[]> {
    const bookings: string[] = []
    await play('Watch it sell out, live', `evently events watch ${eventId}`, async pty => {
      await pty.shows('Ctrl-C ends it.')
      const { ticketTypes } = await owner.evently.events.get(eventId)
      const [vip, standard] = ticketTypes.map(({ id }) => id)
      const buy = async ({ evently }: Person, items: { ticketTypeId: string; quantity: number }[]) => {
        const { id: reservationId } = await evently.bookings.reserve({ eventId, items })
        return (await evently.bookings.confirm({ reservationId, payment: { token: 'tok_ok' } })).id
      }
      bookings.push(await buy(people[0]!, [{ ticketTypeId: vip!, quantity: 2 }]))
      await people[1]!.evently.bookings.reserve({ eventId, items: [{ ticketTypeId: standard!, quantity: 3 }] })
      const half = await pty.shows(/VIP +2 +0 +2 +4[^\n]*\n.*Standard +0 +3 /)
      bookings.push(await buy(people[2]!, [{ ticketTypeId: vip!, quantity: 2 }]))
      bookings.push(await buy(people[2]!, [{ ticketTypeId: standard!, quantity: 3 }]))
      await people[3]!.evently.waitlist.join({ eventId, quantity: 2 })
      const full = await pty.shows(/All +7 +3 +0 +10[^]*1 waiting/)
      pty.press('ctrlC')
      return `${half}\n\n${full}`
    })
    return bookings
  }
}

interface Person {
  readonly evently: Evently
  readonly key: string
}

async function aPerson(baseUrl: string, name: string, role?: 'organizer'): Promise<Person> {
  const evently = new Evently({ baseUrl })
  const email = `${name.toLowerCase().replace(' ', '.')}@example.com`
  await evently.auth.register({ email, name, password, ...(role && { role }) })
  if (role === undefined) return { evently, key: '' }
  const scopes = ['events:read', 'events:write', 'bookings:read', 'bookings:write'] as const
  return { evently, key: (await evently.apiKeys.create({ name: 'Terminal', scopes: [...scopes] })).key }
}

async function makeEvent(pty: Pty): Promise<string> {
  const answers: readonly [question: string, typed: string][] = [
    ['Title', 'Night of Strings\r'],
    ['Category', 'music\r'],
    ['Venue (type to search)', 'new'],
    [' new\n❯ A new venue', '\r'],
    ['Name of the venue', 'Harbour Hall\r'],
    ['City', 'Hamburg\r'],
    ['Code of its country', 'DE\r'],
    ['Time zone', 'Europe/Berlin\r'],
    ['Street and number', '1 Quay Street\r'],
    ['Starts, on', '2035-06-01T20:00\r'],
    ['Ends, on', '2035-06-01T23:00\r'],
    ['Seats in all', '10\r'],
    ['One price for every seat', '\u001b[B\r'],
    ['Currency', 'EUR\r'],
    ['Ticket type: its name', 'VIP\r'],
    ['Price of VIP', '120.00\r'],
    ['Seats of VIP', '4\r'],
    ['Another ticket type?', 'y\r'],
    ['Another ticket type? Yes', 'Standard\r'],
    ['Price of Standard', '45.00\r'],
    ['Seats of Standard', '\r'],
    ['Another ticket type? (', 'n\r'],
  ]
  for (const [question, typed] of answers) {
    await pty.shows(question)
    pty.type(typed)
  }
  await pty.shows('Make this event?')
  const asked = pty.screen()
  pty.press('enter')
  await pty.ended
  const made = pty.screen()
  return `${asked}\n\n${made.slice(made.indexOf('Make this event?') - 2)}`
}

async function sayYes(pty: Pty): Promise<void> {
  await pty.shows('Go on?')
  pty.type('y\r')
}

function idIn(screen: string, prefix: string): string {
  const [id] = new RegExp(`${prefix}_\\w{26}`).exec(screen) ?? []
  if (id === undefined) throw new Error(`There is no ${prefix}_… on the screen:\n${screen}`)
  return id
}

/** The page of both widths. */
export function pageOf(days: Readonly<Record<number, readonly Scene[]>>): string {
  const parts = Object.entries(days).map(([columns, scenes]) => {
    const shown = scenes.map(
      ({ title, command, screen }) => `### ${title}\n\n\`\`\`text\n$ ${command}\n${screen}\n\`\`\`\n`,
    )
    return `## At ${columns} columns\n\n${shown.join('\n')}`
  })
  return `# An organizer's day at the terminal

Each screen is what a terminal showed while \`evently\` ran on a real server: an event is made by answers, sells out
while it is watched, and is called off. A test plays it and compares all but ids, times and codes;
\`EVENTLY_WRITE_PAGES=1 npm test -- server/test/terminal\` writes this page.

${parts.join('\n')}`
}

/** Without what is another each time: ids, codes, times, and the blanks that depend on how long these are. */
export const shapeOf = (page: string): string =>
  page
    .replaceAll(/\b[a-z]{3}_(?:[0-9a-z]\n?){26}/g, 'ID') // also one that goes on in the next line
    .replaceAll(/\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\b/g, 'CODE')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g, 'TIME')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'TIME')
