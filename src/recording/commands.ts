/** What can be asked of the write side. Each is answered with what it did. */
import { Command } from '@nestjs/cqrs';
import type { AuthorityCode, PupilId } from '../../events/identifiers.js';
import type { EntryWithdrawn } from '../../events/correction.js';
import type { CommandContext } from './context.js';
import type { FactToRecord } from './deciders/decision.js';
import type { Outcome } from './pupil-recorder.js';
import type {
  CorrectionReport,
  ErasureReport,
  MergeReport,
  PersonReport,
  TermDatesReport,
  UpnReport,
} from './reports/bodies.js';
import type { Report } from './reports/read-report.js';
import type { RegisterFact } from './reports/register-facts.js';

/** Finds or makes the pupil of a UPN, and records who that is. */
export class IdentifyPupil extends Command<Outcome> {
  constructor(
    readonly person: PersonReport,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Records a fact of one of the types of reports/reported-facts.ts. */
export class RecordFact extends Command<Outcome> {
  constructor(
    readonly pupil: PupilId,
    readonly report: Report,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export class ChangeUpn extends Command<Outcome> {
  constructor(
    readonly pupil: PupilId,
    readonly change: UpnReport,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Makes another record part of this pupil's history. */
export class MergeRecords extends Command<Outcome> {
  constructor(
    readonly pupil: PupilId,
    readonly merge: MergeReport,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export class CorrectEntry extends Command<Outcome> {
  constructor(
    readonly pupil: PupilId,
    readonly correction: CorrectionReport,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export class WithdrawEntry extends Command<Outcome> {
  constructor(
    readonly pupil: PupilId,
    readonly withdrawal: EntryWithdrawn,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** What an erasure did beside its entry; a call that found everything done says 0 and 0. */
export interface ErasureOutcome extends Outcome {
  /** All records of the history: each is erased. */
  readonly records: readonly PupilId[];
  readonly identifiersSuppressed: number;
  readonly keysDestroyed: number;
}

/** Destroys the keys of all records of the pupil's history. Asked again, it brings an unfinished erasure to its end. */
export class ErasePerson extends Command<ErasureOutcome> {
  constructor(
    readonly pupil: PupilId,
    readonly erasure: ErasureReport,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** @param authority its nine-character code, or its old one of three digits */
export class SetTermDates extends Command<Outcome> {
  constructor(
    readonly authority: AuthorityCode | string,
    readonly dates: TermDatesReport,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Records a fact of one of the types of reports/register-facts.ts. @param place the authority's code, or the school's URN */
export class RecordRegisterFact extends Command<Outcome> {
  constructor(
    readonly of: RegisterFact['of'],
    readonly place: string,
    readonly fact: FactToRecord,
    readonly context: CommandContext,
  ) {
    super();
  }
}
