/** What is told of schools and authorities: moves, counts, rates. */
import { intervalMethods } from '../../../projections/statistics/intervals.js';
import { AsKnown, AuthorityName, CodeInWords, MethodInFull, MethodParameter, SchoolName } from './common.js';
import {
  Day,
  DayOrNull,
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

/** Where moves of a class, a rule, a place and a year were looked for. */
export class MovesAsked {
  @TextOrNull() year!: string | null;
  @OneOf(['unexplained', 'family-reason', 'out-of-scope', 'all']) class!: string;
  @TextOrNull() rule!: string | null;
  @TextOrNull() whereabouts!: string | null;
}

export class MovesByClass {
  @Whole() unexplained!: number;
  @Whole() familyReason!: number;
  @Whole() outOfScope!: number;
}

/** The authority's own profile beside the published method, never in its place. */
export class OwnProfile {
  @Text() name!: string;
  @Whole() version!: number;
  @Text() meaning!: string;
  @Whole('What the published method leaves unexplained, less what officers explained') unexplained!: number;
  @Whole('What officers explained with evidence') removed!: number;
}

/** A census that a leaver is not counted in, though a school knows in the weeks before who will be. */
export class CensusAhead {
  @Day() on!: string;
  @Whole('Calendar days from leaving') days!: number;
}

export class MoveListed {
  @Text('Id of the pupil') pupil!: string;
  @Part(() => SchoolName) school!: SchoolName;
  @Day('Last day on roll') leftOn!: string;
  @Part(() => CensusAhead, 'October’s: it decides a school’s funding') nextOctoberCensus!: CensusAhead;
  @Part(() => CensusAhead, 'January’s: it decides whose results Year 11’s are')
  nextJanuaryCensus!: CensusAhead;
  @Text() schoolYear!: string;
  @YesOrNo('The school year begins by default: no term dates are set') schoolYearByDefault!: boolean;
  @WholeOrNull('National curriculum year at leaving; reception is 0') yearGroup!: number | null;
  @OneOf(
    ['left', 'succession', 'returned', 'dual-roll-ended', 'died'],
    'What the end of the main registration was; only left is an exit',
  )
  kind!: string;
  @TextOrNull(
    'How the end is known: removed, deletion-returned, counted-as-leaver, inferred; null where the name stayed on the roll',
  )
  endedHow!: string | null;
  @TextOrNull('The regulations that the register was kept under') regime!: string | null;
  @PartOrNull(() => CodeInWords) ground!: CodeInWords | null;
  @TextOrNull('Kind of the destination reported') destination!: string | null;
  @PartOrNull(() => SchoolName, 'The next main registration known here') joinedSchool!: SchoolName | null;
  @DayOrNull() joinedOn!: string | null;
  @WholeOrNull('Calendar days from leaving to joining') gapDays!: number | null;
  @WholeOrNull('The same without school holidays') gapDaysOutsideHolidays!: number | null;
  @YesOrNo('A default holiday, not the school’s own, was taken out') holidaysByDefault!: boolean;
  @OneOf(['seen-on-another-roll', 'destination-confirmed', 'destination-reported', 'not-known', 'died'])
  whereabouts!: string;
  @OneOf(['unexplained', 'family-reason', 'out-of-scope']) class!: string;
  @Text('Name of the rule that decided') rule!: string;
  @Text('The rule in words') meaning!: string;
  @YesOrNo('An officer explained it with evidence: it counts in the authority’s own profile alone')
  explainedByOfficer!: boolean;
  @Evidence() evidence!: string[];
  @TextOrNull('This pupil’s history cannot be read since that position: what stands here is older')
  staleSince!: string | null;
}

export class MovesDocument {
  @OneOf(['unexplained-moves']) report!: 'unexplained-moves';
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @Part(() => AsKnown) asKnown!: AsKnown;
  @Part(() => MethodInFull) method!: MethodInFull;
  @Part(() => MovesAsked) asked!: MovesAsked;
  @Part(() => MovesByClass, 'Of the place, year, rule and whereabouts asked for, whatever the class')
  totals!: MovesByClass;
  @Part(() => OwnProfile) ownProfile!: OwnProfile;
  @Parts(() => MoveListed, 'The last to leave first') moves!: MoveListed[];
  @TextOrNull('`after` of the next page; null at the end') nextAfter!: string | null;
  @TextOrNull('Address of the next page; null at the end') next!: string | null;
  @Texts('What the report does not cover, in words') notes!: string[];
}

export class CountedByMethod {
  @Text() name!: string;
  @Whole() version!: number;
}

/** What a figure could as well have been by chance alone. */
export class IntervalTold {
  @Decimal('In the figure’s unit') low!: number;
  @Decimal() high!: number;
  @OneOf(Object.keys(intervalMethods), 'See docs/guides/reading-figures.md') method!: string;
}

/** A figure, whatever it is of. */
export class FigureInWords {
  @Text('Name in the catalogue of measures') measure!: string;
  @Whole() version!: number;
  @DecimalOrNull(
    'Rounded half up to the measure’s decimal places; null where it is not known, which is not nought',
  )
  value!: number | null;
  @Text() unit!: string;
  @WholeOrNull() numerator!: number | null;
  @WholeOrNull('Null for a count, and where it is not known') denominator!: number | null;
  @PartOrNull(
    () => IntervalTold,
    'Between which 95 in 100 such figures lie; null where chance has no part in it, or nobody holds it by pupil',
  )
  interval!: IntervalTold | null;
  @YesOrNo(
    'Out of so few, or of a ratio over so few, that it is to be compared with nothing: see `fewestCompared`',
  )
  tooFewToCompare!: boolean;
}

export class FigureTold extends FigureInWords {
  @Part(() => CountedByMethod) method!: CountedByMethod;
  @Text('Position of the ledger that it was made at') position!: string;
  @Texts('What it rests on, in words') coverage!: string[];
}

export class YearTold {
  @Text() schoolYear!: string;
  @DayOrNull('Null where that census did not take place') januaryCensusDay!: string | null;
  @Parts(() => FigureTold) figures!: FigureTold[];
}

export class IntervalMethodTold {
  @OneOf(Object.keys(intervalMethods)) name!: string;
  @Whole() version!: number;
  @Text() meaning!: string;
  @Text() source!: string;
}

export class MeasureTold {
  @Text() name!: string;
  @Whole() version!: number;
  @Text() definition!: string;
  @Text('Whom or what the numerator counts') numerator!: string;
  @TextOrNull('Whom the denominator counts; null for a count') denominator!: string | null;
  @Text() unit!: string;
  @Whole() decimalPlaces!: number;
  @Part(() => CountedByMethod) method!: CountedByMethod;
  @PartOrNull(() => IntervalMethodTold, 'Null where its figures have none')
  interval!: IntervalMethodTold | null;
  @Text('Where the definition stands') source!: string;
}

/** How long reports of a family take, of all schools of the place: what was recorded lately. */
export class LagOfFamilyTold {
  @Text() family!: string;
  @Whole('Reports recorded in the year of the newest entry and the year before') reports!: number;
  @Whole('Calendar days from event to record: within so many half of the reports had come')
  medianDays!: number;
  @Whole('Within so many nine in ten had come') ninetiethPercentileDays!: number;
  @Day('Of what happened from this day on, more may yet be heard') unsettledFrom!: string;
}

/** Where figures do not go on from those before. */
export class BreakTold {
  @Text('The first school year that is no longer like those before; of a census, the one that lacks it')
  schoolYear!: string;
  @Text('What changed, and by what') says!: string;
  @Texts('The measures of this report, or the methods, that it is about') measures!: string[];
}

/** What all figures of a report are to be read with. */
export class ReadWith {
  @Parts(() => MeasureTold) measures!: MeasureTold[];
  @Part(() => MethodParameter) fewestCompared!: MethodParameter;
  @Parts(() => LagOfFamilyTold) reportingLag!: LagOfFamilyTold[];
  @Parts(() => BreakTold, 'No line is drawn across them') breaks!: BreakTold[];
}

export class FiguresDocument extends ReadWith {
  @OneOf(['counts', 'rates']) report!: 'counts' | 'rates';
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @PartOrNull(() => SchoolName, 'Null for an authority: the sum over its schools') school!: SchoolName | null;
  @Part(() => AsKnown) asKnown!: AsKnown;
  @Parts(() => YearTold, 'By academic year, the earliest first; empty where nothing is recorded')
  years!: YearTold[];
  @Texts('What the report does not cover, in words') notes!: string[];
}
