/** Which state of the ledger is asked for: the newest, that at a position, or that at a time. */
import type pg from 'pg';
import { dayInLondon, type PlainDate } from '../../events/calendar/plain-date.js';
import { asPosition, type Position } from '../../events/identifiers.js';
import { Problem } from '../platform/errors/problem.js';
import type { SequencedLog } from '../ledger/sequenced-log.js';
import type { AsKnown } from './documents/common.js';

export type Moment = 'newest' | { readonly position: Position } | { readonly time: Date };

/** Reads `1234` as a position and `2026-01-05T10:00:00Z` as a time; undefined for anything else. */
export function parseMoment(text: string): Exclude<Moment, 'newest'> | undefined {
  if (/^\d{1,15}$/.test(text)) return { position: asPosition(text) };
  if (!isoTime.test(text)) return undefined;
  const time = new Date(text);
  // Years that PostgreSQL has; NaN fails both comparisons.
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9999 ? { time } : undefined;
}

export const allowedMoments =
  'a position, such as 1234, or a time with its offset, such as 2026-01-05T10:00:00Z';

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;

/** A state of the ledger, found. */
export interface Known {
  readonly position: Position;
  /** In which the position holds. Not told: two ledgers of the same entries give the same documents. */
  readonly epoch: string;
  readonly told: AsKnown;
}

/**
 * Finds the position of a moment. A time after the newest entry is answered with the newest, and as 'so far'.
 * @throws Problem 422 for a position that the ledger has not reached
 */
export async function find(log: SequencedLog, pool: pg.Pool, moment: Moment): Promise<Known> {
  const head = await log.head();
  if (moment === 'newest') return knownAt(pool, head.position, head.epoch);
  if ('position' in moment) {
    if (moment.position > head.position) throw beyondEnd(head.position);
    return knownAt(pool, moment.position, head.epoch);
  }
  const known = await knownAt(pool, await log.positionAt(moment.time), head.epoch);
  const isAfterNewest = head.recordedAt === null || moment.time > new Date(head.recordedAt);
  if (isAfterNewest) known.told.soFar = true;
  return known;
}

/** What is told of the state at a position that the ledger has. */
export async function knownAt(
  client: Pick<pg.ClientBase, 'query'>,
  position: Position,
  epoch: string,
): Promise<Known> {
  const { rows } = await client.query<{ recorded_at: string }>(
    'select recorded_at from ledger.events where position = $1',
    [position],
  );
  return { position, epoch, told: { position: String(position), recordedAt: rows[0]?.recorded_at ?? null } };
}

/** The day up to which the ledger knew; null while it knew nothing. */
export const knownOn = ({ recordedAt }: AsKnown): PlainDate | null =>
  recordedAt === null ? null : dayInLondon(recordedAt);

function beyondEnd(end: Position): Problem {
  return new Problem({
    status: 422,
    code: 'position-beyond-end',
    title: 'The ledger has not reached that position',
    detail: `The newest position is ${end}.`,
    members: { end: String(end) },
  });
}
