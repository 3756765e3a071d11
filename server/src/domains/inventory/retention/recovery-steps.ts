// The steps of folding an event's history that can be struck: what is true before and after each, and who goes on when
// a crash strikes there.
import { step as anyStep, type Step, type Steps } from '../../../platform/failpoints.ts'

const again = 'Within a minute another process or the restarted one'

export const foldSteps = {
  'fold.claim': {
    before: 'An event is long over, and nobody has begun to fold its history.',
    after: 'It is this process that does it, for a minute. Nothing of it has changed.',
    goesOn: `${again} takes it.`,
  },
  'fold.audit': {
    before: 'Nobody has audited the event for its folding.',
    after: 'Its audit is clean, and the version of which that is so is written down.',
    goesOn: `${again} audits it (once more), or goes on where this is written down.`,
  },
  'fold.archive': {
    before: 'Some of its holds are in the archive; the ledger is whole.',
    after: 'A page more of them is.',
    goesOn: `${again} moves the next page.`,
  },
  'fold.carry': {
    before: 'All holds are in the archive; the ledger is whole.',
    after: 'One line per bucket carries the ledger forward, and the lines before them count no more.',
    goesOn: `${again} adds the lines, unless they are there.`,
  },
  'fold.delete': {
    before: 'Lines that count no more are still there, some or all.',
    after: 'A page less of them is.',
    goesOn: `${again} deletes the next page.`,
  },
} as const satisfies Steps

export const step: Step<keyof typeof foldSteps> = anyStep
