import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CorrectEntry, RecordFact, WithdrawEntry } from '../commands.js';
import { correctableEntry, correctEntry } from '../deciders/correct-entry.js';
import { reportFact } from '../deciders/report-fact.js';
import { withdrawEntry } from '../deciders/withdraw-entry.js';
import { pupilOf } from '../../../events/identifiers.js';
import { ofType, standingFacts } from '../../../projections/standing-facts.js';
import { PupilIndex } from '../../identity/pupil-index.js';
import { invalidFields } from '../../platform/errors/problem.js';
import { PupilRecorder, type Decide, type Outcome } from '../pupil-recorder.js';
import { readReport, type Report } from '../reports/read-report.js';
import { ReportSealer } from '../reports/seal-report.js';

@CommandHandler(RecordFact)
export class RecordFactHandler implements ICommandHandler<RecordFact> {
  constructor(
    @Inject(PupilRecorder) private readonly recorder: PupilRecorder,
    @Inject(ReportSealer) private readonly sealer: ReportSealer,
  ) {}

  execute({ pupil, report, context }: RecordFact): Promise<Outcome> {
    return this.recorder.record(pupil, context, async (history) =>
      reportFact(history.events, await this.sealer.factOf(report, history.pupil)),
    );
  }
}

@CommandHandler(CorrectEntry)
export class CorrectEntryHandler implements ICommandHandler<CorrectEntry> {
  constructor(
    @Inject(PupilRecorder) private readonly recorder: PupilRecorder,
    @Inject(ReportSealer) private readonly sealer: ReportSealer,
    @Inject(PupilIndex) private readonly index: PupilIndex,
  ) {}

  execute({ pupil, correction: { entry, data, reference }, context }: CorrectEntry): Promise<Outcome> {
    return this.recorder.record(pupil, context, async (history) => {
      const target = correctableEntry(history.events, history.stream, entry);
      const report = readReport(target.type, data, 'data.');
      await this.requireOwnUpn(report, history.pupil);
      // What is sealed in an entry opens with the key of the record that the entry stands in.
      const fact = await this.sealer.factOf(report, pupilOf(target.fact.stream) ?? history.pupil);
      return correctEntry(target, fact, reference);
    });
  }

  /** Another UPN is a change with a day of its own, which the index has to know of. */
  private async requireOwnUpn(report: Report, pupil: Outcome['pupil']): Promise<void> {
    if (report.type !== 'PupilIdentified') return;
    const { upn } = report.plain;
    const holder = (await this.index.findMany('upn', [upn])).get(upn);
    if (holder && !holder.erased && holder.pupil === pupil) return;
    throw invalidFields([
      {
        field: 'data.upn',
        rule: 'upn-of-this-pupil',
        problem: 'is not a UPN of this pupil: report a change of UPN',
      },
    ]);
  }
}

@CommandHandler(WithdrawEntry)
export class WithdrawEntryHandler implements ICommandHandler<WithdrawEntry> {
  constructor(
    @Inject(PupilRecorder) private readonly recorder: PupilRecorder,
    @Inject(PupilIndex) private readonly index: PupilIndex,
  ) {}

  execute({ pupil, withdrawal, context }: WithdrawEntry): Promise<Outcome> {
    const decide: Decide = ({ events }) => withdrawEntry(events, withdrawal);
    return this.recorder.record(pupil, context, decide, async (history) => {
      const merge = history.events.find((event) => event.id === withdrawal.entry);
      if (merge?.type !== 'RecordsMerged') return;
      // The records may have been merged again since; then the withdrawal of the first merge parts nothing.
      const isMergedAgain = ofType(standingFacts(history.events).facts, 'RecordsMerged').some(
        (other) =>
          other.entry !== merge.id &&
          other.stream === merge.stream &&
          other.data.absorbed === merge.data.absorbed,
      );
      if (isMergedAgain) return;
      await this.index.separate(pupilOf(merge.stream) ?? history.pupil, merge.data.absorbed);
    });
  }
}
