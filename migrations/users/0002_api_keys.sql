-- API keys: what acts for an account without its password.

create table api_keys (
  user_id text not null,
  id text not null,
  name text not null,
  -- SHA-256 of the key; the key itself is nowhere.
  key_hash bytea not null,
  -- Its first characters, for its owner to know it by.
  prefix text not null,
  scopes text[] not null,
  created_at timestamptz(3) not null default now(),
  -- Null: it does not end by itself.
  expires_at timestamptz(3),
  -- Within a minute.
  last_used_at timestamptz(3),
  -- Kept for a while: processes that have the key in memory must hear of it.
  revoked_at timestamptz(3),
  constraint api_keys_pkey primary key (user_id, id),
  constraint api_keys_hash_unique unique (key_hash),
  constraint api_keys_id_unique unique (id),
  constraint api_keys_user foreign key (user_id) references users (id) on delete cascade
);
create index api_keys_revoked on api_keys (revoked_at) where revoked_at is not null;
create index api_keys_to_forget on api_keys (expires_at) where expires_at is not null;

create table idempotency_keys (
  caller text not null,
  key text not null,
  fingerprint text not null,
  status integer,
  answer jsonb,
  created_at timestamptz(3) not null default now(),
  constraint idempotency_keys_pkey primary key (caller, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
