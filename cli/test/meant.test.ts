// What is said of commands and flags that there are none of.
import { expect } from 'chai'
import { unknownCommand } from '../src/meant.ts'
import { anonymousHere } from './support/in-process.ts'

const names = ['api', 'events create', 'events get', 'events list', 'bookings list', 'waitlist accept', 'doctor']

describe('a command that there is none of', () => {
  const cases: readonly (readonly [typed: string, says: string])[] = [
    ['event list', 'Did you mean `evently events list`?'],
    ['events lst', 'Did you mean `evently events list`?'],
    ['evnts', 'Did you mean `evently events`?'],
    ['list events', 'Did you mean `evently events list`?'],
    ['waitlist acept wle_1', 'Did you mean `evently waitlist accept`?'],
    ['docter', 'Did you mean `evently doctor`?'],
    ['EVENTS LIST', 'Did you mean `evently events list`?'],
    ['events show evt_1', 'See what there is with `evently events --help`.'],
    ['events', 'See what there is with `evently events --help`.'],
  ]
  for (const [typed, says] of cases)
    it(`\`${typed}\`: ${says}`, () => {
      const { message } = unknownCommand(names, typed.split(' '))
      expect(message)
        .to.match(/^There is no command `evently /)
        .and.contain(says)
    })

  it('that is one, with more words than it takes, is known, and the words are said', () =>
    expect(unknownCommand(names, ['events', 'list', 'extra', 'one']).message).to.equal(
      '`evently events list` takes no argument, and here is extra one.',
    ))

  it('that follows its flags is asked for first', () =>
    expect(unknownCommand(names, []).message).to.match(/^The command comes first, and its flags after it/))

  it('that is like none is not answered with another', () =>
    expect(unknownCommand(names, ['frobnicate', 'x']).message).to.equal('There is no command `evently frobnicate x`.'))

  const processes: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [['event', 'list'], /Did you mean `evently events list`\?/],
    [['event', 'list', '--help'], /Did you mean `evently events list`\?/],
    [['events', 'list', 'extra'], /^`evently events list` takes no argument, and here is extra\.\n/],
    [['--profile', 'staging', 'events', 'list'], /^The command comes first/],
    [['help', 'event', 'list'], /Did you mean `evently events list`\?/],
    [['events', 'list', '--citty', 'Hamburg'], /no flag --citty here\. Did you mean --city\?/],
    [['events', 'list', '--frobnicate'], /no flag --frobnicate here\.\n/],
  ]
  for (const [args, says] of processes)
    it(`evently ${args.join(' ')} ends with 2, in words with spaces`, () =>
      anonymousHere({}, async ({ run }) => {
        const { code, stdout, stderr } = await run(args)
        expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' })
        expect(stderr).to.match(says).and.contain('See more help with --help').and.not.match(/\w:\w/)
      }))
})
