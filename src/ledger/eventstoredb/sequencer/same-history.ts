/**
 * Whether the server still holds what was sequenced from it. One that was restored to an earlier state gives old places
 * to new events: what is sequenced then, on top of what it has forgotten, is no ledger.
 */
import type { EventStoreDBClient } from '@eventstore/db-client';
import type pg from 'pg';
import type { Revision, StreamName } from '../../../../events/identifiers.js';
import { nameInStore } from '../namespace.js';
import type { Handled } from './copy.js';
import type { Lease } from './lease.js';
import { eventOf, newestOfAll, readAll, StoreTrouble } from './reads-of-all.js';
import { comparePlaces, type StoreRecord } from './store-record.js';

/** The last handled event is not where it was. */
export class ServerRestored extends Error {
  constructor() {
    super(
      'EventStoreDB does not hold the event that was sequenced last: it was restored to an earlier state, or is another server',
    );
    this.name = 'ServerRestored';
  }
}

/**
 * Reads the last handled event back. An operator may have deleted its stream, and scavenged it: then the newest sequenced
 * event of a stream that is still there stands for it, and what was deleted has to say so itself.
 * @throws ServerRestored, StoreTrouble
 */
export async function assertSameHistory(
  client: EventStoreDBClient,
  namespace: string,
  pool: Pick<pg.Pool, 'query'>,
  handled: Handled | undefined,
): Promise<void> {
  if (handled === undefined || (await recordAt(client, handled)) !== undefined) return;
  const newest = await newestOfAll(client);
  if (newest === undefined || comparePlaces(newest.place, handled.place) < 0) throw new ServerRestored();
  if (!(await wasDeleted(client, handled.stream, handled.revision))) throw new ServerRestored();
  for (const { stream, revision, id } of await newestSequenced(pool)) {
    const name = nameInStore(namespace, stream);
    const event = await eventOf(client, name, BigInt(revision));
    if (typeof event === 'object' && event.id === id) return;
    if (typeof event === 'object' || !(await wasDeleted(client, name, BigInt(revision))))
      throw new ServerRestored();
  }
}

/** The event of that id, if it lies at that place. @throws StoreTrouble */
export async function recordAt(
  client: EventStoreDBClient,
  { place, id }: Pick<Handled, 'place' | 'id'>,
): Promise<StoreRecord | undefined> {
  try {
    for await (const found of readAll(client, { from: place, count: 1 })) {
      return comparePlaces(found.place, place) === 0 && found.id === id ? found : undefined;
    }
  } catch (error) {
    // A place that lies between two records, as it may after a restore, is an error to some servers.
    if (!(error instanceof StoreTrouble) || isAway(error)) throw error;
  }
  return undefined;
}

/**
 * Whether the server itself says that this event was deleted: a tombstone, or a beginning that is cut off.
 * @param stream its name on the server
 * @throws StoreTrouble
 */
export async function wasDeleted(
  client: EventStoreDBClient,
  stream: string,
  revision: bigint,
): Promise<boolean> {
  if ((await eventOf(client, stream, revision)) === 'deleted') return true;
  const metadata = await eventOf(client, `$$${stream}`, 'last');
  if (typeof metadata !== 'object') return false;
  const { $tb: before, $maxCount, $maxAge } = metadata.data as Partial<Record<string, unknown>>;
  return (
    (typeof before === 'number' && BigInt(before) > revision) ||
    $maxCount !== undefined ||
    $maxAge !== undefined
  );
}

/** Notes whether sequencing is stopped, for whoever asks elsewhere. */
export async function noteStopped(
  client: Pick<pg.ClientBase, 'query'>,
  lease: Lease,
  isStopped: boolean,
): Promise<void> {
  await client.query(
    `update ledger.sequencer set stopped_since = case when $2 then coalesce(stopped_since, clock_timestamp()) end
      where token = $1 and (stopped_since is not null) <> $2::boolean`,
    [lease.token, isStopped],
  );
}

/** How many streams may have been deleted in a row. */
const lookedAt = 100;

async function newestSequenced(
  pool: Pick<pg.Pool, 'query'>,
): Promise<{ stream: StreamName; revision: Revision; id: string }[]> {
  const { rows } = await pool.query<{ stream: StreamName; revision: Revision; id: string }>(
    'select stream, revision, id from ledger.events order by position desc limit $1',
    [lookedAt],
  );
  return rows;
}

const awayCodes: readonly unknown[] = [1, 4, 10, 14];

/** Cancelled, deadline exceeded, aborted, unavailable: the server was not asked at all, or did not get to answer. */
function isAway({ cause }: StoreTrouble): boolean {
  return !(cause instanceof Error) || !('code' in cause) || awayCodes.includes(cause.code);
}
