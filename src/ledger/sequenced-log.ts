/**
 * What is read of the log's sequenced copy in PostgreSQL, whichever engine takes the appends in: where it
 * ends, which position a time means, and pupils' histories in bulk.
 */
import type { HistoryEvent } from '../../events/envelope.js';
import type { Position, StreamName } from '../../events/identifiers.js';

/** Where Nest finds it: `@Inject(SEQUENCED_LOG) private readonly log: SequencedLog`. */
export const SEQUENCED_LOG = Symbol('SEQUENCED_LOG');

export interface SequencedLog {
  /** The newest position, its time, and the epoch in which they hold. */
  head(): Promise<Head>;
  /** The last position recorded at that time or before; 0 where nothing was. */
  positionAt(time: Date): Promise<Position>;
  /** The events of many streams in one query, in order of stream and revision, up to a position (left out:
   * all there are). Without metadata, in current shapes. */
  historyOf(streams: readonly StreamName[], upTo?: Position): Promise<HistoryEvent[]>;
}

export interface Head {
  /** A UUID, new after every restore. A checkpoint of another epoch is void: positions come again. */
  readonly epoch: string;
  readonly position: Position;
  /** ISO 8601, UTC, milliseconds; null while the log is empty. */
  readonly recordedAt: string | null;
}
