// A crowd that buys, cancels, waits in the waitlist, accepts, declines and lets things run out, all by chance from one
// seed.
import { expectStatus, type Account } from '../../test/support/builders.ts'
import type { Answer, Call } from '../../test/support/server.ts'

export interface CrowdOptions {
  readonly calls: readonly Call[]
  readonly event: { readonly id: string; readonly ticketTypes: readonly { readonly id: string }[] }
  readonly organizer: Account
  readonly seed: number
}

export function createCrowd({ calls, event, organizer, seed }: CrowdOptions) {
  const random = randomFrom(seed)
  const counts: Record<string, number> = {}
  const bookings: string[] = []
  const entries = new Set<string>()
  let serial = 0

  const anyOf = <Thing>(things: readonly Thing[]) => things[Math.floor(random() * things.length)]
  const call = (method: string, path: string, body?: object) =>
    anyOf(calls)!(method, path, { token: organizer.token, ...(body && { body }) })
  const buyer = () => ({ reference: `person-${++serial}` })
  const count = (what: string, { status, body }: Answer) => {
    const name = `${what} ${status < 300 ? 'ok' : body.code}`
    counts[name] = (counts[name] ?? 0) + 1
  }

  async function reserve(quantity: number, { id: ticketTypeId } = anyOf(event.ticketTypes)!) {
    return call('POST', '/bookings/reserve', {
      eventId: event.id,
      items: [{ ticketTypeId, quantity }],
      buyer: buyer(),
    })
  }

  /** Half of those who join an event of several types name one. */
  const typeWished = () =>
    event.ticketTypes.length > 1 && random() < 0.5 ? { ticketTypeId: anyOf(event.ticketTypes)!.id } : {}

  async function confirm(reservationId: string) {
    const answer = await call('POST', '/bookings/confirm', { reservationId, payment: { token: 'tok_ok' } })
    count('confirm', answer)
    if (answer.status === 201) bookings.push(answer.body.id)
  }

  /**
   * Of twenty who join one asks for so many that they keep those behind from what comes back, until their claim ends.
   */
  let joining = 0
  const wish = () => (++joining % 20 === 4 ? 40 : 1 + Math.floor(random() * 3))

  async function join() {
    const answer = await call('POST', '/waitlist/join', {
      eventId: event.id,
      quantity: wish(),
      ...typeWished(),
      acceptFewer: random() < 0.2,
      buyer: buyer(),
    })
    count('join', answer)
    if (answer.status === 201) entries.add(answer.body.id)
  }

  async function cancel() {
    const [id] = bookings.splice(Math.floor(random() * bookings.length), 1)
    if (id) count('cancel', await call('DELETE', `/bookings/${id}`))
  }

  /** Looks at somebody in the waitlist, and answers an offer one way or the other, or not at all. */
  async function attend() {
    const id = anyOf([...entries].slice(0, 60))
    if (!id) return
    const { body } = expectStatus(await call('GET', `/waitlist/${id}`), 200)
    if (body.status === 'waiting') return
    if (body.status !== 'offered') return void entries.delete(id)
    const chance = random()
    if (chance < 0.5) {
      const accepted = await call('POST', `/waitlist/${id}/accept`)
      count('accept', accepted)
      if (accepted.status === 201 && random() < 0.8) await confirm(accepted.body.id)
    } else if (chance < 0.7) count('decline', await call('POST', `/waitlist/${id}/decline`))
    else if (chance < 0.8) count('leave an offer', await call('DELETE', `/waitlist/${id}`))
  }

  async function askForLess() {
    const id = anyOf([...entries].slice(0, 60))
    if (id)
      count(
        'ask for less',
        await call('PATCH', `/waitlist/${id}`, random() < 0.5 ? { quantity: 1 } : { acceptFewer: true }),
      )
  }

  async function tryToJumpTheLine() {
    const answer = await reserve(1)
    count('public reserve', answer)
    if (answer.status === 201 && random() < 0.5) await confirm(answer.body.id)
  }

  async function leave() {
    const id = anyOf([...entries])
    if (id && entries.delete(id)) count('leave', await call('DELETE', `/waitlist/${id}`))
  }

  return {
    counts,
    /** All seats of the event, of its first type. */
    async sellOut(seats: number) {
      for (let left = seats; left > 0; ) {
        const quantity = Math.min(left, 1 + Math.floor(random() * 3))
        await confirm(expectStatus(await reserve(quantity, event.ticketTypes[0]), 201).body.id)
        left -= quantity
      }
    },
    async lineUp(many: number) {
      while (entries.size < many) await join()
    },
    /** One person's worth of doing; the waitlist is kept about as long as it was. */
    async actUntil(untilMs: number, waiting: number) {
      while (performance.now() < untilMs) {
        const chance = random()
        if (entries.size < waiting * 0.9 && random() < 0.7) await join()
        else if (chance < 0.2) await cancel()
        else if (chance < 0.7) await attend()
        else if (chance < 0.85) await tryToJumpTheLine()
        else if (chance < 0.9) await leave()
        else if (chance < 0.903) await askForLess()
        else await join()
      }
    },
  }
}

/** A small seeded generator (mulberry32), so that a run can be repeated as far as several processes allow. */
function randomFrom(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
