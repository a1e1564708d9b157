/** How sequencing stands, whoever does it: from the database, and from what the server holds beyond. */
import type { EventStoreDBClient } from '@eventstore/db-client';
import type pg from 'pg';
import type { Position } from '../../../../events/identifiers.js';
import { prefixOf } from '../namespace.js';
import { standingOf } from './copy.js';
import { newestOfAll, readAll } from './reads-of-all.js';
import { comparePlaces, type StorePlace } from './store-record.js';

export interface SequencingStatus {
  readonly position: Position;
  /** Where the last handled event lies in EventStoreDB; null before the first. */
  readonly handledCommit: string | null;
  /** Where the newest event of the namespace lies; null where none does, or the server cannot be reached. */
  readonly newestCommit: string | null;
  /** Events that are not handled yet, counted up to a thousand; null where the server cannot be reached. */
  readonly lagEvents: number | null;
  /** The age of the oldest of them; null where the server cannot be reached. */
  readonly lagSeconds: number | null;
  readonly quarantined: number;
  /** Who holds the lease; null where nobody does. */
  readonly holder: string | null;
  /** Since when sequencing is stopped by a restored server; null where it is not. */
  readonly stoppedSince: string | null;
}

/** @throws what PostgreSQL throws; a server that cannot be reached is part of the status */
export async function sequencingStatus(
  pool: pg.Pool,
  store: EventStoreDBClient,
  namespace: string,
): Promise<SequencingStatus> {
  const { end, handled } = await standingOf(pool);
  const { rows } = await pool.query<Pick<SequencingStatus, 'holder' | 'stoppedSince' | 'quarantined'>>(
    `select case when lease_until > clock_timestamp() then holder end as holder, stopped_since as "stoppedSince",
            (select count(*) from ledger.sequencing_quarantine) as quarantined
       from ledger.sequencer`,
  );
  const { holder = null, stoppedSince = null, quarantined = 0 } = rows[0] ?? {};
  const lag = await lagBehind(store, prefixOf(namespace), handled?.place).catch(() => unknownLag);
  const handledCommit = handled ? String(handled.place.commit) : null;
  return { position: end.position, handledCommit, ...lag, quarantined, holder, stoppedSince };
}

type Lag = Pick<SequencingStatus, 'newestCommit' | 'lagEvents' | 'lagSeconds'>;

const unknownLag: Lag = { newestCommit: null, lagEvents: null, lagSeconds: null };
const countedAtMost = 1_000;
const silentMs = 2_000;

async function lagBehind(
  store: EventStoreDBClient,
  prefix: string,
  handled: StorePlace | undefined,
): Promise<Lag> {
  const newest = await newestOfAll(store, { prefix, silentMs });
  const newestCommit = newest ? String(newest.place.commit) : null;
  if (newest === undefined || (handled && comparePlaces(newest.place, handled) <= 0))
    return { newestCommit, lagEvents: 0, lagSeconds: 0 };
  let lagEvents = 0;
  let oldest: number | undefined;
  const beyond = { prefix, silentMs, count: countedAtMost + 1, ...(handled && { from: handled }) };
  for await (const { place, createdAt } of readAll(store, beyond)) {
    if (handled && comparePlaces(place, handled) <= 0) continue;
    oldest ??= createdAt;
    lagEvents += 1;
  }
  // The server's clock and this one's are two.
  const lagSeconds = oldest === undefined ? 0 : Math.max(0, Date.now() - oldest) / 1_000;
  return { newestCommit, lagEvents, lagSeconds };
}
