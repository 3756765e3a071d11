// The load generator: buyers who go on whatever is being done to the servers, and who note what they were told. What
// they do in a turn, and which answers they accept, is up to whoever sends them; without a turn of its own they
// reserve, confirm and read.
import { randomUUID } from 'node:crypto'
import type { Account } from './builders.ts'
import type { Answer, Call } from './server.ts'

/** What a buyer has been told, with a 2xx: the thing of this id is so. `key`: of the request that made it. */
export interface Told {
  readonly what: 'reserved' | 'confirmed' | 'released' | 'cancelled'
  readonly id: string
  readonly key?: string
}

/** Something a client didn't expect to see. */
export interface Failure {
  readonly what: string
  readonly status: number | undefined
  readonly detail: string
  readonly atMs: number
  readonly retryAfter: string | undefined
}

/** One request. */
export interface Ask {
  /** What it is counted as. */
  readonly what: string
  readonly method: string
  readonly path: string
  readonly body?: object
  readonly key?: string
  /** The status of the answer that is hoped for. */
  readonly status: number
}

export interface BuyersOptions {
  /** The server that is asked next; undefined while none is up. */
  readonly anyServer: () => Call | undefined
  readonly eventId: string
  /** Of the organizer at whose box office they buy. */
  readonly token: string
  /** Whether the same request is sent again, with the same key; undefined: nobody answered. Left out: never. */
  readonly isSentAgain?: (answer: Answer | undefined) => boolean
  readonly againAfterMs?: number
  /** After so long a request is sent again no more, and its buyer walks off. */
  readonly patienceMs?: number
}

export interface Reserving {
  readonly quantity: number
  /** Left out: the event's only one. */
  readonly ticketTypeId?: string
  readonly reference: string
  readonly key?: string
}
export interface Confirming {
  readonly reservationId: string
  readonly paymentToken: string
  /** Who comes with each ticket; left out: nobody says. */
  readonly holders?: readonly object[]
  readonly key?: string
}
/** What one buyer does, again and again; `leave` ends it for them. `person` and `n` count from 0. */
export type Turn = (person: number, n: number) => Promise<'leave' | void>

export type Buyers = ReturnType<typeof createBuyers>

const afterMs = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

export function createBuyers(options: BuyersOptions) {
  const { anyServer, eventId, token, isSentAgain = () => false, againAfterMs = 50, patienceMs = Infinity } = options
  const log: Told[] = []
  const ids = {
    reserved: new Set<string>(),
    confirmed: new Set<string>(),
    released: new Set<string>(),
    cancelled: new Set<string>(),
  } satisfies Record<Told['what'], ReadonlySet<string>>
  const failures: Failure[] = []
  const counts: Record<string, number> = {}
  const wellAtMs: number[] = []
  let slowestMs = 0
  let sentAgain = 0
  let walkedOff = 0

  /** One try; undefined: no server was up, or it didn't answer. */
  async function send({ what, method, path, body, key, status }: Ask): Promise<Answer | undefined> {
    const call = anyServer()
    if (!call) return undefined
    const startedMs = performance.now()
    const fail = (seen: number | undefined, detail: string, retryAfter?: string) =>
      failures.push({ what, status: seen, detail, atMs: performance.now(), retryAfter })
    try {
      const headers = key === undefined ? {} : { headers: { 'idempotency-key': key } }
      const answer = await call(method, path, { token, ...(body && { body }), ...headers })
      if (answer.status === status) wellAtMs.push(performance.now())
      else fail(answer.status, answer.text.slice(0, 300), answer.headers['retry-after'] as string | undefined)
      return answer
    } catch (error) {
      fail(undefined, String((error as { code?: string }).code ?? error))
      return undefined
    } finally {
      slowestMs = Math.max(slowestMs, performance.now() - startedMs)
    }
  }

  /** Asks until there is an answer that stands; undefined: there was none. */
  async function ask(request: Ask): Promise<Answer | undefined> {
    const untilMs = performance.now() + patienceMs
    for (;;) {
      const answer = await send(request)
      if (!isSentAgain(answer)) {
        if (answer) count(request, answer)
        return answer
      }
      sentAgain++
      await afterMs(againAfterMs)
      if (performance.now() >= untilMs) {
        walkedOff++
        return undefined
      }
    }
  }

  function count({ what }: Ask, answer: Answer) {
    const name = `${what} ${answer.status < 300 ? 'ok' : (answer.body?.code ?? answer.status)}`
    counts[name] = (counts[name] ?? 0) + 1
  }

  function note(what: Told['what'], id: string, key?: string) {
    log.push({ what, id, ...(key !== undefined && { key }) })
    ids[what].add(id)
  }

  async function make(what: 'reserved' | 'confirmed', request: Omit<Ask, 'method' | 'status'>) {
    const answer = await ask({ ...request, method: 'POST', status: 201 })
    if (answer?.status === 201) note(what, answer.body.id, request.key)
    return answer
  }

  /** What has ended says so; a cancellation may take longer than its answer. */
  async function end(what: 'released' | 'cancelled', request: Pick<Ask, 'what' | 'path'>, id: string) {
    const answer = await ask({ ...request, method: 'DELETE', status: 200 })
    if (answer?.status === 200 && answer.body.status === what) note(what, id)
    return answer
  }

  return {
    /** All they were told, in its order. */
    log,
    /** The same by what it was. */
    ids,
    failures,
    /** The answers that stood, by what was asked and how it ended: `confirm ok`, `reserve sold_out`. */
    counts,
    /** When requests were answered well, on performance.now()'s clock. */
    wellAtMs,
    slowestMs: () => slowestMs,
    /** How often a request found no server, died with it or was answered with "not yet", and was sent again. */
    sentAgain: () => sentAgain,
    /** How many were never answered: nobody was told anything, and nothing may be left under way for it. */
    walkedOff: () => walkedOff,
    ask,

    reserve: ({ quantity, ticketTypeId, reference, key }: Reserving) =>
      make('reserved', {
        what: 'reserve',
        path: '/bookings/reserve',
        body: {
          eventId,
          ...(ticketTypeId === undefined ? { quantity } : { items: [{ ticketTypeId, quantity }] }),
          buyer: { reference },
        },
        ...(key !== undefined && { key }),
      }),
    confirm: ({ reservationId, paymentToken, holders, key }: Confirming) =>
      make('confirmed', {
        what: 'confirm',
        path: '/bookings/confirm',
        body: { reservationId, payment: { token: paymentToken }, ...(holders && { holders }) },
        ...(key !== undefined && { key }),
      }),
    release: (id: string) => end('released', { what: 'release', path: `/bookings/reservations/${id}` }, id),
    cancel: (id: string) => end('cancelled', { what: 'cancel', path: `/bookings/${id}` }, id),

    /** So many of them at once, each turn after turn until it is over; resolves when each has finished its turn. */
    async goOn(many: number, turn: Turn, isOver: () => boolean): Promise<void> {
      const person = async (_: unknown, who: number) => {
        for (let n = 0; !isOver(); n++) if ((await turn(who, n)) === 'leave') return
      }
      await Promise.all(Array.from({ length: many }, person))
    },
  }
}

export interface SendBuyersOptions {
  readonly call: Call
  readonly event: { readonly id: string; readonly organizer: Account }
  readonly many: number
  /** Whether a request that failed is sent again with its key until it succeeds. */
  readonly retry?: boolean
}

export interface Bought {
  readonly failures: readonly Failure[]
  /** Ids that a 201 has named. */
  readonly reserved: ReadonlySet<string>
  readonly booked: ReadonlySet<string>
  readonly slowestMs: number
  /** When a request was answered well, on performance.now()'s clock. */
  readonly wellAtMs: readonly number[]
}

/**
 * Buyers who reserve, confirm and read what they have. They go on until `stop` is called, which resolves when each has
 * finished what they were at. With `retry` a request keeps its key: whatever became of the first try, there is one
 * effect. A refusal that no other try will change is final.
 */
export function sendBuyers({ call, event, many, retry = false }: SendBuyersOptions) {
  const buyers = createBuyers({
    anyServer: () => call,
    eventId: event.id,
    token: event.organizer.token,
    isSentAgain: answer => retry && (!answer || answer.headers['retry-after'] !== undefined),
  })
  const mark = randomUUID().slice(0, 8)
  const read = (what: string, path: string) => buyers.ask({ what: `read ${what}`, method: 'GET', path, status: 200 })
  let stopping = false

  const turn: Turn = async (person, n) => {
    const reservation = await buyers.reserve({ quantity: 1, reference: `${mark}-${person}-${n}`, key: randomUUID() })
    if (reservation?.status !== 201) return
    const reservationId = reservation.body.id as string
    const booking = await buyers.confirm({ reservationId, paymentToken: 'tok_ok', key: randomUUID() })
    await read('events', `/events/${event.id}`)
    if (booking?.status === 201) await read('bookings', `/bookings/${booking.body.id}`)
  }
  const over = buyers.goOn(many, turn, () => stopping)

  const bought = (): Bought => {
    const { failures, ids, slowestMs, wellAtMs } = buyers
    return { failures, reserved: ids.reserved, booked: ids.confirmed, slowestMs: slowestMs(), wellAtMs }
  }
  return {
    bought,
    async stop(): Promise<Bought> {
      stopping = true
      await over
      return bought()
    },
  }
}
