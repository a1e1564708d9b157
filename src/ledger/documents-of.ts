/** The papers that stand beside an entry: histories as deciders read them come without metadata. */
import type { DocumentReference } from '../../events/envelope.js';
import type { EventId, StreamName } from '../../events/identifiers.js';
import type { EventLog } from './event-log.js';

/** @returns none where the entry has none, or its stream does not hold it */
export async function documentsOf(
  log: Pick<EventLog, 'readStream'>,
  stream: StreamName,
  entry: EventId,
): Promise<readonly DocumentReference[]> {
  for await (const { id, metadata } of log.readStream(stream))
    if (id === entry) return metadata.documents ?? [];
  return [];
}

/** Whether all papers that are brought stand already, in whatever order. */
export const holdsAll = (
  held: readonly DocumentReference[],
  brought: readonly DocumentReference[],
): boolean =>
  brought.every(({ kind, reference, sha256 }) =>
    held.some((each) => each.kind === kind && each.reference === reference && each.sha256 === sha256),
  );
