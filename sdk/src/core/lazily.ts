// What is loaded when it is first used, in one piece: each piece more would weigh more than it saves.
export { readEvents, readEventStream } from './event-stream.ts'
export { open } from './opening.ts'
export { readOn } from './read-on.ts'
export { untilOffered } from './until-offered.ts'
export { watch } from './watch.ts'
export { withReservation } from './with-reservation.ts'
