/** What the fair access panel sees of an authority's schools: the places each took, and what it can take. */
import { capacityRatings } from '../../../events/missing-education.js';
import { AsKnown, AuthorityName, SchoolName } from './common.js';
import {
  Day,
  DayOrNull,
  OneOf,
  Part,
  PartOrNull,
  Parts,
  Text,
  TextOrNull,
  Texts,
  Whole,
  YesOrNo,
} from './fields.js';

export class PlacesOfYear {
  @Text() schoolYear!: string;
  @Whole('Places allocated at the school') placed!: number;
  @Whole('Of whom so many came onto its roll, in that year') admitted!: number;
  @Whole('Refusals to admit') refused!: number;
}

export class YearGroupRated {
  @Text() ncYear!: string;
  @OneOf(capacityRatings) rating!: string;
  @Day() from!: string;
  @DayOrNull() until!: string | null;
  @YesOrNo('One too many by the rule: recorded all the same') breaksRule!: boolean;
  @Text('The entry that says so') evidence!: string;
}

export class CapacityRuleTold {
  @Text() name!: string;
  @Whole() version!: number;
  @Text() meaning!: string;
}

export class FairAccessOfSchool {
  @Part(() => SchoolName) school!: SchoolName;
  @Parts(() => PlacesOfYear) places!: PlacesOfYear[];
  @PartOrNull(() => CapacityRuleTold, 'Null where no rule is for schools of its phase')
  rule!: CapacityRuleTold | null;
  @Parts(() => YearGroupRated) yearGroups!: YearGroupRated[];
}

export class FairAccessDocument {
  @OneOf(['fair-access']) report!: 'fair-access';
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @Part(() => AsKnown) asKnown!: AsKnown;
  @Day('The day whose ratings are told: the one asked for, else that of the newest entry') asAt!: string;
  @TextOrNull() year!: string | null;
  @Parts(() => FairAccessOfSchool) schools!: FairAccessOfSchool[];
  @Texts('What the report does not cover, in words') notes!: string[];
}
