-- What its owner knows a session by, and whether a network is one that its owner has signed in from.

alter table sessions
  -- When it began or was last renewed; null: before this release.
  add column last_used_at timestamptz(3),
  -- The /24 of an IPv4 address or the /64 of an IPv6 address that it was last renewed from.
  add column network text,
  add column user_agent text;
