/** Managed moves and education away from the school, of an authority or a school, told for a day. */
import { stages } from '../../../projections/off-site-directions/figures.js';
import { AsKnown, AuthorityName, SchoolName } from './common.js';
import {
  Day,
  DecimalOrNull,
  OneOf,
  Part,
  PartOrNull,
  Parts,
  Text,
  TextOrNull,
  Texts,
  Whole,
} from './fields.js';
import { ProviderTold } from './placements.js';

abstract class OfPlaceOnDay {
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @Part(() => AsKnown) asKnown!: AsKnown;
  @Day('The day asked for, else that of the newest entry') asAt!: string;
  @TextOrNull('The school year in which they began; null for all') year!: string | null;
  @Texts('What the report does not cover, in words') notes!: string[];
}

export class SustainedTold {
  @Whole() months!: number;
  @Whole('Made so many months ago; ends of schooling left out') due!: number;
  @Whole() sustained!: number;
  @Whole() notSustained!: number;
  @Whole('The receiving school’s roll is out of sight, and nobody reported') notKnown!: number;
}

export class ManagedMovesDocument extends OfPlaceOnDay {
  @OneOf(['managed-moves']) report!: 'managed-moves';
  @Whole() referred!: number;
  @Whole('Came to a trial, or were made') placed!: number;
  @Whole() succeeded!: number;
  @Whole() failed!: number;
  @Whole() withdrawn!: number;
  @Whole() onTrial!: number;
  @Whole('On trial past their day of decision') overdue!: number;
  @DecimalOrNull('Succeeded, per 100 that succeeded or failed') successRate!: number | null;
  @Parts(() => SustainedTold) sustained!: SustainedTold[];
}

export class PlacesTakenTold {
  @Part(() => ProviderTold) provider!: ProviderTold;
  @Whole() commissioned!: number;
  @Whole('Pupils there who are registered only there') single!: number;
  @Whole('Pupils there who are on another roll too') dual!: number;
  @Whole('Pupils beyond the places commissioned') over!: number;
}

export class ReturnsOfStageTold {
  @OneOf(stages, 'By the year group in which they entered') stage!: string;
  @Whole() entered!: number;
  @Whole('Back in a mainstream school by that day, for however long') returned!: number;
}

export class PlacementsDocument extends OfPlaceOnDay {
  @OneOf(['placements']) report!: 'placements';
  @Whole('Away on that day') stock!: number;
  @Whole() began!: number;
  @Whole() ended!: number;
  @Whole('Of those who began, not permanently excluded since') notExcludedSince!: number;
  @Whole('Half-days, as far as attendance was reported') sessionsPossible!: number;
  @Whole() sessionsAttended!: number;
  @Parts(() => PlacesTakenTold, 'Of an authority: all who are at its providers') places!: PlacesTakenTold[];
  @Parts(() => ReturnsOfStageTold) returns!: ReturnsOfStageTold[];
  @Text('Who counts as returned') returnsMeaning!: string;
}
