-- Accounts, their sessions, and the refresh tokens that keep a session going.

create table users (
  id text not null,
  email text not null,
  -- The email in Unicode NFC and lower case: what makes two emails the same.
  email_key text not null,
  name text not null,
  role text not null,
  password_hash text not null,
  disabled boolean not null default false,
  -- When the role last changed: access tokens signed before name another one.
  role_changed_at timestamptz(3),
  version bigint not null default 1,
  created_at timestamptz(3) not null default now(),
  constraint users_pkey primary key (id),
  constraint users_email_unique unique (email_key),
  constraint users_role_known check (role in ('attendee', 'organizer', 'admin'))
);
create index users_by_role on users (role, id);
create index users_with_new_role on users (role_changed_at) where role_changed_at is not null;

create table sessions (
  user_id text not null,
  id text not null,
  created_at timestamptz(3) not null default now(),
  -- When its newest refresh token ends, and the session with it.
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  constraint sessions_pkey primary key (user_id, id),
  constraint sessions_user foreign key (user_id) references users (id) on delete cascade
);
create index sessions_revoked on sessions (revoked_at) where revoked_at is not null;
create index sessions_to_forget on sessions (expires_at);

create table refresh_tokens (
  -- SHA-256 of the token; the token itself is nowhere.
  token_hash bytea not null,
  user_id text not null,
  session_id text not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  -- Kept after its use, so that a second use is recognised.
  used_at timestamptz(3),
  constraint refresh_tokens_pkey primary key (token_hash),
  constraint refresh_tokens_session foreign key (user_id, session_id) references sessions (user_id, id) on delete cascade
);
create index refresh_tokens_of_session on refresh_tokens (user_id, session_id);
create index refresh_tokens_to_forget on refresh_tokens (expires_at);
