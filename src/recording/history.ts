/** Histories as deciders read them: whole, from the streams themselves, with the revision to append at. */
import { Inject, Injectable } from '@nestjs/common';
import type { HistoryEvent } from '../../events/envelope.js';
import { pupilStream, type PupilId, type Revision, type StreamName } from '../../events/identifiers.js';
import { PupilIndex } from '../identity/pupil-index.js';
import { EVENT_LOG, type EventLog } from '../ledger/event-log.js';
import { asHistoryEvent } from '../ledger/history-event.js';
import { unknownPupil } from './deciders/refusals.js';

export interface History {
  /** The stream that a new entry goes to, and its last revision; null while it is empty. */
  readonly stream: StreamName;
  readonly revision: Revision | null;
  /** In the order of positions; what was not sequenced yet comes last. */
  readonly events: readonly HistoryEvent[];
}

export interface PupilHistory extends History {
  /** The record that survives, whose stream `stream` is. */
  readonly pupil: PupilId;
}

@Injectable()
export class Histories {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(PupilIndex) private readonly index: PupilIndex,
  ) {}

  /**
   * The pupil's history with all merged records.
   *
   * @throws Problem 404 where the ledger holds no event of the pupil
   */
  async ofPupil(pupil: PupilId): Promise<PupilHistory> {
    const history = await this.ofNewPupil(pupil);
    if (history.events.length === 0) throw unknownPupil();
    return history;
  }

  /** The same for a pupil of whom nothing may be known yet. */
  async ofNewPupil(pupil: PupilId): Promise<PupilHistory> {
    const { surviving, records } = await this.index.historyOf(pupil);
    const others = await Promise.all(
      records.filter((record) => record !== surviving).map((record) => this.ofStream(pupilStream(record))),
    );
    const own = await this.ofStream(pupilStream(surviving));
    // Of what has no position yet, the others' come first: who was absorbed is hardly written to any more.
    const events = [...others.flatMap((other) => other.events), ...own.events];
    if (others.length > 0) events.sort((a, b) => a.position - b.position);
    return { ...own, events, pupil: surviving };
  }

  async ofStream(stream: StreamName): Promise<History> {
    const events: HistoryEvent[] = [];
    let revision: Revision | null = null;
    for await (const event of this.log.readStream(stream)) {
      events.push(asHistoryEvent(event));
      revision = event.revision;
    }
    return { stream, revision, events };
  }
}
