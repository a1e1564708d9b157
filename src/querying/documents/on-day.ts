/** Figures of an authority or a school that are told for a day. */
import { dayReports } from '../../../projections/measures/catalogue.js';
import { AsKnown, AuthorityName, SchoolName } from './common.js';
import { Day, OneOf, Part, PartOrNull, Parts, TextOrNull, Texts, Whole } from './fields.js';
import { ProviderTold } from './placements.js';
import { FigureTold, MeasureTold } from './reports.js';

export class PlacesTakenTold {
  @Part(() => ProviderTold) provider!: ProviderTold;
  @Whole() commissioned!: number;
  @Whole('Pupils there who are registered only there') single!: number;
  @Whole('Pupils there who are on another roll too') dual!: number;
  @Whole('Pupils beyond the places commissioned') over!: number;
}

export class OnDayDocument {
  @OneOf(dayReports.map(({ name }) => name)) report!: string;
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @Part(() => AsKnown) asKnown!: AsKnown;
  @Day('The day asked for, else that of the newest entry') asAt!: string;
  @TextOrNull('The school year in which they began; null for all') year!: string | null;
  @Parts(() => FigureTold) figures!: FigureTold[];
  @Parts(
    () => PlacesTakenTold,
    'Of an authority’s placements: all who are at its providers on the day; else empty',
  )
  places!: PlacesTakenTold[];
  @Parts(() => MeasureTold) measures!: MeasureTold[];
  @Texts('What the report does not cover, in words') notes!: string[];
}
