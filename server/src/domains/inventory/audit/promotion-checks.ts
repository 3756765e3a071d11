// The audit's questions about promotions: their uses, their holds and the ledger of uses against each other, as SQL.
import { ofEvent, type Check } from './seat-checks.ts'

/** Holds that count as a use: not those that have ended unsold. */
const isUse = `state not in ('expired', 'released')`

/** Wherever they are: holds with a promotion, looked up by the index that has those alone. */
const holdsSql = `(
  select id, event_id, state, items, total_minor, promotion_id from holds
  where ${ofEvent('event_id')} and promotion_id is not null
  union all
  select id, event_id, state, items, total_minor, promotion_id from archived_holds
  where ${ofEvent('event_id')} and promotion_id is not null)`

export const promotionChecks: readonly Check[] = [
  {
    name: 'promotion-uses-match',
    count: `select count(*) as checked from promotions where ${ofEvent('event_id')}`,
    violations: `
      with held as (select event_id, promotion_id, count(*) filter (where ${isUse}) as uses
        from ${holdsSql} as holds group by event_id, promotion_id),
      noted as (select event_id, promotion_id, sum(change) as uses from promotion_uses
        where ${ofEvent('event_id')} group by event_id, promotion_id)
      select 'the promotion ' || coalesce(promotions.id, held.promotion_id, noted.promotion_id) || ' has '
        || coalesce(promotions.uses::text, 'no row of its own, not even') || ' uses of at most '
        || coalesce(uses_max::text, 'any number') || ', its holds say ' || coalesce(held.uses, 0)
        || ' and the ledger of uses ' || coalesce(noted.uses, 0) as detail,
        coalesce(promotions.event_id, held.event_id, noted.event_id) as event_id, null as ticket_type_id
      from (select * from promotions where ${ofEvent('event_id')}) as promotions
      full join held on held.event_id = promotions.event_id and held.promotion_id = promotions.id
      full join noted on noted.event_id = coalesce(promotions.event_id, held.event_id)
        and noted.promotion_id = coalesce(promotions.id, held.promotion_id)
      where promotions.id is null or promotions.uses <> coalesce(held.uses, 0)
        or promotions.uses <> coalesce(noted.uses, 0) or promotions.uses > uses_max`,
  },
  {
    name: 'holds-match-their-uses',
    count: `select count(*) as checked from ${holdsSql} as holds`,
    violations: `
      with noted as (select event_id, hold_id, promotion_id, sum(change) as uses,
          count(*) filter (where change = 1) as taken
        from promotion_uses where ${ofEvent('event_id')} group by event_id, hold_id, promotion_id)
      select 'state ' || coalesce(holds.state, 'of no such hold') || ' with promotion '
        || coalesce(holds.promotion_id, 'none') || ', but the ledger of uses has ' || coalesce(noted.uses, 0)
        || ' for it, taken ' || coalesce(noted.taken, 0) || ' times' as detail,
        coalesce(holds.event_id, noted.event_id) as event_id, null as ticket_type_id,
        coalesce(holds.id, noted.hold_id) as hold_id
      from ${holdsSql} as holds full join noted on noted.event_id = holds.event_id and noted.hold_id = holds.id
        and noted.promotion_id = holds.promotion_id
      where holds.id is null or coalesce(noted.taken, 0) <> 1
        or noted.uses <> case when holds.${isUse} then 1 else 0 end`,
  },
  {
    // Who is told that a promotion is used up is told so by the use that was the last.
    name: 'last-uses-are-the-last',
    count: `select count(*) as checked from promotion_uses where ${ofEvent('event_id')} and last_of is not null`,
    violations: `
      select 'the use at version ' || version || ' of the promotion ' || promotion_id || ' was to be the last of '
        || last_of || ', and was number ' || uses as detail, event_id, null as ticket_type_id, hold_id
      from (
        select event_id, version, promotion_id, hold_id, last_of,
          sum(change) over (partition by event_id, promotion_id order by version, line) as uses
        from promotion_uses as ledger where ${ofEvent('event_id')} and exists (select from promotion_uses as last
          where last.event_id = ledger.event_id and last.promotion_id = ledger.promotion_id
            and last.last_of is not null)
      ) as counted
      where last_of <> uses`,
  },
  {
    // What a promotion takes off is fixed with the hold, ticket by ticket: a total is the sum of its lines.
    name: 'discounts-add-up',
    count: `select count(*) as checked from ${holdsSql} as holds`,
    violations: `
      select 'the total is ' || total_minor || ', its lines come to ' || lines.total as detail, event_id,
        null as ticket_type_id, id as hold_id
      from ${holdsSql} as holds cross join lateral (
        select sum((item ->> 'quantity')::bigint * (item ->> 'unitPriceMinor')::bigint
            - (item ->> 'quantity')::bigint * coalesce((item ->> 'unitDiscountMinor')::bigint, 0)) as total,
          bool_and(coalesce((item ->> 'unitDiscountMinor')::bigint, 0)
            between 0 and (item ->> 'unitPriceMinor')::bigint) as is_within
        from jsonb_array_elements(items) as item) as lines
      where total_minor <> lines.total or not lines.is_within`,
  },
]
