// A reservation as its buyer looks at it, again and again while it is held: from its document, where that is certainly
// not outdated.
//
// A document is made with the reservation (projections/reservation-writer.ts). It says at which version of the
// inventory the hold was so, and it is believed only while no hold of the event has changed since: what the lanes write
// of the availability carries that version along, so a sale costs no write for each hold. Without that word, or when it
// is newer, PostgreSQL answers, and the document is written again. So a lost deletion can't show a released hold as
// held; a lost word of a change can, until the document was written 5 s ago: an older one is not believed either. It is
// gone when its hold ends: Redis counts what the database's clock has left of it, and no clock of ours is asked.
// Without Redis other processes' changes would go unheard: no documents.
import type { InventoryStore } from '../lane/lane-store.ts'
import type { SeenHold } from '../port.ts'
import type { CountRead, HeldReservations, Projections } from '../projections/cache.ts'
import { documentOf } from '../projections/reservation-writer.ts'

export interface ReservationsOptions {
  readonly store: Pick<InventoryStore, 'hold' | 'holdAtVersion'>
  readonly projections: Pick<Projections, 'documents' | 'reservations'>
  readonly countRead: CountRead
}

export type Reservations = ReturnType<typeof createReservations>

export function createReservations({
  store,
  projections: { documents, reservations },
  countRead,
}: ReservationsOptions) {
  return { find: reservations ? (id: string) => findAmong(reservations, id) : (id: string) => store.hold(id) }

  async function findAmong(held: HeldReservations, id: string): Promise<SeenHold | undefined> {
    const kept = await fromDocument(held, id)
    countRead(kept ? 'redis' : 'postgres')
    if (kept) return kept
    const found = await store.holdAtVersion(id)
    if (found?.hold.state === 'held' && found.hold.kind === 'reservation' && found.hold.leftMs >= 1)
      void held.put([{ ...documentOf(found.hold, found.version), leftMs: found.hold.leftMs }])
    return found?.hold
  }

  async function fromDocument(held: HeldReservations, id: string): Promise<SeenHold | undefined> {
    const document = await held.get(id)
    if (!document) return undefined
    const hold = holdOf(document.hold as StoredHold)
    const seats = await documents.get('availability', hold.eventId)
    return seats && document.version >= (seats.holdsChangedAt ?? 0) ? { ...hold, leftMs: document.leftMs } : undefined
  }
}

type StoredHold = Omit<SeenHold, 'createdAt' | 'expiresAt' | 'leftMs'> & {
  readonly createdAt: string
  readonly expiresAt: string
}
const holdOf = (stored: StoredHold) => ({
  ...stored,
  createdAt: new Date(stored.createdAt),
  expiresAt: new Date(stored.expiresAt),
})
