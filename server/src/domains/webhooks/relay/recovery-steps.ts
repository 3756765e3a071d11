// The steps of the relay that can be struck, each with what is true before it and after it, and who goes on when a
// crash strikes there.
import { step as anyStep, type Step, type Steps } from '../../../platform/failpoints.ts'

const nextRelay = 'Any process that runs the bookings, within seconds:'

export const relaySteps = {
  'relay.append': {
    before: 'Facts are taken or a cursor is moved, in a transaction that has not committed.',
    after: 'Their messages are appended in the same transaction, which has not committed.',
    goesOn: `${nextRelay} the transaction is rolled back, so that it finds the facts where they were.`,
  },
  'relay.bookings': {
    before: 'What has happened to bookings waits in their outbox.',
    after: 'Its messages are made, and it has left the outbox; nobody has been told.',
    goesOn: `${nextRelay} before, it makes them; after, whoever delivers finds them by itself.`,
  },
  'relay.events': {
    before: 'What has happened to events waits to become messages.',
    after: 'The messages are made and the cursors of the events moved; the facts are still there.',
    goesOn: `${nextRelay} before, it makes them; after, the cursors say that they are made.`,
  },
  'relay.forget': {
    before: 'The messages are made; the facts are still there.',
    after: 'The facts are gone.',
    goesOn: `${nextRelay} before, the cursors say that the messages are made, and it only forgets the facts.`,
  },
  'relay.inventory': {
    before: 'Versions of an inventory are committed that no message tells of.',
    after: 'The messages are made and the cursor moved; nobody has been told.',
    goesOn: `${nextRelay} it compares the versions with the cursors, and goes on where they are.`,
  },
} as const satisfies Steps

export const step: Step<keyof typeof relaySteps> = anyStep
