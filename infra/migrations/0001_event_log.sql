-- The event log: every event once, in the order of commit, never changed.
create schema ledger;

-- One row, whose row lock every append holds from its first statement to its commit. That lock alone makes
-- positions dense and in commit order. The row is locked, never updated, when events are appended: an updated
-- counter leaves a dead version at each commit, and while any long snapshot is open (a rebuild's COPY, a backup)
-- those cannot be removed and every later append walks past them (docs/decisions/0030).
create table ledger.gate (
  one boolean primary key default true check (one),
  -- New after every restore: a position means nothing without it (docs/decisions/0032).
  epoch uuid not null default gen_random_uuid(),
  -- What the epoch was made on: cluster, timeline, database, table. Another value means: restored.
  made_on text not null default ''
);
insert into ledger.gate default values;

-- Columns of fixed width first, so that no row carries padding. `json`, not `jsonb`: the text stands as it was
-- given, which the audit tree needs, and is cheaper to take in and to hand out. Names compare bytewise.
create table ledger.events (
  position bigint primary key,
  recorded_at timestamptz not null,
  revision integer not null,
  schema_version smallint not null,
  id uuid not null,
  stream text collate "C" not null,
  type text collate "C" not null,
  data json not null,
  metadata json not null,
  constraint events_id_key unique (id),
  constraint events_stream_revision_key unique (stream, revision)
);

-- Few events stand outside pupils' streams: readers of schools, authorities and calendars skip the others.
create index events_outside_pupils on ledger.events (position) where stream not like 'pupil-%';
-- Merged records are looked for over the whole log and are rarer still.
create index events_merges on ledger.events (position) where type = 'RecordsMerged';

-- The newest position and time. Reads the last row by its key, in constant time.
create view ledger.head as
  select gate.epoch,
         coalesce(newest.position, 0) as position,
         coalesce(newest.recorded_at, 'epoch'::timestamptz) as recorded_at
    from ledger.gate
    left join lateral (
      select position, recorded_at from ledger.events order by position desc limit 1
    ) as newest on true;

-- A correction is a new event. Fires for a statement, not for a row, so it costs appends nothing.
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'events are never changed or removed' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger events_stand before update or delete or truncate on ledger.events
  for each statement execute function ledger.refuse_change();
