/**
 * After a restore of the server to an earlier state: what the copy holds beyond what the server holds is removed, and a new
 * epoch begins, by one transaction. Whoever kept a position begins again; the sequencer then goes on by itself.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { EventStoreDBClient } from '@eventstore/db-client';
import type pg from 'pg';
import { asPosition, type Position } from '../../../../events/identifiers.js';
import { inTransaction } from '../../../platform/database/transaction.js';
import { OperationalError } from '../../../platform/errors/operational-error.js';
import { arrivalsChannel } from '../../postgres/commit.js';
import { prefixOf } from '../namespace.js';
import { CopyReader } from './copy-reader.js';
import { knownIds, standingOf } from './copy.js';
import { keptName } from './kept-name.js';
import { Lease, LeaseLost } from './lease.js';
import { markedPlaces } from './marks.js';
import { place } from './place.js';
import { assertSameHistory, recordAt, ServerRestored } from './same-history.js';
import { readAll } from './reads-of-all.js';
import { comparePlaces, type StoreRecord } from './store-record.js';

export interface AcceptedRestore {
  /** The last position that stays. */
  readonly position: Position;
  readonly removedEvents: number;
  readonly epoch: string;
}

export interface Restored {
  readonly pool: pg.Pool;
  readonly store: EventStoreDBClient;
  readonly namespace: string;
  /** Who accepts it, as the lease's holder. */
  readonly holder: string;
}

const leaseMs = 60_000;
const leaseWithinMs = 45_000;

/**
 * @returns null where the server holds what was sequenced last: there is nothing to accept
 * @throws {StoreTrouble} the server could not be read
 * @throws {OperationalError} a sequencer is at work
 */
export async function acceptRestore(
  restored: Restored,
  signal: AbortSignal,
): Promise<AcceptedRestore | null> {
  const { pool, holder } = restored;
  if (await isSame(restored)) return null;
  const lease = await takeLease(pool, holder, signal);
  try {
    if (await isSame(restored)) return null;
    const { end } = await standingOf(pool);
    const common = await lastInCommon(restored, lease, end.position, signal);
    return await inTransaction(pool, (client) => goBackTo(client, lease, common));
  } finally {
    await lease.release(pool).catch(() => undefined);
  }
}

async function isSame({ pool, store, namespace }: Restored): Promise<boolean> {
  const { handled } = await standingOf(pool);
  try {
    await assertSameHistory(store, namespace, pool, handled);
    return true;
  } catch (error) {
    if (error instanceof ServerRestored) return false;
    throw error;
  }
}

interface Common {
  readonly position: Position;
  /** The event of that position; undefined for position 0. */
  readonly record: StoreRecord | undefined;
}

/** The last position up to which copy and server agree: from the newest mark that still stands, event by event. */
async function lastInCommon(
  restored: Restored,
  lease: Lease,
  end: Position,
  signal: AbortSignal,
): Promise<Common> {
  const { pool, store, namespace } = restored;
  const mark = await newestMark(pool, store, end);
  const from = mark.record?.place;
  const copy = new CopyReader(restored, mark.position);
  let common = mark;
  let page: StoreRecord[] = [];
  const read = { prefix: prefixOf(namespace), count: Number.MAX_SAFE_INTEGER, ...(from && { from }) };
  for await (const record of readAll(store, read, signal)) {
    if (from && comparePlaces(record.place, from) <= 0) continue;
    page.push(record);
    if (page.length < recordsPerPage) continue;
    await lease.renew(pool);
    common = await agreeing(restored, copy, common, page);
    if (copy.differs) break;
    page = [];
  }
  if (!copy.differs) common = await agreeing(restored, copy, common, page);
  return { position: await copy.passDeleted(), record: common.record };
}

const recordsPerPage = 500;

async function newestMark(pool: pg.Pool, store: EventStoreDBClient, end: Position): Promise<Common> {
  for (const mark of await markedPlaces(pool, end, end)) {
    const record = await recordAt(store, mark);
    if (record !== undefined) return { position: mark.position, record };
  }
  return { position: asPosition(0), record: undefined };
}

/** How far the copy agrees with these records, which follow on what is common. */
async function agreeing(
  { pool, namespace }: Restored,
  copy: CopyReader,
  common: Common,
  page: readonly StoreRecord[],
): Promise<Common> {
  const known = await knownIds(
    pool,
    `(select id from ledger.events where position <= ${common.position}) as earlier`,
    page.map(({ id }) => id),
  );
  const refused = await quarantinedOf(pool, page);
  const { events } = place(namespace, { position: common.position, recordedAt: 0 }, page, { known, refused });
  let agreed = common;
  for (const event of events) {
    const position = await copy.next(event.id);
    if (position === undefined) break;
    agreed = { position, record: page.find(({ place: at }) => comparePlaces(at, event.place) === 0) };
  }
  return agreed;
}

/** Those of these records that were quarantined when they were sequenced: the database may have refused them. */
async function quarantinedOf(pool: pg.Pool, page: readonly StoreRecord[]): Promise<Set<StoreRecord>> {
  const { rows } = await pool.query<{ commit: string; prepare: string; id: string }>(
    `select commit_position as commit, prepare_position as prepare, event_id as id
       from ledger.sequencing_quarantine where commit_position between $1 and $2`,
    [page[0]?.place.commit ?? 0, page.at(-1)?.place.commit ?? 0],
  );
  const quarantined = new Set(rows.map(({ commit, prepare, id }) => `${commit} ${prepare} ${id}`));
  return new Set(page.filter(({ place: at, id }) => quarantined.has(`${at.commit} ${at.prepare} ${id}`)));
}

/** @throws LeaseLost */
async function goBackTo(
  client: pg.PoolClient,
  { token }: Lease,
  { position, record }: Common,
): Promise<AcceptedRestore> {
  const { rowCount: held } = await client.query(
    `update ledger.sequencer
        set commit_position = $2, prepare_position = $3, event_id = $4, stream = $5, revision = $6, created_at = $7,
            stopped_since = null
      where token = $1`,
    [token, ...handledValues(record)],
  );
  if (held !== 1) throw new LeaseLost();
  // The one case in which events go: the system of record does not know them any more.
  await client.query('alter table ledger.events disable trigger events_stand');
  const { rowCount: removed } = await client.query('delete from ledger.events where position > $1', [
    position,
  ]);
  await client.query('alter table ledger.events enable trigger events_stand');
  await client.query('delete from ledger.sequencing_mark where position > $1', [position]);
  await client.query('delete from ledger.sequencing_quarantine where commit_position > $1', [
    record?.place.commit ?? -1,
  ]);
  const { rows } = await client.query<{ epoch: string }>(
    'update ledger.gate set epoch = gen_random_uuid() returning epoch',
  );
  await client.query(`notify ${arrivalsChannel}`);
  return { position, removedEvents: removed ?? 0, epoch: rows[0]?.epoch ?? '' };
}

function handledValues(record: StoreRecord | undefined): unknown[] {
  if (record === undefined) return [null, null, null, null, null, null];
  const { place: at, id, stream, revision, createdAt } = record;
  return [at.commit, at.prepare, id, keptName(stream), revision, new Date(createdAt).toISOString()];
}

/** A sequencer that was stopped takes the lease for moments only, to look again. */
async function takeLease(pool: pg.Pool, holder: string, signal: AbortSignal): Promise<Lease> {
  const deadline = Date.now() + leaseWithinMs;
  for (;;) {
    signal.throwIfAborted();
    const lease = await Lease.take(pool, holder, leaseMs);
    if (lease !== undefined) return lease;
    if (Date.now() > deadline)
      throw new OperationalError('a sequencer holds the lease and does not give it back');
    await pause(100, undefined, { signal }).catch(() => undefined);
  }
}
