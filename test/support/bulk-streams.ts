import type { NewStream } from '../../src/ledger/postgres/bulk/load-in-bulk.js';
import { eventIdsOf } from '../../src/ledger/event-ids.js';
import { asPupilId, pupilStream } from '../../events/identifiers.js';
import { sampleEvent } from './sample-events.js';

/** The same pupils' streams for the same numbers: every third has two events, the others one. */
export function* bulkBatches(batches: number, streamsPerBatch: number): Generator<NewStream[]> {
  const idOf = eventIdsOf('bulk-streams');
  for (let batch = 0; batch < batches; batch += 1) {
    yield Array.from({ length: streamsPerBatch }, (_, n) => {
      const number = batch * streamsPerBatch + n;
      const id = `0192a5b0-7c00-7000-8000-${number.toString(16).padStart(12, '0')}`;
      const stream = pupilStream(asPupilId(id));
      const ordinals = number % 3 === 0 ? [2 * number, 2 * number + 1] : [2 * number];
      return { stream, events: ordinals.map((ordinal) => sampleEvent({ id: idOf(stream, ordinal) })) };
    });
  }
}

export const eventsOf = (batches: Iterable<readonly NewStream[]>): NewStream['events'][number][] =>
  [...batches].flatMap((batch) => batch.flatMap(({ events }) => events));
