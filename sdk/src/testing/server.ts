// Evently for tests: a server on loopback, in the process of the test, whose clock stands still until it is moved.
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OperationId } from '../generated/operations.ts'
import type { ProblemCode } from '../generated/problems.ts'
import type { Booking, Event, WaitlistEntry } from '../generated/shapes.ts'
import type { AnyWebhookMessage } from '../webhooks/messages.ts'
import { sign } from '../webhooks/webhooks.ts'
import type { SignedHeaders } from '../webhooks/webhooks.ts'
import { catchUp, createAnswering, streamedText } from './answering.ts'
import type { Answering } from './answering.ts'
import { routeOf, sharedContract } from './contract.ts'
import { createFaults, refusalOf } from './faults.ts'
import type { FaultOptions } from './faults.ts'
import { addAccount } from './model/accounts.ts'
import type { NewAccount } from './model/accounts.ts'
import { addEvent, presentEvent } from './model/events.ts'
import type { NewEvent } from './model/events.ts'
import { tellOfSeats } from './model/messages.ts'
import { availableOf, newHold, takeSeats } from './model/seats.ts'
import { presentEntry } from './model/waitlist.ts'
import { createWorld } from './model/world.ts'
import type { Account, EventState, PaymentOutcome, World } from './model/world.ts'
import { problemDocument, Refusal } from './refusal.ts'

/** A request that has come, and what it was answered. */
export interface RecordedRequest {
  /** undefined where the contract has no such operation. */
  readonly operation: OperationId | undefined
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** As JSON, or as text where it is none. */
  readonly body: unknown
  /** undefined: it was never answered. */
  readonly status: number | undefined
  /** The problem's code, for a refusal. */
  readonly problem: ProblemCode | undefined
}

/** What `new Evently()` takes. */
export interface ClientOptions {
  readonly baseUrl: string
  readonly apiKey: string
}

export interface MessageToSend {
  readonly message: AnyWebhookMessage
  readonly body: string
  readonly headers: SignedHeaders
}

type EventOrId = string | { readonly id: string }
const idOf = (thing: EventOrId) => (typeof thing === 'string' ? thing : thing.id)

export interface TestServerOptions {
  /**
   * `examples`: every operation answers the contract's own example, whatever was done before and whoever asks; what is
   * sent is still checked by the contract.
   */
  readonly answers?: 'model' | 'examples'
}

/** Starts a server that is empty but for an organizer and an attendee. Needs `ajv` and `ajv-formats`. */
export async function startTestServer({ answers = 'model' }: TestServerOptions = {}): Promise<TestServer> {
  const contract = await sharedContract()
  const world = createWorld(message => {
    const fault = contract.messageFault({ ...message })
    if (fault !== undefined) throw new Error(`The message does not fit the contract: ${fault}`)
  })
  const server = new TestServer(world, createAnswering(world, contract, { examplesAlone: answers === 'examples' }))
  await server.listen()
  return server
}

export class TestServer {
  /** Whose events `addEvent` makes. */
  readonly organizer: Account
  /** Who buys with `clientOptions()`. */
  readonly attendee: Account
  /** Every request, in the order in which they came. */
  readonly requests: RecordedRequest[] = []
  readonly #world: World
  readonly #answering: Answering
  readonly #faults = createFaults()
  readonly #server: Server
  readonly #streams = new Map<ServerResponse, { readonly eventId: string; shown: string }>()
  #baseUrl = ''
  #sent = 0
  #failure: Error | undefined

  constructor(world: World, answering: Answering) {
    this.#world = world
    this.#answering = answering
    this.organizer = addAccount(world, { role: 'organizer', name: 'The House' })
    this.attendee = addAccount(world)
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: Error) => {
        this.#failure ??= error
        const { message } = error
        const body = problemDocument(new Refusal('internal_error', {}, message), request.url ?? '', 'req_none')
        if (response.headersSent) response.destroy()
        else response.writeHead(500, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body))
      })
    })
  }

  async listen(): Promise<void> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    this.#baseUrl = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get baseUrl(): string {
    return this.#baseUrl
  }

  /** For `new Evently(…)`: who asks is the attendee, or the account that is given. */
  clientOptions(account: Account = this.attendee): ClientOptions {
    return { baseUrl: this.#baseUrl, apiKey: account.apiKey }
  }

  /** The time of this server: it stands until `advance`. */
  get now(): Date {
    return new Date(this.#world.nowMs)
  }

  /** Throws for an email that somebody has. */
  addAccount(given?: NewAccount): Account {
    return addAccount(this.#world, given)
  }

  /** An event on sale, unless `publish: false` says otherwise. */
  addEvent(given?: NewEvent, organizer: Account = this.organizer): Event {
    return presentEvent(this.#world, addEvent(this.#world, organizer, given))
  }

  event(event: EventOrId): Event {
    return presentEvent(this.#world, this.#eventState(event))
  }

  booking(bookingId: string): Booking | undefined {
    return this.#world.bookings.get(bookingId)?.booking
  }

  waitlistEntry(entryId: string): WaitlistEntry | undefined {
    const entry = this.#world.entries.get(entryId)
    return entry && presentEntry(this.#world, entry)
  }

  /** Time passes: reservations and offers end, payments are found out, streams show it. */
  advance({ hours = 0, minutes = 0, seconds = 0 }: { hours?: number; minutes?: number; seconds?: number }): void {
    const ms = ((hours * 60 + minutes) * 60 + seconds) * 1_000
    if (!(ms > 0)) throw new TypeError('Time only goes forward: give hours, minutes or seconds above 0.')
    this.#world.nowMs += ms
    catchUp(this.#world)
    this.#showStreams()
  }

  /** Somebody else takes every seat that is left, and keeps it. */
  soldOut(event: EventOrId): void {
    const state = this.#eventState(event)
    const other = addAccount(this.#world)
    for (const type of state.types) {
      const quantity = availableOf(state, type)
      if (quantity === 0) continue
      const items = [{ ticketTypeId: type.id, quantity, unitPriceMinor: type.priceMinor }]
      takeSeats(state, items)
      newHold(this.#world, state, { kind: 'reservation', who: { userId: other.user.id }, items, seconds: 0 }).state =
        'sold'
    }
    tellOfSeats(this.#world)
    this.#showStreams()
  }

  /** The next reservations that somebody wants to confirm have just expired. */
  holdExpires(times = 1): void {
    this.#world.scenes.expired += times
  }

  /** The next payments are declined, whatever their token; the seats stay held. */
  declined(times = 1): void {
    this.#world.scenes.declined += times
  }

  /**
   * Of the next payment nobody knows whether it was taken: that many answers say so (all of them, if left out), until
   * the clock has moved on by 30 seconds. Then it is found out that it was `confirmed`, or `declined`.
   */
  outcomeUnknown({ answers = Infinity, then = 'confirmed' }: { answers?: number; then?: PaymentOutcome } = {}): void {
    this.#world.scenes.unknown = { answers, then }
  }

  /** The next requests are refused with 429 and `Retry-After: 0`, so that no test waits; or after as many seconds. */
  rateLimited(times = 1, options: FaultOptions & { readonly retryAfterSeconds?: number } = {}): void {
    const { retryAfterSeconds = 0, ...only } = options
    this.#faults.add({ ...only, kind: 'refused', times, refusal: new Refusal('rate_limited', { retryAfterSeconds }) })
  }

  /** The next requests are not done, and never answered: the client's time-out has to end them. */
  stall(times = 1, options: FaultOptions = {}): void {
    this.#faults.add({ ...options, kind: 'stalled', times })
  }

  /** The next requests are done, and the connection breaks before the answer. */
  answerLost(times = 1, options: FaultOptions = {}): void {
    this.#faults.add({ ...options, kind: 'answer_lost', times })
  }

  /** The next requests of an operation are refused with a problem that the contract knows for it. */
  refuses(
    operation: OperationId,
    code: ProblemCode,
    { times = 1, ...extra }: { readonly times?: number; readonly [name: string]: unknown } = {},
  ): void {
    this.#faults.add({ operation, kind: 'refused', times, refusal: refusalOf(operation, code, extra) })
  }

  /** Those of `rateLimited`, `stall`, `answerLost` and `refuses` that no request has met yet. */
  get faultsLeft(): number {
    return this.#faults.left
  }

  /** The requests of one operation, e.g. `bookings.reserve`. */
  requestsOf(operation: OperationId): RecordedRequest[] {
    return this.requests.filter(request => request.operation === operation)
  }

  /** What Evently would tell webhook endpoints, since the beginning. */
  get messages(): readonly AnyWebhookMessage[] {
    return this.#world.messages
  }

  /** Messages since the last call, signed as the real ones are. */
  async takeMessages(secret: string): Promise<MessageToSend[]> {
    const messages = this.#world.messages.slice(this.#sent)
    this.#sent = this.#world.messages.length
    return Promise.all(
      messages.map(async message => {
        const body = JSON.stringify(message)
        return { message, body, headers: await sign(body, secret, { id: message.id }) }
      }),
    )
  }

  /** Posts the messages since the last time to a receiver, one after the other; answers the statuses. */
  async deliver(url: string, secret: string): Promise<number[]> {
    const statuses: number[] = []
    for (const { body, headers } of await this.takeMessages(secret)) {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      })
      await response.arrayBuffer()
      statuses.push(response.status)
    }
    return statuses
  }

  /** Ends it with all its connections. Throws if one of its own answers or messages did not fit the contract. */
  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>(resolve => void this.#server.close(() => resolve()))
    if (this.#failure) throw this.#failure
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = chunks.length > 0 ? Buffer.concat(chunks).toString('utf8') : undefined
    const { method = 'GET', url = '/', headers } = request
    const asked = { method, url: new URL(url, 'http://localhost'), headers, text }
    const record = (status?: number, operation?: OperationId, problem?: ProblemCode) =>
      this.requests.push({ operation, method, path: url, headers, body: readBody(text), status, problem })

    const fault = this.#faultOf(method, asked.url.pathname)
    if (fault?.kind === 'stalled') {
      record(undefined, operationOf(method, asked.url.pathname))
      return
    }
    const requestId = `req_${this.requests.length + 1}`
    const answered = this.#answering.answer(asked, requestId, fault?.refusal)
    const isLost = fault?.kind === 'answer_lost'
    const code = answered.status >= 400 ? (answered.body as { code: ProblemCode }).code : undefined
    record(isLost ? undefined : answered.status, answered.operation, code)
    if (isLost) response.destroy()
    else this.#send(response, requestId, answered)
    this.#showStreams()
  }

  #faultOf(method: string, pathname: string) {
    const operation = operationOf(method, pathname)
    return operation && this.#faults.next(operation)
  }

  #send(
    response: ServerResponse,
    requestId: string,
    { status, headers, body, streams }: ReturnType<Answering['answer']>,
  ) {
    const type = status >= 400 ? 'application/problem+json' : 'application/json'
    response.writeHead(status, {
      'date': this.now.toUTCString(),
      'request-id': requestId,
      'access-control-allow-origin': '*',
      ...(body !== undefined && { 'content-type': type }),
      ...headers,
    })
    if (streams === undefined) return void response.end(textOf(body))
    this.#streams.set(response, { eventId: streams, shown: '' })
    response.on('close', () => this.#streams.delete(response))
  }

  #showStreams(): void {
    for (const [response, stream] of this.#streams) {
      const text = streamedText(this.#world, stream.eventId)
      if (text === stream.shown) continue
      stream.shown = text
      response.write(text)
    }
  }

  #eventState(event: EventOrId): EventState {
    const state = this.#world.events.get(idOf(event))
    if (!state) throw new TypeError(`There is no event ${idOf(event)}: make it with addEvent.`)
    return state
  }
}

function operationOf(method: string, pathname: string): OperationId | undefined {
  try {
    return routeOf(method, pathname).id
  } catch {
    return undefined
  }
}

/** Text is an answer that is not JSON: a page, a table, a stream. */
const textOf = (body: unknown) => (typeof body === 'string' || body === undefined ? body : JSON.stringify(body))

function readBody(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
