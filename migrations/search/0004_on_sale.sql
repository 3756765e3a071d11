-- When some seat of an event can be had: the sales windows of its types that have seats left. Null: nobody has said, and
-- seats are on sale. A column without a default: no row is rewritten.
alter table availability add column on_sale tstzmultirange;

-- Events whose types have sales times, which an index of the earlier release took to be on sale always.
update availability set on_sale = (
  select coalesce(range_agg(tstzrange((type ->> 'salesStartAt')::timestamptz, (type ->> 'salesEndAt')::timestamptz)),
    '{}')
  from jsonb_array_elements(documents.event -> 'ticketTypes') as type
  where (availability.ticket_types ->> (type ->> 'id'))::integer > 0
)
from documents
where documents.event_id = availability.event_id
  and documents.event @? '$.ticketTypes[*] ? (exists (@.salesStartAt) || exists (@.salesEndAt))';
