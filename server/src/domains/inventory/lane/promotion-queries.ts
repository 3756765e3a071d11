// How promotions are read for a batch: those that its commands name, with what its buyers have used of them.
import type { InventoryState } from '../rules/inventory-state.ts'
import type { Promotion } from '../rules/promotion.ts'
import { promotionUseKeyOf } from '../rules/promotion-rules.ts'

/** A promotion as JSON inside a row. */
export interface PromotionRow extends Omit<Promotion, 'startsAt' | 'endsAt'> {
  readonly startsAt: string | null
  readonly endsAt: string | null
  /** How often buyers have used it, where that is bounded. */
  readonly buyers?: readonly [userId: string, reference: string, uses: number][] | null
}

const promotionJson = (more: string) => `json_build_object('id', promotions.id, 'codeKey', code_key,
      'kind', promotions.kind, 'percent', percent, 'amountMinor', amount_minor, 'ticketTypeIds', ticket_type_ids,
      'uses', uses, 'usesMax', uses_max, 'perBuyerMax', per_buyer_max, 'startsAt', starts_at, 'endsAt', ends_at,
      'isClosed', closed_at is not null${more})`

/** What a hold is once it counts as a use for good. */
export const isUse = `holds.state in ('held', 'confirming', 'sold', 'returned')`

/**
 * Those with these codes, and those of the holds with these ids; and how often buyers have used each, whom the commands
 * name by themselves or by the waitlist's entry.
 */
export const namedPromotionsSql = ([codes, holdIds, userIds, references, entryIds]: readonly string[]) => `
  (select json_agg(${promotionJson(`, 'buyers', case when per_buyer_max is not null then (
        select json_agg(json_build_array(buyers.user_id, buyers.reference, used.uses))
        from (
          select user_id, reference from unnest(${userIds}, ${references}) as given (user_id, reference)
          union select entry.user_id, coalesce(entry.buyer_reference, '') from unnest(${entryIds}) as named (id)
          join waitlist_entries as entry on entry.id = named.id and entry.event_id = $1
        ) as buyers
        cross join lateral (select count(*) as uses from holds
          where holds.event_id = $1 and holds.promotion_id = promotions.id and holds.user_id = buyers.user_id
            and coalesce(holds.buyer_reference, '') = buyers.reference and ${isUse}) as used
        where used.uses > 0) end`)})
    from (
      select promotions.id from unnest(${codes}) as asked (code_key)
      join promotions on promotions.event_id = $1 and promotions.code_key = asked.code_key and closed_at is null
      union select holds.promotion_id from unnest(${holdIds}) as named (id)
      join holds on holds.id = named.id and holds.event_id = $1 where holds.promotion_id is not null
    ) as wanted join promotions on promotions.event_id = $1 and promotions.id = wanted.id) as promotions`

/** All of the event. */
export const allPromotionsSql = `
  (select json_agg(${promotionJson('')}) from promotions where promotions.event_id = $1) as standing_promotions`

export function promotionsOf(row: {
  readonly promotions?: readonly PromotionRow[] | null
  readonly standing_promotions?: readonly PromotionRow[] | null
}): Pick<InventoryState, 'promotions' | 'promotionUses'> {
  const rows = [...(row.standing_promotions ?? []), ...(row.promotions ?? [])]
  return {
    promotions: new Map(rows.map(each => [each.id, promotionOf(each)])),
    promotionUses: new Map(
      rows.flatMap(({ id, buyers }) =>
        (buyers ?? []).map(
          ([userId, reference, uses]) => [promotionUseKeyOf(id, { userId, named: { reference } }), uses] as const,
        ),
      ),
    ),
  }
}

function promotionOf({ buyers: _, startsAt, endsAt, ...promotion }: PromotionRow): Promotion {
  return {
    ...promotion,
    startsAt: startsAt === null ? null : new Date(startsAt),
    endsAt: endsAt === null ? null : new Date(endsAt),
  }
}
