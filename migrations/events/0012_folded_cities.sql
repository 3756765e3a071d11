-- A city as the search reads it, without case, accents and punctuation: by it events and venues are listed. The server
-- folds it. Null where a process of an older release has written the city: it is folded in the background.
alter table venues add column city_folded text;
create index venues_in_folded_city on venues (city_folded);
create index venues_unfolded on venues (id) where city_folded is null;

create function forget_folded_city() returns trigger language plpgsql as $$
begin
  new.city_folded := null;
  return new;
end
$$;
create trigger venues_city_changed before update of city on venues for each row
  when (new.city is distinct from old.city and new.city_folded is not distinct from old.city_folded)
  execute function forget_folded_city();
