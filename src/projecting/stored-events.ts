/** Reads the sequenced log as it stands, whatever its types and versions: nothing here throws for a shape. */
import type pg from 'pg';
import { asPosition, type EventId, type Position, type StreamName } from '../../events/identifiers.js';
import type { StoredEvent } from './derive.js';

export type Queryable = Pick<pg.ClientBase, 'query'>;

/** What the runner reads of an event to know whom it concerns. */
export interface LogEntry {
  readonly position: Position;
  readonly stream: StreamName;
  readonly type: string;
}

export interface LogHead {
  readonly epoch: string;
  readonly position: Position;
}

export async function headOfLog(client: Queryable): Promise<LogHead> {
  const { rows } = await client.query<{ epoch: string; position: Position }>(
    'select epoch, position from ledger.head',
  );
  const [head] = rows;
  if (head === undefined) throw new Error('ledger.gate is empty: the event log was not migrated');
  return head;
}

/** The entries after a position, up to another, at most so many. */
export async function logPage(
  client: Queryable,
  after: Position,
  upTo: Position,
  limit: number,
): Promise<LogEntry[]> {
  const { rows } = await client.query<LogEntry>(
    'select position, stream, type from ledger.events where position > $1 and position <= $2 order by position limit $3',
    [after, upTo, limit],
  );
  return rows;
}

/** The events of these streams up to a position, in the order of stream and revision. */
export async function eventsOf(
  client: Queryable,
  streams: readonly StreamName[],
  upTo: Position,
): Promise<StoredEvent[]> {
  return read(client, 'stream = any ($2)', 'stream, revision', upTo, streams);
}

/** The events of every stream that is not a pupil's, up to a position, in the order of positions. */
export async function eventsOutsidePupils(client: Queryable, upTo: Position): Promise<StoredEvent[]> {
  return read(client, `stream not like 'pupil-%'`, 'position', upTo);
}

/** Merges of records, and what corrects or withdraws them, up to a position, in the order of positions. */
export async function eventsOfMerges(client: Queryable, upTo: Position): Promise<StoredEvent[]> {
  const { rows } = await client.query<{ stream: StreamName }>(
    `select distinct stream from ledger.events where type = 'RecordsMerged' and position <= $1`,
    [upTo],
  );
  const streams = rows.map(({ stream }) => stream);
  const types = ['RecordsMerged', 'EntryCorrected', 'EntryWithdrawn'];
  return streams.length === 0
    ? []
    : read(client, 'stream = any ($2) and type = any ($3)', 'position', upTo, streams, types);
}

/** What is read of an event, in SQL: everything as text but numbers. */
export const storedColumns = 'stream, position, id, type, schema_version, recorded_at, data';

async function read(
  client: Queryable,
  condition: string,
  order: string,
  upTo: Position,
  ...values: unknown[]
): Promise<StoredEvent[]> {
  const { rows } = await client.query<EventRow>(
    `select stream, position, id, type, schema_version, recorded_at, data::text as data
       from ledger.events where position <= $1 and ${condition} order by ${order}`,
    [upTo, ...values],
  );
  return rows.map(({ stream, position, id, type, schema_version, recorded_at, data }) => ({
    stream,
    position: asPosition(position),
    id,
    type,
    schemaVersion: schema_version,
    recordedAt: recorded_at,
    data,
  }));
}

interface EventRow {
  stream: StreamName;
  position: number;
  id: EventId;
  type: string;
  schema_version: number;
  recorded_at: string;
  data: string;
}
