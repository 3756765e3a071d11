-- What a ticket type is, and its texts in other languages: { "de": { "name", "description" } }. Additive: older servers
-- leave both alone, and no lane reads them. No table is rewritten.
alter table ticket_types add column description text, add column translations jsonb;
