-- Mails about an account: what is to be sent, and what their tokens are good for. And whether an email is its owner's.

alter table users
  -- Null: nobody has shown yet that they read mail at this address.
  add column email_verified_at timestamptz(3);

create table mails (
  id text not null,
  -- Null: somebody asked for a mail to an email that no account has. It is sent to nobody; that it is written down all
  -- the same keeps the two from being told apart by their time.
  user_id text,
  purpose text not null,
  -- Where to, if not to the account's email: the one that it had before.
  address text,
  created_at timestamptz(3) not null default now(),
  -- When it is to be sent (again). Whoever sends it moves this on first, so that another process takes over after a crash.
  due_at timestamptz(3) not null default now(),
  -- How many times somebody has begun to send it.
  attempts integer not null default 0,
  constraint mails_pkey primary key (id),
  constraint mails_user foreign key (user_id) references users (id) on delete cascade,
  constraint mails_purpose_known check (purpose in ('email_verification', 'password_reset', 'email_changed')),
  constraint mails_address_of_changed_email check ((purpose = 'email_changed') = (address is not null))
);
-- However often it is asked for, one is on its way.
create unique index mails_one_on_its_way on mails (user_id, purpose) where purpose <> 'email_changed';
create index mails_due on mails (due_at);

create table mailed_tokens (
  -- SHA-256 of the token; the token itself is in the mail and nowhere else.
  token_hash bytea not null,
  user_id text not null,
  purpose text not null,
  -- The mail that it went out with; one that is tried again has another token each time.
  mail_id text not null,
  -- The email that the mail went to, as email_key: a token is good only while the account has it.
  email_key text not null,
  expires_at timestamptz(3) not null,
  constraint mailed_tokens_pkey primary key (token_hash),
  constraint mailed_tokens_user foreign key (user_id) references users (id) on delete cascade,
  constraint mailed_tokens_purpose_known check (purpose in ('email_verification', 'password_reset'))
);
create index mailed_tokens_of_user on mailed_tokens (user_id, purpose);
create index mailed_tokens_to_forget on mailed_tokens (expires_at);
