// Buyers who pay in every way there is and cancel every other booking, until the server is gone.
import { expectStatus } from '../support/builders.ts'
import type { Call } from '../support/server.ts'

export interface Buyers {
  /** The bookings whose confirmation, and whose cancellation, was acknowledged. */
  readonly confirmed: ReadonlySet<string>
  readonly cancelled: ReadonlySet<string>
  run(): Promise<void>
}

const AT_ONCE = 8
const ROUNDS = 200

/** They buy one seat each at the box office of the organizer whose token it is. */
export function createBuyers(call: Call, eventId: string, token: string): Buyers {
  const confirmed = new Set<string>()
  const cancelled = new Set<string>()
  const tokens = ['tok_ok', 'tok_ok', 'tok_declined', 'tok_timeout', 'tok_ok', 'tok_late_success', 'tok_ok', 'tok_capture_refused']
  let serial = 0

  async function buy() {
    const n = serial++
    const reserved = await call('POST', '/bookings/reserve', { token, body: { eventId, quantity: 1, buyer: { reference: `buyer-${n}` } } })
    if (reserved.status !== 201) return
    const payment = { token: tokens[n % tokens.length]! }
    const { status, body } = await call('POST', '/bookings/confirm', { token, body: { reservationId: reserved.body.id, payment }, headers: { 'idempotency-key': `confirm-${n}` } })
    if (status !== 201) return
    confirmed.add(body.id as string)
    if (n % 2 === 0 && expectStatus(await call('DELETE', `/bookings/${body.id}`, { token }), 200).body.status === 'cancelled') cancelled.add(body.id as string)
  }

  return {
    confirmed, cancelled,
    async run() {
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        try {
          while (serial < ROUNDS) {
            await buy()
            await new Promise(resolve => setTimeout(resolve, 20))
          }
        } catch {
          // The server is dead, as it should be.
        }
      }))
    },
  }
}
