-- Claims of idempotency keys (docs/decisions/0040). Neither a key nor a request stands here: the digest is made under
-- the key, which only the sender has, so nobody can try out which UPN or name a request held.
create table platform.idempotency_claim (
  key_hash bytea primary key,
  digest bytea not null,
  -- Who works on it: only that one may answer or release it.
  holder uuid not null,
  claimed_at timestamptz not null default now(),
  -- A claim that has no answer by then is of a process that died, and may be taken over.
  held_until timestamptz not null,
  status smallint,
  answer json,
  constraint idempotency_claim_answered check ((status is null) = (answer is null))
);
create index idempotency_claim_age on platform.idempotency_claim (claimed_at);
