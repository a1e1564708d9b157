/** What methods of counting moves make of a place: their figures, and where they differ, move by move. */
import { methodClasses } from '../../../projections/moves/method.js';
import { AsKnown, AuthorityName, MethodInFull, MethodParameter, SchoolName } from './common.js';
import {
  Day,
  Decimal,
  DecimalOrNull,
  Evidence,
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
import { BreakTold, IntervalMethodTold, IntervalTold, LagOfFamilyTold } from './reports.js';

const standings = ['counted', 'possible', 'not-counted'];
const standingInWords =
  'Whether the method’s figure has it: in both bounds, in the upper alone, for only the national roll could tell, or in neither';

export class RuleOfMethod {
  @Text() name!: string;
  @Text('The rule in words') meaning!: string;
  @OneOf(methodClasses) class!: string;
  @Text('What evidence would have the move classed otherwise') changedBy!: string;
  @OneOf(['published', 'ours'], 'Whether the publication states it') source!: string;
}

export class ScopeOfMethod {
  @Text('Years that the publication tells of') years!: string;
  @Text() schools!: string;
  @OneOf(['exits', 'transfers']) counts!: string;
}

export class TotalOfMethod {
  @Text() name!: string;
  @Text() meaning!: string;
  @Texts() classes!: string[];
}

/** A method whole: what it counts, by which rules, out of whom. */
export class MethodTold extends MethodInFull {
  @Text('The publication whose way of counting it is') published!: string;
  @Part(() => ScopeOfMethod) scope!: ScopeOfMethod;
  @Texts('The censuses that it compares; none where it takes moves as they happen') censuses!: string[];
  @Texts('Its units') units!: string[];
  @OneOf(methodClasses, 'The class that its figure counts') counts!: string;
  @TextOrNull('Out of whom a figure of a school year is; null where there is none') denominatorOfYear!:
    string | null;
  @Text('Out of whom a figure of a cohort is') denominatorOfCohort!: string;
  @Parts(() => RuleOfMethod, 'In the order in which they are asked: the first that applies decides')
  rules!: RuleOfMethod[];
  @PartOrNull(() => TotalOfMethod, 'Classes that it adds up beside its figure') total!: TotalOfMethod | null;
}

export class BoundTold {
  @Whole() pupils!: number;
  @Whole() moves!: number;
  @DecimalOrNull('Pupils per 100 of the denominator, rounded half up to two decimal places') rate!:
    number | null;
  @PartOrNull(
    () => IntervalTold,
    'Of the rate: between which 95 in 100 such rates lie; null where there is none, or more pupils than there are to divide by',
  )
  interval!: IntervalTold | null;
}

export class ClassCounted {
  @Text('A class, or the name of a total') class!: string;
  @Whole() pupils!: number;
  @Whole() moves!: number;
}

export class ManagedMovesTold {
  @Whole('Pupils counted whose move was recorded as managed') pupils!: number;
  @Whole('Moves counted that were recorded as managed: the lower bound of managed moves') moves!: number;
  @Whole('The upper bound: every move that the method may count') atMost!: number;
}

/** Over all authorities of the ledger, under EPI-2024: as its report tells England's. */
export class ManagedMovesOfLedgerTold {
  @Text('Of leaving') schoolYear!: string;
  @Whole('Lower bound: moves counted that were recorded as managed, in authorities that hold data')
  atLeast!: number;
  @Whole('Upper bound: every move that the method may count, in all authorities') atMost!: number;
  @Whole('Authorities that recorded any managed move in the year') authoritiesThatHold!: number;
  @Whole(
    'Authorities that this ledger speaks for: those of which it holds that January’s census; where it holds none, those of which it holds anything',
  )
  authorities!: number;
  @Whole('Moves counted, in the authorities that hold data') unexplainedWhereHeld!: number;
  @DecimalOrNull('Recorded as managed, per 100 moves counted in the authorities that hold data')
  shareWhereHeld!: number | null;
  @Texts('What the bounds rest on, in words') coverage!: string[];
}

export class NeverReturnedTold {
  @Whole('Moves of pupils reported to have left state education who came back to no school here')
  atLeast!: number;
  @Whole('Moves of all pupils who came back to no school here') atMost!: number;
}

export class GroupTold {
  @Text() name!: string;
  @Text('Who is in it') meaning!: string;
  @Whole('Of the cohort, in the group') members!: number;
  @Whole('Of them, those of whom the method counts a move') pupils!: number;
  @DecimalOrNull('Per 100 of the group') rate!: number | null;
  @PartOrNull(() => IntervalTold, 'Of the rate') interval!: IntervalTold | null;
  @Whole('With what only the national roll could tell') pupilsAtMost!: number;
  @DecimalOrNull() rateAtMost!: number | null;
  @PartOrNull(() => IntervalTold) intervalAtMost!: IntervalTold | null;
  @YesOrNo('So small a group that it is to be compared with nothing: see `fewestCompared`')
  tooFewToCompare!: boolean;
}

export class MethodFigureTold {
  @Text('Name of the method') method!: string;
  @Whole() version!: number;
  @OneOf(['year', 'cohort'], 'Moves of one school year, or of the cohort over Years 7 to 11') span!: string;
  @Text('The school year of leaving, or that in which the cohort finishes Year 11') schoolYear!: string;
  @Part(() => BoundTold, 'What this ledger knows to count') lower!: BoundTold;
  @Part(() => BoundTold, 'With what only the national roll could tell') upper!: BoundTold;
  @WholeOrNull('Null where it is not known') denominator!: number | null;
  @Text() denominatorMeaning!: string;
  @YesOrNo('Out of so few that it is to be compared with nothing: see `fewestCompared`')
  tooFewToCompare!: boolean;
  @Parts(() => ClassCounted, 'What else the method tells apart') classes!: ClassCounted[];
  @Part(() => ManagedMovesTold, 'Laid over the figure: managed moves lie inside it')
  recordedAsManagedMove!: ManagedMovesTold;
  @Part(() => NeverReturnedTold) neverReturned!: NeverReturnedTold;
  @Parts(() => GroupTold, 'Of an authority’s cohort, under EPI-2024: groups that EPI prints rates of')
  groups!: GroupTold[];
  @Texts('What it rests on, in words') coverage!: string[];
}

export class RangeTold {
  @Decimal() low!: number;
  @Decimal() high!: number;
}

export class FloorTold {
  @Part(() => SchoolName) school!: SchoolName;
  @Text('The school year in which the cohort finishes Year 11') cohort!: string;
  @Whole('In Year 10 in January') onRoll!: number;
  @Whole('Not on the roll of the same school in the January after') lost!: number;
  @DecimalOrNull('Lost, per 100 on roll') percent!: number | null;
  @PartOrNull(() => IntervalTold, 'Of the percentage') interval!: IntervalTold | null;
  @YesOrNo('Out of so few that it is to be compared with nothing: see `fewestCompared`')
  tooFewToCompare!: boolean;
  @YesOrNo('This cohort reaches the floor') reachesFloor!: boolean;
  @YesOrNo('This cohort and the one before do') flagged!: boolean;
  @DecimalOrNull('Expected of a school of that size, as the ledger’s schools lose together')
  expected!: number | null;
  @PartOrNull(() => RangeTold, 'Funnel, 95 of 100, in per cent of the roll') funnel95!: RangeTold | null;
  @PartOrNull(() => RangeTold, 'Funnel, 99.8 of 100, in per cent of the roll') funnel998!: RangeTold | null;
}

export class MethodComparedTold {
  @Text() method!: string;
  @Whole('Moves that it counts, of those compared') moves!: number;
  @Whole('Pupils of whom it counts any') pupils!: number;
  @Whole('Moves in its upper bound alone') possible!: number;
  @Parts(() => MovesOfClass, 'Every move compared, by class') classes!: MovesOfClass[];
}

export class MovesOfClass {
  @OneOf(methodClasses) class!: string;
  @Whole() moves!: number;
}

export class StandingTold {
  @OneOf(methodClasses) class!: string;
  @Text('Name of the rule that decided') rule!: string;
  @OneOf(standings, standingInWords) standing!: string;
}

export class ChangeTold {
  @Part(() => StandingTold) first!: StandingTold;
  @Part(() => StandingTold) second!: StandingTold;
  @Whole() moves!: number;
}

export class OneSided {
  @Whole() onlyFirst!: number;
  @Whole() onlySecond!: number;
}

export class PairTold {
  @Text('Name of a method') first!: string;
  @Text('Name of another') second!: string;
  @Part(
    () => OneSided,
    'Moves: what the first counts less what the second counts is onlyFirst less onlySecond',
  )
  moves!: OneSided;
  @Part(() => OneSided, 'Pupils, in the same way') pupils!: OneSided;
  @Whole('Moves that stand otherwise under the two: as many as are listed of the pair') differences!: number;
  @Parts(() => ChangeTold, 'By the rules that decided, most moves first') changes!: ChangeTold[];
}

export class ComparisonTold {
  @Whole('Moves that are compared: every end of a main registration, of the place and year') moves!: number;
  @Parts(() => MethodComparedTold) methods!: MethodComparedTold[];
  @Parts(() => PairTold, 'Each two of the methods') pairs!: PairTold[];
}

export class StandingWithEvidence extends StandingTold {
  @Evidence() evidence!: string[];
  @YesOrNo('The method counts this or another move of the pupil, of those compared') pupilCounted!: boolean;
}

export class DifferenceTold {
  @Text('Id of the pupil') pupil!: string;
  @Part(() => SchoolName) school!: SchoolName;
  @Day('Last day on roll') leftOn!: string;
  @Text() schoolYear!: string;
  @WholeOrNull('National curriculum year at leaving; reception is 0') yearGroup!: number | null;
  @PartOrNull(() => SchoolName, 'The next main registration known here') joinedSchool!: SchoolName | null;
  @OneOf(['seen-on-another-roll', 'destination-confirmed', 'destination-reported', 'not-known', 'died'])
  whereabouts!: string;
  @Text('Name of the first method') firstMethod!: string;
  @Part(() => StandingWithEvidence) first!: StandingWithEvidence;
  @Text('Name of the second method') secondMethod!: string;
  @Part(() => StandingWithEvidence) second!: StandingWithEvidence;
  @TextOrNull('This pupil’s history cannot be read since that position: what stands here is older')
  staleSince!: string | null;
}

export class MethodsAsked {
  @TextOrNull() year!: string | null;
  @YesOrNo() compare!: boolean;
}

export class MethodsDocument {
  @OneOf(['methods']) report!: 'methods';
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @Part(() => AsKnown) asKnown!: AsKnown;
  @Part(() => MethodsAsked) asked!: MethodsAsked;
  @Parts(() => MethodTold) methods!: MethodTold[];
  @Parts(() => MethodFigureTold, 'By span and year') figures!: MethodFigureTold[];
  @Parts(
    () => ManagedMovesOfLedgerTold,
    'In the report of an authority: managed moves over all authorities of the ledger, by school year',
  )
  managedMovesOfLedger!: ManagedMovesOfLedgerTold[];
  @Parts(() => FloorTold, 'Ofsted-floor, school by school, in the order of their URNs: no ranking')
  floor!: FloorTold[];
  @PartOrNull(() => ComparisonTold, 'Where a comparison is asked for') comparison!: ComparisonTold | null;
  @Parts(() => DifferenceTold, 'By pair of methods, then by the day of leaving')
  differences!: DifferenceTold[];
  @TextOrNull('`after` of the next page of differences; null at the end') nextAfter!: string | null;
  @TextOrNull('Address of the next page; null at the end') next!: string | null;
  @Part(() => IntervalMethodTold, 'By which all intervals here are: rates are of pupils')
  interval!: IntervalMethodTold;
  @Part(() => MethodParameter) fewestCompared!: MethodParameter;
  @Parts(() => LagOfFamilyTold, 'Of the place’s schools') reportingLag!: LagOfFamilyTold[];
  @Parts(() => BreakTold, 'By the names of methods; figures of a cohort reach back over its years')
  breaks!: BreakTold[];
  @Texts('What the report does not cover, in words') notes!: string[];
}
