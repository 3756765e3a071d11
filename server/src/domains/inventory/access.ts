// Who may look after what is an event's.
import type { Caller } from '../../contract/types.ts'
import { problem } from '../../platform/problems.ts'
import type { InventoryReports } from './queries/event-queries.ts'

/** Who organizes the event, for whoever does so and for admins. Problems: event_not_found. */
export const createAccess =
  ({ organizerOf }: Pick<InventoryReports, 'organizerOf'>) =>
  async (caller: Caller, eventId: string): Promise<string> => {
    const organizerId = await organizerOf(eventId)
    if (organizerId === undefined || (caller.role !== 'admin' && caller.userId !== organizerId))
      throw problem('event_not_found')
    return organizerId
  }
