/**
 * Gives what the server wrote its place in the ledger. Pure: the same records give the same positions and times, whenever and
 * in whatever pages they are taken in.
 */
import { asPosition, type Position } from '../../../../events/identifiers.js';
import type { NotALedgerEvent } from '../stored-event.js';
import { isJson, readRecord, type PlacedEvent } from './read-record.js';
import type { StoreRecord } from './store-record.js';

/** Where the sequenced copy ends. */
export interface CopyEnd {
  /** 0 while it is empty. */
  readonly position: Position;
  /** Milliseconds since 1970: the newest event's time; 0 while it is empty. */
  readonly recordedAt: number;
}

export const emptyCopy: CopyEnd = { position: asPosition(0), recordedAt: 0 };

/** Why something in the namespace has no position. A code: it tells nothing of the content. */
export type QuarantineReason = NotALedgerEvent | 'id-twice' | 'not-unicode' | 'refused-by-database';

export interface Quarantined {
  readonly record: StoreRecord;
  readonly reason: QuarantineReason;
}

export interface Placed {
  readonly events: readonly PlacedEvent[];
  readonly quarantined: readonly Quarantined[];
  readonly end: CopyEnd;
}

/** What the database has said of records that were tried before. */
export interface Refusals {
  /** Ids that stand in the copy already. */
  readonly known: ReadonlySet<string>;
  readonly refused: ReadonlySet<StoreRecord>;
}

export const noRefusals: Refusals = { known: new Set(), refused: new Set() };

/**
 * Numbers what can be an event of the ledger on from the copy's end. A time earlier than the one before it becomes that
 * one. Of an id that stands twice, only the first has a position.
 */
export function place(
  namespace: string,
  from: CopyEnd,
  records: readonly StoreRecord[],
  { known, refused }: Refusals = noRefusals,
): Placed {
  const events: PlacedEvent[] = [];
  const quarantined: Quarantined[] = [];
  const ids = new Set<string>();
  let { position, recordedAt } = from;
  for (const record of records) {
    const read = refused.has(record)
      ? refusalOf(record)
      : readRecord(namespace, record, asPosition(position + 1), recordedAt);
    if (typeof read === 'string') {
      quarantined.push({ record, reason: read });
    } else if (known.has(read.id) || ids.has(read.id)) {
      quarantined.push({ record, reason: 'id-twice' });
    } else {
      ids.add(read.id);
      events.push(read);
      ({ position, recordedAt } = read);
    }
  }
  return { events, quarantined, end: { position, recordedAt } };
}

const refusalOf = ({ data, metadata }: StoreRecord): QuarantineReason =>
  isJson(data) && isJson(metadata) ? 'refused-by-database' : 'not-json';
