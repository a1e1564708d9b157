/** What a pupil's trajectory tells of exclusions, of education from the sixth day, and of safeguarding separations. */
import { exclusionLifecycle } from '../../../projections/exclusions/lifecycle.js';
import { claimOutcomes, educationHours, sixthDayProviders, tribunals } from '../../../events/exclusion.js';
import { AuthorityName, CodeInWords, SchoolName, StepTold } from './common.js';
import {
  Day,
  DayOrNull,
  Evidence,
  OneOf,
  Part,
  PartOrNull,
  Parts,
  Text,
  TextOrNull,
  Whole,
  WholeOrNull,
  YesOrNo,
} from './fields.js';

const states = Object.keys(exclusionLifecycle.states);

export class TermOfSuspension {
  @Day() startsOn!: string;
  @Day() endsOn!: string;
  @YesOrNo('Three terms are assumed: nobody reported the school’s') byDefault!: boolean;
  @Whole('Half-days of this suspension in the term') sessions!: number;
  @Whole('Half-days of suspension in the term up to and with this one') sessionsSoFar!: number;
}

export class ClaimTold {
  @OneOf(tribunals) tribunal!: string;
  @DayOrNull('Null where only the decision was reported') lodgedOn!: string | null;
  @DayOrNull() decidedOn!: string | null;
  @TextOrNull(`One of ${claimOutcomes.join(', ')}; null while it is not decided`) outcome!: string | null;
  @YesOrNo() reinstatementOrdered!: boolean;
  @Evidence() evidence!: string[];
}

export class MeetingTold {
  @Day() on!: string;
  @Parts(() => CodeInWords, 'In which capacity somebody was there') attended!: CodeInWords[];
  @Text('The entry that says so') evidence!: string;
}

export class ReturnTold {
  @Day() on!: string;
  @Part(() => SchoolName) to!: SchoolName;
}

export class ExclusionTold {
  @OneOf(['suspension', 'permanent-exclusion']) kind!: string;
  @Part(() => SchoolName) school!: SchoolName;
  @Part(() => CodeInWords) category!: CodeInWords;
  @Day() startedOn!: string;
  @DayOrNull('The last day, where the report has one') endsOn!: string | null;
  @WholeOrNull('Half-days') lengthSessions!: number | null;
  @TextOrNull('on-site or off-site') place!: string | null;
  @Parts(() => CodeInWords) reasons!: CodeInWords[];
  @PartOrNull(() => CodeInWords) senProvision!: CodeInWords | null;
  @YesOrNo('A public examination or national curriculum test is missed by it') missesExamination!: boolean;
  @YesOrNo('Direct reports give different lengths or reasons') reportsDiffer!: boolean;
  @OneOf(states) state!: string;
  @Text('The state in words') stateMeaning!: string;
  @Parts(() => StepTold, 'What became of it, in the order of days') course!: StepTold[];
  @DayOrNull() cancelledOn!: string | null;
  @DayOrNull('First day back by reinstatement') reinstatedFrom!: string | null;
  @Parts(() => ClaimTold) claims!: ClaimTold[];
  @Parts(() => MeetingTold, 'Reintegration meetings') meetings!: MeetingTold[];
  @PartOrNull(() => ReturnTold, 'Of a permanent exclusion: back here, or on another mainstream school’s roll')
  returned!: ReturnTold | null;
  @Text() schoolYear!: string;
  @YesOrNo() schoolYearByDefault!: boolean;
  @Whole('Half-days out of school by it: of one cancelled or overturned, those already missed')
  sessionsOut!: number;
  @Whole('Half-days out in that school year up to and with this one, over all schools')
  sessionsInYear!: number;
  @Parts(() => TermOfSuspension) terms!: TermOfSuspension[];
  @TextOrNull('over-5-days or over-15-days of suspension in a term: what the governing board does')
  boardThreshold!: string | null;
  @Evidence() evidence!: string[];
}

export class ArrangementTold {
  @Day('First day') from!: string;
  @DayOrNull() to!: string | null;
  @OneOf(['school', 'authority']) arrangedBy!: string;
  @OneOf(sixthDayProviders) provider!: string;
  @PartOrNull(() => SchoolName) place!: SchoolName | null;
  @OneOf(educationHours) hours!: string;
  @Text('The entry that says so') evidence!: string;
}

export class DutyHolderTold {
  @OneOf(['school', 'authority']) kind!: string;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @PartOrNull(() => AuthorityName, 'Null where it is not known') authority!: AuthorityName | null;
}

export class SixthDayTold {
  @OneOf(['suspensions', 'permanent-exclusion']) of!: string;
  @Part(() => SchoolName) school!: SchoolName;
  @Day('First school day out') from!: string;
  @DayOrNull('Last day out; null while it lasts') to!: string | null;
  @WholeOrNull('Consecutive school days out; null while it lasts') schoolDays!: number | null;
  @DayOrNull('The sixth school day; null where there are not six') dueOn!: string | null;
  @YesOrNo('A day of these stands on the default calendar') byDefault!: boolean;
  @Part(() => DutyHolderTold) dutyHolder!: DutyHolderTold;
  @TextOrNull('Why nothing is owed though there are six days') exemption!: string | null;
  @Parts(() => ArrangementTold) arrangements!: ArrangementTold[];
  @WholeOrNull('School days out without education; null while it lasts without any in place')
  daysWithoutEducation!: number | null;
  @Evidence() evidence!: string[];
}

export class SeparationTold {
  @Part(() => SchoolName) school!: SchoolName;
  @Day() from!: string;
  @DayOrNull('Null while it lasts') to!: string | null;
  @TextOrNull('What followed') outcome!: string | null;
  @Evidence() evidence!: string[];
}
