import { pupilOf, pupilStream, type PupilId } from '../../events/identifiers.js';
import { ofType, standingFacts } from '../../projections/standing-facts.js';
import type { EventLog } from '../ledger/event-log.js';
import type { SequencedLog } from '../ledger/sequenced-log.js';

/**
 * All records of a pupil's history, the given one among them, by the merges that stand in the log (a withdrawn merge
 * ties nothing). Read from the log, not from the pupil index: the log is what the merges are.
 */
export async function recordsOfHistory(
  log: Pick<EventLog, 'readAll'>,
  sequenced: Pick<SequencedLog, 'historyOf'>,
  pupil: PupilId,
): Promise<readonly PupilId[]> {
  const ever: Merge[] = [];
  for await (const { stream, data } of log.readAll({ types: ['RecordsMerged'] })) {
    if ('absorbed' in data) ever.push(mergeOf(pupilOf(stream) ?? data.absorbed, data.absorbed));
  }
  const concerned = tiedTo(pupil, ever);
  if (concerned.length === 1) return concerned;
  const history = await sequenced.historyOf(concerned.map(pupilStream));
  const standing = ofType(standingFacts(history).facts, 'RecordsMerged');
  return tiedTo(
    pupil,
    standing.map(({ stream, data }) => mergeOf(pupilOf(stream) ?? data.absorbed, data.absorbed)),
  );
}

interface Merge {
  readonly surviving: PupilId;
  readonly absorbed: PupilId;
}

const mergeOf = (surviving: PupilId, absorbed: PupilId): Merge => ({ surviving, absorbed });

/** Every record that merges tie to this one, over any number of steps. */
function tiedTo(pupil: PupilId, merges: readonly Merge[]): PupilId[] {
  const tied = new Set([pupil]);
  // A set hands out what is added while it is walked.
  for (const record of tied) {
    for (const { surviving, absorbed } of merges) {
      if (surviving === record) tied.add(absorbed);
      if (absorbed === record) tied.add(surviving);
    }
  }
  return [...tied];
}
