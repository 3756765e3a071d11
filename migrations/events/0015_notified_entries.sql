-- When the mail server took the mail that tells of an entry's offer. A column without a default: no table is rewritten. No
-- lane reads or writes it.
alter table waitlist_entries add column notified_at timestamptz(3);
