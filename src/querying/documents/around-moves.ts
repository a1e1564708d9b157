/** What a pupil's trajectory tells of attendance, support, money after exclusions, challenges, and of who was told. */
import { challengeAnswers, challengeOutcomes, challengers } from '../../../events/challenge.js';
import { negotiationOutcomes, recoveryClosures } from '../../../events/cost-recovery.js';
import { declineReasons } from '../../../events/disclosure.js';
import { notifiers, riskFindings, transferFileRecipients } from '../../../events/notification.js';
import { unitPatterns } from '../../../events/support.js';
import { challengeLifecycle } from '../../../projections/challenges/lifecycle.js';
import { costRecoveryLifecycle } from '../../../projections/cost-recovery/lifecycle.js';
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
  YesOrNoOrNull,
} from './fields.js';
import { ProviderTold } from './placements.js';

/** The entry that another one is about. */
export class EntryAbout {
  @Text() entry!: string;
  @Text() type!: string;
  @Day() on!: string;
}

export class SessionsByCodeTold {
  @Part(() => CodeInWords) code!: CodeInWords;
  @Whole('Half-days') sessions!: number;
}

export class AttendanceWeekTold {
  @Part(() => SchoolName) school!: SchoolName;
  @Day('The Monday of the week') from!: string;
  @Whole('Half-days') sessionsPossible!: number;
  @Whole('At school, or elsewhere with its approval') attended!: number;
  @Whole() authorisedAbsence!: number;
  @Whole() unauthorisedAbsence!: number;
  @Parts(() => SessionsByCodeTold) byCode!: SessionsByCodeTold[];
  @Evidence() evidence!: string[];
}

export class InSchoolUnitTold {
  @Part(() => SchoolName) school!: SchoolName;
  @Day() from!: string;
  @DayOrNull('Last day; null while it lasts') to!: string | null;
  @Part(() => CodeInWords) purpose!: CodeInWords;
  @OneOf(unitPatterns) pattern!: string;
  @WholeOrNull('Half-days') sessionsPerWeek!: number | null;
  @DayOrNull() plannedEndOn!: string | null;
  @YesOrNoOrNull('Null where nobody said') parentTold!: boolean | null;
  @TextOrNull('What followed') outcome!: string | null;
  @Evidence() evidence!: string[];
}

export class SignpostTold {
  @Day() on!: string;
  @OneOf(['parent', 'pupil']) to!: string;
  @Text() by!: string;
  @Parts(() => CodeInWords) services!: CodeInWords[];
  @PartOrNull(() => EntryAbout) about!: EntryAbout | null;
  @Text('The entry that says so') evidence!: string;
}

export class SupportReferralTold {
  @Day() on!: string;
  @Part(() => SchoolName) school!: SchoolName;
  @Part(() => CodeInWords) service!: CodeInWords;
  @Text('The entry that says so') evidence!: string;
}

export class PostSixteenTold {
  @Day('As of which it is known') on!: string;
  @Part(() => CodeInWords) destination!: CodeInWords;
  @PartOrNull(() => SchoolName) place!: SchoolName | null;
  @YesOrNoOrNull('Null where nobody knows yet') sustained!: boolean | null;
  @Text('The entry that says so') evidence!: string;
}

export class NegotiationTold {
  @Day() on!: string;
  @OneOf(negotiationOutcomes) outcome!: string;
  @WholeOrNull() agreedPence!: number | null;
  @Text('The entry that says so') evidence!: string;
}

export class SettlementTold {
  @Day() on!: string;
  @Whole() pence!: number;
  @Text('The entry that says so') evidence!: string;
}

export class RecoveryClosureTold {
  @Day() on!: string;
  @OneOf(recoveryClosures) reason!: string;
  @Text('The entry that says so') evidence!: string;
}

export class CostRecoveryTold {
  @Part(() => SchoolName, 'The school that excluded') school!: SchoolName;
  @PartOrNull(() => AuthorityName, 'The authority that recovers') authority!: AuthorityName | null;
  @DayOrNull('First day of the exclusion') excludedOn!: string | null;
  @TextOrNull('The entry of the exclusion; null where this history holds none') exclusion!: string | null;
  @DayOrNull('First day in a provision that the authority’s scheme names') dueFrom!: string | null;
  @PartOrNull(() => ProviderTold) provider!: ProviderTold | null;
  @YesOrNoOrNull('Null where the authority has no scheme or no provision is known') isNamedProvision!:
    boolean | null;
  @WholeOrNull('National curriculum year at the exclusion') yearGroup!: number | null;
  @YesOrNoOrNull('Years 10 and 11 are negotiated; null where the year is not known') isNegotiated!:
    boolean | null;
  @DayOrNull() openedOn!: string | null;
  @WholeOrNull('By the authority’s own tariff') claimedPence!: number | null;
  @Parts(() => NegotiationTold) negotiations!: NegotiationTold[];
  @Parts(() => SettlementTold) settlements!: SettlementTold[];
  @Parts(() => RecoveryClosureTold) closures!: RecoveryClosureTold[];
  @OneOf(Object.keys(costRecoveryLifecycle.states)) state!: string;
  @Text('The state in words') stateMeaning!: string;
  @Parts(() => StepTold) course!: StepTold[];
  @Evidence() evidence!: string[];
}

export class BudgetShareTold {
  @Part(() => SchoolName) school!: SchoolName;
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @Day() excludedOn!: string;
  @Day('The sixth school day after the exclusion') relevantDate!: string;
  @YesOrNo('A school day of these stands on the default calendar') byDefaultCalendar!: boolean;
  @Text('Such as 2024-25') financialYear!: string;
  @Whole('B: whole weeks from the relevant date to the end of the financial year') weeks!: number;
  @WholeOrNull() yearGroup!: number | null;
  @WholeOrNull('A: what a pupil of that year group brings; null where nobody set it') pupilPence!:
    number | null;
  @WholeOrNull('C: where a panel quashed and the board did not reinstate, else 0') adjustmentPence!:
    number | null;
  @WholeOrNull('A × (B / 52) + C; null where a part is not known') pence!: number | null;
  @TextOrNull('The entry that set the amounts') setBy!: string | null;
  @Evidence() evidence!: string[];
}

export class ChallengeAnswerTold {
  @Day() on!: string;
  @Text() by!: string;
  @OneOf(challengeAnswers) answer!: string;
  @Text('The entry that says so') evidence!: string;
}

export class ChallengeEndingTold {
  @Day() on!: string;
  @OneOf(challengeOutcomes) outcome!: string;
  @Text('The entry that says so') evidence!: string;
}

export class ChallengeTold {
  @Day() raisedOn!: string;
  @OneOf(challengers) raisedBy!: string;
  @PartOrNull(() => SchoolName, 'The peer school, or the school whose board it is')
  school!: SchoolName | null;
  @Part(() => CodeInWords) ground!: CodeInWords;
  @PartOrNull(() => EntryAbout, 'What is challenged: it stands as it was recorded') about!: EntryAbout | null;
  @PartOrNull(() => SchoolName, 'The school whose entry that is') schoolChallenged!: SchoolName | null;
  @Parts(() => ChallengeAnswerTold) answers!: ChallengeAnswerTold[];
  @Parts(() => ChallengeEndingTold) endings!: ChallengeEndingTold[];
  @OneOf(Object.keys(challengeLifecycle.states)) state!: string;
  @Text('The state in words') stateMeaning!: string;
  @Parts(() => StepTold) course!: StepTold[];
  @Evidence() evidence!: string[];
}

export class NotificationTold {
  @Day() on!: string;
  @Part(() => CodeInWords) party!: CodeInWords;
  @PartOrNull(() => AuthorityName, 'Of a social worker or virtual school head')
  authority!: AuthorityName | null;
  @OneOf(notifiers) notifiedBy!: string;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @TextOrNull() channel!: string | null;
  @Whole('Which of several that are told apart, such as parents who live apart') ordinal!: number;
  @PartOrNull(() => EntryAbout) about!: EntryAbout | null;
  @DayOrNull() acknowledgedOn!: string | null;
  @Evidence() evidence!: string[];
}

export class RiskConsiderationTold {
  @Day() on!: string;
  @Part(() => CodeInWords) by!: CodeInWords;
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @OneOf(riskFindings, 'Whether the child is at greater risk by it') risk!: string;
  @TextOrNull('What was done') step!: string | null;
  @PartOrNull(() => EntryAbout) about!: EntryAbout | null;
  @Text('The entry that says so') evidence!: string;
}

export class TransferFileTold {
  @Day('The day on which it was sent') on!: string;
  @Part(() => SchoolName, 'That was left, and sent it') school!: SchoolName;
  @OneOf(transferFileRecipients) sentTo!: string;
  @PartOrNull(() => SchoolName) receivingSchool!: SchoolName | null;
  @PartOrNull(() => EntryAbout, 'The leaving') about!: EntryAbout | null;
  @Text('The entry that says so') evidence!: string;
}

export class DisclosureBasisTold {
  @Part(() => CodeInWords) basis!: CodeInWords;
  @Text() scope!: string;
}

export class DisclosureTold {
  @Day() on!: string;
  @Part(() => CodeInWords) recipient!: CodeInWords;
  @PartOrNull(() => SchoolName) place!: SchoolName | null;
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @DayOrNull() requestedOn!: string | null;
  @PartOrNull(() => EntryAbout) about!: EntryAbout | null;
  @PartOrNull(() => DisclosureBasisTold, 'Null where it was declined') made!: DisclosureBasisTold | null;
  @TextOrNull(`One of ${declineReasons.join(', ')}; null where it was made`) declinedFor!: string | null;
  @Text('The entry that says so') evidence!: string;
}
