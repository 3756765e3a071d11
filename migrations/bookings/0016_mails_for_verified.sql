-- The mail waits until somebody has shown that they read mail at its buyer's address: nobody can do anything about it,
-- so it is not counted among what is to be sent.
alter table mails add column waits boolean not null default false;
