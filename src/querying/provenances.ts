/** Who said what: the part of entries that interpretation does not read. */
import type pg from 'pg';
import type { Metadata } from '../../events/envelope.js';
import type { EventId, Position, Revision, StreamName } from '../../events/identifiers.js';

export interface Provenance {
  readonly id: EventId;
  readonly revision: Revision;
  readonly metadata: Metadata;
}

/** Of the entries of these streams up to a position. */
export async function provenancesOf(
  pool: pg.Pool,
  streams: readonly StreamName[],
  upTo: Position,
): Promise<Provenance[]> {
  const { rows } = await pool.query<Provenance>(
    'select id, revision, metadata from ledger.events where stream = any ($1) and position <= $2',
    [streams, upTo],
  );
  return rows;
}
