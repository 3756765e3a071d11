// The messages' part of the proof, page by page: their order has no gap, none is there twice, no version of a resource
// goes down, and no fact waits to become one.
import type { Database } from '../../../platform/postgres/sql.ts'
import type { AuditPage, BookingsCheck, BookingsViolation } from '../../bookings/port.ts'
import type { EventsPort } from '../../events/port.ts'
import type { InventoryChangesPort, KnownVersion } from '../../inventory/port.ts'
import type { Relay } from '../relay/relay.ts'
import { createMessageChecks, type Fault } from './message-checks.ts'

export interface MessagesAuditOptions {
  readonly database: Pick<Database, 'knex'>
  readonly events: () => Pick<EventsPort, 'facts'>
  readonly inventory: () => Pick<InventoryChangesPort, 'changesAfter'>
  readonly relay: Pick<Relay, 'behind' | 'toldUpTo'>
  readonly pageRows?: number
}

export type AuditMessages = (request: {
  readonly eventId?: string | undefined
  readonly after?: string | undefined
}) => Promise<AuditPage>

const pageRowsDefault = 10_000
const violationsMax = 100
/** Whoever takes over from a process that has died needs a few seconds. */
const lateSeconds = 60
const factsMax = 1_000
const inventoriesPerQuestion = 100

export function createMessagesAudit({
  database: { knex },
  events,
  inventory,
  relay,
  pageRows = pageRowsDefault,
}: MessagesAuditOptions): AuditMessages {
  const checks = createMessageChecks(knex)

  /**
   * An event's messages are no page of their own: all are looked at, or none. Of one event it is asked whether messages
   * have been made of its inventory.
   */
  return async ({ eventId, after }) => {
    if (eventId !== undefined)
      return {
        rows: 0,
        checks: [await inventoryBecomesMessages(eventId)],
        confirmed: [],
        ...(after === undefined && { total: 0 }),
      }
    const page = await checks.page(after === undefined ? undefined : Number(after), pageRows)
    const isLast = page.rows < pageRows
    const found: BookingsCheck[] = [
      {
        name: 'messages-follow-each-other',
        checked: page.rows,
        violations: [
          ...(page.missing > 0 ? [{ detail: `${page.missing} messages up to place ${page.last} are missing` }] : []),
          ...(isLast ? await wrongEnd() : []),
        ],
      },
      { name: 'messages-are-there-once', checked: page.rows, violations: page.twice.map(faultOf('is there twice')) },
      {
        name: 'message-versions-go-up',
        checked: page.rows,
        violations: page.backwards.map(faultOf('has a lower version than the message before it of its resource')),
      },
      ...(after === undefined ? [await factsBecomeMessages()] : []),
    ]
    return {
      rows: page.rows,
      checks: found,
      confirmed: [],
      ...(isLast ? {} : { next: String(page.last) }),
      ...(after === undefined && { total: await checks.count() }),
    }
  }

  async function wrongEnd(): Promise<readonly BookingsViolation[]> {
    const wrong = await checks.wrongEnd()
    return wrong ? [{ detail: `the order ends at place ${wrong.end}, its last message is at ${wrong.last}` }] : []
  }

  async function factsBecomeMessages(): Promise<BookingsCheck> {
    const ofBookings = await checks.lateBookingFacts(lateSeconds, violationsMax)
    const ofEvents = await events().facts(factsMax)
    const ofInventories = await lateAmong(await relay.behind())
    return {
      name: 'facts-become-messages',
      checked: ofBookings.length + ofEvents.length + (await checks.countCursors()),
      violations: [
        ...ofBookings.map(({ id, eventId, type }) => ({ detail: `nobody is told of ${type}, as ${id}`, eventId })),
        ...ofEvents
          .filter(({ ageSeconds }) => ageSeconds > lateSeconds)
          .map(({ eventId, type, version }) => ({
            detail: `nobody is told of ${type} at version ${version}`,
            eventId,
          })),
        ...ofInventories,
      ].slice(0, violationsMax),
    }
  }

  async function inventoryBecomesMessages(eventId: string): Promise<BookingsCheck> {
    const violations = await lateAmong([{ eventId, after: await relay.toldUpTo(eventId) }])
    return { name: 'facts-become-messages', checked: 1, violations }
  }

  async function lateAmong(behind: readonly KnownVersion[]): Promise<readonly BookingsViolation[]> {
    const late: BookingsViolation[] = []
    for (let first = 0; first < behind.length; first += inventoriesPerQuestion) {
      const changes = await inventory().changesAfter(behind.slice(first, first + inventoriesPerQuestion), 1)
      for (const { eventId, after, current, ageSeconds = 0 } of changes)
        if (ageSeconds > lateSeconds)
          late.push({ detail: `messages are made up to version ${after} of ${current} of the inventory`, eventId })
    }
    return late
  }
}

const faultOf =
  (what: string) =>
  ({ id, eventId }: Fault): BookingsViolation => ({ detail: `${id} ${what}`, eventId })
