/** Events as a stream gives them, as what interpretation reads: also those that have no position yet. */
import type { HistoryEvent, RecordedEvent } from '../../events/envelope.js';
import { asPosition, type Position } from '../../events/identifiers.js';

/** What was not sequenced yet is newer than everything that was. */
export function asHistoryEvent(event: Omit<RecordedEvent, 'metadata' | 'revision'>): HistoryEvent {
  const { id, type, schemaVersion, stream, data } = event;
  const position = event.position ?? notSequenced;
  const recordedAt = event.recordedAt ?? '';
  // Type and data belong together by what the write side let in.
  return { id, type, schemaVersion, stream, position, recordedAt, data } as HistoryEvent;
}

/** Null for what was not sequenced yet. */
export const positionOf = ({ position }: HistoryEvent): Position | null =>
  position === notSequenced ? null : position;

const notSequenced = asPosition(Number.MAX_SAFE_INTEGER);
