// The buyers: each reserves one seat and confirms it, and tells how that went.
import { isProblem, type Event, type Evently } from '@evently/sdk'

export interface Purchase {
  readonly reference: string
  readonly outcome: 'won' | 'sold out' | 'failed'
  readonly reserveMs: number
  readonly confirmMs?: number
  /** Why it failed. */
  readonly error?: unknown
}

export interface RaceOptions {
  readonly servers: readonly Evently[]
  readonly event: Event
  readonly buyers: number
  readonly atOnce: number
  readonly onDone: (purchase: Purchase) => void
}

/** Lets all buyers act, `atOnce` at a time, each through one of the servers in turn. */
export async function runBuyers({ servers, event, buyers, atOnce, onDone }: RaceOptions): Promise<readonly Purchase[]> {
  const purchases: Purchase[] = []
  let next = 0
  async function takeTurns() {
    while (next < buyers) {
      const n = next++
      const purchase = await buy(servers[n % servers.length]!, event, `buyer-${n + 1}`)
      purchases.push(purchase)
      onDone(purchase)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, buyers) }, takeTurns))
  return purchases
}

async function buy(evently: Evently, event: Event, reference: string): Promise<Purchase> {
  const startedMs = performance.now()
  let reservedMs: number | undefined
  try {
    const reservation = await evently.bookings.reserve({ eventId: event.id, quantity: 1, buyer: { reference } })
    reservedMs = performance.now()
    await evently.bookings.confirm({ reservationId: reservation.id, payment: { token: 'tok_ok' } })
    return { reference, outcome: 'won', reserveMs: reservedMs - startedMs, confirmMs: performance.now() - reservedMs }
  } catch (error) {
    const reserveMs = (reservedMs ?? performance.now()) - startedMs
    return isProblem(error, 'sold_out')
      ? { reference, outcome: 'sold out', reserveMs }
      : { reference, outcome: 'failed', reserveMs, error }
  }
}
