-- Why a place in the waitlist has expired: its offer ran out, or nothing is sold any more that it waited for. Entries that
-- expired before this all had an offer. A column without a default: no table is rewritten, and no row is read.
alter table waitlist_entries add column expired_reason text;
