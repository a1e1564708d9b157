/** Records about a pupil: as the recorder does, with the reporting school checked and the flags told. */
import { Inject, Injectable } from '@nestjs/common';
import type { EventId, Position, PupilId, Revision, Urn } from '../../events/identifiers.js';
import type { EventType } from '../../events/catalogue.js';
import type { Flag } from '../../projections/trajectory/flags.js';
import type { CommandContext } from './context.js';
import type { Decision, FactToRecord } from './deciders/decision.js';
import { LogUnavailable, StreamDeleted, UnknownOutcome } from '../ledger/errors.js';
import { unknownSchool } from './deciders/refusals.js';
import { flagsRaised } from './flags-raised.js';
import { positionOf } from '../ledger/history-event.js';
import { Histories, type PupilHistory } from './history.js';
import { Recorder, type Recorded } from './recorder.js';
import { RegisterReader } from './register-reader.js';

/** What a command did. */
export interface Outcome {
  /** Whether an entry was made; false where it was known. */
  readonly isNew: boolean;
  /** The record that survives; absent for what is not about a pupil. */
  readonly pupil?: PupilId;
  readonly entry: EventId;
  readonly type: EventType;
  /** Null where the engine sequences later. */
  readonly position: Position | null;
  readonly revision: Revision;
  /** Flags that the entry raised; none where it was known. */
  readonly flags: readonly Flag[];
}

@Injectable()
export class PupilRecorder {
  constructor(
    @Inject(Recorder) private readonly recorder: Recorder,
    @Inject(Histories) private readonly histories: Histories,
    @Inject(RegisterReader) private readonly registers: RegisterReader,
  ) {}

  /** @throws as Recorder.record; Problem 404 for a pupil whom the ledger does not hold, 422 for a reporting school that it does not */
  record(pupil: PupilId, context: CommandContext, decide: Decide, settle?: Settle): Promise<Outcome> {
    return this.recordOn(() => this.histories.ofPupil(pupil), context, decide, settle);
  }

  /** The same about a pupil of whom nothing may be known yet. */
  recordOfNew(pupil: PupilId, context: CommandContext, decide: Decide): Promise<Outcome> {
    return this.recordOn(() => this.histories.ofNewPupil(pupil), context, decide);
  }

  private async recordOn(
    load: () => Promise<PupilHistory>,
    context: CommandContext,
    decide: Decide,
    settle?: Settle,
  ): Promise<Outcome> {
    const recorded = await this.recorder.record(load, context, async (history) => {
      const decision = await decide(history);
      if ('record' in decision) await this.requireReportingSchool(decision.record);
      return decision;
    });
    const { pupil } = recorded.before;
    try {
      await settle?.(recorded.before);
      const flags = recorded.isNew ? await this.flagsOf(recorded).catch(noneOfDeleted) : [];
      return { ...outcomeOf(recorded), pupil, flags };
    } catch (error) {
      // The entry stands: nobody may be told that nothing was recorded.
      throw error instanceof LogUnavailable ? new UnknownOutcome([recorded.entry.id]) : error;
    }
  }

  private async flagsOf({ before: { pupil, events }, entry }: Recorded<PupilHistory>): Promise<Flag[]> {
    // Read again, for a merge brings another record's entries in; without what others wrote since.
    const now = (await this.histories.ofPupil(pupil)).events;
    const after = now.slice(0, now.findIndex(({ id }) => id === entry.id) + 1);
    return flagsRaised(pupil, events, after, await this.registers.around(after));
  }

  private async requireReportingSchool(fact: FactToRecord): Promise<void> {
    const { school, field } = reportingSchool(fact);
    if (school !== undefined && !(await this.registers.holdsSchool(school))) throw unknownSchool(field);
  }
}

export type Decide = (history: PupilHistory) => Decision | Promise<Decision>;

/** What is to be done once the entry stands; also where it was known, for the process before may have died here. */
export type Settle = (before: PupilHistory) => Promise<void>;

export function outcomeOf({ isNew, entry, revision }: Recorded): Outcome {
  return { isNew, entry: entry.id, type: entry.type, position: positionOf(entry), revision, flags: [] };
}

/** The entry stands, whatever an operator has done to a stream since; the next command is told of that. */
function noneOfDeleted(error: unknown): Flag[] {
  if (error instanceof StreamDeleted) return [];
  throw error;
}

function reportingSchool({ type, data }: FactToRecord): { school?: Urn; field: string } {
  const own: { school?: Urn } = type === 'EntryCorrected' ? data.data : data;
  return {
    ...(own.school !== undefined && { school: own.school }),
    field: type === 'EntryCorrected' ? 'data.school' : 'school',
  };
}
