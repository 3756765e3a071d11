// Customers who reserve, pay, change their minds and cancel at servers that keep dying, and who write down what they
// were told.
import type { Call } from '../../test/support/server.ts'
import { drawFrom } from '../model/random.ts'

/** What a customer has been told, with a 2xx: the thing of this id is so. `key`: of the request that made it. */
export interface Told {
  readonly what: 'reserved' | 'confirmed' | 'released' | 'cancelled'
  readonly id: string
  readonly key?: string
}

export interface CustomersOptions {
  /** Any server that is up at the moment; undefined while none is. */
  readonly anyServer: () => Call | undefined
  readonly eventId: string
  readonly token: string
  readonly seed: number
}

/**
 * While servers die faster than a silent provider is given up on, some requests can't be answered: their customer walks
 * off.
 */
const patienceMs = 20_000
const againAfterMs = 100
/** So many bookings are kept to the end, to be looked at there. */
const keptMax = 4
/** Answers after which the very same request is to be sent again. */
const unfinished = new Set(['confirmation_in_progress', 'idempotency_in_flight', 'payment_outcome_unknown'])
const tokens = [
  'tok_ok',
  'tok_ok',
  'tok_ok',
  'tok_declined',
  'tok_ok',
  'tok_late_success',
  'tok_ok',
  'tok_timeout',
  'tok_answer_lost',
  'tok_capture_refused',
]

export type Customers = ReturnType<typeof createCustomers>

export function createCustomers({ anyServer, eventId, token, seed }: CustomersOptions) {
  const draw = drawFrom(seed)
  const log: Told[] = []
  const answers: Record<string, number> = {}
  const owned: string[] = []
  let unanswered = 0
  let walkedOff = 0
  let serial = 0

  /** Asks until there is an answer that stands, at one server after the other: the same request with the same key. */
  async function ask(method: string, path: string, body?: object, key?: string) {
    const untilMs = performance.now() + patienceMs
    while (performance.now() < untilMs) {
      const call = anyServer()
      const answer = await call?.(method, path, {
        token,
        ...(body && { body }),
        ...(key && { headers: { 'idempotency-key': key } }),
      }).catch(() => undefined)
      if (answer && answer.status < 500 && !unfinished.has(answer.body.code)) {
        const name =
          `${method} ${path.replace(/\/(rsv|bkg)_.*/, '/id')} ` +
          `${answer.status < 300 ? 'ok' : (answer.body.code as string)}`
        answers[name] = (answers[name] ?? 0) + 1
        return answer
      }
      if (call) unanswered++
      await new Promise(resolve => setTimeout(resolve, againAfterMs))
    }
    walkedOff++
    return undefined
  }

  async function make(
    what: 'reserved' | 'confirmed',
    path: string,
    body: object,
    key: string,
  ): Promise<string | undefined> {
    const answer = await ask('POST', path, body, key)
    if (answer?.status !== 201) return undefined
    log.push({ what, id: answer.body.id, key })
    return answer.body.id as string
  }

  async function end(what: 'released' | 'cancelled', path: string, id: string) {
    const answer = await ask('DELETE', `${path}/${id}`)
    if (answer?.status === 200 && answer.body.status === what) log.push({ what, id })
  }

  /** One customer: a seat or two, mostly paid for; and now and then somebody gives theirs back. */
  async function turn() {
    const n = ++serial
    const reservation = { eventId, quantity: 1 + draw(2), buyer: { reference: `customer-${n}` } }
    const reservationId = await make('reserved', '/bookings/reserve', reservation, `reserve-${n}`)
    if (reservationId === undefined) return giveBack()
    if (draw(10) === 0) return end('released', '/bookings/reservations', reservationId)
    const payment = { reservationId, payment: { token: tokens[draw(tokens.length)]! } }
    const bookingId = await make('confirmed', '/bookings/confirm', payment, `confirm-${n}`)
    // Somebody who isn't sure that it has worked: the same again, which must be the same booking.
    if (draw(8) === 0) await make('confirmed', '/bookings/confirm', payment, `confirm-${n}`)
    if (draw(8) === 0) await make('reserved', '/bookings/reserve', reservation, `reserve-${n}`)
    if (bookingId !== undefined) owned.push(bookingId)
    if (draw(2) === 0) await giveBack()
  }

  async function giveBack() {
    if (owned.length <= keptMax) return
    const [id] = owned.splice(draw(Math.max(1, owned.length)), 1)
    if (id !== undefined) await end('cancelled', '/bookings', id)
  }

  return {
    log,
    answers,
    /** How many requests died with their server or were answered with "not yet", and were sent again. */
    sentAgain: () => unanswered,
    /** How many were never answered: nobody was told anything, and nothing may be left under way for it. */
    walkedOff: () => walkedOff,
    async runUntil(isOver: () => boolean) {
      while (!isOver()) {
        await turn()
        await new Promise(resolve => setTimeout(resolve, 10 + draw(30)))
      }
    },
  }
}
