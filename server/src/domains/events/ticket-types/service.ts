// The ticket types' use cases: add one to an event, change one, take one away; also while the event is on sale.
import type { Caller, Idempotency, IfMatch, Shape } from '../../../contract/types.ts'
import { problem, refuseFaults } from '../../../platform/problems.ts'
import type { TicketTypeEdit } from '../../inventory/port.ts'
import {
  boundsOfTypes,
  changeableTicketType,
  editableEvent,
  refuseTakenExternalId,
  refuseTakenName,
  ticketTypeOf,
} from '../access.ts'
import type { AfterChange } from '../after-change.ts'
import { etagOf, toTicketType } from '../present.ts'
import { faultsOfTicketType, ticketTypesMax } from '../rules.ts'
import { canonicalTranslations } from '../rules/texts.ts'
import { noticeDue } from '../search-outbox.ts'
import { toNewTicketType } from '../opening.ts'
import { noteUpdate } from '../service.ts'
import type { EventRecord } from '../store.ts'
import { justWritten, type EventsTransaction, type InEventsTransaction } from '../transaction.ts'

export type TicketTypesService = ReturnType<typeof createTicketTypesService>

export interface TicketTypesServiceOptions {
  readonly inTransaction: InEventsTransaction
  readonly afterChange: AfterChange
}

export function createTicketTypesService({ inTransaction, afterChange }: TicketTypesServiceOptions) {
  return { add, update, remove }

  /**
   * Problems: event_not_found, event_not_editable, validation_failed, currency_mismatch, ticket_type_limit_reached,
   * ticket_type_name_taken, external_id_taken, idempotency_in_flight, idempotency_key_reused.
   */
  async function add(
    caller: Caller,
    eventId: string,
    input: Shape<'TicketTypeToMake'>,
    idempotency: Idempotency | undefined,
  ) {
    let changed: EventRecord | undefined
    const answer = await inTransaction(stores =>
      stores.answerOnce({ caller: caller.userId, idempotency }, async () => {
        const event = editableEvent(await stores.events.lock(eventId), caller)
        refuseFaults(faultsOfTicketType('', input, boundsOfTypes(event)))
        if (input.currency !== event.inventory.currency) throw problem('currency_mismatch')
        if (event.inventory.ticketTypes.length >= ticketTypesMax)
          throw problem('ticket_type_limit_reached', undefined, { limit: ticketTypesMax })
        refuseTakenName(event.inventory.ticketTypes, input.name)
        refuseTakenExternalId(event.inventory.ticketTypes, input.externalId)
        const type = toNewTicketType(input)
        await stores.inventory.addTicketType(eventId, type)
        changed = await noteChange(stores, event)
        return { status: 201, body: shapeOf(changed, type.id) }
      }),
    )
    if (changed) await afterChange(changed)
    return answer
  }

  /**
   * Changes what is named, all of it or nothing. Problems: event_not_found, ticket_type_not_found, precondition_failed,
   * event_not_editable, validation_failed, ticket_type_name_taken, external_id_taken, capacity_below_taken,
   * ticket_type_in_use (it can't be hidden).
   */
  async function update(
    caller: Caller,
    eventId: string,
    ticketTypeId: string,
    ifMatch: IfMatch,
    changes: Shape<'TicketTypeChanges'>,
  ) {
    const { capacity } = changes
    const { event, resized } = await inTransaction(async stores => {
      const before = changeableTicketType(await stores.events.lock(eventId), caller, { ticketTypeId, ifMatch, changes })
      await stores.inventory.changeTicketType(eventId, ticketTypeId, editOf(changes))
      const isResized = capacity !== undefined && capacity !== before.type.capacity
      const resized = isResized ? await stores.inventory.changeCapacity(eventId, { ticketTypeId, capacity }) : undefined
      return { event: await noteChange(stores, before.event), resized }
    })
    resized?.committed()
    await afterChange(event)
    return { body: shapeOf(event, ticketTypeId), etag: etagOf(event) }
  }

  /** Problems: event_not_found, ticket_type_not_found, event_not_editable, ticket_type_in_use. */
  async function remove(caller: Caller, eventId: string, ticketTypeId: string): Promise<void> {
    const event = await inTransaction(async stores => {
      const before = editableEvent(await stores.events.lock(eventId), caller)
      ticketTypeOf(before, ticketTypeId)
      if (!(await stores.inventory.removeTicketType(eventId, ticketTypeId))) throw problem('ticket_type_in_use')
      return noteChange(stores, before)
    })
    await afterChange(event)
  }

  /** A ticket type is part of its event: with the one the other changes. */
  async function noteChange({ events }: Pick<EventsTransaction, 'events'>, before: EventRecord): Promise<EventRecord> {
    await events.update(before.id, {})
    if (before.status === 'published')
      await events.rememberForSearch({ eventId: before.id, version: before.version + 1 }, noticeDue)
    const after = justWritten(await events.find(before.id))
    await noteUpdate(events, before, after)
    return after
  }
}

function shapeOf(event: EventRecord, ticketTypeId: string) {
  const type = toTicketType(event, ticketTypeId)
  if (!type) throw problem('ticket_type_not_found')
  return type
}

const editOf = ({
  name,
  description,
  translations,
  priceMinor,
  maxPerUser,
  salesStartAt,
  salesEndAt,
  externalId,
  hidden,
}: Shape<'TicketTypeChanges'>): TicketTypeEdit => ({
  name,
  description,
  translations: translations && canonicalTranslations(translations),
  priceMinor,
  maxPerUser,
  externalId,
  hidden,
  salesStartAt: timeOf(salesStartAt),
  salesEndAt: timeOf(salesEndAt),
})
const timeOf = (time: string | null | undefined) => (typeof time === 'string' ? new Date(time) : time)
