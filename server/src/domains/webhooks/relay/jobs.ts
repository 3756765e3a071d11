// The relay's background loops, one for each kind of facts: woken by hints, and looking by themselves every second.
import type { Logger } from 'pino'
import { startJob, type Job } from '../../../platform/jobs.ts'
import type { ChangesHint } from '../port.ts'
import type { Relay } from './relay.ts'

export interface RelayJobs {
  readonly jobs: readonly Job[]
  noteChanges(hint: ChangesHint): void
  bookingChanged(): void
}

const lookEveryMs = 1_000
/** Gathers what a busy moment has to tell: one transaction appends it. */
const gatherMs = 20
/** A stampede has its facts told ten times a second: each turn costs the same, however many there are. */
const restMs = 100
/** With `lookEveryMs` well within the five seconds in which another process goes on after one that has died. */
const compareEverySeconds = 3

export function startRelaying({ relay, log }: { readonly relay: Relay; readonly log: Logger }): RelayJobs {
  const start = (name: string, work: () => Promise<boolean | void>, rest = 0) =>
    startJob({ name, everyMs: lookEveryMs, gatherMs, restMs: rest, log }, work)
  const bookings = start('relay-bookings', relay.relayBookings, restMs)
  const events = start('relay-events', relay.relayEvents)
  const inventories = start('relay-inventories', relay.relayInventories, restMs)
  const compare = start('compare-relayed-versions', async () => {
    await relay.findBehind(compareEverySeconds)
    inventories.wake()
  })

  return {
    jobs: [bookings, events, inventories, compare],
    noteChanges({ inventories: changed, events: haveEvents }) {
      relay.note(changed)
      if (changed.length > 0) inventories.wake()
      if (haveEvents) events.wake()
    },
    bookingChanged: bookings.wake,
  }
}
