// Buyers who reserve, pay, change their minds and cancel at servers that keep dying.
import { createBuyers, type Turn } from '../../test/support/buyers.ts'
import type { Call } from '../../test/support/server.ts'
import { drawFrom } from '../model/random.ts'

export interface IndecisiveBuyersOptions {
  /** Any server that is up at the moment; undefined while none is. */
  readonly anyServer: () => Call | undefined
  readonly eventId: string
  readonly token: string
  readonly seed: number
}

/**
 * While servers die faster than a silent provider is given up on, some requests can't be answered: their buyer walks
 * off.
 */
const patienceMs = 20_000
const againAfterMs = 100
/** So many bookings are kept to the end, to be looked at there. */
const keptMax = 4
/** Answers after which the very same request is to be sent again. */
const unfinished = new Set(['confirmation_in_progress', 'idempotency_in_flight', 'payment_outcome_unknown'])
const paymentTokens = [
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

export function createIndecisiveBuyers({ seed, ...options }: IndecisiveBuyersOptions) {
  const draw = drawFrom(seed)
  const buyers = createBuyers({
    ...options,
    // At one server after the other, until there is an answer that stands.
    isSentAgain: answer => !answer || answer.status >= 500 || unfinished.has(answer.body?.code),
    againAfterMs,
    patienceMs,
  })
  const owned: string[] = []
  let serial = 0

  /** One buyer: a seat or two, mostly paid for; and now and then somebody gives theirs back. */
  async function buy() {
    const n = ++serial
    const reserving = { quantity: 1 + draw(2), reference: `buyer-${n}`, key: `reserve-${n}` }
    const reservation = await buyers.reserve(reserving)
    if (reservation?.status !== 201) return giveBack()
    const reservationId = reservation.body.id as string
    if (draw(10) === 0) return void (await buyers.release(reservationId))

    const paymentToken = paymentTokens[draw(paymentTokens.length)]!
    const confirming = { reservationId, paymentToken, key: `confirm-${n}` }
    const booking = await buyers.confirm(confirming)
    // Somebody who isn't sure that it has worked: the same again, which must be the same booking.
    if (draw(8) === 0) await buyers.confirm(confirming)
    if (draw(8) === 0) await buyers.reserve(reserving)
    if (booking?.status === 201) owned.push(booking.body.id as string)
    if (draw(2) === 0) await giveBack()
  }

  async function giveBack() {
    if (owned.length <= keptMax) return
    const [id] = owned.splice(draw(Math.max(1, owned.length)), 1)
    if (id !== undefined) await buyers.cancel(id)
  }

  const turn: Turn = async () => {
    await buy()
    await new Promise(resolve => setTimeout(resolve, 10 + draw(30)))
  }
  return { ...buyers, runUntil: (isOver: () => boolean, many: number) => buyers.goOn(many, turn, isOver) }
}
