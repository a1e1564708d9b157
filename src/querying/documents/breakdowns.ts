/** Counts and rates by characteristic, and the catalogue of measures. */
import { dimensions } from '../../../projections/breakdowns/dimensions.js';
import { AsKnown, AuthorityName, SchoolName } from './common.js';
import {
  DayOrNull,
  OneOf,
  Part,
  PartOrNull,
  Parts,
  Text,
  TextOrNull,
  Texts,
  WholeOrNull,
  YesOrNo,
} from './fields.js';
import { FigureInWords, MeasureTold, ReadWith } from './reports.js';

export class CategoryTold {
  @Text() code!: string;
  @Text() label!: string;
}

/** What pupils or exclusions are sorted by, and as at which day. */
export class DimensionTold {
  @OneOf(dimensions.map(({ name }) => name)) name!: string;
  @Text() label!: string;
  @Text('How they are sorted, with what is our choice') definition!: string;
  @Text('Where the definition stands') source!: string;
  @Text('As at which day the category of an event holds') ofEvents!: string;
  @TextOrNull('The same of pupils with one or more suspensions; null where there are none')
  ofPupilsWithOneOrMore!: string | null;
  @TextOrNull('The same of who is on roll, in denominators; null where there are none') ofRoll!:
    string | null;
  @YesOrNo('Whether nobody is in two categories, so that they add up') exclusive!: boolean;
  @TextOrNull('The category that ratios compare with; null for everybody') comparator!: string | null;
  @Parts(() => CategoryTold) categories!: CategoryTold[];
  @Parts(() => CategoryTold, 'Several categories together') unions!: CategoryTold[];
}

export class ComparatorTold extends CategoryTold {
  @WholeOrNull() numerator!: number | null;
  @WholeOrNull() denominator!: number | null;
}

export class BreakdownFigureTold extends FigureInWords {
  @PartOrNull(
    () => ComparatorTold,
    'Of a ratio: whose rate stands under that of the category; null otherwise',
  )
  comparator!: ComparatorTold | null;
}

export class CategoryFiguresTold extends CategoryTold {
  @OneOf(['total', 'category', 'union'], 'The total is of everybody, of whom nothing is known too')
  is!: 'total' | 'category' | 'union';
  @Parts(() => BreakdownFigureTold) figures!: BreakdownFigureTold[];
}

export class BreakdownYearTold {
  @Text() schoolYear!: string;
  @DayOrNull('Null where that census did not take place') januaryCensusDay!: string | null;
  @Parts(() => CategoryFiguresTold, 'The total, then what was found of the categories and unions')
  categories!: CategoryFiguresTold[];
  @Texts('Of how many the category is known, and what else the year rests on, in words') coverage!: string[];
}

export class BreakdownDocument extends ReadWith {
  @OneOf(['counts', 'rates']) report!: 'counts' | 'rates';
  @Part(() => DimensionTold) by!: DimensionTold;
  @OneOf(['location', 'residence'], 'By where the school is, or by the authority that pupils live in')
  basis!: 'location' | 'residence';
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @PartOrNull(() => SchoolName, 'Null for an authority') school!: SchoolName | null;
  @Part(() => AsKnown) asKnown!: AsKnown;
  @Parts(() => BreakdownYearTold, 'By academic year, the earliest first; empty where nothing is recorded')
  years!: BreakdownYearTold[];
  @Texts('What the report does not cover, in words') notes!: string[];
}

export class MeasureListed extends MeasureTold {
  @Texts('The reports that have it: counts, rates, one of a day, `counts --by` or `rates --by`')
  reports!: string[];
  @Texts('What it can be broken down by') by!: string[];
  @YesOrNo('Whether a school has it, beside an authority') ofSchools!: boolean;
}

export class MeasuresDocument {
  @Parts(() => MeasureListed) measures!: MeasureListed[];
  @Parts(() => DimensionTold) by!: DimensionTold[];
}
