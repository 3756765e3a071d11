// What is asked on a terminal, how an answer is refused while it is typed, and what is made of it.
import { startTestServer } from '@evently/sdk/testing'
import type { TestServer } from '@evently/sdk/testing'
import { expect } from 'chai'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packedCli } from './support/packed-cli.ts'
import { openPty } from './support/pty.ts'
import type { Pty, PtyOptions } from './support/pty.ts'

describe('on a terminal', () => {
  let server: TestServer
  let folder: string
  const open: Pty[] = []
  beforeEach(async () => {
    server = await startTestServer()
    folder = await mkdtemp(join(tmpdir(), 'evently-pty-'))
  })
  afterEach(async () => {
    for (const pty of open.splice(0)) pty.signal('SIGKILL')
    await server.close()
    await rm(folder, { recursive: true })
  })

  async function evently(args: readonly string[], options: PtyOptions = {}): Promise<Pty> {
    const { baseUrl, apiKey } = server.clientOptions(server.organizer)
    const env = {
      PATH: process.env['PATH'],
      TZ: 'UTC',
      HOME: folder,
      EVENTLY_CONFIG_DIR: folder,
      EVENTLY_BASE_URL: baseUrl,
      EVENTLY_API_KEY: apiKey,
    }
    const pty = openPty([await packedCli(), ...args], { ...options, env: { ...env, ...options.env } })
    open.push(pty)
    return pty
  }

  /** What has changed something at the server. */
  const writes = () => server.requests.filter(({ method }) => method !== 'GET')

  it('an event is made of answers, shown before it is made, and says how it is put on sale', async () => {
    const pty = await evently(['events', 'create'], { columns: 100, rows: 60 })
    await pty.shows('Title')
    pty.type('Night of Strings\r')
    await pty.shows('Category')
    pty.type('Loud Music\r')
    await pty.shows('--category must be one lower-case word')
    pty.type('\u0015music\r')
    expect(await pty.shows('A new venue')).to.contain('Harbour Hall, Hamburg, DE')
    pty.press('down')
    pty.press('enter')
    await pty.shows('Name of the venue')
    pty.type('Harbour Hall\r')
    await pty.shows('City')
    pty.type('Hamburg\r')
    await pty.shows('Code of its country')
    pty.type('Germany\r')
    await pty.shows('"Germany" is not the code of a country')
    pty.type('\u0015DE\r')
    await pty.shows('Time zone')
    pty.type('Europe/Berlin\r')
    await pty.shows('Street and number')
    pty.type('\r')
    await pty.shows('Starts, on the clock of Europe/Berlin')
    pty.type('2030-03-31T02:30\r')
    await pty.shows('does not exist in Europe/Berlin')
    pty.type('\u00152030-06-01T20:00\r')
    await pty.shows('Ends, on the clock')
    pty.type('2030-06-01T19:00\r')
    await pty.shows('--ends-at must be after --starts-at')
    pty.type('\u00152030-06-01T23:00\r')
    await pty.shows('Seats in all')
    pty.type('120\r')
    await pty.shows('One price for every seat')
    pty.press('down')
    pty.press('enter')
    await pty.shows('Currency')
    pty.type('EUR\r')
    await pty.shows('Ticket type: its name')
    pty.type('VIP\r')
    await pty.shows('Price of VIP, in EUR')
    pty.type('12.345\r')
    await pty.shows('which has 2 decimals at most')
    pty.type('\u0015120.00\r')
    await pty.shows('Seats of VIP')
    pty.type('50\r')
    await pty.shows('Another ticket type?')
    pty.type('\r')
    const shown = await pty.shows('Make this event?')
    expect(shown).to.match(/Starts: +2030-06-01 20:00 Europe\/Berlin/)
    expect(shown).to.match(/VIP +120\.00 EUR +50/)
    expect(writes()).to.deep.equal([])
    pty.press('enter')
    expect((await pty.ended).code).to.equal(0)
    expect(pty.screen()).to.match(/It is a draft\. Put it on sale: evently events publish evt_\w{26}/)
    expect(writes().map(({ operation, body }) => ({ operation, body }))).to.deep.equal([
      {
        operation: 'events.create',
        body: {
          title: 'Night of Strings',
          category: 'music',
          venue: { name: 'Harbour Hall', city: 'Hamburg', country: 'DE', timezone: 'Europe/Berlin' },
          startsAt: '2030-06-01T18:00:00.000Z',
          endsAt: '2030-06-01T21:00:00.000Z',
          capacity: 120,
          ticketTypes: [{ name: 'VIP', priceMinor: 12000, currency: 'EUR', capacity: 50 }],
        },
      },
    ])
  })
})
