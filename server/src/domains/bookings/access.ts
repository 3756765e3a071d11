// Who may name buyers, and who may look after what is others': decided on the account as it stands now.
import { LRUCache } from 'lru-cache'
import type { Caller } from '../../contract/types.ts'
import { problem } from '../../platform/problems.ts'
import type { EventsPort, EventSummary } from '../events/port.ts'

export type Access = ReturnType<typeof createAccess>

const eventsMax = 10_000

/**
 * `caller.role` is the account's role at present, never what its token once said: who was demoted has lost these
 * rights.
 */
export function createAccess({ events }: { readonly events: () => Pick<EventsPort, 'find'> }) {
  /** What never changes of an event: a box office asks for each of its buyers. */
  const facts = new LRUCache<string, Pick<EventSummary, 'organizerId' | 'test'>>({
    max: eventsMax,
    ignoreFetchAbort: true, // one that is pushed out while it is asked for is still answered
    fetchMethod: async eventId => {
      const event = await events().find(eventId)
      return event && { organizerId: event.organizerId, test: event.test }
    },
  })

  return { namingAs, admitOrganizer, isTest, feedOf, maySee, runs }

  /** Whether an event that has reservations is a test event. */
  async function isTest(eventId: string): Promise<boolean> {
    const known = await facts.fetch(eventId)
    if (!known) throw new Error(`the event ${eventId} is gone`)
    return known.test
  }

  /** In whose feed an event's messages are, all of them. Problems: event_not_found. */
  async function feedOf(eventId: string) {
    const known = await facts.fetch(eventId)
    if (!known) throw problem('event_not_found')
    return { accountId: known.organizerId, test: known.test, eventId }
  }

  /**
   * As what the caller names a buyer: nothing to be added for who runs the event, by session or by key. Limits and
   * waitlist entries count per buyer, so that whoever names buyers can have any number of them: everybody else needs a
   * grant, which bounds them. Whether there is one, the inventory reads with the seats: a revoked one is gone at once.
   */
  async function namingAs(caller: Caller, eventId: string): Promise<{ readonly asReseller?: true }> {
    return (await runs(caller, eventId)) ? {} : { asReseller: true }
  }

  /** Problems: event_not_found. */
  async function admitOrganizer(caller: Caller, eventId: string) {
    const organizerId = (await facts.fetch(eventId))?.organizerId
    if (organizerId === undefined || (caller.role !== 'admin' && organizerId !== caller.userId))
      throw problem('event_not_found')
  }

  /** Whether a thing is the caller's own, or of an event that they run. */
  async function maySee(caller: Caller, { userId, eventId }: { userId: string; eventId: string }): Promise<boolean> {
    return caller.userId === userId || runs(caller, eventId)
  }

  /** Whether the event is the caller's to look after. */
  async function runs({ role, userId }: Caller, eventId: string): Promise<boolean> {
    return role === 'admin' || (role === 'organizer' && (await facts.fetch(eventId))?.organizerId === userId)
  }
}
