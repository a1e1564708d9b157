/**
 * The transaction that commits a group, in statements. The gate is taken by the first of them, and the log is
 * looked at in a later one: each statement has a snapshot of its own, so that one sees everything that was
 * committed before the gate was had. One statement for both would look from before the wait.
 */
import type pg from 'pg';
import type { AdmittedEvent, Standing } from './admission.js';
import type { PreparedAppend } from './prepared-append.js';
import {
  readStanding,
  standingParameters,
  standingSql,
  type StandingNow,
  type StandingRow,
} from './standing.js';

/** Sent with every commit; whoever follows the log listens here. */
export const arrivalsChannel = 'ledger_arrivals';

const takeGate = 'begin; select from ledger.gate for update';

/**
 * The whole transaction in one round trip, for events admitted on the expectation that the log stands as the
 * appends say. Inserts them if it does; otherwise nothing.
 *
 * @param events positions counted from 1, times left out of account
 * @returns how the log stood where it was as expected; undefined where it was not, and nothing was recorded
 */
export async function commitAsExpected(
  client: pg.Client,
  appends: readonly PreparedAppend[],
  expected: Standing,
  events: readonly AdmittedEvent[],
): Promise<StandingNow | undefined> {
  const values = [...standingParameters(appends, expected), ...contentParameters(events)];
  const [, { rows }, end] = await Promise.all([
    client.query(takeGate),
    client.query<StandingRow & { was_expected: boolean }>({
      name: 'ledger_expected',
      text: expectedSql,
      values,
    }),
    client.query('commit'),
  ]);
  assertCommitted(end);
  return rows[0]?.was_expected === true ? readStanding(rows) : undefined;
}

/** Begins the transaction, takes the gate and reads how the log stands. @throws what `readStanding` throws */
export async function enter(client: pg.Client, appends: readonly PreparedAppend[]): Promise<StandingNow> {
  const values = standingParameters(appends);
  const [, { rows }] = await Promise.all([
    client.query(takeGate),
    client.query<StandingRow>({ name: 'ledger_standing', text: standingSql, values }),
  ]);
  return readStanding(rows);
}

/** Inserts, wakes whoever listens, and commits. */
export async function leave(client: pg.Client, events: readonly AdmittedEvent[]): Promise<void> {
  const times = events.map(({ recordedAt }) => new Date(recordedAt).toISOString());
  const values = [events[0]?.position, times, ...contentParameters(events)];
  const [, end] = await Promise.all([
    client.query({ name: 'ledger_insert', text: insertSql, values }),
    client.query('commit'),
  ]);
  assertCommitted(end);
}

/** A transaction that cannot commit answers COMMIT with ROLLBACK, and no error. */
export function assertCommitted(end: pg.QueryResult): void {
  if (end.command !== 'COMMIT') throw new Error('the transaction was rolled back');
}

function contentParameters(events: readonly AdmittedEvent[]): unknown[] {
  return [
    events.map(({ revision }) => revision),
    events.map(({ schemaVersion }) => schemaVersion),
    events.map(({ id }) => id),
    events.map(({ stream }) => stream),
    events.map(({ type }) => type),
    events.map(({ data }) => data),
    events.map(({ metadata }) => metadata),
  ];
}

const columns = 'position, recorded_at, revision, schema_version, id, stream, type, data, metadata';

const expectedSql = `
  with standing as materialized (${standingSql}),
  verdict as materialized (select bool_and(fits) as was_expected from standing),
  inserted as (
    insert into ledger.events (${columns})
    select head.position + ordinal, to_timestamp(greatest(head.recorded_ms, head.now_ms) / 1000),
           new.revision, new.schema_version, new.id, new.stream, new.type, new.data, new.metadata
      from unnest($4::int[], $5::smallint[], $6::uuid[], $7::text[], $8::text[], $9::json[], $10::json[])
           with ordinality as new (revision, schema_version, id, stream, type, data, metadata, ordinal),
           standing as head
     where head.kind = 'head' and (select was_expected from verdict)
  )
  select standing.*, was_expected, case when was_expected then pg_notify('${arrivalsChannel}', '') end
    from standing, verdict`;

const insertSql = `
  with inserted as (
    insert into ledger.events (${columns})
    select $1::bigint + ordinal - 1, recorded_at, revision, schema_version, id, stream, type, data, metadata
      from unnest($2::timestamptz[], $3::int[], $4::smallint[], $5::uuid[], $6::text[], $7::text[],
                  $8::json[], $9::json[])
           with ordinality
           as new (recorded_at, revision, schema_version, id, stream, type, data, metadata, ordinal)
  )
  select pg_notify('${arrivalsChannel}', '')`;
