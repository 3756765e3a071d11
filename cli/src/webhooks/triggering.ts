// Makes a message come about on a test event, and waits until the feed has it.
import { isProblem } from '@evently/sdk'
import type { Event, Evently, WebhookMessage, WebhookMessageType } from '@evently/sdk'
import { exit } from '../exit-codes.ts'
import { CommandError, UsageError } from '../failures.ts'
import { followFeed } from './feed.ts'
import { recipes } from './recipes.ts'

export interface Wanted {
  readonly type: WebhookMessageType
  /** A test event that is there; without it one is made. */
  readonly eventId: string | undefined
  readonly timeoutSeconds: number
  readonly signal: AbortSignal
}

export interface Triggered {
  readonly message: WebhookMessage
  readonly event: Event
}

/** `onEvent` is told of an event that is made for it, so that it can be taken away whatever happens. */
export async function trigger(
  evently: Evently,
  { type, eventId, timeoutSeconds, signal }: Wanted,
  onEvent: (event: Event) => void,
): Promise<Triggered> {
  // Asked before anything is done: the place to look from, and whoever asks is told of reservations from then on.
  const { nextCursor } = await evently.activity.list({ from: 'end', mode: 'test', limit: 1 }, { signal })
  const event = await stageFor(evently, { type, eventId, onEvent })
  const resourceId = await recipes[type].run({ evently, event })
  const late = AbortSignal.timeout(timeoutSeconds * 1_000)
  const { messages } = followFeed(evently, {
    mode: 'test',
    query: { after: nextCursor, types: [type], resourceId },
    signal: AbortSignal.any([signal, late]),
  })
  try {
    for await (const { message } of messages) return { message, event }
  } catch (error) {
    if (late.aborted && !signal.aborted) throw notTold(type, timeoutSeconds)
    throw error
  }
  throw notTold(type, timeoutSeconds)
}

const notTold = (type: string, seconds: number) =>
  new CommandError(
    'message_not_seen',
    `It is done, but ${type} was not in the feed within ${seconds} s. Look for it with ` +
      `\`evently activity list --mode test --type ${type}\`.`,
    exit.unexpected,
  )

interface StageInput {
  readonly type: WebhookMessageType
  readonly eventId: string | undefined
  readonly onEvent: (event: Event) => void
}

async function stageFor(evently: Evently, { type, eventId, onEvent }: StageInput): Promise<Event> {
  const { wants } = recipes[type]
  if (eventId === undefined) {
    const made = await makeEvent(evently, { publish: wants === 'published' })
    onEvent(made)
    return made
  }
  const event = await evently.events.get(eventId)
  if (!event.test) throw new UsageError(`--event ${eventId} is no test event: messages are triggered on those alone.`)
  if (event.status !== wants)
    throw new UsageError(`--event ${eventId} is ${event.status}; ${type} wants a ${wants} one.`)
  return event
}

const startsInDays = 60
const dayMs = 86_400_000
const hourMs = 3_600_000
/** So that somebody can wait for two. */
const capacity = 2

async function makeEvent(evently: Evently, { publish }: { readonly publish: boolean }): Promise<Event> {
  const startsAtMs = Date.now() + startsInDays * dayMs
  return evently.events.create({
    title: 'Made by webhooks trigger',
    category: 'test',
    ...(await somePlace(evently)),
    startsAt: new Date(startsAtMs),
    endsAt: new Date(startsAtMs + 2 * hourMs),
    capacity,
    priceMinor: 1_000,
    currency: 'EUR',
    publish,
    test: true,
  })
}

/** The venue of another event, if there is any: everybody sees venues, so no new one is made each time. */
async function somePlace(evently: Evently) {
  const { data } = await evently.events.listManaged({ limit: 1 })
  const venueId = data[0]?.venue.id
  if (venueId !== undefined) return { venueId }
  return { venue: { name: 'Test venue', city: 'Berlin', country: 'DE', timezone: 'Europe/Berlin' } }
}

/** Takes an event away that was made for a message; answers what was done to it. */
export async function takeAway(evently: Evently, { id }: Pick<Event, 'id'>): Promise<'deleted' | 'cancelled'> {
  const { status } = await evently.events.get(id)
  if (status === 'draft') {
    await evently.events.delete(id)
    return 'deleted'
  }
  try {
    if (status === 'published') await evently.events.cancel(id)
  } catch (error) {
    if (!isProblem(error, 'event_not_editable')) throw error // it was cancelled meanwhile
  }
  return 'cancelled'
}
