import type { HistoryEvent } from '../../events/envelope.js';
import { pupilOf, pupilStream, type PupilId } from '../../events/identifiers.js';
import { ofType, standingFacts } from '../../projections/standing-facts.js';
import type { EventLog } from '../ledger/event-log.js';
import { asHistoryEvent } from '../ledger/history-event.js';
import type { PupilIndex } from './pupil-index.js';

/**
 * All records of a pupil's history, the given one among them, by the merges that stand in the log (a withdrawn merge
 * ties nothing). The streams themselves decide: the log is what the merges are. Which streams to read, the sequenced
 * log tells and, of merges that are not sequenced yet, the pupil index, which is written before the log.
 */
export async function recordsOfHistory(
  log: Pick<EventLog, 'readAll' | 'readStream'>,
  index: Pick<PupilIndex, 'historyOf'>,
  pupil: PupilId,
): Promise<readonly PupilId[]> {
  const ever: Merge[] = [];
  for await (const { stream, data } of log.readAll({ types: ['RecordsMerged'] })) {
    if ('absorbed' in data) ever.push(mergeOf(pupilOf(stream) ?? data.absorbed, data.absorbed));
  }
  const concerned = tiedTo((await index.historyOf(pupil)).records, ever);
  if (concerned.length === 1) return concerned;
  const histories = await Promise.all(concerned.map((record) => historyIn(log, record)));
  const standing = ofType(standingFacts(histories.flat()).facts, 'RecordsMerged');
  return tiedTo(
    [pupil],
    standing.map(({ stream, data }) => mergeOf(pupilOf(stream) ?? data.absorbed, data.absorbed)),
  );
}

async function historyIn(log: Pick<EventLog, 'readStream'>, record: PupilId): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  for await (const event of log.readStream(pupilStream(record))) events.push(asHistoryEvent(event));
  return events;
}

interface Merge {
  readonly surviving: PupilId;
  readonly absorbed: PupilId;
}

const mergeOf = (surviving: PupilId, absorbed: PupilId): Merge => ({ surviving, absorbed });

/** Every record that merges tie to these, over any number of steps. */
function tiedTo(records: readonly PupilId[], merges: readonly Merge[]): PupilId[] {
  const tied = new Set(records);
  // A set hands out what is added while it is walked.
  for (const record of tied) {
    for (const { surviving, absorbed } of merges) {
      if (surviving === record) tied.add(absorbed);
      if (absorbed === record) tied.add(surviving);
    }
  }
  return [...tied];
}
