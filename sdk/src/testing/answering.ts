// From a request to its answer: the operation, who asks, what the contract says of both, and the model behind it.
import type { IncomingHttpHeaders } from 'node:http'
import { operations } from '../generated/operations.ts'
import type { OperationId } from '../generated/operations.ts'
import { exampleOf, routeOf } from './contract.ts'
import type { Contract, Values } from './contract.ts'
import { accountHandlers, callerOf } from './model/accounts.ts'
import { bookingHandlers, settleWhatIsDue } from './model/bookings.ts'
import { eventHandlers, presentAvailability, visibleEvent } from './model/events.ts'
import { tellOfSeats } from './model/messages.ts'
import { promotionHandlers } from './model/promotions.ts'
import { refundHandlers } from './model/refunds.ts'
import { reservationHandlers } from './model/reservations.ts'
import { putHandlers } from './model/put-event.ts'
import { endWhatIsOver } from './model/seats.ts'
import { ticketHandlers } from './model/tickets.ts'
import { venueHandlers } from './model/venues.ts'
import { waitlistHandlers } from './model/waitlist.ts'
import type { Account, Call, Handlers, Made, World } from './model/world.ts'
import { problemDocument, Refusal } from './refusal.ts'

export interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  /** undefined without a body. */
  readonly text: string | undefined
}

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** undefined for none. */
  readonly body?: unknown
  /** Of a stream: the event whose seats are to be shown until the client goes. */
  readonly streams?: string
}

/** `handlers`: what behaves; any other operation answers the contract's own example. */
const handlers: Handlers = {
  ...accountHandlers,
  ...eventHandlers,
  ...putHandlers,
  ...venueHandlers,
  ...reservationHandlers,
  ...bookingHandlers,
  ...refundHandlers,
  ...promotionHandlers,
  ...ticketHandlers,
  ...waitlistHandlers,
}

/** Whether an operation behaves as the real one does, instead of answering the contract's example. */
export const isModelled = (id: OperationId) => id in handlers || id === 'inventory.streamAvailability'

/** Brings everything to the present time of the world's clock. */
export function catchUp(world: World): void {
  settleWhatIsDue(world)
  endWhatIsOver(world)
  tellOfSeats(world)
}

interface Kept {
  readonly fingerprint: string
  readonly status: number
  readonly again: () => unknown
}

/** Under the same key they are the answer for good: another attempt to pay needs another key. */
const endsPayment: ReadonlySet<string> = new Set(['payment_declined', 'capture_refused'])

function refuseWith(refusal: Refusal): never {
  throw refusal
}

export type Answering = ReturnType<typeof createAnswering>

export function createAnswering(world: World, contract: Contract, { examplesAlone }: { examplesAlone: boolean }) {
  const kept = new Map<string, Kept>()

  /** Problems: every one that the contract knows for the operation, as Refusals. */
  function answer(id: OperationId, path: Readonly<Record<string, string>>, asked: Asked): Answered {
    const caller = examplesAlone ? undefined : checkedCaller(world, id, asked)
    const parameters = contract.checkParameters(id, { id, path }, asked.url.searchParams)
    const body = contract.checkBody(id, bodyOf(asked))
    const key = operations[id].idempotent ? asked.headers['idempotency-key']?.toString() : undefined
    if (examplesAlone) return exampleAnswer(id)
    if (id === 'inventory.streamAvailability') return stream(world, parameters, caller)
    const keyed = key === undefined ? undefined : [id, caller?.user.id, eventIdOf(body, id), key].join(' ')
    const fingerprint = JSON.stringify([path, body])
    const before = keyed === undefined ? undefined : kept.get(keyed)
    if (before && before.fingerprint !== fingerprint) throw new Refusal('idempotency_key_reused')
    if (before) return { status: before.status, headers: { 'idempotency-replayed': 'true' }, body: before.again() }

    const { status, example } = exampleOf(id)
    const condition = { ifMatch: asked.headers['if-match'], onlyMake: asked.headers['if-none-match'] === '*' }
    const made = modelled(id, { caller, parameters, body, key, condition }, error => {
      if (keyed !== undefined && endsPayment.has(error.code))
        kept.set(keyed, { fingerprint, status, again: () => refuseWith(error) })
    }) ?? { body: example }
    if (keyed !== undefined) kept.set(keyed, { fingerprint, status, again: made.again ?? (() => made.body) })
    const etag = made.etag
    if (etag !== undefined && asked.headers['if-none-match'] === etag) return { status: 304, headers: { etag } }
    const headers = { ...(etag !== undefined && { etag }), ...(made.isReplayed && { 'idempotency-replayed': 'true' }) }
    return { status: made.status ?? status, headers, body: made.body }
  }

  /** What the model makes of it; undefined for an operation that it doesn't know. */
  function modelled(id: OperationId, call: Call, onRefusal: (refusal: Refusal) => void): Made | undefined {
    try {
      return handlers[id]?.(world, call)
    } catch (error) {
      if (error instanceof Refusal) onRefusal(error)
      throw error
    } finally {
      tellOfSeats(world)
    }
  }

  return {
    /** Throws an Error for an answer that does not fit the contract: a fault of this server. */
    answer(asked: Asked, requestId: string, refused?: Refusal): Answered & { readonly operation?: OperationId } {
      let operation: OperationId | undefined
      try {
        const route = routeOf(asked.method, asked.url.pathname)
        operation = route.id
        if (refused) throw refused
        catchUp(world)
        const answered = answer(route.id, route.path, asked)
        if (!examplesAlone && answered.status !== 304 && answered.streams === undefined)
          assertFits(contract, operation, answered.status, answered.body)
        return { ...answered, operation }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const body = problemDocument(error, asked.url.pathname, requestId)
        if (operation) assertFits(contract, operation, error.status, body)
        const after = error.extra['retryAfterSeconds']
        const headers: Record<string, string> = typeof after === 'number' ? { 'retry-after': String(after) } : {}
        return { status: error.status, headers, body, ...(operation && { operation }) }
      }
    },
  }
}

/** The contract checks what this server itself answers, so that no test rests on what the real one never says. */
function assertFits(contract: Contract, id: OperationId, status: number, body: unknown): void {
  const fault = contract.answerFault(id, status, body === undefined ? undefined : JSON.parse(JSON.stringify(body)))
  if (fault !== undefined) throw new Error(`The answer does not fit the contract: ${fault}`)
}

/** Problems: unauthenticated, token_invalid, token_expired, forbidden. */
function checkedCaller(world: World, id: OperationId, { headers }: Asked): Account | undefined {
  const { authentication, role } = operations[id]
  if (authentication === 'none') return undefined
  const caller = callerOf(world, headers.authorization)
  if (!caller && authentication === 'required') throw new Refusal('unauthenticated')
  const roles = ['attendee', 'organizer', 'admin']
  if (role && roles.indexOf(caller!.user.role) < roles.indexOf(role)) throw new Refusal('forbidden')
  return caller
}

/** Problems: malformed_request, unsupported_media_type. */
function bodyOf({ text, headers }: Asked): unknown {
  if (text === undefined || text === '') return undefined
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) throw new Refusal('unsupported_media_type')
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('malformed_request')
  }
}

function exampleAnswer(id: OperationId): Answered {
  const { status, mediaType, example } = exampleOf(id)
  return { status, headers: mediaType === undefined ? {} : { 'content-type': mediaType }, body: example }
}

/** Where a key counts for one event alone. */
const eventIdOf = (body: Values, id: OperationId) =>
  id === 'bookings.reserve' || id === 'bookings.joinWaitlist' ? String(body['eventId']) : ''

function stream(world: World, parameters: Values, caller: Account | undefined): Answered {
  const event = visibleEvent(world, parameters['eventId'], caller)
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    streams: event.id,
  }
}

/** What a stream shows of an event now. */
export function streamedText(world: World, eventId: string): string {
  const availability = presentAvailability(world, world.events.get(eventId)!)
  return `event: availability\nid: ${availability.version}\ndata: ${JSON.stringify(availability)}\n\n`
}
