// The steps of a delivery that can be struck, each with what is true before it and after it, and who goes on when a
// crash strikes there.
import { step as anyStep, type Step, type Steps } from '../../../platform/failpoints.ts'

const again = 'When the lease has run out, within 15 seconds, another process or the restarted one'

export const deliverySteps = {
  'delivery.take': {
    before: 'Messages wait for their endpoints.',
    after: 'They are leased to this process, and nothing has been sent.',
    goesOn: `${again} takes them.`,
  },
  'delivery.send': {
    before: 'The message is leased and has not been sent.',
    after: 'The endpoint has answered, and the answer is not written down.',
    goesOn: `${again} sends it (once more): the endpoint knows it by its id.`,
  },
  'delivery.record': {
    before: 'Endpoints have answered, and their answers are not written down.',
    after: 'The attempts are written, and what waited behind a message may go.',
    goesOn: `Before: ${again.toLowerCase()} sends them once more. After: whoever takes what is due next.`,
  },
  'delivery.notice': {
    before: 'An endpoint was disabled; its owner has not been told.',
    after: 'A mail server has the mail, and that is not written down.',
    goesOn:
      'After 30 seconds another process or the restarted one sends the mail (once more) under the same Message-ID.',
  },
} as const satisfies Steps

export const step: Step<keyof typeof deliverySteps> = anyStep
