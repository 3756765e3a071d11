// The steps of series that can be struck: what is true before and after each, and who goes on when a crash strikes
// there.
import { step as anyStep, type Step, type Steps } from '../../../platform/failpoints.ts'

export const seriesSteps = {
  'series.page': {
    before: 'Some copies of an event are made in a transaction that is still open: nobody sees any of them.',
    after: 'A page more of them is, in the same transaction.',
    goesOn: 'Nobody has to: all of it is undone. The request under the same key makes all of them.',
  },
  'series.change': {
    before: 'Some events of a series are changed, published or called off, each by itself.',
    after: 'One more is.',
    goesOn: 'Whoever repeats the request: what is as it says already stays so.',
  },
} as const satisfies Steps

export const step: Step<keyof typeof seriesSteps> = anyStep
