/** What rules found, of an authority or a school, on a day: early warnings, and sources that do not agree. */
import { AsKnown, AuthorityName, MethodParameter, SchoolName } from './common.js';
import { Day, Evidence, OneOf, Part, PartOrNull, Parts, Text, TextOrNull, Texts, Whole } from './fields.js';

abstract class FindingsDocument {
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @Part(() => AsKnown) asKnown!: AsKnown;
  @Day('The day asked for, else that of the newest entry') asAt!: string;
  @TextOrNull('The one rule that was asked for; null for all') rule!: string | null;
  @TextOrNull('`after` of the next page; null at the end') nextAfter!: string | null;
  @TextOrNull('Address of the next page; null at the end') next!: string | null;
  @Texts('What the report does not say, in words') notes!: string[];
}

abstract class RuleTold {
  @Text() name!: string;
  @Text('What it looks for') meaning!: string;
  @Text('What asks for it, or what it goes by') source!: string;
  @Parts(() => MethodParameter, 'Its thresholds') parameters!: MethodParameter[];
}

abstract class FindingTold {
  @Text('Name of the rule') rule!: string;
  @Text('The rule in words') meaning!: string;
  @Text('What it found') reason!: string;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @Day('First day on which it shows') since!: string;
  @Evidence() evidence!: string[];
}

export class WarningRuleTold extends RuleTold {
  @OneOf(
    ['pupil', 'practice'],
    'pupil: the record looks like records that ended in permanent exclusion, at whatever school the pupil is; practice: a way of dealing with pupils, at the school where it was',
  )
  concerns!: string;
  @Whole('Of whom it shows on that day') pupils!: number;
}

export class WarningTold extends FindingTold {}

export class PupilWarned {
  @Text('Id of the pupil') pupil!: string;
  @Parts(() => WarningTold, 'In the order in which they began to show') warnings!: WarningTold[];
  @TextOrNull('This pupil’s history cannot be read since that position: what stands here is older')
  staleSince!: string | null;
}

export class EarlyWarningDocument extends FindingsDocument {
  @OneOf(['early-warning']) report!: 'early-warning';
  @Parts(() => WarningRuleTold) rules!: WarningRuleTold[];
  @Parts(() => PupilWarned, 'Those of whom most shows first') pupils!: PupilWarned[];
}

export class SourceTold {
  @Text() name!: string;
  @Text() meaning!: string;
}

export class StandingSource {
  @Text('Name of the source') source!: string;
  @Text() because!: string;
}

export class ReconciliationRuleTold extends RuleTold {
  @Text() family!: string;
  @Text('Name of the source that has seen it') seenBy!: string;
  @Text('Name of the source that has not, or says otherwise') notSeenBy!: string;
  @Part(() => StandingSource) stands!: StandingSource;
}

export class DisagreementTold extends FindingTold {
  @Text('Id of the pupil') pupil!: string;
  @TextOrNull('This pupil’s history cannot be read since that position: what stands here is older')
  staleSince!: string | null;
}

export class DisagreementsCounted {
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @Text() family!: string;
  @Text() rule!: string;
  @Whole() disagreements!: number;
}

export class ReportingLagTold {
  @Part(() => SchoolName) school!: SchoolName;
  @Text() family!: string;
  @Whole('Reports recorded in the year of that day and the year before') reports!: number;
  @Whole('Calendar days from event to record: within so many half of the reports had come')
  medianDays!: number;
  @Whole('Within so many nine in ten had come') ninetiethPercentileDays!: number;
}

export class ReconciliationDocument extends FindingsDocument {
  @OneOf(['reconciliation']) report!: 'reconciliation';
  @TextOrNull('The one family that was asked for; null for all') family!: string | null;
  @Parts(() => SourceTold, 'In the order in which their words stand') sources!: SourceTold[];
  @Parts(() => ReconciliationRuleTold) rules!: ReconciliationRuleTold[];
  @Parts(() => DisagreementsCounted, 'By school and rule; on the first page alone')
  counts!: DisagreementsCounted[];
  @Parts(() => DisagreementTold, 'The newest first') disagreements!: DisagreementTold[];
  @Parts(() => ReportingLagTold, 'By school and family; on the first page alone')
  reportingLag!: ReportingLagTold[];
}
