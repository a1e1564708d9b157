/** What a pupil's trajectory tells of home education and of school attendance orders. */
import { consentGrounds, suitabilities } from '../../../events/home-education.js';
import { homeEducationLifecycle } from '../../../projections/home-education/lifecycle.js';
import { orderLifecycle } from '../../../projections/home-education/order-lifecycle.js';
import { AuthorityName, CodeInWords, SchoolName, StepTold } from './common.js';
import { MeetingTold } from './exclusions.js';
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
  YesOrNoOrNull,
} from './fields.js';

export class DueTold {
  @Day('The last day in time') on!: string;
  @YesOrNo('A day that was counted stands on the default calendar') byDefaultCalendar!: boolean;
}

export class ConsentTold {
  @OneOf(consentGrounds) ground!: string;
  @TextOrNull('Where the law asks it; null where nothing here has it asked') askedBy!: string | null;
  @TextOrNull('granted or refused; null where nobody decided') decision!: string | null;
  @DayOrNull() decidedOn!: string | null;
  @DayOrNull() requestedOn!: string | null;
  @Evidence() evidence!: string[];
}

export class SuitabilityTold {
  @Day() on!: string;
  @OneOf(suitabilities) suitability!: string;
  @Text('The entry that says so') evidence!: string;
}

export class ReturnWindowTold {
  @Part(() => SchoolName) school!: SchoolName;
  @Whole('Its length, by the authority’s own standard') schoolDays!: number;
  @YesOrNo('The authority set no length: a default holds') standardByDefault!: boolean;
  @Day() lastDay!: string;
  @YesOrNo('A day that was counted stands on the default calendar') byDefaultCalendar!: boolean;
}

export class ReturnFromHomeTold {
  @Day() on!: string;
  @Part(() => SchoolName) to!: SchoolName;
  @YesOrNo('Back at the school that was left') toSchoolLeft!: boolean;
  @YesOrNoOrNull('Null where there is no window') withinWindow!: boolean | null;
  @WholeOrNull('Calendar days at home') daysAtHome!: number | null;
  @Evidence() evidence!: string[];
}

export class SignOfPressureTold {
  @OneOf(['after-exclusion', 'after-threat', 'letter-not-the-parents', 'reason-names-the-school'])
  sign!: string;
  @Day() on!: string;
  @Evidence() evidence!: string[];
}

export class HomeEducationTold {
  @PartOrNull(() => SchoolName, 'The school left for it') school!: SchoolName | null;
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @OneOf(Object.keys(homeEducationLifecycle.states)) state!: string;
  @Text('The state in words') stateMeaning!: string;
  @Whole('Which of the pupil’s times at home this is') number!: number;
  @DayOrNull() notifiedOn!: string | null;
  @PartOrNull(() => CodeInWords, 'Whose letter the notice is') letter!: CodeInWords | null;
  @PartOrNull(() => CodeInWords) reason!: CodeInWords | null;
  @DayOrNull('Last day on the roll') leftOn!: string | null;
  @DayOrNull('First day at home: as reported, else the day after leaving') startedOn!: string | null;
  @DayOrNull() informationGivenOn!: string | null;
  @Parts(() => MeetingTold) meetings!: MeetingTold[];
  @PartOrNull(() => DueTold, 'When professionals are to have met the family, by local standard')
  meetingDue!: DueTold | null;
  @Parts(() => ConsentTold) consents!: ConsentTold[];
  @Parts(() => SuitabilityTold) reviews!: SuitabilityTold[];
  @PartOrNull(() => ReturnWindowTold) returnWindow!: ReturnWindowTold | null;
  @DayOrNull() returnRequestedOn!: string | null;
  @PartOrNull(() => ReturnFromHomeTold) returned!: ReturnFromHomeTold | null;
  @DayOrNull('Last day at home') endedOn!: string | null;
  @TextOrNull('How it ended') ending!: string | null;
  @Parts(() => SignOfPressureTold, 'Concerns to look into: none is a verdict')
  pressure!: SignOfPressureTold[];
  @Parts(() => StepTold, 'What became of it, in the order of days') course!: StepTold[];
  @Evidence() evidence!: string[];
}

export class AttendanceOrderTold {
  @Part(() => AuthorityName) authority!: AuthorityName;
  @OneOf(Object.keys(orderLifecycle.states)) state!: string;
  @Text('The state in words') stateMeaning!: string;
  @DayOrNull() noticeServedOn!: string | null;
  @DayOrNull('Last day on which the notice may be answered') answerBy!: string | null;
  @DayOrNull() orderMadeOn!: string | null;
  @PartOrNull(() => SchoolName, 'The school that the order names') school!: SchoolName | null;
  @DayOrNull() joinedOn!: string | null;
  @PartOrNull(() => SchoolName) joinedSchool!: SchoolName | null;
  @DayOrNull() revokedOn!: string | null;
  @TextOrNull() revokedFor!: string | null;
  @Parts(() => StepTold) course!: StepTold[];
  @Evidence() evidence!: string[];
}
