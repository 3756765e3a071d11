// What can't be undone is shown and asked about; where nobody can be asked it wants --yes. Held for every command.
import { fileURLToPath } from 'node:url'
import { operations } from '@evently/sdk'
import { Config } from '@oclif/core'
import type { Command } from '@oclif/core'
import { expect } from 'chai'
import { withPerson } from './support/at-terminal.ts'
import { withTerminal } from './support/terminal.ts'

const tail = '01jz3t5m8qf0vab9x2k4c7d6eh'

/** Each with how it is called, and what it says that it will do, by the contract's own examples. */
const irrevocable: Record<string, { args: string[]; says: readonly (string | RegExp)[]; ends?: number }> = {
  'events cancel': {
    args: [`evt_${tail}`],
    says: [
      /is called off for good/,
      /40 sold seats/,
      '1800.00 EUR refunded',
      /10 held/,
      /2 offers of the waitlist/,
      /3 entries that wait/,
    ],
  },
  'events delete': { args: [`evt_${tail}`], says: [/is deleted, with 1 ticket type/] },
  'venues delete': { args: [`ven_${tail}`], says: ['Harbour Hall, Hamburg, DE, is deleted.'] },
  'ticket-types delete': {
    args: [`tkt_${tail}`, '--event', `evt_${tail}`],
    says: [/is deleted/, '40 seats of it sold, 10 held'],
  },
  'bookings cancel': { args: [`bkg_${tail}`], says: [/2 seats at .* go back/, '90.00 EUR is refunded.'] },
  'waitlist leave': { args: [`wle_${tail}`], says: [/place in the waitlist of evt_\w+ for 2 seats is given up/] },
  'waitlist decline': { args: [`wle_${tail}`], says: [/place in the waitlist of evt_\w+ for 2 seats is given up/] },
  'users delete': { args: [], says: [/is erased: name, email, sessions, API keys/] },
  'api-keys delete': { args: [`key_${tail}`], says: [/stops working at once/] },
  'webhooks delete': { args: [`whe_${tail}`], says: [/gets no more messages/] },
  'webhooks rotate-secret': { args: [`whe_${tail}`], says: [/gets a new secret/] },
  'buyers erase': { args: ['customer-4711'], says: ['email of customer-4711 are taken out'] },
  'promotions delete': { args: [`prm_${tail}`, '--event', `evt_${tail}`], says: [/^.*Nobody can use/m] },
  'events series cancel': {
    args: [`evt_${tail}`],
    says: [/every event that follows it in its series, and refunds all bookings/],
    ends: 9, // one of the events of the example stays as it was
  },
  'resellers remove': { args: [`usr_${tail}`, '--event', `evt_${tail}`], says: [/gets nothing new at/] },
}

/** What deletes, and is not asked about: each with why. */
const harmless: Record<string, string> = {
  'bookings release': 'a hold of minutes, which ends by itself',
  'auth end-session': 'its user signs in again',
}

/** Not in the table above, and has the flag: each with why. */
const asksForMore: Record<string, string> = {
  book: 'it asks whether the price is right',
  apply: 'it asks whether its plan is right',
  seed: '--teardown cancels what was seeded',
}

describe('what cannot be undone', () => {
  let commands: Command.Loadable[]
  before(async () => {
    const config = await Config.load(fileURLToPath(new URL('../..', import.meta.url)))
    commands = config.commands.filter(({ pluginName }) => pluginName === '@evently/cli')
  })

  it('is what deletes, and what the contract says it of; each of these commands has --yes, and no other', () => {
    const kind = Object.values(operations)
      .filter(({ method, description }) => method === 'DELETE' || /can't be\s+undone/.test(description))
      .flatMap(({ cli }) => cli ?? [])
      .filter(cli => !(cli in harmless))
    expect(Object.keys(irrevocable)).to.include.members(kind)
    const withYes = commands.filter(({ flags }) => 'yes' in flags).map(({ id }) => id.replaceAll(':', ' '))
    expect(withYes.sort()).to.deep.equal([...Object.keys(irrevocable), ...Object.keys(asksForMore)].sort())
  })

  for (const [command, { args, says }] of Object.entries(irrevocable)) {
    it(`${command} says what it will do, and does nothing when the answer is no`, () =>
      withPerson({ answers: 'examples' }, async ({ evently, writes }) => {
        const pty = await evently([...command.split(' '), ...args], { columns: 120, rows: 40 })
        const shown = await pty.shows("This can't be undone. Go on?")
        for (const words of says)
          if (typeof words === 'string') expect(shown).to.contain(words)
          else expect(shown).to.match(words)
        pty.type('n\r')
        expect((await pty.ended).code).to.equal(130)
        expect(pty.screen()).to.contain('Cancelled: nothing was done.')
        expect(writes()).to.deep.equal([])
      }))
  }

  it('is refused without --yes where nobody can be asked, before anything is sent', () =>
    withTerminal({}, async ({ run, asked, signIn }) => {
      await signIn()
      for (const [command, { args }] of Object.entries(irrevocable)) {
        const { code, stdout, stderr } = await run([...command.split(' '), ...args])
        expect({ code, stdout }, command).to.deep.equal({ code: 2, stdout: '' })
        expect(stderr, command).to.match(/^This can't be undone: say --yes where nobody can be asked\.\n/)
      }
      expect(asked).to.deep.equal([])
    }))

  it('is done with --yes without a question, and without asking the server what it would do', () =>
    withPerson({ answers: 'examples' }, async ({ evently, server, writes }) => {
      for (const [command, { args, ends = 0 }] of Object.entries(irrevocable)) {
        server.requests.length = 0
        const secret = command === 'users delete' ? ['--password', 'correct horse battery'] : []
        const pty = await evently([...command.split(' '), ...args, '--yes', ...secret])
        expect((await pty.ended).code, `${command}: ${pty.screen()}`).to.equal(ends)
        const [sent] = writes()
        expect(server.requests, command).to.deep.equal([sent])
        expect(operations[sent!.operation!].cli).to.equal(command)
      }
    })).timeout(120_000)
})
