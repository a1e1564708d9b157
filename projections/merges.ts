/** Which records are one pupil's: merges that stand, followed over any number of steps and in whatever order they came. */
import { pupilOf, type PupilId, type StreamName } from '../events/identifiers.js';
import { addTo } from './groups.js';
import type { FactOf } from './standing-facts.js';

export class Merges {
  static readonly none = new Merges([]);

  private readonly histories = new Map<PupilId, readonly PupilId[]>();

  /** @param merges those that stand, in the order of positions */
  constructor(merges: readonly Pick<FactOf<'RecordsMerged'>, 'stream' | 'data'>[]) {
    const ties = merges.map(({ stream, data }) => ({
      surviving: survivingOf(stream),
      absorbed: data.absorbed,
    }));
    const neighbours = new Map<PupilId, PupilId[]>();
    for (const { surviving, absorbed } of ties) {
      addTo(neighbours, surviving, absorbed);
      addTo(neighbours, absorbed, surviving);
    }
    for (const record of neighbours.keys()) {
      if (this.histories.has(record)) continue;
      const tied = new Set([record]);
      // A set hands out what is added while it is walked.
      for (const each of tied) for (const other of neighbours.get(each) ?? []) tied.add(other);
      const survivor = survivorOf(tied, ties) ?? record;
      const history = [survivor, ...[...tied].filter((each) => each !== survivor).sort()];
      for (const each of history) this.histories.set(each, history);
    }
  }

  /** The records that are one history with this one, the surviving one first. */
  recordsOf(record: PupilId): readonly PupilId[] {
    return this.histories.get(record) ?? [record];
  }

  survivorOf(record: PupilId): PupilId {
    return this.histories.get(record)?.[0] ?? record;
  }

  isMerged(record: PupilId): boolean {
    return this.histories.has(record);
  }

  /** Every history of more than one record, each once. */
  all(): readonly (readonly PupilId[])[] {
    return [...new Set(this.histories.values())];
  }
}

interface Tie {
  readonly surviving: PupilId;
  readonly absorbed: PupilId;
}

/** The record that nothing absorbed; of several, or where they absorbed each other, the one that absorbed last. */
function survivorOf(records: ReadonlySet<PupilId>, ties: readonly Tie[]): PupilId | undefined {
  const own = ties.filter(({ surviving }) => records.has(surviving));
  const absorbed = new Set(own.map((tie) => tie.absorbed));
  return (own.findLast(({ surviving }) => !absorbed.has(surviving)) ?? own.at(-1))?.surviving;
}

function survivingOf(stream: StreamName): PupilId {
  const pupil = pupilOf(stream);
  if (pupil === undefined) throw new RangeError("records are merged in a pupil's stream");
  return pupil;
}
