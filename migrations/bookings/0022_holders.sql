-- Who comes with a ticket, { "name"?, "email"? }, and their answers to the event's questions, by the question's id. Both
-- are erased with the booking's buyer.
alter table tickets
  add column holder jsonb,
  add column answers jsonb;
-- Of an account that is erased: a ticket without a holder is in no index of theirs.
create index tickets_with_holders on tickets (user_id) where holder is not null or answers is not null;
