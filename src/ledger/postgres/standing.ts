import type { EventId, Position, Revision, StreamName } from '../../../events/identifiers.js';
import { LogUnavailable } from '../errors.js';
import type { KnownEvent, Standing } from './admission.js';
import type { PreparedAppend } from './prepared-append.js';

/** How the log stands, as read behind the gate. */
export interface StandingNow {
  readonly standing: Standing;
  /** When the transaction began, by the database's clock, in milliseconds since 1970. */
  readonly now: number;
}

/**
 * What a group of appends needs to know, a row each: the head, the streams and the known ids. The third
 * parameter holds what each stream's revision is expected to be; `fits` says whether a row is as expected, and of the head
 * whether this engine fills the log: another may have been settled for since it was opened.
 */
export const standingSql = `
  select 'head' as kind, null::uuid as id, null as stream, null::int as revision, head.position,
         null as type, null::int as schema_version, null as data, gate.engine = 'postgres' as fits,
         floor(extract(epoch from head.recorded_at) * 1000)::float8 as recorded_ms,
         floor(extract(epoch from now()) * 1000)::float8 as now_ms
    from ledger.head, ledger.gate
  union all
  select 'stream', null, asked.stream, newest.revision, null, null, null, null,
         coalesce(newest.revision, -1) = asked.expected, null, null
    from unnest($1::text[], $3::int[]) as asked (stream, expected)
    left join lateral (
      select revision from ledger.events where stream = asked.stream order by revision desc limit 1
    ) as newest on true
  union all
  select 'known', id, stream, revision, position, type, schema_version, data::text, false, null, null
    from ledger.events where id = any ($2::uuid[])`;

/** The statement's parameters. Without an expectation nothing fits. */
export function standingParameters(
  appends: readonly PreparedAppend[],
  expected?: Standing,
): [StreamName[], EventId[], (number | null)[]] {
  const streams = [...new Set(appends.map(({ stream }) => stream))];
  const ids = [...new Set(appends.flatMap(({ events }) => events.map(({ id }) => id)))];
  return [
    streams,
    ids,
    streams.map((stream) => (expected === undefined ? null : (expected.revisions.get(stream) ?? -1))),
  ];
}

export type StandingRow =
  | { kind: 'head'; position: Position; fits: boolean; recorded_ms: number; now_ms: number }
  | { kind: 'stream'; stream: StreamName; revision: Revision | null }
  | {
      kind: 'known';
      id: EventId;
      stream: StreamName;
      revision: Revision;
      position: Position;
      type: string;
      schema_version: number;
      data: string;
    };

/** @throws LogUnavailable where the log is another engine's by now */
export function readStanding(rows: readonly StandingRow[]): StandingNow {
  const revisions = new Map<StreamName, Revision>();
  const known = new Map<EventId, KnownEvent>();
  let head: Extract<StandingRow, { kind: 'head' }> | undefined;
  for (const row of rows) {
    if (row.kind === 'head') head = row;
    else if (row.kind === 'stream') {
      if (row.revision !== null) revisions.set(row.stream, row.revision);
    } else {
      const { id, stream, revision, position, type, schema_version: schemaVersion, data } = row;
      known.set(id, { id, stream, revision, position, type, schemaVersion, data });
    }
  }
  if (head === undefined) throw new Error('ledger.gate is empty: the event log was not migrated');
  if (!head.fits)
    throw new LogUnavailable("the log of this database is EventStoreDB's by now; nothing was recorded");
  return {
    standing: { position: head.position, recordedAt: head.recorded_ms, revisions, known },
    now: head.now_ms,
  };
}
