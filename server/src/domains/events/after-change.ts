// What follows a change of an event once it is committed. The change stands whatever becomes of this: nothing here
// throws.
import type { Logger } from 'pino'
import type { InventoryPort } from '../inventory/port.ts'
import type { EventViews } from './cached-events.ts'
import type { SearchNotices } from './search-outbox.ts'
import type { EventRecord } from './store.ts'

export interface AfterChangeOptions {
  readonly views: EventViews
  readonly inventory: Pick<InventoryPort, 'advance'>
  readonly notices: SearchNotices
  readonly eventChanged: (eventId: string) => void
  readonly log: Logger
}

/** Shows the event as it is now, serves who in its waitlist can be served now, and tells search and messages. */
export type AfterChange = (event: EventRecord) => Promise<void>

export function createAfterChange({ views, inventory, notices, eventChanged, log }: AfterChangeOptions): AfterChange {
  return async event => {
    const {
      id: eventId,
      version,
      status,
      inventory: { waitlistOpen },
    } = event
    eventChanged(eventId)
    await views.keep(event)
    // A later end, another order or more seats may let somebody be served who could not be before.
    if (waitlistOpen)
      await inventory.advance(eventId).catch((error: unknown) => {
        log.warn({ err: error, eventId }, 'a waitlist could not be served; the job that serves waitlists tries again')
      })
    if (status === 'published') await notices.tell({ eventId, version })
  }
}
