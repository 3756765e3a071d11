-- Webhook endpoints, and what is delivered to them. Deliveries are kept 30 days and deleted in small batches.

create table webhook_endpoints (
  id text not null,
  account_id text not null,
  -- The account's own id of it.
  external_id text,
  url text not null,
  types text[] not null,
  description text,
  mode text not null default 'live',
  payload_version text not null,
  metadata jsonb not null default '{}',
  -- Both sealed under a secret of the server.
  secret text not null,
  previous_secret text,
  -- Until when messages are signed with the previous secret too.
  previous_secret_until timestamptz,
  version bigint not null default 1,
  -- What was queued before is not sent.
  enabled_at timestamptz not null default clock_timestamp(),
  disabled_at timestamptz,
  disabled_reason text,
  -- Of the failures that no success has followed the first.
  failing_since timestamptz(3),
  -- How many have failed since the last success; counted up to 1,000.
  failures integer not null default 0,
  -- It is sent nothing before then: it asked for that (Retry-After), or has failed several times in a row.
  paused_until timestamptz,
  -- When its owner is to be mailed (again) that it was disabled. Whoever sends the mail moves this on first.
  notice_due_at timestamptz,
  notice_attempts integer not null default 0,
  created_at timestamptz(3) not null default clock_timestamp(),
  updated_at timestamptz(3) not null default clock_timestamp(),
  constraint webhook_endpoints_pkey primary key (id),
  constraint webhook_endpoints_mode_known check (mode in ('live', 'test')),
  constraint webhook_endpoints_disabled_reason_known check (disabled_reason in ('owner', 'gone', 'failing')),
  constraint webhook_endpoints_disabled_for_a_reason check ((disabled_at is null) = (disabled_reason is null))
);
create index webhook_endpoints_of_account on webhook_endpoints (account_id, id);
create unique index webhook_endpoints_external_id_unique on webhook_endpoints (account_id, external_id)
  where external_id is not null;
create index webhook_endpoints_notices on webhook_endpoints (notice_due_at) where notice_due_at is not null;

create table webhook_deliveries (
  -- The order of their making; for one endpoint and resource it is the order of the messages.
  number bigint generated always as identity,
  id text not null,
  -- No foreign key: an endpoint is deleted at once, and its deliveries afterwards, in batches.
  endpoint_id text not null,
  message_id text not null,
  type text not null,
  -- The message's place and partition; null: it is an example, and kept here.
  place bigint,
  appended_at timestamptz(3),
  example jsonb,
  -- What it is about, such as booking/bkg_…: these are delivered one after the other.
  resource text not null,
  -- Once it has ended and is sent again it waits for nobody, and nobody for it.
  ordered boolean not null,
  state text not null default 'waiting',
  -- How often somebody has begun to send it, and how often since it was queued.
  attempts integer not null default 0,
  tries integer not null default 0,
  queued_at timestamptz not null default clock_timestamp(),
  due_at timestamptz not null default clock_timestamp(),
  -- Somebody is sending it until then; a process that dies leaves it to another one.
  leased_until timestamptz,
  first_tried_at timestamptz,
  last_attempt_at timestamptz(3),
  last_status integer,
  created_at timestamptz(3) not null default clock_timestamp(),
  constraint webhook_deliveries_pkey primary key (number),
  constraint webhook_deliveries_id_unique unique (id),
  constraint webhook_deliveries_state_known check (state in ('waiting', 'delivered', 'abandoned')),
  constraint webhook_deliveries_have_a_message check ((place is null) = (example is not null))
);
create index webhook_deliveries_of_endpoint on webhook_deliveries (endpoint_id, number);
create index webhook_deliveries_abandoned on webhook_deliveries (endpoint_id, number) where state = 'abandoned';
create index webhook_deliveries_due on webhook_deliveries (endpoint_id, due_at) where state = 'waiting';
create index webhook_deliveries_leased on webhook_deliveries (endpoint_id, leased_until) where leased_until is not null;
create index webhook_deliveries_queued on webhook_deliveries (endpoint_id, queued_at) where state = 'waiting';
create index webhook_deliveries_in_order on webhook_deliveries (endpoint_id, resource, number)
  where state = 'waiting' and ordered;
create index webhook_deliveries_old on webhook_deliveries (created_at);

create table webhook_attempts (
  delivery_number bigint not null,
  attempt integer not null,
  started_at timestamptz(3) not null,
  duration_ms integer not null,
  -- Null: there was no answer.
  status integer,
  -- The beginning of it.
  answer text,
  -- Null: it was delivered.
  error text,
  constraint webhook_attempts_pkey primary key (delivery_number, attempt),
  constraint webhook_attempts_delivery foreign key (delivery_number) references webhook_deliveries (number)
    on delete cascade
);
