/** What a pupil's trajectory tells of managed moves. */
import {
  moveFailures,
  moveReviewOutcomes,
  surveyInstruments,
  surveyTimes,
} from '../../../events/managed-move.js';
import { managedMoveLifecycle } from '../../../projections/managed-moves/lifecycle.js';
import { decisionDaySetters } from '../../../projections/managed-moves/managed-move.js';
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

const states = Object.keys(managedMoveLifecycle.states);

export class ProtocolTold {
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @TextOrNull('The authority’s entry; null where it set none and guidance stands in') setBy!: string | null;
  @WholeOrNull('Null where it knows no trial') trialWeeks!: number | null;
  @Parts(() => CodeInWords) requiredSteps!: CodeInWords[];
  @TextOrNull() panelName!: string | null;
}

export class AgreementTold {
  @Day() on!: string;
  @Parts(() => CodeInWords) agreedBy!: CodeInWords[];
  @Text('The entry that says so') evidence!: string;
}

export class DecisionDayTold {
  @Day('From when it held') agreedOn!: string;
  @Day() dueOn!: string;
  @OneOf(decisionDaySetters) by!: string;
  @Text('The entry that says so') evidence!: string;
}

export class TrialTold {
  @Day() startedOn!: string;
  @Day('Last day in time for the decision') decisionDueOn!: string;
  @OneOf(decisionDaySetters, 'How that day was set') dueBy!: string;
  @Parts(() => DecisionDayTold, 'That day and those before it') decisionDays!: DecisionDayTold[];
  @DayOrNull('Null while it lasts') endedOn!: string | null;
  @Evidence() evidence!: string[];
}

export class MoveReviewTold {
  @Day() on!: string;
  @OneOf(moveReviewOutcomes) outcome!: string;
  @Text('The entry that says so') evidence!: string;
}

export class SurveyTold {
  @Day() on!: string;
  @OneOf(surveyTimes) time!: string;
  @OneOf(surveyInstruments) instrument!: string;
  @WholeOrNull('Percentile') towardsSelf!: number | null;
  @WholeOrNull('Percentile') towardsSchool!: number | null;
  @Text('The entry that says so') evidence!: string;
}

export class FailureTold {
  @OneOf(moveFailures) reason!: string;
  @DayOrNull('When a panel heard of it') consideredOn!: string | null;
  @YesOrNoOrNull('Null before the panel heard of it') headsAccountGiven!: boolean | null;
}

export class RollsOfMoveTold {
  @DayOrNull('Last day on the home school’s roll; null while it lasts') leftHomeOn!: string | null;
  @DayOrNull('First day as the receiving school’s main registration') joinedOn!: string | null;
  @YesOrNo('Whether the rolls changed as the decision says') agree!: boolean;
}

export class FollowUpTold {
  @Whole() months!: number;
  @Day() dueOn!: string;
  @DayOrNull('Left the receiving school before that day') leftOn!: string | null;
  @YesOrNo('Whether the receiving school’s roll is in this ledger’s sight') onRoll!: boolean;
  @YesOrNo('Left because schooling was at its end') schoolingEnded!: boolean;
  @YesOrNoOrNull('Whether it was sustained, as somebody reported') reported!: boolean | null;
}

export class ManagedMoveTold {
  @Part(() => SchoolName) homeSchool!: SchoolName;
  @PartOrNull(() => SchoolName) receivingSchool!: SchoolName | null;
  @DayOrNull('Null where nobody reported a referral') referredOn!: string | null;
  @PartOrNull(() => CodeInWords) reason!: CodeInWords | null;
  @Parts(() => CodeInWords, 'What was tried before') interventions!: CodeInWords[];
  @DayOrNull() parentApprovedOn!: string | null;
  @DayOrNull() pupilHeardOn!: string | null;
  @YesOrNoOrNull('Null where it is not known') independentRepresentative!: boolean | null;
  @PartOrNull(() => AgreementTold) agreement!: AgreementTold | null;
  @OneOf(['trial-before-move', 'no-trial'], 'The rule that it is judged by: no trial from 26 July 2026')
  regime!: string;
  @Part(() => ProtocolTold) protocol!: ProtocolTold;
  @OneOf(states) state!: string;
  @Text('The state in words') stateMeaning!: string;
  @Parts(() => StepTold, 'What became of it, in the order of days') course!: StepTold[];
  @PartOrNull(() => TrialTold) trial!: TrialTold | null;
  @Parts(() => MoveReviewTold) reviews!: MoveReviewTold[];
  @Parts(() => SurveyTold) surveys!: SurveyTold[];
  @DayOrNull('The day of success, failure or withdrawal') decidedOn!: string | null;
  @PartOrNull(() => FailureTold) failure!: FailureTold | null;
  @PartOrNull(() => RollsOfMoveTold) rolls!: RollsOfMoveTold | null;
  @Parts(() => FollowUpTold, 'Six and twelve months after a move that was made') followUps!: FollowUpTold[];
  @TextOrNull('The off-site direction that it follows, by its first entry') direction!: string | null;
  @WholeOrNull('Of the pupil’s moves that came to a trial or were made, which this is') ordinal!:
    number | null;
  @WholeOrNull('Days from the beginning of the one before') daysAfterPrevious!: number | null;
  @Parts(() => CodeInWords, 'Asked for by its protocol, and not reported') missingSteps!: CodeInWords[];
  @Evidence() evidence!: string[];
}
