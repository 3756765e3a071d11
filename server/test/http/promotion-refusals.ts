// How to be refused with promotions, as their organizer and as who has an offer.
import { newId } from '../../src/platform/ids.ts'
import { anAccount, anEvent, expectStatus, inDays } from '../support/builders.ts'
import type { TestServer } from '../support/server.ts'
import { anOffered } from '../waitlist/waitlists.ts'
import type { Attempt, Refusals } from './account-refusals.ts'

type Event = Awaited<ReturnType<typeof anEvent>>
type Over = Readonly<Record<string, unknown>>

const unknown = (prefix: string) => `${prefix}_01jz3t5m8qf0vab9x2k4c7d6eh`
const early = { code: 'EARLY-10', kind: 'discount', percent: 20 }
const pathOf = ({ id }: Pick<Event, 'id'>, promotion = '') =>
  `/admin/events/${id}/promotions${promotion && `/${promotion}`}`
const making = (event: Event, body: Over = early): Attempt => ({
  path: pathOf(event),
  token: event.organizer.token,
  body,
})

async function made(server: TestServer, event: Event, body: Over = early) {
  const { path, token } = making(event)
  return expectStatus(await server.call('POST', path, { token, body }), 201).body as { id: string }
}

/** A promotion, and who may change it how. */
async function promoted(server: TestServer, over: Over = {}) {
  const event = await anEvent(server)
  const { id } = await made(server, event, { ...early, ...over })
  const attempt: Attempt = { path: pathOf(event, id), token: event.organizer.token }
  return { event, attempt, changing: (body: Over = { usesMax: 5 }): Attempt => ({ ...attempt, body }) }
}
async function used(server: TestServer, event: Event, code = early.code) {
  const { token } = await anAccount(server)
  const body = { eventId: event.id, quantity: 1, promotionCode: code }
  expectStatus(await server.call('POST', '/bookings/reserve', { token, body }), 201)
}

/** As its inventory has it; nothing else happens by that. */
const isOver = ({ databases: { events } }: TestServer, { id }: Event) =>
  events
    .knex('inventory')
    .where({ event_id: id })
    .update({ ends_at: inDays(-1) })

const as =
  (role: 'attendee' | 'organizer', attempt: (server: TestServer) => Promise<Attempt>) =>
  async (server: TestServer) => ({
    ...(await attempt(server)),
    token: (await anAccount(server, { role })).token,
  })
const aMaking = async (server: TestServer) => making(await anEvent(server))
const aChange = async (server: TestServer) => (await promoted(server)).changing()
const aDeletion = async (server: TestServer) => (await promoted(server)).attempt

/** An offer of the event's only seat, accepted with this code. */
async function accepting(server: TestServer, promotion: Over, prepare?: (event: Event) => Promise<unknown>) {
  const { event, waiter } = await anOffered(server)
  const own = event as unknown as Event
  await made(server, own, { ...early, ...promotion })
  await prepare?.(own)
  const { token } = waiter.buyer
  return { path: `/waitlist/${waiter.id}/accept`, token, body: { promotionCode: early.code } }
}

/** As if somebody had used it so often: the event has no seat left for that. */
const usedUp = (server: TestServer) => (event: Event) =>
  server.databases.events.knex('promotions').where({ event_id: event.id }).update({ uses: 1 })

async function usedByWaiter(server: TestServer) {
  const attempt = await accepting(server, { perBuyerMax: 1 })
  const [entry] = await server.databases.events
    .knex('waitlist_entries')
    .where({ id: attempt.path.split('/')[2]! })
    .select<{ event_id: string; user_id: string }[]>('event_id', 'user_id')
  const { event_id: eventId, user_id: userId } = entry!
  await server.databases.events.knex.raw(
    `insert into holds (id, event_id, user_id, kind, state, items, quantity, total_minor, currency, saga_id,
      promotion_id, created_at, expires_at, changed_at)
    select ?, event_id, ?, 'reservation', 'returned', '[]', 1, 0, 'EUR', 'bkg', id, now(), now(), now()
    from promotions where event_id = ?`,
    [newId('rsv'), userId, eventId],
  )
  return attempt
}

/** By operation, and by the code of the refusal. */
export const promotionRefusals: Readonly<Record<string, Refusals>> = {
  'inventory.createPromotion': {
    forbidden: as('attendee', aMaking),
    event_not_found: as('organizer', aMaking),
    validation_failed: async server => making(await anEvent(server), { code: 'X', kind: 'discount' }),
    event_not_editable: async server => {
      const event = await anEvent(server)
      await isOver(server, event)
      return making(event)
    },
    ticket_type_not_found: async server => making(await anEvent(server), { ...early, ticketTypeIds: [unknown('tkt')] }),
    promotion_code_taken: async server => making((await promoted(server)).event, { ...early, code: 'early-10 ' }),
    async promotion_limit_reached(server) {
      const event = await anEvent(server)
      await server.databases.events.knex.raw(
        `insert into promotions (event_id, id, code, code_key, kind)
        select ?, 'prm_' || n, 'c' || n, 'c' || n, 'access' from generate_series(1, 1000) as n`,
        [event.id],
      )
      return making(event)
    },
  },
  'inventory.updatePromotion': {
    forbidden: as('attendee', aChange),
    event_not_found: as('organizer', aChange),
    validation_failed: async server => (await promoted(server)).changing({ usesMax: 0 }),
    promotion_not_found: async server => {
      const { event, changing } = await promoted(server)
      return { ...changing(), path: pathOf(event, unknown('prm')) }
    },
    async event_not_editable(server) {
      const { event, changing } = await promoted(server)
      await isOver(server, event)
      return changing()
    },
    ticket_type_not_found: async server => (await promoted(server)).changing({ ticketTypeIds: [unknown('tkt')] }),
    async promotion_code_taken(server) {
      const { event, changing } = await promoted(server)
      await made(server, event, { ...early, code: 'OTHER' })
      return changing({ code: 'other' })
    },
    async promotion_in_use(server) {
      const { event, changing } = await promoted(server)
      await used(server, event)
      return changing({ percent: 30 })
    },
  },
  'inventory.deletePromotion': {
    forbidden: as('attendee', aDeletion),
    event_not_found: as('organizer', aDeletion),
    validation_failed: async server => ({ ...(await aDeletion(server)), path: '/admin/events/evt_x/promotions/prm_x' }),
    promotion_not_found: async server => {
      const { event, attempt } = await promoted(server)
      return { ...attempt, path: pathOf(event, unknown('prm')) }
    },
  },
}

/** Of who accepts an offer with a code. */
export const offerRefusals: Refusals = {
  promotion_not_found: server => accepting(server, { startsAt: inDays(1) }),
  promotion_used_up: server => accepting(server, { usesMax: 1 }, usedUp(server)),
  promotion_buyer_limit_reached: usedByWaiter,
  promotion_not_for_these_tickets: server => accepting(server, { kind: 'access', percent: undefined }),
}
