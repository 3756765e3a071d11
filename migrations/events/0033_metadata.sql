-- Callers' own words for events and venues, and where more of an event is to be seen. Constant defaults, or none: no
-- table is rewritten. No lane reads or writes them.
alter table events add column metadata jsonb not null default '{}';
alter table events add column image_url text;
alter table events add column website_url text;
alter table venues add column metadata jsonb not null default '{}';
