/** The sequenced copy held against the server, stream by stream. */
import type pg from 'pg';
import type { Position, Revision, StreamName } from '../../../../events/identifiers.js';
import { ledgerStream, prefixOf } from '../namespace.js';
import { besideTable, sequenceBeside, type Beside, type BesideOptions } from './beside.js';
import { standingOf } from './copy.js';
import type { Quarantined } from './place.js';
import { readAll } from './reads-of-all.js';

export interface CopyComparison {
  /** Everything up to it was compared. */
  readonly position: Position;
  readonly events: number;
  readonly streams: number;
  /** All of them, those not named included. */
  readonly differences: number;
  /** At most a hundred. */
  readonly named: readonly CopyDifference[];
  /** Of the server's namespace without a position: see `ledger.sequencing_quarantine`. */
  readonly quarantined: number;
}

export interface CopyDifference {
  readonly stream: StreamName;
  readonly revision: Revision;
  /**
   * `missing`: the copy does not hold it. `surplus`: the server does not hold it. `differs`: another id, type, version,
   * data or metadata. `deleted`: an operator deleted the stream, up to that revision, and a scavenge will remove it.
   */
  readonly kind: 'missing' | 'surplus' | 'differs' | 'deleted';
}

/** @throws {StoreTrouble} the server could not be read; the signal's reason when aborted */
export async function compareWithStore(beside: Beside, options: BesideOptions): Promise<CopyComparison> {
  const { client, namespace } = beside;
  const { end, handled } = await standingOf(client);
  const quarantined: Quarantined[] = [];
  const watching = { ...options, onQuarantined: (one: Quarantined) => void quarantined.push(one) };
  const all = sequenceBeside(beside, handled ? [handled] : [], watching);
  while ((await all.next()).done !== true);
  const { position } = end;
  const { rows: found } = await client.query<CopyDifference & { all: number }>(differencesSql, [position]);
  const cutOff = await truncatedStreams(beside, options.signal);
  for (const { record, reason } of quarantined) {
    const stream = ledgerStream(namespace, record.stream);
    if (reason === 'stream-deleted' && stream !== undefined) cutOff.set(stream, Infinity);
  }
  const deleted = await deletedOf(client, cutOff, position);
  const { rows } = await client.query<{ events: number; streams: number }>(
    'select count(*) as events, count(distinct stream) as streams from ledger.events where position <= $1',
    [position],
  );
  const { events = 0, streams = 0 } = rows[0] ?? {};
  const named = [...deleted, ...found.map(({ stream, revision, kind }) => ({ stream, revision, kind }))];
  return {
    position,
    events,
    streams,
    differences: (found[0]?.all ?? 0) + deleted.length,
    named: named.slice(0, namedAtMost),
    quarantined: quarantined.length,
  };
}

const namedAtMost = 100;

const content = (table: string): string =>
  `(${table}.id, ${table}.type, ${table}.schema_version, ${table}.data::text, ${table}.metadata::text)`;

const differencesSql = `
  select stream, revision,
         case when copy.id is null then 'missing' when again.id is null then 'surplus' else 'differs' end as kind,
         count(*) over () as all
    from (select * from ledger.events where position <= $1) as copy
    full join ${besideTable} as again using (stream, revision)
   where copy.id is null or again.id is null or ${content('copy')} <> ${content('again')}
   order by stream, revision limit ${namedAtMost}`;

/**
 * The streams of which a beginning is cut off, or all by a deletion, and before which revision. `$all` still gives their
 * events until they are scavenged, so that their metadata alone tells.
 */
async function truncatedStreams(
  { store, namespace }: Beside,
  signal: AbortSignal,
): Promise<Map<StreamName, number>> {
  const cutOff = new Map<StreamName, number>();
  const metadataStreams = { prefix: `$$${prefixOf(namespace)}`, count: Number.MAX_SAFE_INTEGER };
  for await (const record of readAll(store, metadataStreams, signal)) {
    const stream = ledgerStream(namespace, record.stream.slice('$$'.length));
    if (stream !== undefined) cutOff.set(stream, truncatedBefore(record.data.toString()));
  }
  return cutOff;
}

function truncatedBefore(metadata: string): number {
  const { $tb } = JSON.parse(metadata) as Partial<Record<string, unknown>>;
  return typeof $tb === 'number' ? $tb : 0;
}

async function deletedOf(
  client: pg.Client,
  cutOff: ReadonlyMap<StreamName, number>,
  position: Position,
): Promise<CopyDifference[]> {
  const { rows } = await client.query<Omit<CopyDifference, 'kind'>>(
    `select stream, max(revision) as revision
       from unnest($1::text[], $2::float8[]) as cut (stream, before) join ledger.events using (stream)
      where revision < before and position <= $3 group by stream order by stream`,
    [[...cutOff.keys()], [...cutOff.values()], position],
  );
  return rows.map(({ stream, revision }) => ({ stream, revision, kind: 'deleted' as const }));
}
