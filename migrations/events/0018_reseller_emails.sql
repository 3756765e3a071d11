-- The email by which the organizer has named a reseller, as they wrote it: of whoever is named by an id nobody is told
-- more than the id. It goes with the grant when the account is erased.
alter table resellers add column email text;
