// The step of a lane that can be struck: what is true before it and after it, and who goes on when a crash strikes
// there.
import { step as anyStep, type Step, type Steps } from '../../../platform/failpoints.ts'

export const laneSteps = {
  'lane.write': {
    before: "A batch of one event's commands is decided and nothing of it is written.",
    after: 'All of it is written, and nobody has been told.',
    goesOn:
      'Whoever asked asks again with the same key. What a purchase was waiting for is repeated by its recovery; ' +
      'a hold nobody heard of runs out.',
  },
} as const satisfies Steps

export const step: Step<keyof typeof laneSteps> = anyStep
