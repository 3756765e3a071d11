// The ticket types' use cases: add one to an event, change one, take one away; also while the event is on sale.
import type { Caller, Idempotency, Shape } from '../../../contract/types.ts'
import { problem } from '../../../platform/problems.ts'
import type { TicketTypeEdit } from '../../inventory/port.ts'
import { changeableTicketType, editableEvent, refuseFaults, ticketTypeOf } from '../access.ts'
import type { AfterChange } from '../after-change.ts'
import { etagOf, toTicketType } from '../present.ts'
import { faultsOfTicketType, ticketTypesMax } from '../rules.ts'
import { noticeDue } from '../search-outbox.ts'
import { toNewTicketType } from '../service.ts'
import type { EventRecord } from '../store.ts'
import { justWritten, type Rooms, type Together } from '../transaction.ts'

export type TicketTypesService = ReturnType<typeof createTicketTypesService>

export interface TicketTypesServiceOptions {
  readonly together: Together
  readonly afterChange: AfterChange
}

export function createTicketTypesService({ together, afterChange }: TicketTypesServiceOptions) {
  return { add, update, remove }

  /** Problems: event_not_found, event_not_editable, validation_failed, currency_mismatch, ticket_type_limit_reached, idempotency_in_flight, idempotency_key_reused. */
  async function add(caller: Caller, eventId: string, input: Shape<'TicketTypeToMake'>, idempotency: Idempotency | undefined) {
    let changed: EventRecord | undefined
    const answer = await together(rooms => rooms.answerOnce({ caller: caller.userId, idempotency }, async () => {
      const event = editableEvent(await rooms.events.lock(eventId), caller)
      refuseFaults(faultsOfTicketType('', input, event.inventory.capacity))
      if (input.currency !== event.inventory.currency) throw problem('currency_mismatch')
      if (event.inventory.ticketTypes.length >= ticketTypesMax) throw problem('ticket_type_limit_reached', undefined, { limit: ticketTypesMax })
      const type = toNewTicketType(input)
      await rooms.inventory.addTicketType(eventId, type)
      changed = await noteChange(rooms, event)
      return { status: 201, body: shapeOf(changed, type.id) }
    }))
    if (changed) await afterChange(changed)
    return answer
  }

  /** Changes what is named, all of it or nothing. Problems: event_not_found, ticket_type_not_found, precondition_failed, event_not_editable, validation_failed, capacity_below_taken. */
  async function update(caller: Caller, eventId: string, ticketTypeId: string, ifMatch: string, changes: Shape<'TicketTypeChanges'>) {
    const { capacity } = changes
    const { event, resized } = await together(async rooms => {
      const before = changeableTicketType(await rooms.events.lock(eventId), caller, { ticketTypeId, ifMatch, changes })
      await rooms.inventory.changeTicketType(eventId, ticketTypeId, editOf(changes))
      const isResized = capacity !== undefined && capacity !== before.type.capacity
      const resized = isResized ? await rooms.inventory.changeCapacity(eventId, { ticketTypeId, capacity }) : undefined
      return { event: await noteChange(rooms, before.event), resized }
    })
    resized?.committed()
    await afterChange(event)
    return { body: shapeOf(event, ticketTypeId), etag: etagOf(event) }
  }

  /** Problems: event_not_found, ticket_type_not_found, event_not_editable, ticket_type_in_use. */
  async function remove(caller: Caller, eventId: string, ticketTypeId: string): Promise<void> {
    const event = await together(async rooms => {
      const before = editableEvent(await rooms.events.lock(eventId), caller)
      ticketTypeOf(before, ticketTypeId)
      if (!await rooms.inventory.removeTicketType(eventId, ticketTypeId)) throw problem('ticket_type_in_use')
      return noteChange(rooms, before)
    })
    await afterChange(event)
  }

  /** A ticket type is part of its event: with the one the other changes. */
  async function noteChange({ events }: Pick<Rooms, 'events'>, before: EventRecord): Promise<EventRecord> {
    await events.update(before.id, {})
    if (before.status === 'published') await events.rememberForSearch({ eventId: before.id, version: before.version + 1 }, noticeDue)
    return justWritten(await events.find(before.id))
  }
}

const shapeOf = (event: EventRecord, ticketTypeId: string) => toTicketType(ticketTypeOf(event, ticketTypeId), event.inventory.currency)

const editOf = ({ name, priceMinor, maxPerUser, salesStartAt, salesEndAt }: Shape<'TicketTypeChanges'>): TicketTypeEdit =>
  ({ name, priceMinor, maxPerUser, salesStartAt: timeOf(salesStartAt), salesEndAt: timeOf(salesEndAt) })
const timeOf = (time: string | null | undefined) => (typeof time === 'string' ? new Date(time) : time)
