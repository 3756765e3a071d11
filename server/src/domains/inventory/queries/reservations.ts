// A reservation as its buyer looks at it, again and again while it is held: from its document, where that is certainly
// not outdated.
//
// A document is made by the first look and never changed. It says at which version of the inventory it was read, and it
// is believed only while no hold of the event has changed since: what the lanes write of the availability carries that
// version along, so a sale costs no write for each hold. Without that word, or when it is newer, PostgreSQL answers. So
// a lost deletion can't show a released hold as held; a lost word of a change can, until the document's 5 s are over.
// It is gone when its hold ends: Redis counts what the database's clock has left of it, and no clock of ours is asked.
// Without Redis other processes' changes would go unheard: no documents.
import type { InventoryStore } from '../lane/lane-store.ts'
import type { SeenHold } from '../port.ts'
import { documentKeptMs, type CountRead, type Projections } from '../projections/cache.ts'

export interface ReservationsOptions {
  readonly store: Pick<InventoryStore, 'hold' | 'holdAtVersion'>
  readonly projections: Projections
  readonly countRead: CountRead
}

export type Reservations = ReturnType<typeof createReservations>

export function createReservations({ store, projections: { documents, kind }, countRead }: ReservationsOptions) {
  async function find(id: string): Promise<SeenHold | undefined> {
    if (kind === 'process') return store.hold(id)
    const kept = await fromDocument(id)
    countRead(kept ? 'redis' : 'postgres')
    if (kept) return kept
    const found = await store.holdAtVersion(id)
    const keptMsMax = found ? Math.min(documentKeptMs, found.hold.leftMs) : 0
    if (found?.hold.state === 'held' && found.hold.kind === 'reservation' && keptMsMax > 0) {
      void documents.put([
        { family: 'reservation', id, version: found.version, value: { ...found.hold, idempotency: null }, keptMsMax },
      ])
    }
    return found?.hold
  }

  async function fromDocument(id: string): Promise<SeenHold | undefined> {
    const document = await documents.get('reservation', id)
    const hold = document && holdOf(document.value as StoredHold)
    if (hold?.leftMs === undefined) return undefined // none, or written by a server of the release before
    const seats = await documents.get('availability', hold.eventId)
    return seats && document!.version >= (seats.holdsChangedAt ?? 0) ? { ...hold, leftMs: hold.leftMs } : undefined
  }

  return { find }
}

type StoredHold = Omit<SeenHold, 'createdAt' | 'expiresAt' | 'leftMs'> & {
  readonly leftMs?: number
  readonly createdAt: string
  readonly expiresAt: string
}
const holdOf = (stored: StoredHold) => ({
  ...stored,
  createdAt: new Date(stored.createdAt),
  expiresAt: new Date(stored.expiresAt),
})
