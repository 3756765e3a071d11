// The step of the door that can be struck, what is true before it and after it, and who goes on when a crash strikes.
import { step as anyStep, type Step, type Steps } from '../../../platform/failpoints.ts'

export const doorSteps = {
  'door.admit': {
    before: 'A scanner has sent what it has read; nothing is written.',
    after: 'The scans, the admissions and what is to be told of them are written; the scanner has not been answered.',
    goesOn: 'The scanner, which sends its scans again: before, they are judged; after, it gets the same verdicts.',
  },
} as const satisfies Steps

export const step: Step<keyof typeof doorSteps> = anyStep
