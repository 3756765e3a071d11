-- What an event asks of the holder of each ticket: [{ "id", "label", "kind", "required", "options"? }]. The column has a
-- constant default: no table is rewritten.
alter table events add column questions jsonb not null default '[]';
