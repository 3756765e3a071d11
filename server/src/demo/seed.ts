// The demo data of the embedded default: one organizer with venues and events, made at the first start and never touched again.
import type { Caller, Shape } from '../contract/types.ts'
import type { Domains } from '../server.ts'
import { demoEvents, type DemoEvent, type DemoTicketType } from './events.ts'
import { daysBefore, firstWeekday, hoursAfter, instantAt } from './times.ts'
import { demoVenues, type DemoVenueId } from './venues.ts'

export const DEMO_ORGANIZER = { email: 'organizer@example.com', password: 'evently-demo', name: 'Demo Organizer' }

const atOnceMax = 4
/** What the domains would have learned from HTTP. */
const asked = { params: {}, query: {}, ifMatch: undefined, idempotency: undefined, accept: 'application/json', request: { id: 'demo', address: '127.0.0.1' } } as const

/**
 * Makes what is missing of the demo data. The last event is made when all the others are there: if it is found, an earlier start
 * has finished, and drafts that were deleted since stay deleted.
 */
export async function seedDemo(domains: Domains): Promise<void> {
  const organizer = await findOrganizer(domains) ?? await registerOrganizer(domains)
  if (organizer.role === 'attendee') {
    process.stderr.write(`No demo events were made: ${DEMO_ORGANIZER.email} is an attendee's account.\n`)
    return
  }
  const caller: Caller = { kind: 'session', userId: organizer.id, role: 'organizer', credentialId: 'demo' }
  const last = demoEvents.at(-1)!
  if ((await externalIdsOf(domains, caller, externalIdOf(last))).size > 0) return

  const existing = await externalIdsOf(domains, caller)
  const missing = demoEvents.filter(event => event !== last && !existing.has(externalIdOf(event)))
  const venueIds = await makeVenues(domains, caller)
  const now = new Date()
  const make = (event: DemoEvent) => domains.events.handlers['events.create']({ ...asked, caller, body: toBody(event, venueIds, now) })
  for (let from = 0; from < missing.length; from += atOnceMax) await Promise.all(missing.slice(from, from + atOnceMax).map(make))
  await make(last)
}

async function findOrganizer({ users }: Domains): Promise<Shape<'User'> | undefined> {
  const { body } = await users.handlers['users.listUsers']({ ...asked, caller: seeder, query: { email: DEMO_ORGANIZER.email, limit: 1 } })
  return body.data[0]
}

/** Where organizers can't sign up by themselves, the account begins as an attendee's and is then given the role, as an admin would do. */
async function registerOrganizer({ users }: Domains): Promise<Shape<'User'>> {
  const register = async (role: 'attendee' | 'organizer') =>
    (await users.handlers['users.register']({ ...asked, caller: undefined, body: { ...DEMO_ORGANIZER, role } })).body.user
  try {
    return await register('organizer')
  } catch (error) {
    if (!isSignupClosed(error)) throw error
    const { id } = await register('attendee')
    return (await users.handlers['users.updateUser']({ ...asked, caller: seeder, params: { userId: id }, body: { role: 'organizer' } })).body
  }
}

const isSignupClosed = (error: unknown) => error instanceof Problem && error.code === 'organizer_signup_closed'

/** Oldest first: the demo's own events are among the first hundred, whatever the organizer has made since. */
async function externalIdsOf({ events }: Domains, caller: Caller, externalId?: string): Promise<ReadonlySet<string | undefined>> {
  const query = { sort: 'createdAt', limit: 100, ...(externalId !== undefined && { externalId }) } as const
  const { body } = await events.handlers['events.listManaged']({ ...asked, caller, query })
  return new Set(body.data.map(event => event.externalId))
}
