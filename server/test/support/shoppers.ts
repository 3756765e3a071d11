// People who buy all the while: they reserve, confirm and read through whatever is being done to the servers, and note
// what they were told.
import { randomUUID } from 'node:crypto'
import type { Account } from './builders.ts'
import type { Answer, Call } from './server.ts'

/** Something a client didn't expect to see. */
export interface Failure {
  readonly what: string
  readonly status: number | undefined
  readonly detail: string
  readonly atMs: number
  readonly retryAfter: string | undefined
}

export interface ShoppersOptions {
  readonly call: Call
  readonly event: { readonly id: string; readonly organizer: Account }
  readonly many: number
  /** Whether a request that failed is sent again with its key until it succeeds. */
  readonly retry?: boolean
}

export interface Shopped {
  readonly failures: readonly Failure[]
  /** Ids that a 201 has named. */
  readonly reserved: ReadonlySet<string>
  readonly booked: ReadonlySet<string>
  readonly reads: number
  readonly slowestMs: number
  /** When the last request was answered well, on performance.now()'s clock. */
  readonly wellAtMs: readonly number[]
}

/** They go on until `stop` is called, which resolves when each has finished what they were at. */
export function sendShoppers({ call, event, many, retry = false }: ShoppersOptions) {
  const failures: Failure[] = []
  const reserved = new Set<string>()
  const booked = new Set<string>()
  const wellAtMs: number[] = []
  const mark = randomUUID().slice(0, 8)
  let reads = 0
  let slowestMs = 0
  let stopping = false

  async function once(what: string, status: number, ask: () => Promise<Answer>): Promise<Answer | 'again' | undefined> {
    const startedMs = performance.now()
    const fail = (seen: number | undefined, detail: string, retryAfter?: string) => {
      failures.push({ what, status: seen, detail, atMs: performance.now(), retryAfter })
      return seen === undefined || retryAfter !== undefined ? 'again' : undefined
    }
    try {
      const answer = await ask()
      if (answer.status !== status)
        return fail(answer.status, answer.text.slice(0, 300), answer.headers['retry-after'] as string | undefined)
      wellAtMs.push(performance.now())
      return answer
    } catch (error) {
      return fail(undefined, String((error as { code?: string }).code ?? error))
    } finally {
      slowestMs = Math.max(slowestMs, performance.now() - startedMs)
    }
  }

  /**
   * With the same key all along: whatever became of the first try, there is one effect. A refusal that no other try
   * will change is final.
   */
  async function persist(what: string, status: number, ask: () => Promise<Answer>): Promise<Answer | undefined> {
    for (;;) {
      const answer = await once(what, status, ask)
      if (answer !== 'again') return answer
      if (!retry) return undefined
      await new Promise(resolve => {
        setTimeout(resolve, 50)
      })
    }
  }

  async function shop(person: number) {
    for (let turn = 0; !stopping; turn++) {
      const post = (path: string, body: object) => {
        const key = randomUUID()
        return () => call('POST', path, { token: event.organizer.token, body, headers: { 'idempotency-key': key } })
      }
      const reservation = await persist(
        'reserve',
        201,
        post('/bookings/reserve', {
          eventId: event.id,
          quantity: 1,
          buyer: { reference: `${mark}-${person}-${turn}` },
        }),
      )
      if (!reservation) continue
      reserved.add(reservation.body.id)
      const booking = await persist(
        'confirm',
        201,
        post('/bookings/confirm', { reservationId: reservation.body.id, payment: { token: 'tok_ok' } }),
      )
      if (booking) booked.add(booking.body.id)
      for (const path of [`/events/${event.id}`, ...(booking ? [`/bookings/${booking.body.id}`] : [])]) {
        if (await persist(`read ${path.split('/')[1]}`, 200, () => call('GET', path, { token: event.organizer.token })))
          reads++
      }
    }
  }

  const people = Promise.all(Array.from({ length: many }, (_, person) => shop(person)))
  const shopped = (): Shopped => ({ failures, reserved, booked, reads, slowestMs, wellAtMs })
  return {
    shopped,
    async stop(): Promise<Shopped> {
      stopping = true
      await people
      return shopped()
    },
  }
}
