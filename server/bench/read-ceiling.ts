// What reading from the cache is measured against: the same server, answering the same bytes without looking anything
// up.
import type { HandlersFor } from '../src/app.ts'

/** Reads an event or its availability once, and answers so for ever. */
export function answeringOnceForAll(own: HandlersFor<'evently'>): HandlersFor<'evently'> {
  return {
    ...own,
    'events.get': onceForAll(own['events.get']),
    'inventory.getAvailability': onceForAll(own['inventory.getAvailability']),
  }
}

function onceForAll<Input extends { readonly params: { readonly eventId: string } }, Output>(
  read: (input: Input) => Promise<Output>,
) {
  const answers = new Map<string, Promise<Output>>()
  return (input: Input): Promise<Output> => {
    const { eventId } = input.params
    const answer = answers.get(eventId) ?? read(input)
    answers.set(eventId, answer)
    return answer
  }
}
