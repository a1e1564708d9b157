/** Which records are one pupil's history, for the few pupils whose records were merged. */
import { pupilOf, pupilStream, type PupilId, type StreamName } from '../../../events/identifiers.js';
import { ofType, standingFacts } from '../../../projections/standing-facts.js';
import type { EventLog } from '../../ledger/event-log.js';
import type { SequencedLog } from '../../ledger/sequenced-log.js';

export class MergedRecords {
  private readonly absorbedBy = new Map<PupilId, PupilId>();
  private readonly absorbed = new Map<PupilId, StreamName[]>();

  /** Reads the merges that stand in the log now. */
  static async read(
    log: Pick<EventLog, 'readAll'>,
    sequenced: Pick<SequencedLog, 'historyOf'>,
  ): Promise<MergedRecords> {
    const streams = new Set<StreamName>();
    for await (const { stream } of log.readAll({ types: ['RecordsMerged'] })) streams.add(stream);
    const merged = new MergedRecords();
    for (const { stream, data } of ofType(
      standingFacts(await sequenced.historyOf([...streams])).facts,
      'RecordsMerged',
    )) {
      const surviving = pupilOf(stream);
      if (surviving) merged.absorbedBy.set(data.absorbed, surviving);
    }
    for (const record of merged.absorbedBy.keys()) {
      const surviving = merged.survivingOf(record);
      if (surviving !== record)
        merged.absorbed.set(surviving, [...merged.streamsAbsorbedBy(surviving), pupilStream(record)]);
    }
    return merged;
  }

  /** The record that stands for the pupil: itself, where it was not absorbed. */
  survivingOf(pupil: PupilId): PupilId {
    const seen = new Set([pupil]);
    let surviving = pupil;
    for (let next = this.absorbedBy.get(pupil); next && !seen.has(next); next = this.absorbedBy.get(next)) {
      seen.add(next);
      surviving = next;
    }
    return surviving;
  }

  /** The streams of records that the surviving one absorbed, over any number of steps. */
  streamsAbsorbedBy(surviving: PupilId): readonly StreamName[] {
    return this.absorbed.get(surviving) ?? [];
  }
}
