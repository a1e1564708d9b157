/** The sequenced copy in PostgreSQL: where it stands, and what lays a page of events into it. */
import type pg from 'pg';
import type { Position } from '../../../../events/identifiers.js';
import { arrivalsChannel } from '../../postgres/commit.js';
import { keptName, nameOfKept } from './kept-name.js';
import { LeaseLost, type Lease } from './lease.js';
import { isMarked } from './marked.js';
import type { CopyEnd, Placed } from './place.js';
import type { PlacedEvent } from './read-record.js';
import type { StorePlace, StoreRecord } from './store-record.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** The event that was handled last, placed or quarantined. */
export interface Handled {
  readonly place: StorePlace;
  readonly id: string;
  /** Its stream's name in EventStoreDB. */
  readonly stream: string;
  readonly revision: bigint;
}

export interface Standing {
  readonly end: CopyEnd;
  /** Undefined before the first. */
  readonly handled: Handled | undefined;
  /** Whether sequencing was stopped, because the server does not hold what was handled. */
  readonly isStopped: boolean;
}

/** Where the copy stands. To be read by who holds the lease, after it was taken. */
export async function standingOf(client: Queryable): Promise<Standing> {
  const { rows } = await client.query<
    HandledRow & { position: Position; recorded_ms: number; stopped: boolean }
  >(
    `select ${handledColumns}, stopped_since is not null as stopped, head.position,
            case when head.position = 0 then 0 else floor(extract(epoch from head.recorded_at) * 1000) end::float8
              as recorded_ms
       from ledger.sequencer, ledger.head`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('ledger.sequencer is empty: the database was not migrated');
  const { position, recorded_ms: recordedAt, stopped } = row;
  return { end: { position, recordedAt }, handled: handledOf(row), isStopped: stopped };
}

const handledColumns =
  'commit_position, prepare_position, event_id, sequencer.stream, sequencer.revision::text';

interface HandledRow {
  commit_position: string | null;
  prepare_position: string | null;
  event_id: string | null;
  stream: string | null;
  revision: string | null;
}

function handledOf({
  commit_position,
  prepare_position,
  event_id,
  stream,
  revision,
}: HandledRow): Handled | undefined {
  if (commit_position === null || prepare_position === null) return undefined;
  if (event_id === null || stream === null || revision === null) return undefined;
  const handledPlace = { commit: BigInt(commit_position), prepare: BigInt(prepare_position) };
  return { place: handledPlace, id: event_id, stream: nameOfKept(stream), revision: BigInt(revision) };
}

/**
 * Lays a page down: events, quarantine, marks and the last handled event by one statement, so there is no moment
 * between them. Wakes whoever follows the log.
 *
 * @param last the last record of the page
 * @throws LeaseLost where another holds the lease by now
 */
export async function layDown(
  client: Queryable,
  lease: Lease,
  { events, quarantined, end }: Placed,
  last: StoreRecord,
): Promise<void> {
  const marks = events.filter(({ position }) => isMarked(position));
  const { rows } = await client.query<{ held: number }>({
    name: 'ledger_lay_down',
    text: layDownSql,
    values: [
      lease.token,
      lease.lengthMs / 1_000,
      last.place.commit,
      last.place.prepare,
      last.id,
      keptName(last.stream),
      last.revision,
      new Date(last.createdAt).toISOString(),
      ...eventColumns(events, end.position),
      marks.map(({ position }) => position),
      marks.map((mark) => mark.place.commit),
      marks.map((mark) => mark.place.prepare),
      marks.map(({ id }) => id),
      quarantined.map(({ record }) => record.place.commit),
      quarantined.map(({ record }) => record.place.prepare),
      quarantined.map(({ record }) => record.id),
      quarantined.map(({ record }) => keptName(record.stream)),
      quarantined.map(({ record }) => record.revision),
      quarantined.map(({ reason }) => reason),
    ],
  });
  if (rows[0]?.held !== 1) throw new LeaseLost();
}

/** Those of these ids that stand in a table of events. */
export async function knownIds(
  client: Queryable,
  table: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(`select id from ${table} where id = any ($1::uuid[])`, [
    ids,
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** Lays events into a table beside the copy, of the same columns. */
export async function layBeside(client: Queryable, table: string, { events, end }: Placed): Promise<void> {
  if (events.length === 0) return;
  await client.query(
    `insert into ${table} (${columns}) select ${placedColumns} from ${placedFrom(1)}`,
    eventColumns(events, end.position),
  );
}

const columns = 'position, recorded_at, revision, schema_version, id, stream, type, data, metadata';

/**
 * One parameter a column. Arrays are written here, and not by the driver, which quotes element by element: that cost
 * more than all else that is done with an event. Ids, names and types need no quotes by their shape; JSON text has no
 * line breaks in it, so that they can part it.
 */
function eventColumns(events: readonly PlacedEvent[], end: Position): unknown[] {
  const array = (values: readonly (string | number)[]): string => `{${values.join(',')}}`;
  return [
    end - events.length,
    array(events.map(({ recordedAt }) => recordedAt)),
    array(events.map(({ revision }) => revision)),
    array(events.map(({ schemaVersion }) => schemaVersion)),
    array(events.map(({ id }) => id)),
    array(events.map(({ stream }) => stream)),
    array(events.map(({ type }) => type)),
    lines(events.map(({ data }) => data)),
    lines(events.map(({ metadata }) => metadata)),
  ];
}

function lines(texts: readonly Buffer[]): Buffer {
  const whole = Buffer.allocUnsafe(texts.reduce((length, text) => length + text.length + 1, 0));
  let at = 0;
  for (const text of texts) {
    whole.set(text, at);
    at += text.length + 1;
    whole[at - 1] = lineBreak;
  }
  return whole.subarray(0, -1);
}

const lineBreak = 0x0a;

const placedColumns =
  'placed.before + ordinal, to_timestamp(recorded_ms / 1000), revision, schema_version, id, stream, type, data, metadata';

/** @param first the number of the first of the nine parameters that `eventColumns` gives */
function placedFrom(first: number): string {
  const parameter = (offset: number, type: string): string => `$${first + offset}::${type}`;
  return `(select ${parameter(0, 'bigint')} as before, placed.*
             from unnest(${parameter(1, 'float8[]')}, ${parameter(2, 'int[]')}, ${parameter(3, 'smallint[]')},
                         ${parameter(4, 'uuid[]')}, ${parameter(5, 'text[]')}, ${parameter(6, 'text[]')},
                         string_to_array(${parameter(7, 'text')}, e'\\n')::json[],
                         string_to_array(${parameter(8, 'text')}, e'\\n')::json[])
                  with ordinality as placed
                  (recorded_ms, revision, schema_version, id, stream, type, data, metadata, ordinal)) as placed`;
}

// The update takes the row's lock before anything is inserted, and comes up with no row where the token is another's.
const layDownSql = `
  with held as (
    update ledger.sequencer
       set lease_until = clock_timestamp() + make_interval(secs => $2), commit_position = $3, prepare_position = $4,
           event_id = $5, stream = $6, revision = $7, created_at = $8
     where token = $1 returning token
  ), events as (
    insert into ledger.events (${columns}) select ${placedColumns} from held, ${placedFrom(9)}
  ), marks as (
    insert into ledger.sequencing_mark (position, commit_position, prepare_position, event_id)
    select mark.* from held, unnest($18::bigint[], $19::numeric[], $20::numeric[], $21::uuid[]) as mark
    on conflict (position) do update
       set commit_position = excluded.commit_position, prepare_position = excluded.prepare_position,
           event_id = excluded.event_id
  ), quarantined as (
    insert into ledger.sequencing_quarantine (commit_position, prepare_position, event_id, stream, revision, reason)
    select suspect.* from held, unnest($22::numeric[], $23::numeric[], $24::uuid[], $25::text[], $26::numeric[], $27::text[])
           as suspect
    on conflict do nothing
  )
  select count(*) as held, pg_notify('${arrivalsChannel}', '') from held`;
