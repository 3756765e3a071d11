-- The language that an event is written in, and its texts in others: { "de": { "title", "description" } }. Additive: older
-- servers leave both alone. No table is rewritten.
alter table events add column language text, add column translations jsonb;
