// Contract and commands are the same: every operation that is built has its command, and every command explains itself.
import { fileURLToPath } from 'node:url'
import { operations } from '@evently/sdk'
import { CommandHelp, Config } from '@oclif/core'
import type { Command } from '@oclif/core'
import { expect } from 'chai'
import { withTerminal } from './support/terminal.ts'

const own = [
  'activity replay',
  'activity tail',
  'api',
  'apply',
  'auth status',
  'auth token',
  'book',
  'completion',
  'doctor',
  'export',
  'help',
  'import events',
  'import venues',
  'open',
  'profiles list',
  'profiles remove',
  'profiles rename',
  'profiles show',
  'profiles use',
  'search',
  'seed',
  'webhooks listen',
  'webhooks trigger',
  'webhooks verify',
]

describe('the commands', () => {
  let commands: Command.Loadable[]
  before(async () => {
    const config = await Config.load(fileURLToPath(new URL('../..', import.meta.url)))
    commands = config.commands.filter(command => command.pluginName === '@evently/cli')
  })

  it('are the operations of the contract, and a few of their own', () => {
    const wanted = Object.values(operations)
      .filter(({ cli }) => cli !== null)
      .map(({ cli }) => cli)
    expect(commands.map(command => command.id.replaceAll(':', ' ')).sort()).to.deep.equal([...wanted, ...own].sort())
  })

  it('have a summary, a description and an example that names them', () => {
    for (const { id, summary, description, examples } of commands) {
      const name = id.replaceAll(':', ' ')
      expect(summary, name)
        .to.be.a('string')
        .that.matches(/^[A-Z].*[^.]$/)
      expect(description, name).to.be.a('string').and.not.to.equal('')
      expect(examples, name).to.be.an('array').that.is.not.empty
      for (const example of examples ?? []) expect(example, name).to.contain(` ${name}`)
    }
  })

  it('have a usage line in which every flag stands whole', async () => {
    const help = class extends CommandHelp {
      override usage = () => super.usage()
    }
    const config = await Config.load(fileURLToPath(new URL('../..', import.meta.url)))
    for (const command of commands)
      expect(new help(command, config, { maxWidth: 10_000 }).usage(), command.id).not.to.match(/\s\]|\[\s|\|\s*\||\[\]/)
  })

  it('say the words of the contract', () => {
    for (const { id, summary } of commands) {
      const operation = Object.values(operations).find(({ cli }) => cli === id.replaceAll(':', ' '))
      if (operation) expect(summary).to.equal(operation.summary)
    }
  })

  it('use only flags in their examples that they have', () => {
    for (const { id, flags, examples } of commands) {
      const known = Object.entries(flags).flatMap(([name, flag]) => [
        '--' + name,
        '--no-' + name,
        flag.char ? '-' + flag.char : '',
      ])
      for (const example of examples ?? []) {
        const used =
          String(example)
            .replace(/^.*\| /, '')
            .replace(/'[^']*'/g, '')
            .match(/(?<= )--?[a-z][\w-]*/g) ?? []
        expect(known, `${id}: ${String(example)}`).to.include.members(used)
      }
    }
  })

  it('show their help on stdout, and no credential in it', () =>
    withTerminal({}, async ({ run }) => {
      const { code, stdout } = await run(['events', 'create', '--help'], { env: { EVENTLY_API_KEY: 'evk_hidden' } })
      expect(code).to.equal(0)
      expect(stdout).to.contain('--ticket-type').and.not.to.contain('evk_hidden')
    }))
})
