// The demo data of the embedded default: one organizer with venues and events, made at the first start and never
// touched again.
import type { Caller, Handler, Input, Output, Shape } from '../contract/types.ts'
import { Problem } from '../platform/problems.ts'
import type { AllDomains } from '../server.ts'
import { demoOrganizer } from './accounts.ts'
import type { DemoEvent, DemoTicketType } from './demo-event.ts'
import { demoEvents } from './events.ts'
import { daysBefore, firstWeekday, hoursAfter, instantAt } from './times.ts'
import { demoVenues, type DemoVenueId } from './venues.ts'

const atOnceMax = 4
/** Stands in for the admin who looks accounts up. */
const seeder: Caller = { kind: 'session', userId: 'demo', role: 'admin', credentialId: 'demo' }

/**
 * Makes what is missing of the demo data. The last event is made when all the others are there: if it is found, an
 * earlier start has finished, and drafts that were deleted since stay deleted. Aborted, it makes nothing more.
 */
export async function seedDemo(domains: Pick<AllDomains, 'users' | 'events'>, signal?: AbortSignal): Promise<void> {
  const ask = asking(domains)
  const organizer = (await findOrganizer(ask)) ?? (await registerOrganizer(ask))
  if (organizer.role === 'attendee') {
    process.stderr.write(`No demo events were made: ${demoOrganizer.email} is an attendee's account.\n`)
    return
  }
  const caller: Caller = { kind: 'session', userId: organizer.id, role: 'organizer', credentialId: 'demo' }
  const last = demoEvents.at(-1)!
  if ((await externalIdsOf(ask, caller, externalIdOf(last))).size > 0) return

  const existing = await externalIdsOf(ask, caller)
  const missing = demoEvents.filter(event => event !== last && !existing.has(externalIdOf(event)))
  const venueIds = await makeVenues(ask, caller)
  const now = new Date()
  const make = (event: DemoEvent) => ask('events.create', { caller, body: toBody(event, venueIds, now) })
  for (let from = 0; from < missing.length; from += atOnceMax) {
    signal?.throwIfAborted()
    await Promise.all(missing.slice(from, from + atOnceMax).map(make))
  }
  signal?.throwIfAborted()
  await make(last)
}

type Operations = AllDomains['users']['handlers'] & AllDomains['events']['handlers']
type Ask = ReturnType<typeof asking>

/** Calls an operation as the HTTP server would, with the rest of an input filled in. */
function asking({ users, events }: Pick<AllDomains, 'users' | 'events'>) {
  const operations: Operations = { ...users.handlers, ...events.handlers }
  const blank = { params: {}, query: {}, accept: 'application/json', request: { id: 'demo', address: '127.0.0.1' } }
  return async <Id extends keyof Operations>(id: Id, input: Partial<Input<Id>>) => {
    const answer = await (operations[id] as unknown as Handler<Id>)({ ...blank, ...input } as Input<Id>)
    return answer.body as Exclude<Output<Id>, { status: 503 }>['body']
  }
}

async function findOrganizer(ask: Ask): Promise<Shape<'User'> | undefined> {
  const {
    data: [organizer],
  } = await ask('users.listUsers', { caller: seeder, query: { email: demoOrganizer.email, limit: 1 } })
  return organizer
}

/**
 * Where organizers can't sign up by themselves, the account begins as an attendee's and is then given the role, as an
 * admin would do.
 */
async function registerOrganizer(ask: Ask): Promise<Shape<'User'>> {
  const register = async (role: 'attendee' | 'organizer') =>
    (await ask('users.register', { body: { ...demoOrganizer, role } })).user
  try {
    return await register('organizer')
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'organizer_signup_closed')) throw error
    const { id } = await register('attendee')
    return ask('users.updateUser', { caller: seeder, params: { userId: id }, body: { role: 'organizer' } })
  }
}

/** Oldest first: the demo's own events are among the first hundred, whatever the organizer has made since. */
async function externalIdsOf(ask: Ask, caller: Caller, externalId?: string): Promise<ReadonlySet<string | undefined>> {
  const query = { sort: 'createdAt', limit: 100, ...(externalId !== undefined && { externalId }) } as const
  const { data } = await ask('events.listManaged', { caller, query })
  return new Set(data.map(event => event.externalId))
}

async function makeVenues(ask: Ask, caller: Caller): Promise<ReadonlyMap<DemoVenueId, string>> {
  const { data } = await ask('events.listVenues', { caller, query: { limit: 100 } })
  const existing = new Map(
    data.filter(venue => venue.organizerId === caller.userId).map(venue => [venue.name, venue.id]),
  )
  const ids = new Map<DemoVenueId, string>()
  for (const [key, { venue }] of Object.entries(demoVenues)) {
    const id = existing.get(venue.name) ?? (await ask('events.createVenue', { caller, body: venue })).id
    ids.set(key as DemoVenueId, id)
  }
  return ids
}

const externalIdOf = ({ name }: DemoEvent) => `demo-${name}`

function toBody(event: DemoEvent, venueIds: ReadonlyMap<DemoVenueId, string>, now: Date): Shape<'EventToMake'> {
  const { title, description, category, tags, venue, when, capacity, tickets, waitlistPolicy, draft = false } = event
  const {
    venue: { timezone },
    currency,
  } = demoVenues[venue]
  const startsAt = instantAt(firstWeekday(now, when.daysMin, when.weekday), when.at, timezone)
  return {
    title,
    description,
    category,
    tags: [...tags],
    capacity,
    venueId: venueIds.get(venue)!,
    startsAt: startsAt.toISOString(),
    endsAt: hoursAfter(startsAt, when.hours).toISOString(),
    ticketTypes: tickets.map(ticket => toTicketType(ticket, currency, startsAt)),
    externalId: externalIdOf(event),
    ...(waitlistPolicy && { waitlistPolicy }),
    test: false,
    publish: !draft,
  }
}

const toTicketType = (
  { salesEndDaysBefore, ...type }: DemoTicketType,
  currency: string,
  startsAt: Date,
): Shape<'TicketTypeToMake'> => ({
  ...type,
  currency,
  ...(salesEndDaysBefore !== undefined && { salesEndAt: daysBefore(startsAt, salesEndDaysBefore).toISOString() }),
})
