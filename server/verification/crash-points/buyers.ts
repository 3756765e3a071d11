// Buyers who pay in every way there is and cancel every other booking, until the server is gone.
import type { Answer, Call } from '../../test/support/server.ts'
import type { Till } from './tills.ts'

/** The bookings whose confirmation, and whose cancellation, was acknowledged. */
export interface Acknowledged {
  readonly confirmed: ReadonlySet<string>
  readonly cancelled: ReadonlySet<string>
}

export interface Buyers extends Acknowledged {
  /**
   * Resolves when the server is gone or everybody has bought. Throws at an answer that nobody should get, whatever
   * befalls the server.
   */
  run(): Promise<void>
}

const atOnce = 12
const rounds = 300
/** What a buyer may be told instead of yes: that is how sales and payments go, and a server that is hard pressed. */
const ordinary = new Set([
  'sold_out',
  'reservation_expired',
  'payment_declined',
  'payment_outcome_unknown',
  'capture_refused',
  'seats_gone',
  'overloaded',
  'service_unavailable',
])

export interface BuyersOptions {
  readonly call: Call
  readonly eventId: string
  readonly token: string
  readonly till: Pick<Till, 'tokens' | 'disturb'>
}

/** They buy one seat each at the box office of the organizer whose token it is. */
export function createBuyers({ call, eventId, token, till }: BuyersOptions): Buyers {
  const confirmed = new Set<string>()
  const cancelled = new Set<string>()
  let serial = 0

  async function buy() {
    const n = serial++
    const reserved = granted(
      await call('POST', '/bookings/reserve', {
        token,
        body: { eventId, quantity: 1, buyer: { reference: `buyer-${n}` } },
      }),
      201,
    )
    if (!reserved) return
    till.disturb(n)
    const payment = { token: till.tokens[n % till.tokens.length]! }
    const booking = granted(
      await call('POST', '/bookings/confirm', {
        token,
        body: { reservationId: reserved['id'], payment },
        headers: { 'idempotency-key': `confirm-${eventId}-${n}` },
      }),
      201,
    )
    if (!booking) return
    confirmed.add(booking['id'] as string)
    const left = n % 2 === 0 ? granted(await call('DELETE', `/bookings/${booking['id']}`, { token }), 200) : undefined
    if (left?.['status'] === 'cancelled') cancelled.add(booking['id'] as string)
  }

  return {
    confirmed,
    cancelled,
    async run() {
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          try {
            while (serial < rounds) {
              await buy()
              await new Promise(resolve => setTimeout(resolve, 20))
            }
          } catch (error) {
            if (error instanceof UnexpectedAnswer) throw error
            // The server is dead, as it should be.
          }
        }),
      )
    },
  }
}

class UnexpectedAnswer extends Error {}

/** The body of the yes; undefined: an ordinary no. */
function granted({ status, body, text }: Answer, yes: number): Record<string, unknown> | undefined {
  if (status === yes) return body
  if (ordinary.has(body?.code)) return undefined
  throw new UnexpectedAnswer(`a buyer got ${status}: ${text.slice(0, 300)}`)
}
