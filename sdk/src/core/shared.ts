// What the parts that are loaded later (lazily.ts) use of the client. It is handed to them: where they import it
// themselves, bundlers cut a piece of its own out of the client for both, and pages load 500 bytes more at once.
import { onAbort } from './abort.ts'
import { ConnectionError, EventlyError, WaitlistEndedError } from './errors.ts'
import { routeFrom, routes } from './operation-route.ts'
import { isPassing, retryDelayMs } from './retries.ts'

export const shared = {
  onAbort,
  isPassing,
  retryDelayMs,
  ConnectionError,
  EventlyError,
  WaitlistEndedError,
  routes,
  routeFrom,
}

export type Shared = typeof shared
