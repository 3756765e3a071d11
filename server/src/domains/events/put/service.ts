// An event is made, or made as somebody says it is to be, by its external id.
import type { Caller, Fault, PutCondition, Shape } from '../../../contract/types.ts'
import { refuseMetadata } from '../../../platform/metadata.ts'
import { problem, refuseFaults } from '../../../platform/problems.ts'
import { changedSince } from '../access.ts'
import type { AfterChange } from '../after-change.ts'
import { againIfTaken } from '../again-if-taken.ts'
import { openEvent, refuseOldTimezone, toNewTicketType } from '../opening.ts'
import { etagOf } from '../present.ts'
import {
  faultsOfChanges,
  faultsOfEvent,
  isEditable,
  isPublishable,
  matchesVersion,
  movesStartIntoPast,
  shareCurrency,
  statusAt,
  ticketTypesOf,
} from '../rules.ts'
import { noticeDue } from '../search-outbox.ts'
import { noteUpdate } from '../service.ts'
import type { EventRecord } from '../store.ts'
import { faultsOfNames } from '../ticket-types/names.ts'
import { justWritten, type EventsTransaction, type InEventsTransaction } from '../transaction.ts'
import { isLike, venueAsDescribed, venueOf } from '../venues/service.ts'
import type { VenueRecord } from '../venues/store.ts'
import { isEmpty, planOf, resizesOf, type EventPlan, type TypesPlan } from './rules.ts'

export type PutService = ReturnType<typeof createPutService>

export interface PutServiceOptions {
  readonly inTransaction: InEventsTransaction
  readonly afterChange: AfterChange
}

interface PutInput {
  readonly externalId: string
  readonly input: Shape<'PutEventBody'>
  readonly condition: PutCondition
}

interface Done {
  readonly event: EventRecord
  readonly outcome: 'made' | 'replaced' | 'unchanged'
  readonly resized: readonly { committed(): void }[]
}

export function createPutService({ inTransaction, afterChange }: PutServiceOptions) {
  return { put }

  /**
   * Makes the caller's event with this external id, or makes the one that has it be like this, all of it or nothing.
   * Problems: validation_failed, currency_mismatch, precondition_failed, venue_not_found, external_id_taken (of an
   * inline venue), event_not_publishable, event_not_editable, start_in_past, capacity_below_taken, ticket_type_in_use.
   */
  async function put(
    caller: Caller,
    externalId: string,
    input: Shape<'PutEventBody'>,
    condition: PutCondition,
  ): Promise<{ readonly event: EventRecord; readonly isNew: boolean; readonly unchanged: boolean }> {
    refuseFaults([...faultsOfEvent(input), ...faultsOfNames(input.ticketTypes ?? [])])
    refuseMetadata(input.metadata)
    refuseMetadata(input.venue?.metadata, { pointer: '/venue/metadata' })
    if (!shareCurrency(ticketTypesOf(input))) throw problem('currency_mismatch')
    const { event, outcome, resized } = await againIfTaken(() =>
      inTransaction(stores => makeOrReplace(stores, caller, { externalId, input, condition })),
    )
    for (const each of resized) each.committed()
    if (outcome !== 'unchanged') await afterChange(event)
    return { event, isNew: outcome === 'made', unchanged: outcome === 'unchanged' }
  }
}

async function makeOrReplace(stores: EventsTransaction, caller: Caller, put: PutInput): Promise<Done> {
  const { externalId, input, condition } = put
  // Before the event, as everybody locks them.
  const known = input.venueId === undefined ? undefined : await venueOf(stores, caller, { venueId: input.venueId })
  const before = await stores.events.lockByExternalId(caller.userId, externalId)
  if (!before) {
    if (condition.ifMatch) throw missing()
    const venue = known ?? (await venueAsDescribed(stores, caller, input.venue!))
    const { test = false } = input
    const toMake = { ...input, venueId: venue.id, venue: undefined, externalId, test }
    return {
      event: await openEvent(stores, { organizerId: caller.userId, venue, input: toMake }),
      outcome: 'made',
      resized: [],
    }
  }
  if (condition.onlyMake) throw isThere(before)
  if (condition.ifMatch && !matchesVersion(condition.ifMatch, before.version)) throw changedSince(etagOf(before))
  refuseFaults(faultsOfTest(before, input))
  refuseOtherCurrency(before, ticketTypesOf(input)[0]!)

  const ticketTypes = ticketTypesOf(input).map(toNewTicketType)
  const planFor = (venue: Pick<VenueRecord, 'id' | 'timezone'>) => planOf(before, { input, venue, ticketTypes })
  const staysAt = known ?? (isLike(before.venue, input.venue!, caller) ? before.venue : undefined)
  if (staysAt && isEmpty(planFor(staysAt))) return { event: before, outcome: 'unchanged', resized: [] }

  refuseReplacing(before, input)
  const venue = staysAt ?? (await venueAsDescribed(stores, caller, input.venue!))
  const plan = planFor(venue)
  if (input.timezone === undefined && plan.edit.timezone !== undefined) refuseOldTimezone(venue.timezone)
  return { ...(await carryOut(stores, before, plan)), outcome: 'replaced' }
}

/** As of any other change. Problems: event_not_editable, validation_failed, start_in_past, event_not_publishable. */
function refuseReplacing(before: EventRecord, input: Shape<'PutEventBody'>): void {
  const status = statusAt(before, before.now)
  if (!isEditable(status)) throw problem('event_not_editable')
  const { startsAt, endsAt, capacity, waitlistPolicy } = input
  const changes = { startsAt, endsAt, capacity, ...(waitlistPolicy && { waitlistPolicy }) }
  // The sales of its ticket types are in the input too, and were looked at with it.
  refuseFaults(faultsOfChanges(changes, { ...before, status, ticketTypes: [] }, before.now))
  if (movesStartIntoPast(changes, { ...before, status }, before.now)) throw problem('start_in_past')
  const publishes = input.publish && status === 'draft'
  if (publishes && !isPublishable({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) }, before.now))
    throw problem(
      'event_not_publishable',
      'The event must begin in the future to be put on sale: give it another startsAt.',
    )
}

function refuseOtherCurrency({ inventory: { currency: own } }: EventRecord, { currency }: { currency: string }): void {
  if (currency !== own)
    throw problem('currency_mismatch', `The event sells in ${own}, and that stays: give its prices in ${own}.`)
}

function faultsOfTest(before: EventRecord, { test }: Shape<'PutEventBody'>): Fault[] {
  if (test === undefined || test === before.test) return []
  return [{ pointer: '/test', keyword: 'const', message: `must be ${before.test} or be left out: it never changes` }]
}

async function carryOut(
  stores: EventsTransaction,
  before: EventRecord,
  plan: EventPlan,
): Promise<Omit<Done, 'outcome'>> {
  const { events, inventory: seats } = stores
  const { id: eventId } = before
  await events.update(eventId, { ...plan.edit, ...(plan.publishes && { status: 'published' }) })
  const ofSeats = { ...plan.seats, ...(plan.publishes && { sales: 'open' as const }) }
  if (Object.keys(ofSeats).length > 0) await seats.change(eventId, ofSeats)
  await changeTypes(stores, eventId, plan.types)
  const resized: { committed(): void }[] = []
  for (const resize of resizesOf(plan)) resized.push(await seats.changeCapacity(eventId, resize))

  if (plan.publishes || before.status === 'published')
    await events.rememberForSearch({ eventId, version: before.version + 1 }, noticeDue)
  const event = justWritten(await events.find(eventId))
  if (plan.publishes) await events.noteFact([eventId], 'event.published')
  else await noteUpdate(events, before, event)
  return { event, resized }
}

/** New ones come before old ones go or are hidden, as everybody sees one of an event at least. */
async function changeTypes({ inventory: seats }: EventsTransaction, eventId: string, types: TypesPlan): Promise<void> {
  const hides = types.changed.filter(({ edit }) => edit.hidden === true)
  for (const { id, edit } of types.changed)
    await seats.changeTicketType(eventId, id, edit.hidden ? { ...edit, hidden: undefined } : edit)
  for (const type of types.added) await seats.addTicketType(eventId, type)
  for (const { id } of hides) await seats.changeTicketType(eventId, id, { hidden: true })
  for (const { id, name } of types.removed)
    if (!(await seats.removeTicketType(eventId, id)))
      throw problem(
        'ticket_type_in_use',
        `The ticket type ${JSON.stringify(name)} can't be left out: its seats are held or sold, somebody waits ` +
          'for it, or a promotion is for it. List it too, and end its sale with salesEndAt.',
        { ticketTypeId: id },
      )
  if (types.order) await seats.orderTicketTypes(eventId, types.order)
}

const missing = () =>
  problem('precondition_failed', 'No event of yours has this external id, so there is none to replace.')
const isThere = (event: EventRecord) =>
  problem('precondition_failed', 'An event with this external id is there already, and was not changed.', {
    currentETag: `"${etagOf(event)}"`,
  })
