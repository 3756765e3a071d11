-- A refund that has failed for a day is no longer tried by itself: a person is to look at it.
alter table refunds drop constraint refunds_status_known;
alter table refunds add constraint refunds_status_known check (status in ('pending', 'succeeded', 'failed', 'needs_attention'));
alter table refunds add column attempts integer not null default 0;
create index refunds_needing_attention on refunds (booking_id) where status = 'needs_attention';
