/** What is told of duties: of a place, and of one pupil. */
import { dutyBearers, dutyEndings, dutyRecipients, dutyStates } from '../../../projections/duties/duty.js';
import { AsKnown, AuthorityName, SchoolName } from './common.js';
import {
  Day,
  Decimal,
  OneOf,
  Part,
  PartOrNull,
  Parts,
  Text,
  TextOrNull,
  Texts,
  Whole,
  WholeOrNull,
  YesOrNo,
} from './fields.js';

export class DeedTold {
  @Text('The entry that says so') event!: string;
  @Day() on!: string;
}

export class EndingTold {
  @Day('From which it is not owed any more') on!: string;
  @OneOf(dutyEndings) because!: string;
}

export class ClockTold {
  @WholeOrNull('In its units; null where a day was named') length!: number | null;
  @OneOf(['school days', 'calendar days', 'weeks']) unit!: string;
  @YesOrNo('A default of this ledger: the authority set no length of its own') byDefault!: boolean;
}

export class SumTold {
  @Whole('Half-days') sessions!: number;
  @Whole('Half-days') limitSessions!: number;
}

export class DutyTold {
  @Text('See docs/guides/duties.md') kind!: string;
  @Text('What is owed, in words') meaning!: string;
  @Text('The rule that it is judged by') regime!: string;
  @OneOf(['statutory', 'guidance', 'recommended', 'local']) standing!: string;
  @Text('Where it is laid down') source!: string;
  @OneOf(dutyBearers) owedBy!: string;
  @OneOf(dutyRecipients) owedTo!: string;
  @PartOrNull(() => AuthorityName, 'Of who is to be told: often another one than the school’s')
  recipientAuthority!: AuthorityName | null;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @PartOrNull(() => AuthorityName, 'That owes it, else that of the school') authority!: AuthorityName | null;
  @Part(() => DeedTold) triggeredBy!: DeedTold;
  @Part(() => ClockTold) clock!: ClockTold;
  @PartOrNull(() => SumTold, 'Of what is a sum and no clock') sum!: SumTold | null;
  @Day('The last day in time') dueOn!: string;
  @YesOrNo('A day of its clock stands on the default calendar: nobody reported the school’s')
  byDefaultCalendar!: boolean;
  @OneOf(dutyStates, 'On the day asked for') state!: string;
  @Decimal('By how many of the clock’s units it is late, or was when it was met or ended') late!: number;
  @PartOrNull(() => DeedTold) metBy!: DeedTold | null;
  @PartOrNull(() => EndingTold) ended!: EndingTold | null;
}

export class DutyListed extends DutyTold {
  @Text('Id of the pupil') pupil!: string;
  @TextOrNull('This pupil’s history cannot be read since that position: what stands here is older')
  staleSince!: string | null;
}

export class DutiesAsked {
  @TextOrNull() kind!: string | null;
  @Text() state!: string;
}

export class DutiesByState {
  @Whole() owed!: number;
  @Whole() overdue!: number;
  @Whole() met!: number;
  @Whole() noLongerOwed!: number;
}

export class DutiesDocument {
  @OneOf(['duties']) report!: 'duties';
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @Part(() => AsKnown) asKnown!: AsKnown;
  @Day('The day that states and lateness are told for') asAt!: string;
  @Part(() => DutiesAsked) asked!: DutiesAsked;
  @Part(() => DutiesByState, 'Of the place and the kind asked for, whatever the state')
  totals!: DutiesByState;
  @Parts(() => DutyListed, 'The first to fall due first') duties!: DutyListed[];
  @TextOrNull('`after` of the next page; null at the end') nextAfter!: string | null;
  @TextOrNull('Address of the next page; null at the end') next!: string | null;
  @Texts('What the report does not cover, in words') notes!: string[];
}
