-- Where the order of the messages jumps: after a restore to an earlier moment, so that no place is given out a second
-- time that somebody has read up to, and no id that somebody has got.
create table message_jumps (
  -- The last place before it.
  after bigint not null,
  -- The last place that it skips.
  place bigint not null,
  constraint message_jumps_pkey primary key (after),
  constraint message_jumps_go_up check (place > after)
);

-- For whoever restores a backup, once, before a server is started; the next message has the place after its result.
create function skip_message_places() returns bigint language sql as $$
  with moved as (update message_end set place = place + 1000000000 returning place)
  insert into message_jumps (after, place) select moved.place - 1000000000, moved.place from moved returning place
$$;
