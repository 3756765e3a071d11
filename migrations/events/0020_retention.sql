-- What is kept of an event that is long over: its ledger as one line per bucket, its holds in an archive. Additive: until
-- a newer server has begun with an event nothing is different, and an older one does not write to its inventory then, as
-- it has a level that it doesn't know.

-- Whether a server has begun to fold the event's history. A constant default: no table is rewritten. The index has those
-- alone that are still to come, so that looking for the next never becomes slower.
alter table inventory add column fold_begun boolean not null default false;
create index inventory_to_fold on inventory (ends_at) where not fold_begun and sales <> 'draft';

create table ledger_folds (
  event_id text not null,
  state text not null default 'archiving',
  -- The version of the inventory of which an audit was clean; what is written after it begins it again.
  audited_version bigint,
  -- The version whose lines carry the ledger forward: the lines before it count no more, and are deleted in batches.
  version bigint,
  -- How many lines they were, and how many holds are in the archive.
  movements bigint,
  holds bigint,
  began_at timestamptz(3) not null default clock_timestamp(),
  folded_at timestamptz(3),
  finished_at timestamptz(3),
  -- When it is to be looked at (again). Whoever works on it moves this on first, so that another goes on after a crash.
  due_at timestamptz(3) not null,
  -- Why it does not go on.
  waits_for text,
  constraint ledger_folds_pkey primary key (event_id),
  constraint ledger_folds_state_known check (state in ('archiving', 'deleting', 'complete')),
  constraint ledger_folds_folded check ((state = 'archiving') = (version is null)
    and num_nulls(version, movements, holds, folded_at) in (0, 4)),
  constraint ledger_folds_finished check ((state = 'complete') = (finished_at is not null))
);
create index ledger_folds_due on ledger_folds (due_at) where state <> 'complete';

-- A hold that was in the archive when its event's ledger was folded, and has come back: how many of its seats the
-- carried lines count as sold. Its own lines begin after them. Null: none of its lines was folded.
alter table holds add column carried_seats integer;

-- Holds that are over, or sold for good, of events that are long over: none of the indexes that a sale keeps up.
create table archived_holds (
  id text not null,
  event_id text not null,
  user_id text not null,
  buyer_reference text,
  buyer jsonb,
  kind text not null,
  state text not null,
  items jsonb not null,
  quantity integer not null,
  total_minor bigint not null,
  currency text not null,
  saga_id text,
  waitlist_entry_id text,
  idempotency_key text,
  idempotency_fingerprint text,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  buyer_erased_at timestamptz(3),
  constraint archived_holds_pkey primary key (id, event_id),
  constraint archived_holds_over check (state in ('sold', 'expired', 'released', 'returned'))
);
create index archived_holds_of_event on archived_holds (event_id);
create index archived_holds_of_named_buyer on archived_holds (user_id, buyer_reference)
  where buyer_reference is not null and buyer_erased_at is null;

-- For what asks of holds wherever they are; lanes and sweeps never do.
create view all_holds as
select id, event_id, user_id, state, items, quantity, waitlist_entry_id, expires_at, changed_at from holds
union all
select id, event_id, user_id, state, items, quantity, waitlist_entry_id, expires_at, changed_at from archived_holds;
