// What is asked on a terminal, how an answer is refused while it is typed, and what is made of it.
import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { categoryPattern } from '../src/event-questions.ts'
import { withPerson } from './support/at-terminal.ts'
import { withTerminal } from './support/terminal.ts'

describe('what is missing', () => {
  it('an event is made of answers, shown before it is made, and says how it is put on sale', () =>
    withPerson({}, async ({ server, evently, writes }) => {
      server.addEvent({ venue: { name: 'Harbour Hall', city: 'Hamburg', country: 'DE' } })
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
    }))

  it('is a category as the contract has it', async () => {
    const schemas = await readFile(new URL('../../../openapi/schemas/events.yaml', import.meta.url), 'utf8')
    expect(schemas).to.contain(`Category: { type: string, pattern: '${categoryPattern.source}'`)
  })

  it('makes nothing when it is ended with Ctrl-C', () =>
    withPerson({}, async ({ evently, writes }) => {
      const pty = await evently(['events', 'create', '--title', 'Gala', '--category', 'music'])
      await pty.shows('Venue')
      pty.press('ctrlC')
      expect((await pty.ended).code).to.equal(130)
      expect(pty.state().hasCursor).to.equal(true)
      expect(writes()).to.deep.equal([])
    }))

  it('makes nothing when the event is not wanted as it is shown', () =>
    withPerson({}, async ({ server, evently, writes }) => {
      const venue = server.addEvent().venue.id
      const times = ['--starts-at', '2030-06-01T20:00', '--ends-at', '2030-06-01T23:00']
      const prices = ['--price', '45', '--currency', 'EUR']
      const pty = await evently(['events', 'create', '--venue', venue, '--category', 'music', ...times, ...prices])
      await pty.shows('Title')
      pty.type('Gala\r')
      await pty.shows('Seats in all')
      pty.type('many\r')
      await pty.shows('"many" is not a number of seats')
      pty.type('\u0015120\r')
      await pty.shows('Price:')
      await pty.shows('Make this event?')
      pty.press('up')
      pty.press('enter')
      expect((await pty.ended).code).to.equal(130)
      expect(pty.screen()).to.contain('Cancelled: nothing was done.')
      expect(writes()).to.deep.equal([])
    }))

  const asked: Record<string, { args: string[]; answers: [question: string, typed: string][]; body: object }> = {
    'venues create': {
      args: ['--name', 'Old Mill'],
      answers: [
        ['City', 'Rome\r'],
        ['Code of its country', 'IT\r'],
        ['Time zone', 'Europe/Rome\r'],
      ],
      body: { name: 'Old Mill', city: 'Rome', country: 'IT', timezone: 'Europe/Rome' },
    },
    'api-keys create': {
      args: [],
      answers: [
        ['What it is for', 'Ticket shop\r'],
        ['What it may do', ' \r'],
      ],
      body: { name: 'Ticket shop', scopes: ['activity:read'] },
    },
    'webhooks create': {
      args: ['--type', 'booking.confirmed'],
      answers: [['Where messages are sent to', 'https://shop.example.com/evently\r']],
      body: { url: 'https://shop.example.com/evently', types: ['booking.confirmed'] },
    },
    'auth login': {
      args: [],
      answers: [
        ['Email', 'ada@example.com\r'],
        ['Password', 'correct horse battery\r'],
      ],
      body: { email: 'ada@example.com', password: 'correct horse battery' },
    },
  }
  for (const [command, { args, answers, body }] of Object.entries(asked))
    it(`of ${command} is asked for, and nothing else`, () =>
      withPerson({ answers: 'examples' }, async ({ evently, writes }) => {
        const pty = await evently([...command.split(' '), ...args], { env: { EVENTLY_API_KEY: sessionOnly(command) } })
        for (const [question, typed] of answers) {
          await pty.shows(question)
          pty.type(typed)
        }
        await pty.ended
        expect(writes().map(one => one.body)).to.deep.equal([body])
      }))

  it('of ticket-types create is asked for, with the event chosen by its title', () =>
    withPerson({ answers: 'examples' }, async ({ evently, writes }) => {
      const pty = await evently(['ticket-types', 'create'])
      await pty.shows('Event (type to search)')
      pty.type('strings')
      await pty.shows(/❯ Night of Strings/)
      pty.press('enter')
      await pty.shows('What it is called')
      pty.type('Balcony\r')
      await pty.shows('Price of a seat, in')
      pty.type('65.00\r')
      await pty.ended
      expect(writes().map(({ operation, path }) => [operation, path])).to.deep.equal([
        ['events.addTicketType', '/api/v1/admin/events/evt_01jz3t5m8qf0vab9x2k4c7d6eh/ticket-types'],
      ])
    }))

  const namedAtOnce: Record<string, string> = {
    'events create': '--title, --category, --venue or --venue-name, --starts-at, --ends-at and --capacity are needed',
    'events create --venue-name Hall --title x':
      '--category, --city, --country, --timezone, --starts-at, --ends-at and --capacity are needed',
    'venues create': '--name, --city, --country and --timezone are needed',
    'venues create --name x --city y --country DE': '--timezone is needed',
    'webhooks create': '--url and --type are needed',
    'webhooks put shop': '--url and --type are needed',
    'ticket-types create': '--event, --name and --price are needed',
    'api-keys create': '--name and --scope are needed',
    'auth login': '--email and --password-stdin are needed',
    'auth register': '--email, --name and --password-stdin are needed',
    'auth set-password': '--token and --password-stdin are needed',
    'users password': '--password-stdin is needed',
  }
  it('is named all at once where nobody can be asked', () =>
    withTerminal({}, async ({ run, asked, signIn }) => {
      await signIn()
      for (const [command, words] of Object.entries(namedAtOnce)) {
        const { code, stdout, stderr } = await run(command.split(' '))
        expect({ code, stdout }, command).to.deep.equal({ code: 2, stdout: '' })
        expect(stderr, command).to.equal(`${words} where nobody can be asked.\nSee more help with --help\n`)
      }
      expect(asked).to.deep.equal([])
    }))

  it('is named, and not asked for, with --no-input', () =>
    withPerson({}, async ({ evently, server }) => {
      const pty = await evently(['venues', 'create', '--no-input'])
      expect((await pty.ended).code).to.equal(2)
      expect(pty.screen()).to.contain('--name, --city, --country and --timezone are needed')
      expect(server.requests).to.deep.equal([])
    }))
})

/** What a signed-in user alone may do is tried with a key all the same: the server of the examples takes any. */
const sessionOnly = (command: string) => (command === 'auth login' ? undefined : 'evk_test')
