-- Who looked at which child: every answer that tells of one, recorded before it is given (docs/decisions/0050).
create table platform.look (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  pupil_id uuid not null,
  -- An account's id and its role, never a name.
  actor text not null,
  role text not null,
  -- Why, as a short code; null where nobody asked for one.
  purpose text,
  -- What was shown: a trajectory with or without the identity, a list of moves.
  what text not null,
  -- The position of the ledger that the answer was made from.
  as_known bigint not null
);
create index look_of_pupil on platform.look (pupil_id, at);
create index look_by_actor on platform.look (actor, at);

create function platform.refuse_change_of_look() returns trigger language plpgsql as $$
begin
  raise exception 'the record of looks is never changed or removed' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger looks_stand before update or delete or truncate on platform.look
  for each statement execute function platform.refuse_change_of_look();
