// Promotions as their organizer makes, changes and ends them. Each change moves the inventory's version, as a change of
// the event does: a lane that has read them as they were loses its race and reads again.
import type { Caller, Idempotency, Shape } from '../../../contract/types.ts'
import { pageOf, type Cursors } from '../../../platform/cursors.ts'
import { newId } from '../../../platform/ids.ts'
import { answerOnce } from '../../../platform/postgres/idempotency.ts'
import { inTransaction, type Database, type Sql } from '../../../platform/postgres/sql.ts'
import { problem, refuseFaults } from '../../../platform/problems.ts'
import { lockInventory } from '../lifecycle/event-inventory-store.ts'
import { toPromotion } from './present.ts'
import { faultsOfTerms, faultsOfTimes, termsAfter, termsOf, wouldLie, type PromotionTerms } from './rules.ts'
import { createPromotionsStore, type PromotionsStore } from './store.ts'

export interface PromotionsOptions {
  readonly database: Database
  /** Refuses with event_not_found whoever may not run the event. */
  readonly admitOrganizer: (caller: Caller, eventId: string) => Promise<unknown>
  readonly cursors: Cursors
  /** What this server knows of inventories. */
  readonly level: number
}

export type PromotionsService = ReturnType<typeof createPromotionsService>

const promotionsMax = 1_000

export function createPromotionsService({ database, admitOrganizer, cursors, level }: PromotionsOptions) {
  return { list, create, update, remove }

  /** In the order in which they were made. Problems: event_not_found, invalid_cursor. */
  async function list(caller: Caller, eventId: string, { limit, cursor }: { limit: number; cursor?: string }) {
    await admitOrganizer(caller, eventId)
    const name = `promotions of ${eventId}`
    const afterId = cursor === undefined ? '' : cursors.decode<string>(name, cursor)
    const promotions = await createPromotionsStore(database.knex).list(eventId, { afterId, limit: limit + 1 })
    const page = pageOf(promotions, limit, last => cursors.encode(name, last.id))
    return { ...page, data: page.data.map(toPromotion) }
  }

  /**
   * Problems: event_not_found, event_not_editable, validation_failed, ticket_type_not_found, promotion_code_taken,
   * promotion_limit_reached, idempotency_in_flight, idempotency_key_reused.
   */
  async function create(
    caller: Caller,
    eventId: string,
    input: Shape<'PromotionToMake'>,
    idempotency: Idempotency | undefined,
  ) {
    await admitOrganizer(caller, eventId)
    refuseFaults(faultsOfTimes(input))
    const terms = termsOf(input)
    refuseFaults(faultsOfTerms(terms))
    return inTransaction(
      database,
      sql => sql,
      sql =>
        answerOnce(sql, { caller: caller.userId, idempotency }, async () => {
          const promotions = await lockedFor(sql, eventId)
          await refuseTerms(promotions, eventId, terms)
          if ((await promotions.count(eventId)) >= promotionsMax) throw problem('promotion_limit_reached')
          const id = newId('prm')
          await promotions.insert(eventId, id, terms)
          await promotions.moveVersion(eventId)
          return { status: 201, body: toPromotion((await promotions.find(eventId, id))!) }
        }),
    )
  }

  /**
   * Changes what is named. Problems: event_not_found, promotion_not_found, event_not_editable, validation_failed,
   * ticket_type_not_found, promotion_code_taken, promotion_in_use.
   */
  async function update(caller: Caller, eventId: string, id: string, changes: Shape<'PromotionChanges'>) {
    await admitOrganizer(caller, eventId)
    refuseFaults(faultsOfTimes(changes))
    return inTransaction(
      database,
      sql => sql,
      async sql => {
        const promotions = await lockedFor(sql, eventId)
        const before = await promotions.find(eventId, id)
        if (!before || before.closedAt !== null) throw problem('promotion_not_found')
        const terms = termsAfter(before, changes)
        refuseFaults(faultsOfTerms(terms))
        if (wouldLie(before, terms)) throw problem('promotion_in_use', inUseWords(before), { uses: before.uses })
        await refuseTerms(promotions, eventId, terms, id)
        await promotions.update(eventId, id, terms)
        await promotions.moveVersion(eventId)
        return toPromotion((await promotions.find(eventId, id))!)
      },
    )
  }

  /** One that was used is closed; closing it again is no error. Problems: event_not_found, promotion_not_found. */
  async function remove(caller: Caller, eventId: string, id: string): Promise<void> {
    await admitOrganizer(caller, eventId)
    await inTransaction(
      database,
      sql => sql,
      async sql => {
        await lockInventory(sql, eventId, level)
        const promotions = createPromotionsStore(sql)
        const promotion = await promotions.find(eventId, id)
        if (!promotion) throw problem('promotion_not_found')
        if (promotion.closedAt !== null) return
        if (promotion.wasUsed) await promotions.close(eventId, id)
        else await promotions.remove(eventId, id)
        await promotions.moveVersion(eventId)
      },
    )
  }

  /** Nobody else changes the event's inventory until the transaction ends. Problems: event_not_editable. */
  async function lockedFor(sql: Sql, eventId: string): Promise<PromotionsStore> {
    await lockInventory(sql, eventId, level)
    const promotions = createPromotionsStore(sql)
    const event = await promotions.event(eventId)
    if (!event) throw problem('event_not_found')
    if (!event.isEditable) throw problem('event_not_editable')
    return promotions
  }
}

async function refuseTerms(promotions: PromotionsStore, eventId: string, terms: PromotionTerms, except = '') {
  const event = await promotions.event(eventId)
  const unknown = terms.ticketTypeIds?.find(id => !event?.ticketTypeIds.includes(id))
  if (unknown !== undefined) throw problem('ticket_type_not_found', undefined, { ticketTypeId: unknown })
  if (await promotions.isCodeTaken(eventId, terms.code, { except })) throw problem('promotion_code_taken')
}

const inUseWords = ({ uses }: { readonly uses: number }) =>
  `It is used ${uses === 1 ? 'once' : `${uses} times`}. Only usesMax, perBuyerMax, startsAt and endsAt may change ` +
  `now, and usesMax not below ${uses}.`
