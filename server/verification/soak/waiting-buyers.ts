// Buyers who buy, cancel, wait in the waitlist, accept, decline and let things run out, all by chance from one seed.
import { expectStatus } from '../../test/support/builders.ts'
import { createBuyers } from '../../test/support/buyers.ts'
import type { Answer, Call } from '../../test/support/server.ts'
import { drawFrom } from '../model/random.ts'

export interface WaitingBuyersOptions {
  readonly calls: readonly Call[]
  readonly event: { readonly id: string; readonly ticketTypes: readonly { readonly id: string }[] }
  readonly token: string
  readonly seed: number
}

/** Of twenty who join one asks for so many that they keep those behind from what comes back, until their claim ends. */
const [oneIn, quantityOfOne] = [20, 40]
const lookedAtMax = 60

export function createWaitingBuyers({ calls, event, token, seed }: WaitingBuyersOptions) {
  const { id: eventId, ticketTypes } = event
  const draw = drawFrom(seed)
  const chance = () => draw(1_000_000) / 1_000_000
  const anyOf = <Thing>(things: readonly Thing[]) => things[draw(Math.max(1, things.length))]
  const buyers = createBuyers({ anyServer: () => anyOf(calls), eventId, token })
  const bookings: string[] = []
  const entries = new Set<string>()
  let serial = 0
  let joined = 0

  /** These servers stay up: each request is answered. */
  async function answered(asked: Promise<Answer | undefined>): Promise<Answer> {
    const answer = await asked
    if (!answer) throw new Error(`nobody answered: ${JSON.stringify(buyers.failures.at(-1))}`)
    return answer
  }
  const ask = (what: string, method: string, path: string, status: number, body?: object) =>
    answered(buyers.ask({ what, method, path, status, ...(body && { body }) }))

  const reference = () => `person-${++serial}`
  const reserve = (quantity: number, { id: ticketTypeId } = anyOf(ticketTypes)!) =>
    answered(buyers.reserve({ quantity, ticketTypeId, reference: reference() }))

  /** Half of those who join an event of several types name one. */
  const typeWanted = () => (ticketTypes.length > 1 && chance() < 0.5 ? { ticketTypeId: anyOf(ticketTypes)!.id } : {})

  async function confirm(reservationId: string) {
    const answer = await answered(buyers.confirm({ reservationId, paymentToken: 'tok_ok' }))
    if (answer.status === 201) bookings.push(answer.body.id)
  }

  const wantedQuantity = () => (++joined % oneIn === 4 ? quantityOfOne : 1 + draw(3))

  async function join() {
    const body = {
      eventId,
      quantity: wantedQuantity(),
      ...typeWanted(),
      acceptFewer: chance() < 0.2,
      buyer: { reference: reference() },
    }
    const answer = await ask('join', 'POST', '/waitlist/join', 201, body)
    if (answer.status === 201) entries.add(answer.body.id)
  }

  async function cancel() {
    const [id] = bookings.splice(draw(Math.max(1, bookings.length)), 1)
    if (id) await answered(buyers.cancel(id))
  }

  /** Looks at somebody in the waitlist, and answers an offer one way or the other, or not at all. */
  async function attend() {
    const id = anyOf([...entries].slice(0, lookedAtMax))
    if (!id) return
    const { body } = expectStatus(await ask('look', 'GET', `/waitlist/${id}`, 200), 200)
    if (body.status === 'waiting') return
    if (body.status !== 'offered') return void entries.delete(id)
    const chosen = chance()
    if (chosen < 0.5) {
      const accepted = await ask('accept', 'POST', `/waitlist/${id}/accept`, 201)
      if (accepted.status === 201 && chance() < 0.8) await confirm(accepted.body.id)
    } else if (chosen < 0.7) await ask('decline', 'POST', `/waitlist/${id}/decline`, 200)
    else if (chosen < 0.8) await ask('leave an offer', 'DELETE', `/waitlist/${id}`, 200)
  }

  async function askForLess() {
    const id = anyOf([...entries].slice(0, lookedAtMax))
    const less = chance() < 0.5 ? { quantity: 1 } : { acceptFewer: true }
    if (id) await ask('ask for less', 'PATCH', `/waitlist/${id}`, 200, less)
  }

  async function tryToOvertake() {
    const answer = await reserve(1)
    if (answer.status === 201 && chance() < 0.5) await confirm(answer.body.id)
  }

  async function leave() {
    const id = anyOf([...entries])
    if (id && entries.delete(id)) await ask('leave', 'DELETE', `/waitlist/${id}`, 200)
  }

  /** One buyer's worth of doing; the waitlist is kept about as long as it was. */
  async function act(waiting: number) {
    const chosen = chance()
    if (entries.size < waiting * 0.9 && chance() < 0.7) await join()
    else if (chosen < 0.2) await cancel()
    else if (chosen < 0.7) await attend()
    else if (chosen < 0.85) await tryToOvertake()
    else if (chosen < 0.9) await leave()
    else if (chosen < 0.903) await askForLess()
    else await join()
  }

  return {
    counts: buyers.counts,
    /** All seats of the event, of its first type. */
    async sellOut(seats: number) {
      for (let left = seats; left > 0; ) {
        const quantity = Math.min(left, 1 + draw(3))
        await confirm(expectStatus(await reserve(quantity, ticketTypes[0]), 201).body.id)
        left -= quantity
      }
    },
    async fillWaitlist(many: number) {
      while (entries.size < many) await join()
    },
    /** So many of them at once, who keep about `waiting` entries in the waitlist. */
    actUntil: (untilMs: number, { many, waiting }: { many: number; waiting: number }) =>
      buyers.goOn(
        many,
        () => act(waiting),
        () => performance.now() >= untilMs,
      ),
  }
}
