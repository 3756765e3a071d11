// Buyers who pay in every way there is, cancel every other booking, as a whole or ticket by ticket, and give the
// tickets of the others to somebody else who comes in with them, until their server is gone.
import { createBuyers } from '../../test/support/buyers.ts'
import type { Answer, Call } from '../../test/support/server.ts'
import type { Till } from './tills.ts'

/** What was acknowledged: bookings that are confirmed, and that are cancelled. */
export interface Acknowledged {
  readonly confirmed: ReadonlySet<string>
  readonly cancelled: ReadonlySet<string>
  /** The codes of tickets whose transfer was. */
  readonly transferred?: ReadonlySet<string>
  /** Tickets that were let in. */
  readonly admitted?: ReadonlySet<string>
  /** Tickets that were cancelled by themselves. */
  readonly returned?: ReadonlySet<string>
  /** Refunds that the organizer has made. */
  readonly refunded?: ReadonlySet<string>
}

export interface DoomedBuyers extends Required<Acknowledged> {
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

export interface DoomedBuyersOptions {
  readonly call: Call
  readonly eventId: string
  readonly token: string
  readonly till: Pick<Till, 'tokens' | 'disturb'>
}

/** They buy a seat or two each at the box office of the organizer whose token it is. */
export function createDoomedBuyers({ call, eventId, token, till }: DoomedBuyersOptions): DoomedBuyers {
  const buyers = createBuyers({ anyServer: () => call, eventId, token })
  const { confirmed, cancelled } = buyers.ids
  const transferred = new Set<string>()
  const admitted = new Set<string>()
  const returned = new Set<string>()
  const refunded = new Set<string>()
  let serial = 0

  async function buy() {
    const n = serial++
    const quantity = n % 4 === 0 ? 2 : 1
    const reserved = granted(await buyers.reserve({ quantity, reference: `buyer-${n}` }), 201)
    if (!reserved) return
    till.disturb(n)
    const paymentToken = till.tokens[n % till.tokens.length]!
    const reservationId = reserved['id'] as string
    const confirming = { reservationId, paymentToken, holders: [{ holder: { name: `Guest ${n}` } }] }
    const booking = granted(await buyers.confirm({ ...confirming, key: `confirm-${eventId}-${n}` }), 201)
    if (!booking) return
    if (n % 4 === 0) await giveBackInParts(booking, n)
    else if (n % 4 === 2) granted(await buyers.cancel(booking['id'] as string), 200)
    else await giveAway(booking, n)
  }

  /** One of two tickets, and then some money for the other; of every other booking the rest goes back too. */
  async function giveBackInParts({ id, tickets }: Record<string, unknown>, n: number) {
    const [{ id: ticketId }] = tickets as [{ id: string }]
    const cancelling = { what: 'cancel a ticket', method: 'POST', path: `/bookings/${String(id)}/cancel-tickets` }
    const body = { ticketIds: [ticketId] }
    if (!granted(await buyers.ask({ ...cancelling, body, status: 200 }), 200)) return
    returned.add(ticketId)
    const refunding = { what: 'refund', method: 'POST', path: `/admin/bookings/${String(id)}/refunds` }
    const money = { amountMinor: 100 + n, reason: 'The view was blocked' }
    const asked = await buyers.ask({ ...refunding, body: money, key: `refund-${String(id)}`, status: 201 })
    const refund = granted(asked, 201)
    if (refund) refunded.add(refund['id'] as string)
    if (n % 8 === 0) granted(await buyers.cancel(String(id)), 200)
  }

  /** Another name, and then somebody else, who comes in. */
  async function giveAway({ id, tickets }: Record<string, unknown>, n: number) {
    const [{ id: ticketId }] = tickets as [{ id: string }]
    const [path, holder] = [`/bookings/${String(id)}`, { name: `Friend ${n}` }]
    const body = { tickets: [{ ticketId, holder }] }
    granted(await buyers.ask({ what: 'name', method: 'PATCH', path: `${path}/holders`, body, status: 200 }), 200)
    const transfer = { what: 'transfer', method: 'POST', path: `${path}/tickets/${ticketId}/transfer`, status: 200 }
    const ticket = granted(await buyers.ask({ ...transfer, body: { holder }, key: `transfer-${ticketId}` }), 200)
    if (!ticket) return
    transferred.add(ticket['code'] as string)
    await comeIn(ticket, n)
  }

  async function comeIn({ id, qr }: Record<string, unknown>, n: number) {
    const body = { code: qr, scanId: `door-${n}` }
    const scanned = await call('POST', `/admin/events/${eventId}/check-ins`, { token, body }).catch(() => undefined)
    const checkIn = granted(scanned, 200)
    if (checkIn?.['verdict'] === 'admitted') admitted.add(id as string)
    else if (checkIn) throw new Error(`a ticket that was just transferred is ${String(checkIn['verdict'])}`)
  }

  async function turn() {
    try {
      await buy()
    } catch (error) {
      if (error instanceof ServerGone) return 'leave'
      throw error
    }
    await new Promise(resolve => setTimeout(resolve, 20))
  }

  const run = () => buyers.goOn(atOnce, turn, () => serial >= rounds)
  return { confirmed, cancelled, transferred, admitted, returned, refunded, run }
}

/** The server is dead, as it should be. */
class ServerGone extends Error {}

/** The body of the yes; undefined: an ordinary no. */
function granted(answer: Answer | undefined, yes: number): Record<string, unknown> | undefined {
  if (!answer) throw new ServerGone()
  const { status, body, text } = answer
  if (status === yes) return body
  if (ordinary.has(body?.code)) return undefined
  throw new Error(`a buyer got ${status}: ${text.slice(0, 300)}`)
}
