// The steps of tickets after the sale that can be struck. Each is one write, so there is nothing to recover.
import { step as anyStep, type Step, type Steps } from '../../../platform/failpoints.ts'

export const ticketSteps = {
  'tickets.fill-holders': {
    before: 'The booking is confirmed; the holders that came with the confirmation are not written.',
    after: 'They are written.',
    goesOn: "Before: the buyer's repeated request, with its key, writes them. After: nobody needs to.",
  },
  'tickets.set-holders': {
    before: 'The tickets have the holders that they had.',
    after: 'They have the new ones.',
    goesOn: 'Before: the buyer asks again. After: asking again changes nothing.',
  },
  'tickets.transfer': {
    before: 'The ticket has its code.',
    after: 'It has another holder, code and serial; what it had before and the message are written with that.',
    goesOn: 'Before: the buyer asks again. After: the repeated request, with its key, gets the ticket as it is.',
  },
} as const satisfies Steps

export const step: Step<keyof typeof ticketSteps> = anyStep
