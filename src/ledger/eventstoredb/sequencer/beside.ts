/**
 * Sequencing from nothing, into a table beside the copy: the same events in the same order give the same positions, times
 * and text. The table is the connection's own and temporary, so that nothing is left of it however the process ends.
 */
import type { EventStoreDBClient } from '@eventstore/db-client';
import type pg from 'pg';
import { prefixOf } from '../namespace.js';
import { layBeside } from './copy.js';
import { takeIn } from './page.js';
import { emptyCopy, type CopyEnd, type Placed, type Quarantined } from './place.js';
import { readAll } from './reads-of-all.js';
import { comparePlaces, type StorePlace, type StoreRecord } from './store-record.js';

/** Of the columns of `ledger.events`, in the connection's own schema. */
export const besideTable = 'pg_temp.sequenced_again';

export interface Beside {
  readonly client: pg.Client;
  readonly store: EventStoreDBClient;
  readonly namespace: string;
}

/** What has been read and laid down up to a place, that one included. */
export interface ReachedPlace<Goal> {
  readonly goal: Goal;
  /** Where the table beside ends by then. */
  readonly end: CopyEnd;
}

export interface BesideOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: ((events: number) => void) | undefined;
  readonly onQuarantined?: (what: Quarantined) => void;
}

const recordsPerPage = 2_000;
const toTheEnd = Number.MAX_SAFE_INTEGER;

/**
 * Makes the table anew and sequences into it from the beginning, up to each of these places in turn. Whoever has seen
 * enough leaves early.
 *
 * @param goals in ascending order
 * @throws {StoreTrouble} the server could not be read
 */
export async function* sequenceBeside<Goal extends { readonly place: StorePlace }>(
  { client, store, namespace }: Beside,
  goals: readonly Goal[],
  { signal, onProgress, onQuarantined }: BesideOptions,
): AsyncGenerator<ReachedPlace<Goal>> {
  await client.query(`drop table if exists ${besideTable}`);
  await client.query(
    `create temporary table sequenced_again (like ledger.events including defaults including indexes)`,
  );
  let end = emptyCopy;
  let page: StoreRecord[] = [];
  const onPlaced = ({ quarantined }: Placed): void => quarantined.forEach((one) => onQuarantined?.(one));
  const layDown = (placed: Placed): Promise<void> => layBeside(client, besideTable, placed);
  const flush = async (): Promise<void> => {
    end = await takeIn({ client, namespace, table: besideTable, layDown }, end, page, onPlaced);
    page = [];
    onProgress?.(end.position);
    signal.throwIfAborted();
  };
  const waiting = [...goals];
  for await (const record of readAll(store, { prefix: prefixOf(namespace), count: toTheEnd }, signal)) {
    for (let next; (next = waiting[0]) !== undefined && comparePlaces(record.place, next.place) > 0;) {
      await flush();
      yield { goal: next, end };
      waiting.shift();
    }
    if (waiting.length === 0) return;
    page.push(record);
    if (page.length >= recordsPerPage) await flush();
  }
  await flush();
  // Where the last events are missing, the end comes before the place.
  for (const goal of waiting) yield { goal, end };
}
