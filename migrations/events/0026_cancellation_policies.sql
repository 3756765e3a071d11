-- Until when buyers may cancel, and which share of a ticket's price goes back:
-- { "untilMinutesBefore", "refundPercent" }. Null: until the event begins, and all of it. No table is rewritten.
alter table events add column cancellation_policy jsonb
  constraint events_cancellation_policy_known check (
    (cancellation_policy ->> 'untilMinutesBefore')::integer >= 0
    and (cancellation_policy ->> 'refundPercent')::integer between 0 and 100);
