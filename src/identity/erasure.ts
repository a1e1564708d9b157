/**
 * Erasure of a person: the ledger says so, the identifiers go on the suppression list, the keys are destroyed. In that
 * order, each step idempotent, so that an erasure that was killed anywhere is brought to its end by asking again:
 *
 * - killed before the first entry stands: nothing happened;
 * - after it: whoever writes to the pupil's stream finds it moved on and reads that the pupil was erased;
 * - before the keys are destroyed: the entries stand, so the second call adds none and goes on.
 *
 * Were keys destroyed first, a kill would leave boxes that do not open and no entry that says why.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { catalogue, type EventData } from '../../events/catalogue.js';
import type { Metadata, NewEvent } from '../../events/envelope.js';
import { pupilStream, type EventId, type PupilId } from '../../events/identifiers.js';
import { LogUnavailable, OtherContentUnderKnownId, UnknownOutcome } from '../ledger/errors.js';
import { deriveEventId } from '../ledger/event-ids.js';
import type { EventLog } from '../ledger/event-log.js';
import { UnknownPupil } from './errors.js';
import type { KeyStore } from './keys/key-store.js';
import type { PupilIndex } from './pupil-index.js';

export interface ErasureRequest {
  readonly pupil: PupilId;
  readonly reason: string;
  readonly effectiveOn: PlainDate;
  readonly metadata: Metadata;
}

/** What this call did; a call that found everything done says none, 0 and 0. */
export interface ErasureResult {
  /** All records of the pupil's history: each is erased. */
  readonly records: readonly PupilId[];
  readonly entriesRecorded: number;
  readonly identifiersSuppressed: number;
  readonly keysDestroyed: number;
}

export class Erasure {
  /** @param recordsOf all records of the pupil's history, merged ones included */
  constructor(
    private readonly log: Pick<EventLog, 'append' | 'readStream'>,
    private readonly recordsOf: (pupil: PupilId) => Promise<readonly PupilId[]>,
    private readonly index: Pick<PupilIndex, 'suppress'>,
    private readonly keys: Pick<KeyStore, 'destroy'>,
  ) {}

  /**
   * Erases the pupil in all records of the history, or brings an erasure to its end that was begun.
   *
   * @throws {UnknownPupil} the ledger holds no events of the pupil
   * @throws {LogUnavailable} nothing was recorded
   * @throws {UnknownOutcome} the erasure was begun: asking again brings it to its end
   */
  async erase(request: ErasureRequest): Promise<ErasureResult> {
    const records = await this.recordsOf(request.pupil);
    if (records.length === 1 && !(await this.isKnown(request.pupil))) throw new UnknownPupil();
    let entriesRecorded = 0;
    for (const [ordinal, record] of records.entries()) {
      // Once an entry stands, nobody may be told that nothing was recorded.
      const orUnknown = ordinal === 0 ? rethrow : asUnknown(records.slice(0, ordinal + 1));
      entriesRecorded += await this.record(record, request).catch(orUnknown);
    }
    const identifiersSuppressed = await this.index.suppress(records);
    const keysDestroyed = await this.keys.destroy(records);
    return { records, entriesRecorded, identifiersSuppressed, keysDestroyed };
  }

  private async isKnown(pupil: PupilId): Promise<boolean> {
    for await (const _event of this.log.readStream(pupilStream(pupil), { limit: 1 })) return true;
    return false;
  }

  private async record(record: PupilId, { reason, effectiveOn, metadata }: ErasureRequest): Promise<0 | 1> {
    const stream = pupilStream(record);
    for await (const { type } of this.log.readStream(stream))
      if (type === 'PersonalDataKeyDestroyed') return 0;
    const entry: NewEvent<'PersonalDataKeyDestroyed'> = {
      id: erasureEntryOf(record),
      type: 'PersonalDataKeyDestroyed',
      schemaVersion: catalogue.PersonalDataKeyDestroyed.version,
      data: { effectiveOn, reason } satisfies EventData<'PersonalDataKeyDestroyed'>,
      metadata,
    };
    try {
      await this.log.append(stream, 'any', [entry]);
      return 1;
    } catch (error) {
      // Somebody else erased the pupil at the same moment, for another reason or from another day: theirs stands.
      if (error instanceof OtherContentUnderKnownId) return 0;
      throw error;
    }
  }
}

/** The id of the entry that says that a record was erased. */
const erasureEntryOf = (record: PupilId): EventId => deriveEventId(pupilStream(record), 'erasure', 0);

/** For what is done once entries stand: where the log is away then, they stand all the same. */
export const asUnknown =
  (records: readonly PupilId[]) =>
  (error: unknown): never => {
    throw error instanceof LogUnavailable ? new UnknownOutcome(records.map(erasureEntryOf)) : error;
  };

function rethrow(error: unknown): never {
  throw error;
}
