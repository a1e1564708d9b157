/** How a measure lies over schools or authorities, and when pupils leave. */
import { AsKnown, AuthorityName, MethodParameter, SchoolName } from './common.js';
import {
  DayOrNull,
  Decimal,
  DecimalOrNull,
  OneOf,
  Part,
  PartOrNull,
  Parts,
  Text,
  TextOrNull,
  Texts,
  Whole,
  WholeOrNull,
} from './fields.js';
import { BreakTold, FigureTold, LagOfFamilyTold, MeasureTold } from './reports.js';

export class DistributionAsked {
  @OneOf(['schools', 'authorities']) over!: string;
  @TextOrNull('Of this type alone; null for all that the state funds') type!: string | null;
  @TextOrNull() phase!: string | null;
  @OneOf(['count', 'rate']) quartersBy!: string;
}

export class BandTold {
  @Whole() from!: number;
  @WholeOrNull('Null for the last') to!: number | null;
  @Whole() places!: number;
  @DecimalOrNull('Per 100 places') share!: number | null;
}

export class ShareOfPlacesTold {
  @Whole() places!: number;
  @Whole() count!: number;
  @DecimalOrNull('Per 100 of the whole count; null where there is nothing') share!: number | null;
}

export class RangeTold {
  @Whole('Places out of enough to be compared') places!: number;
  @Decimal() lowest!: number;
  @Decimal() highest!: number;
}

export class PlacesOfStanding {
  @Text() standing!: string;
  @Whole() places!: number;
}

export class FunnelTold {
  @OneOf(['events', 'proportion']) of!: string;
  @Decimal('The figure of all these places together, in the unit of the measure') target!: number;
  @Decimal('1 where chance alone explains how far places lie from each other; limits are wider by its root')
  overdispersion!: number;
  @Whole('Places out of enough to be compared') places!: number;
  @Parts(() => PlacesOfStanding, 'How many lie within and without') standings!: PlacesOfStanding[];
  @Text() source!: string;
}

/** Limits of the funnel for a place of that size, in the unit of the measure. */
export class FunnelLimitsTold {
  @Decimal() low95!: number;
  @Decimal() high95!: number;
  @Decimal() low998!: number;
  @Decimal() high998!: number;
  @OneOf(['within', 'above-95', 'above-99.8', 'below-95', 'below-99.8'], 'Neither side is the better one')
  standing!: string;
}

export class PlaceTold {
  @Text('URN of a school, nine-character code of an authority') code!: string;
  @TextOrNull() name!: string | null;
  @Part(() => FigureTold) figure!: FigureTold;
  @PartOrNull(() => FunnelLimitsTold, 'Null for one out of too few, and where no funnel is drawn')
  funnel!: FunnelLimitsTold | null;
}

export class DistributionDocument {
  @OneOf(['distribution']) report!: 'distribution';
  @PartOrNull(() => AuthorityName, 'Null for everything that the ledger holds')
  authority!: AuthorityName | null;
  @Part(() => AsKnown) asKnown!: AsKnown;
  @Part(() => DistributionAsked) asked!: DistributionAsked;
  @Text() schoolYear!: string;
  @DayOrNull('Null where that census did not take place') januaryCensusDay!: string | null;
  @Part(() => MeasureTold) measure!: MeasureTold;
  @Whole('Places that the ledger has pupils of, those where nothing happened too') placesThere!: number;
  @Part(() => FigureTold, 'Of all places together') whole!: FigureTold;
  @Parts(() => BandTold, 'By the count of a place') bands!: BandTold[];
  @Part(() => ShareOfPlacesTold, 'The 6 % of places with most') concentration!: ShareOfPlacesTold;
  @Parts(() => ShareOfPlacesTold, 'Those with most first; empty for fewer than four places')
  quarters!: ShareOfPlacesTold[];
  @PartOrNull(() => RangeTold, 'Null for a count, and where no place is out of enough')
  range!: RangeTold | null;
  @PartOrNull(() => FunnelTold, 'Null for a count, and for fewer than ten places out of enough')
  funnel!: FunnelTold | null;
  @Parts(() => PlaceTold, 'In the order of names, never of figures; empty for all schools of the ledger')
  places!: PlaceTold[];
  @Part(() => MethodParameter) fewestCompared!: MethodParameter;
  @Parts(() => LagOfFamilyTold, 'Of an authority’s schools') reportingLag!: LagOfFamilyTold[];
  @Parts(() => BreakTold) breaks!: BreakTold[];
  @Texts('What the report does not cover, in words') notes!: string[];
}

export class ExitsOfWeek {
  @Whole('Whole weeks from the last day on roll to census day; 0 for the seven days before it')
  weeksBefore!: number;
  @Whole() exits!: number;
}

export class ExitsBeforeCensus {
  @Text() schoolYear!: string;
  @OneOf(['october', 'january'], 'The next of these censuses after leaving') census!: string;
  @Whole() exits!: number;
  @Parts(() => ExitsOfWeek, 'The week before census day first; weeks in which nobody left are not listed')
  weeks!: ExitsOfWeek[];
}

export class ExitTimingDocument {
  @OneOf(['exit-timing']) report!: 'exit-timing';
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @Part(() => AsKnown) asKnown!: AsKnown;
  @TextOrNull('The school year asked for; null for all') year!: string | null;
  @Parts(() => ExitsBeforeCensus) censuses!: ExitsBeforeCensus[];
  @Texts('What the report does not cover, in words') notes!: string[];
}
