// A test event with what there can be of it, for who asks what strangers are told.
import { anEvent, aPromotion, aReservation, seriesOf, type Account } from '../support/builders.ts'
import type { CallOptions, TestServer } from '../support/server.ts'
import { aWaiter, giveBack, type Waiter } from '../waitlist/waitlists.ts'

export type Event = Awaited<ReturnType<typeof anEvent>>
export interface World {
  readonly server: TestServer
  readonly organizer: Account
  /** On sale, with seats. */
  readonly event: Event
}
export interface Attempt extends Pick<CallOptions, 'body' | 'query' | 'headers'> {
  readonly path: string
}

export async function reservationOf({ server, organizer, event }: World) {
  return `/bookings/reservations/${(await aReservation(server, event, { buyer: organizer })).id}`
}
export const promotionOf = async ({ server, organizer, event: { id } }: World) =>
  (await aPromotion(server, { id, organizer })).path
/** A series of a test event. */
export const testSeriesOf = async ({ server, organizer }: World) =>
  seriesOf(server, await anEvent(server, { organizer, test: true }))
export const seriesItself = async (world: World) => ({ path: `/series/${(await testSeriesOf(world)).seriesId}` })
export async function fullOf({ server, organizer }: World) {
  const event = await anEvent(server, { organizer, test: true, capacity: 1 })
  return { event, held: await aReservation(server, event, { buyer: organizer }) }
}
export async function entryOf(world: World): Promise<Waiter> {
  return aWaiter(world.server, (await fullOf(world)).event, { buyer: world.organizer })
}
export async function offerOf(world: World): Promise<Waiter> {
  const { event, held } = await fullOf(world)
  const entry = await aWaiter(world.server, event, { buyer: world.organizer })
  await giveBack(world.server, held)
  return entry
}
