import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import { schoolStream, type Urn } from '../../../events/identifiers.js';
import type { HistoryWriter } from '../history-writer.js';
import { batchSize } from '../import-context.js';
import { placeholderToRecord } from './descriptions.js';

/** Makes placeholders of the schools that the register lacks; they are described when it catches up. */
export async function ensureSchools(
  writer: HistoryWriter,
  urns: readonly Urn[],
  effectiveOn: PlainDate,
): Promise<void> {
  const data = { effectiveOn, standing: 'placeholder' as const };
  const decide = (history: readonly HistoryEvent[]) => ({
    entries: placeholderToRecord(history, { type: 'SchoolDescribed', data }).map((fact) => ({ fact })),
    result: true,
  });
  for (let at = 0; at < urns.length; at += batchSize) {
    await writer.write(urns.slice(at, at + batchSize).map((urn) => ({ stream: schoolStream(urn), decide })));
  }
}
