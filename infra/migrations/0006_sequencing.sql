-- A log that EventStoreDB takes in is sequenced here: ledger.events is then the copy that gives positions. One engine
-- fills it, `postgres` or `eventstoredb:<namespace>`, settled while it is empty: a log never mixes engines.
alter table ledger.gate add column engine text not null default 'postgres';

-- Places in EventStoreDB are unsigned 64-bit integers, which bigint does not hold.
create table ledger.sequencer (
  one boolean primary key default true check (one),
  -- The event of the namespace that was handled last: laid down or quarantined. All null before the first.
  commit_position numeric(20),
  prepare_position numeric(20),
  event_id uuid,
  stream text,
  revision numeric(20),
  -- When the server says that event was written.
  created_at timestamptz,
  -- Set while that event is not where it was: the server was restored to an earlier state, or it is another server.
  stopped_since timestamptz,
  -- Who sequences: only the holder of the newest token may write, until the lease runs out on the database's clock.
  holder text not null default '',
  token bigint not null default 0,
  lease_until timestamptz not null default '-infinity',
  constraint sequencer_handled_whole check (
    num_nulls(commit_position, prepare_position, event_id, stream, revision, created_at) in (0, 6)
  )
);
insert into ledger.sequencer default values;

-- What stands in the namespace and has no position: an id that stood before, or nothing that could be an event of the
-- ledger. Where it lies and why, never its content.
create table ledger.sequencing_quarantine (
  commit_position numeric(20) not null,
  prepare_position numeric(20) not null,
  event_id uuid not null,
  stream text not null,
  revision numeric(20) not null,
  reason text not null,
  noted_at timestamptz not null default now(),
  primary key (commit_position, prepare_position)
);

-- Where every 10,000th position lies in EventStoreDB. The marks in its own stream there are written from these.
create table ledger.sequencing_mark (
  position bigint primary key,
  commit_position numeric(20) not null,
  prepare_position numeric(20) not null,
  event_id uuid not null
);
