// The use cases of the waitlist: join, look, leave, accept or decline an offer.
import type { Caller, Idempotency } from '../../../contract/types.ts'
import { mergedMetadata, smallMetadataBytesMax } from '../../../platform/metadata.ts'
import { answerOnce } from '../../../platform/postgres/idempotency.ts'
import { inTransaction, type Database } from '../../../platform/postgres/sql.ts'
import { problem } from '../../../platform/problems.ts'
import type { Buyer, EntryChange, Hold, InventoryPort, JoinInput, WaitlistEntry } from '../../inventory/port.ts'
import type { Access } from '../access.ts'
import type { ReservationStatus } from '../rules.ts'
import type { BookingsService } from '../service.ts'
import type { BookingsStore } from '../store.ts'

export interface WaitlistServiceOptions {
  readonly database: Database
  readonly store: Pick<BookingsStore, 'usedKey'>
  readonly inventory: Pick<
    InventoryPort,
    'join' | 'changeEntry' | 'leave' | 'acceptOffer' | 'declineOffer' | 'waitlistEntry' | 'waitlistEntriesOf'
  >
  readonly access: Pick<Access, 'namingAs' | 'maySee'>
  readonly reservations: Pick<BookingsService, 'statusNow'>
}

export interface JoinRequest extends Omit<JoinInput, 'buyer' | 'idempotency'> {
  readonly buyer: Buyer['named'] | undefined
}

export type WaitlistService = ReturnType<typeof createWaitlistService>

export function createWaitlistService({ database, store, inventory, access, reservations }: WaitlistServiceOptions) {
  /** Problems: buyer_not_allowed, event_not_found, and the inventory's. `replayed`: an earlier request has made it. */
  async function join(caller: Caller, { buyer, ...input }: JoinRequest, idempotency: Idempotency | undefined) {
    return inventory.join({
      ...input,
      ...(buyer && (await access.namingAs(caller, input.eventId))),
      buyer: { userId: caller.userId, ...(buyer && { named: buyer }) },
      idempotency: idempotency ?? null,
    })
  }

  /** A place of the caller's, or in the waitlist of an event that they organize. Problems: waitlist_entry_not_found. */
  async function get(caller: Caller, id: string): Promise<WaitlistEntry> {
    const entry = await inventory.waitlistEntry(id)
    if (!entry || !(await access.maySee(caller, entry))) throw problem('waitlist_entry_not_found')
    return entry
  }

  /**
   * Asks for less at the same place; repeating it is no error. Problems: waitlist_entry_not_found, entry_not_waiting,
   * wish_raised.
   */
  async function change(caller: Caller, id: string, input: EntryChange): Promise<WaitlistEntry> {
    const entry = await get(caller, id)
    // Between services such a fault would be taken for one of theirs.
    if (input.metadata) mergedMetadata(entry.metadata ?? {}, input.metadata, { bytesMax: smallMetadataBytesMax })
    return inventory.changeEntry(entry, input)
  }

  /** Repeating it is no error. Problems: waitlist_entry_not_found. */
  const leave = async (caller: Caller, id: string): Promise<WaitlistEntry> => inventory.leave(await get(caller, id))

  /** Only the one who waited. Problems: waitlist_entry_not_found, no_open_offer. */
  const declineOffer = async (caller: Caller, id: string): Promise<WaitlistEntry> =>
    inventory.declineOffer(await own(caller, id))

  /**
   * Only the one who waited. An offer becomes one reservation however often it is accepted, so the key need not commit
   * with the effect: it is refused before it if it stands for something else, and kept with the answer after it.
   * Repeated, with a key or without, it shows the reservation as it is by then. Problems: waitlist_entry_not_found,
   * no_open_offer, idempotency_key_reused, idempotency_in_flight, and those of promotions.
   */
  async function acceptOffer<Answer>(
    caller: Caller,
    { id, promotionCode }: { readonly id: string; readonly promotionCode: string | undefined },
    idempotency: Idempotency | undefined,
    present: (hold: Hold, status: ReservationStatus) => Answer,
  ) {
    const entry = await own(caller, id)
    const used = idempotency && (await store.usedKey(caller.userId, idempotency.key))
    if (used && used.fingerprint !== idempotency.fingerprint) throw problem('idempotency_key_reused')
    const hold = await inventory.acceptOffer(entry, { promotionCode })
    const body = present(hold, await reservations.statusNow(hold))
    const { replayed } = await inTransaction(
      database,
      sql => sql,
      sql => answerOnce(sql, { caller: caller.userId, idempotency }, async () => ({ status: 201, body })),
    )
    return { body, replayed }
  }

  async function own({ userId }: Caller, id: string): Promise<WaitlistEntry> {
    const entry = await inventory.waitlistEntry(id)
    if (!entry || entry.userId !== userId) throw problem('waitlist_entry_not_found')
    return entry
  }

  return { join, get, change, leave, acceptOffer, declineOffer, list: inventory.waitlistEntriesOf }
}
