// What a buyer takes along, in the terminal: pictures of tickets, drawn and in files, and the entry for a calendar.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import decodeQR from 'qr/decode.js'
import { aProblem } from './support/scripted-server.ts'
import { withTerminal } from './support/terminal.ts'

const ticketTypeId = 'tkt_01jz3t5m8qf0vab9x2k4c7d6eh'
const tickets = [
  { id: 'tic_01jz3t5m8qf0vab9x2k4c7d6eh', ticketTypeId, code: '7K2M-9QXD-4T8B-0ZRW', qr: 'EV1:ONE', status: 'valid' },
  { id: 'tic_01jz3t5m8qf0vab9x2k4c7d6ej', ticketTypeId, code: 'M83C-W5PA-11ZT-6QHD', qr: 'EV1:TWO', status: 'valid' },
  { id: 'tic_01jz3t5m8qf0vab9x2k4c7d6ek', ticketTypeId, code: 'M83C-W5PA-11ZT-6QHE', status: 'cancelled' },
] as const
const [one, two, gone] = tickets
const booking = { id: 'bkg_01jz3t5m8qf0vab9x2k4c7d6eh', tickets }
const path = `/api/v1/bookings/${booking.id}`
const env = { EVENTLY_API_KEY: 'evk_test' }
const found = { [`GET ${path}`]: { json: booking } }

/** Two rows of squares in a line: full, upper, lower and no block; what is drawn is white. */
function textDrawn(lines: readonly string[]): string {
  const scale = 4
  const rows = lines.flatMap(line => [
    [...line].map(sign => '█▀'.includes(sign)),
    [...line].map(sign => '█▄'.includes(sign)),
  ])
  const [width, height] = [Math.max(...rows.map(row => row.length)) * scale, rows.length * scale]
  const data = new Uint8Array(width * height * 4).fill(255)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (!rows[Math.floor(y / scale)]![Math.floor(x / scale)])
        data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3)
  return decodeQR({ width, height, data }, { effort: Infinity, timeLimit: Infinity })
}

describe('evently bookings qr', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evently-tickets-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('draws each valid ticket in the terminal, so that a scanner reads it', () =>
    withTerminal(found, async ({ run }) => {
      const { code, stdout, stderr } = await run(['bookings', 'qr', booking.id], { env })
      expect(code, stderr).to.equal(0)
      const drawings = stdout.trim().split('\n\n')
      expect(drawings.map(drawing => drawing.split('\n').at(-1))).to.deep.equal(
        [one, two].map(ticket => `${ticket.id}  ${ticket.code}`),
      )
      expect(drawings.map(drawing => textDrawn(drawing.split('\n').slice(0, -1)))).to.deep.equal([one.qr, two.qr])
    }))

  it('prints the texts of the pictures for programs', () =>
    withTerminal(found, async ({ run }) => {
      const { stdout } = await run(['bookings', 'qr', booking.id, two.id, '--json'], { env })
      expect(JSON.parse(stdout)).to.deep.equal({ data: [two] })
    }))

  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0xfe])
  for (const [file, mediaType, text] of [
    ['ticket.svg', 'image/svg+xml', '<svg/>'],
    ['TICKET.PNG', 'image/png', png.toString('latin1')],
  ] as const)
    it(`writes ${file}`, () => {
      const picture = { [`GET ${path}/tickets/${two.id}/qr`]: { text, mediaType } }
      return withTerminal({ ...found, ...picture }, async ({ run, asked }) => {
        const name = join(folder, file)
        const { code, stderr } = await run(['bookings', 'qr', booking.id, two.id, '--file', name, '--size', '600'], {
          env,
        })
        expect(code, stderr).to.equal(0)
        expect(stderr).to.equal(`The picture of ${two.id} is in ${name}.\n`)
        expect(await readFile(name)).to.deep.equal(Buffer.from(text))
        expect(asked.at(-1)).to.deep.include({ query: { size: '600' } })
        expect(asked.at(-1)!.headers.accept).to.equal(mediaType)
      })
    })

  const refused: Readonly<Record<string, readonly [args: readonly string[], exit: number, words: RegExp]>> = {
    'a file of another kind': [[two.id, '--file', 'ticket.jpg'], 2, /must end in \.svg or \.png/],
    'a file for several tickets': [['--file', 'ticket.png'], 2, /name the one/],
    'a ticket of another booking': [['tic_01jz3t5m8qf0vab9x2k4c7d6ex'], 5, /has no ticket/],
    'a void ticket': [[gone.id], 6, /There is no picture: the ticket is cancelled\./],
    'a size without a file': [['--size', '600'], 2, /--file/],
  }
  for (const [what, [args, exit, words]] of Object.entries(refused))
    it(`refuses ${what}`, () =>
      withTerminal(found, async ({ run }) => {
        const { code, stderr } = await run(['bookings', 'qr', booking.id, ...args], { env })
        expect(code, stderr).to.equal(exit)
        expect(stderr).to.match(words)
      }))

  it('says why a file can’t be written', () => {
    const picture = { [`GET ${path}/tickets/${two.id}/qr`]: { text: '<svg/>', mediaType: 'image/svg+xml' } }
    return withTerminal({ ...found, ...picture }, async ({ run }) => {
      const file = join(folder, 'nowhere', 'ticket.svg')
      const { code, stderr } = await run(['bookings', 'qr', booking.id, two.id, '--file', file], { env })
      expect(code).to.equal(2)
      expect(stderr).to.contain(`${file} can't be written: there is no such folder.`)
    })
  })
})

describe('evently bookings calendar', () => {
  const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'
  const script = { [`GET ${path}/calendar`]: { text: calendar, mediaType: 'text/calendar; charset=utf-8' } }

  it('prints the calendar as it is, or writes it into a file', () =>
    withTerminal(script, async ({ run }) => {
      expect((await run(['bookings', 'calendar', booking.id], { env })).stdout).to.equal(calendar)
      const folder = await mkdtemp(join(tmpdir(), 'evently-calendar-'))
      const file = join(folder, 'booking.ics')
      const written = await run(['bookings', 'calendar', booking.id, '--file', file], { env })
      expect([written.code, written.stderr]).to.deep.equal([0, `Written to ${file}.\n`])
      expect(await readFile(file, 'utf8')).to.equal(calendar)
      expect(await readdir(folder)).to.deep.equal(['booking.ics'])
      await rm(folder, { recursive: true })
    }))

  it('says which booking there is none of', () =>
    withTerminal({ [`GET ${path}/calendar`]: aProblem('booking_not_found') }, async ({ run }) => {
      expect((await run(['bookings', 'calendar', booking.id], { env })).code).to.equal(5)
    }))
})

describe('evently check-in key', () => {
  it('prints the keys as PEM', () => {
    const eventId = 'evt_01jz3t5m8qf0vab9x2k4c7d6eh'
    const keys = ['one', 'two'].map(pem => ({ id: '00a1', pem: `${pem}\n`, jwk: {} }))
    const script = { [`GET /api/v1/admin/events/${eventId}/check-in-key`]: { json: { eventId, keys } } }
    return withTerminal(script, async ({ run }) => {
      expect((await run(['check-in', 'key', eventId], { env })).stdout).to.equal('one\ntwo\n')
    })
  })
})
