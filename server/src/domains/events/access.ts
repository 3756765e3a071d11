// Which event, ticket type or venue a caller may change, and how: each gives the thing back, or throws the problem that
// says why not.
import type { Caller, IfMatch, Shape } from '../../contract/types.ts'
import { problem, refuseFaults } from '../../platform/problems.ts'
import { etagOf } from './present.ts'
import {
  faultsOfChanges,
  faultsOfTicketTypeChanges,
  isEditable,
  matchesVersion,
  movesStartIntoPast,
  runs,
  statusAt,
} from './rules.ts'
import type { EventRecord, TicketTypeRecord } from './store.ts'
import { nameKeyOf, namesake } from './ticket-types/names.ts'
import type { VenueRecord } from './venues/store.ts'

/** The event, if the caller runs it: for everybody else it does not exist. */
export function ownEvent(event: EventRecord | undefined, caller: Caller): EventRecord {
  if (!event || !runs(caller, event)) throw problem('event_not_found')
  return event
}

/** The event, if the caller runs it and it can still be changed. */
export function editableEvent(event: EventRecord | undefined, caller: Caller): EventRecord {
  const before = ownEvent(event, caller)
  if (!isEditable(statusAt(before, before.now))) throw problem('event_not_editable')
  return before
}

/** The event, if these changes may be made to it by this caller. */
export function changeableEvent(
  event: EventRecord | undefined,
  caller: Caller,
  ifMatch: IfMatch,
  changes: Shape<'EventChanges'>,
): EventRecord {
  const before = ownEvent(event, caller)
  if (!matchesVersion(ifMatch, before.version)) throw changedSince(etagOf(before))
  const status = statusAt(before, before.now)
  if (!isEditable(status)) throw problem('event_not_editable')
  refuseFaults(faultsOfChanges(changes, { ...before, status, ticketTypes: before.inventory.ticketTypes }, before.now))
  if (movesStartIntoPast(changes, { ...before, status }, before.now)) throw problem('start_in_past')
  return before
}

export function ticketTypeOf({ inventory }: EventRecord, ticketTypeId: string): TicketTypeRecord {
  const type = inventory.ticketTypes.find(({ id }) => id === ticketTypeId)
  if (!type) throw problem('ticket_type_not_found', undefined, { ticketTypeId })
  return type
}

/** What bounds the ticket types of an event. */
export const boundsOfTypes = ({ endsAt, language, inventory: { capacity } }: EventRecord) => ({
  capacity,
  endsAt,
  language,
})

interface TicketTypeChange {
  readonly ticketTypeId: string
  readonly ifMatch: IfMatch
  readonly changes: Shape<'TicketTypeChanges'>
}

/** The event and its ticket type, if these changes may be made to it by this caller. */
export function changeableTicketType(
  event: EventRecord | undefined,
  caller: Caller,
  { ticketTypeId, ifMatch, changes }: TicketTypeChange,
): { readonly event: EventRecord; readonly type: TicketTypeRecord } {
  const before = ownEvent(event, caller)
  const type = ticketTypeOf(before, ticketTypeId)
  if (!matchesVersion(ifMatch, before.version)) throw changedSince(etagOf(before))
  if (!isEditable(statusAt(before, before.now))) throw problem('event_not_editable')
  refuseFaults(faultsOfTicketTypeChanges(changes, type, boundsOfTypes(before)))
  const { name, externalId } = changes
  // Types may have had one name from before it was refused: each may keep it.
  if (name !== undefined && nameKeyOf(name) !== nameKeyOf(type.name))
    refuseTakenName(before.inventory.ticketTypes, name)
  if (externalId !== type.externalId) refuseTakenExternalId(before.inventory.ticketTypes, externalId)
  return { event: before, type }
}

/** The event's row is locked by whoever asks, so that of two who want one name one is told. */
export function refuseTakenName(types: readonly TicketTypeRecord[], name: string): void {
  const taken = namesake(types, name)
  if (!taken) return
  throw problem('ticket_type_name_taken', `Another ticket type of the event is called ${JSON.stringify(taken.name)}.`, {
    ticketTypeId: taken.id,
  })
}

/** As for a name; none is never taken. */
export function refuseTakenExternalId(types: readonly TicketTypeRecord[], externalId: string | null | undefined): void {
  const taken = typeof externalId === 'string' && types.find(type => type.externalId === externalId)
  if (taken) throw problem('external_id_taken', `The ticket type ${JSON.stringify(taken.name)} has this externalId.`)
}

export function ownVenue(venue: VenueRecord | undefined, caller: Caller): VenueRecord {
  if (!venue || !runs(caller, venue)) throw problem('venue_not_found')
  return venue
}

/** If-Match names another version than the one that there is: told to those alone who may change it. */
export function changedSince(etag: string | number) {
  const currentETag = `"${etag}"`
  const words = `It has changed since you read it: its ETag is ${currentETag} now. Read it again, then change it.`
  return problem('precondition_failed', words, { currentETag })
}
