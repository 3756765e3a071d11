// Buyers who pay in every way there is and cancel every other booking, until the server is gone.
import { expectStatus } from '../support/builders.ts'
import type { Call } from '../support/server.ts'
import type { Till } from './tills.ts'

/** The bookings whose confirmation, and whose cancellation, was acknowledged. */
export interface Acknowledged { readonly confirmed: ReadonlySet<string>; readonly cancelled: ReadonlySet<string> }

export interface Buyers extends Acknowledged { run(): Promise<void> }

const AT_ONCE = 12
const ROUNDS = 300

export interface BuyersOptions { readonly call: Call; readonly eventId: string; readonly token: string; readonly till: Pick<Till, 'tokens' | 'disturb'> }

/** They buy one seat each at the box office of the organizer whose token it is. */
export function createBuyers({ call, eventId, token, till }: BuyersOptions): Buyers {
  const confirmed = new Set<string>()
  const cancelled = new Set<string>()
  let serial = 0

  async function buy() {
    const n = serial++
    const reserved = await call('POST', '/bookings/reserve', { token, body: { eventId, quantity: 1, buyer: { reference: `buyer-${n}` } } })
    if (reserved.status !== 201) return
    till.disturb(n)
    const payment = { token: till.tokens[n % till.tokens.length]! }
    const { status, body } = await call('POST', '/bookings/confirm', { token, body: { reservationId: reserved.body.id, payment }, headers: { 'idempotency-key': `confirm-${eventId}-${n}` } })
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
