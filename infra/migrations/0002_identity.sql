-- Who the pupils are: keys and hashes only. No identifier, name or address stands here in clear
-- (docs/decisions/0020).
create schema identity;

-- The master keys that wrap something here, each with a known text under it: a process that starts with another
-- master key is told so before it makes anything.
create table identity.master_key (
  id text primary key,
  check_value bytea not null
);

-- The key of the identifiers' hashes. Never changed, only its wrapping is: another key would lose every pupil.
create table identity.index_key (
  one boolean primary key default true check (one),
  master_key_id text not null,
  wrapped bytea not null
);

-- A pupil's data key and token key, wrapped together. A destroyed row stays, so that keys are never made anew.
create table identity.pupil_key (
  pupil_id uuid primary key,
  destroyed_at timestamptz,
  master_key_id text,
  wrapped bytea,
  constraint pupil_key_whole check (
    (wrapped is null) = (destroyed_at is not null) and (wrapped is null) = (master_key_id is null)
  )
);

-- A keyed hash of each identifier and the record that holds it. Erasure takes the pupil out and leaves the hash:
-- those rows are the suppression list. One table, because the one unique key then decides every race, also that
-- of an import with an erasure.
create table identity.pupil_identifier (
  hash bytea primary key,
  pupil_id uuid,
  since date,
  kind text not null check (kind in ('upn', 'opaque')),
  status text not null check (status in ('current', 'former', 'temporary', 'erased')),
  constraint pupil_identifier_erased check ((pupil_id is null) = (status = 'erased'))
);
create index pupil_identifier_of_pupil on identity.pupil_identifier (pupil_id) where pupil_id is not null;

-- Records that turned out to be one pupil's. Identifiers keep the record that they were first given to, so a merge
-- can be taken back.
create table identity.merged_record (
  absorbed uuid primary key,
  surviving uuid not null,
  constraint merged_record_two check (absorbed <> surviving)
);

-- What is erased stays erased, whatever a later version of the application does.
create function identity.refuse_return() returns trigger language plpgsql as $$
begin
  raise exception 'what was erased never comes back' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger pupil_key_stays_destroyed before update or delete on identity.pupil_key
  for each row when (old.destroyed_at is not null) execute function identity.refuse_return();
create trigger pupil_identifier_stays_erased before update or delete on identity.pupil_identifier
  for each row when (old.status = 'erased') execute function identity.refuse_return();
