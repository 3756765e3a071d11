// The SQL of promotions as their organizer has them. Their uses are written by the lane.
import type { Sql } from '../../../platform/postgres/sql.ts'
import { levelOfPromotions } from '../lane/inventory-level.ts'
import { codeKeyOf } from '../rules/promotion-rules.ts'
import type { PromotionRecord, PromotionTerms } from './rules.ts'

export type PromotionsStore = ReturnType<typeof createPromotionsStore>

const promotionsSql = (which: string) => `
  select id, event_id as "eventId", code, kind, percent, amount_minor as "amountMinor",
    ticket_type_ids as "ticketTypeIds", uses, uses_max as "usesMax", per_buyer_max as "perBuyerMax",
    starts_at as "startsAt", ends_at as "endsAt", created_at as "createdAt", updated_at as "updatedAt",
    closed_at as "closedAt", clock_timestamp() as now,
    exists (select from promotion_uses as used
      where used.event_id = promotions.event_id and used.promotion_id = promotions.id) as "wasUsed"
  from promotions where event_id = ?::text and ${which} order by id`

const columnsOf = (terms: PromotionTerms) => ({
  code: terms.code,
  code_key: codeKeyOf(terms.code),
  kind: terms.kind,
  percent: terms.percent,
  amount_minor: terms.amountMinor,
  ticket_type_ids: terms.ticketTypeIds && [...terms.ticketTypeIds],
  uses_max: terms.usesMax,
  per_buyer_max: terms.perBuyerMax,
  starts_at: terms.startsAt,
  ends_at: terms.endsAt,
})

export function createPromotionsStore(sql: Sql) {
  async function find(eventId: string, id: string): Promise<PromotionRecord | undefined> {
    const { rows } = await sql.raw<{ rows: PromotionRecord[] }>(promotionsSql('id = ?::text'), [eventId, id])
    return rows[0]
  }

  return {
    find,

    /** In the order in which they were made. */
    async list(eventId: string, { afterId, limit }: { afterId: string; limit: number }) {
      const text = `${promotionsSql('id > ?::text')} limit ?::integer`
      const { rows } = await sql.raw<{ rows: PromotionRecord[] }>(text, [eventId, afterId, limit])
      return rows
    },

    async count(eventId: string): Promise<number> {
      const [row] = await sql('promotions')
        .where({ event_id: eventId })
        .count<{ promotions: number }[]>('* as promotions')
      return Number(row!.promotions)
    },

    /** Whether another one that is not closed has this code. */
    async isCodeTaken(eventId: string, code: string, { except }: { except?: string } = {}): Promise<boolean> {
      const other = await sql('promotions')
        .where({ event_id: eventId, code_key: codeKeyOf(code), closed_at: null })
        .whereNot('id', except ?? '')
        .first('id')
      return other !== undefined
    },

    /** Whether the event can still be sold, and the ids of its ticket types. Undefined: there is no such event. */
    async event(eventId: string): Promise<{ isEditable: boolean; ticketTypeIds: readonly string[] } | undefined> {
      const { rows } = await sql.raw<{ rows: { isEditable: boolean; ticketTypeIds: string[] }[] }>(
        `select sales <> 'closed' and ends_at > clock_timestamp() as "isEditable",
          array(select id from ticket_types where event_id = inventory.event_id) as "ticketTypeIds"
        from inventory where event_id = ?::text`,
        [eventId],
      )
      return rows[0]
    },

    /** The inventory's next version, so that every lane notices. Servers that don't know promotions keep away. */
    async moveVersion(eventId: string): Promise<void> {
      await sql('inventory')
        .where({ event_id: eventId })
        .update({ version: sql.raw('version + 1'), level: sql.raw('greatest(level, ?)', [levelOfPromotions]) })
    },

    async insert(eventId: string, id: string, terms: PromotionTerms): Promise<void> {
      await sql('promotions').insert({ event_id: eventId, id, ...columnsOf(terms) })
    },

    async update(eventId: string, id: string, terms: PromotionTerms): Promise<void> {
      await sql('promotions')
        .where({ event_id: eventId, id })
        .update({ ...columnsOf(terms), updated_at: sql.raw('clock_timestamp()') })
    },

    async close(eventId: string, id: string): Promise<void> {
      const now = sql.raw('clock_timestamp()')
      await sql('promotions').where({ event_id: eventId, id }).update({ closed_at: now, updated_at: now })
    },

    async remove(eventId: string, id: string): Promise<void> {
      await sql('promotions').where({ event_id: eventId, id }).delete()
    },
  }
}
