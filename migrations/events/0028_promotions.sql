-- Promotions: codes that take something off the price, or give access to ticket types that are hidden. They belong to an
-- inventory like its seats: each use is a hold, and `uses` moves with the inventory's version.
-- Additive: columns with constant defaults or none, so that no table is rewritten. Older servers don't write to an
-- inventory that uses any of this, as it has a level that they don't know.

create table promotions (
  event_id text not null,
  id text not null,
  -- As the organizer wrote it, and as it is compared: without case and blanks.
  code text not null,
  code_key text not null,
  kind text not null,
  percent integer,
  amount_minor bigint,
  -- Null: all of them; of an access code all that are hidden.
  ticket_type_ids text[],
  -- Holds that have it and have not ended unsold.
  uses integer not null default 0,
  uses_max integer,
  per_buyer_max integer,
  starts_at timestamptz(3),
  ends_at timestamptz(3),
  created_at timestamptz(3) not null default clock_timestamp(),
  updated_at timestamptz(3) not null default clock_timestamp(),
  -- It was used and then deleted: nobody uses it any more, and what used it keeps its price.
  closed_at timestamptz(3),
  constraint promotions_pkey primary key (event_id, id),
  constraint promotions_kind_known check (kind in ('discount', 'access')),
  constraint promotions_discount_whole check (num_nonnulls(percent, amount_minor) = case kind when 'discount' then 1 else 0 end),
  constraint promotions_percent_range check (percent between 1 and 100),
  constraint promotions_amount_positive check (amount_minor > 0),
  constraint promotions_ticket_types_named check (cardinality(ticket_type_ids) > 0),
  constraint promotions_uses_within_max check (uses >= 0 and uses <= coalesce(uses_max, uses)),
  constraint promotions_maxima_positive check (least(uses_max, per_buyer_max) > 0),
  constraint promotions_end_after_start check (ends_at > starts_at)
) with (fillfactor = 50);
create unique index promotions_code_unique on promotions (event_id, code_key) where closed_at is null;

-- The ledger of uses, as `movements` is that of seats: a hold takes one, or gives it back. Rows are only added.
create table promotion_uses (
  event_id text not null,
  version bigint not null,
  line integer not null,
  promotion_id text not null,
  hold_id text not null,
  change smallint not null,
  at timestamptz(3) not null,
  constraint promotion_uses_pkey primary key (event_id, version, line),
  constraint promotion_uses_change_known check (change in (1, -1))
);

alter table ticket_types add column hidden boolean not null default false;

alter table holds add column promotion_id text;
alter table archived_holds add column promotion_id text;
-- Only holds with a promotion are in it: which of them are a buyer's, and whether there has been any.
create index holds_of_promotion on holds (event_id, promotion_id, user_id, coalesce(buyer_reference, ''))
  where promotion_id is not null;

create or replace view all_holds as
select id, event_id, user_id, state, items, quantity, waitlist_entry_id, expires_at, changed_at, promotion_id from holds
union all
select id, event_id, user_id, state, items, quantity, waitlist_entry_id, expires_at, changed_at, promotion_id
from archived_holds;
