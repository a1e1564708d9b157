-- Read models (docs/decisions/0060): which build of each projection readers use, and who may write to it.

-- Whoever projects holds this lease. Its row is locked for the length of every write to the live read models, and
-- of a switch to other ones, so that these never mix.
create table platform.lease (
  name text primary key,
  holder text not null default '',
  -- Grows with every new holder: what an earlier one still sends is refused by it.
  token bigint not null default 0,
  expires_at timestamptz not null default '-infinity'
);
insert into platform.lease (name) values ('projecting');

-- Each build of a projection is a schema of its own, named here. `live` is what readers use; `retired` is the build
-- before it, kept for those who still read it; `building` is nobody's yet.
create table platform.projection (
  schema text primary key,
  name text not null,
  version integer not null,
  state text not null check (state in ('building', 'live', 'retired')),
  epoch uuid not null,
  position bigint not null
);
create unique index projection_live on platform.projection (name) where state = 'live';

create sequence platform.build_number as integer;
