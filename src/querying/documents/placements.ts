/** What a pupil's trajectory tells of education away from the school. */
import { placementPatterns, reviewRequesters } from '../../../events/off-site-direction.js';
import {
  directionLifecycle,
  provisionLifecycle,
} from '../../../projections/off-site-directions/lifecycle.js';
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
  Texts,
  Whole,
  WholeOrNull,
  YesOrNo,
  YesOrNoOrNull,
} from './fields.js';

const states = [
  ...new Set([...Object.keys(directionLifecycle.states), ...Object.keys(provisionLifecycle.states)]),
];

export class ProviderTold {
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @TextOrNull() ukprn!: string | null;
  @TextOrNull('The authority’s own reference') reference!: string | null;
  @PartOrNull(() => CodeInWords, 'Where it has neither URN nor UKPRN') setting!: CodeInWords | null;
}

export class EducationPlaceTold {
  @Part(() => ProviderTold) provider!: ProviderTold;
  @OneOf(['registration', 'direction', 'alternative-provision', 'managed-move-trial']) by!: string;
  @OneOf(placementPatterns) pattern!: string;
  @Day() since!: string;
}

export class PatternTold {
  @Day() from!: string;
  @OneOf(placementPatterns) pattern!: string;
  @WholeOrNull('Half-days a week') sessionsPerWeek!: number | null;
  @Text('The entry that says so') evidence!: string;
}

export class NoticeTold {
  @Day('When it was given') on!: string;
  @Day() startsOn!: string;
  @Day('The last day in time') latestOn!: string;
  @YesOrNo('A day of these stands on the default calendar') byDefaultCalendar!: boolean;
  @WholeOrNull('School days') days!: number | null;
  @Parts(() => CodeInWords) objectives!: CodeInWords[];
  @Texts('What it states of all that it has to') states!: string[];
  @YesOrNo() parentTold!: boolean;
  @Text('The entry that says so') evidence!: string;
}

export class PlacementReviewTold {
  @Day() on!: string;
  @Text() decision!: string;
  @Text('The entry that says so') evidence!: string;
}

export class ReviewRequestTold {
  @Day() on!: string;
  @OneOf(reviewRequesters) by!: string;
  @YesOrNo('No review was held in the ten weeks before') binds!: boolean;
  @DayOrNull('The first review since') heldOn!: string | null;
  @Text('The entry that says so') evidence!: string;
}

export class DisputeTold {
  @Day() on!: string;
  @Text() to!: string;
  @Text('The entry that says so') evidence!: string;
}

export class AttendanceTold {
  @Day() from!: string;
  @Day() until!: string;
  @Whole('Half-days') sessionsPossible!: number;
  @Whole('Half-days') sessionsAttended!: number;
  @Text('The entry that says so') evidence!: string;
}

export class CheckTold {
  @YesOrNo() registered!: boolean;
  @Part(() => CodeInWords) quality!: CodeInWords;
  @YesOrNo('Somebody had been there by then') visited!: boolean;
  @Texts('The authority’s entries') checks!: string[];
}

export class PlacementTold {
  @OneOf(['direction', 'alternative-provision']) kind!: string;
  @PartOrNull(() => SchoolName, 'The school that directs, or that has or had the pupil on roll')
  school!: SchoolName | null;
  @PartOrNull(() => AuthorityName, 'The authority that arranges, else the school’s')
  authority!: AuthorityName | null;
  @Part(() => ProviderTold) provider!: ProviderTold;
  @PartOrNull(() => SchoolName, 'Where the pupil is taught, if not there') taughtAt!: SchoolName | null;
  @DayOrNull('Null while it is only notified') startedOn!: string | null;
  @DayOrNull('Null while it lasts') endedOn!: string | null;
  @DayOrNull() plannedEndOn!: string | null;
  @PartOrNull(() => CodeInWords) reason!: CodeInWords | null;
  @TextOrNull('single or dual') registration!: string | null;
  @Parts(() => PatternTold) patterns!: PatternTold[];
  @PartOrNull(() => NoticeTold) notice!: NoticeTold | null;
  @Parts(() => PlacementReviewTold) reviews!: PlacementReviewTold[];
  @Parts(() => ReviewRequestTold) reviewRequests!: ReviewRequestTold[];
  @Parts(() => DisputeTold) disputes!: DisputeTold[];
  @Parts(() => AttendanceTold) attendance!: AttendanceTold[];
  @TextOrNull() followedBy!: string | null;
  @YesOrNoOrNull('Null where it is not known') objectivesMet!: boolean | null;
  @OneOf(states) state!: string;
  @Text('The state in words') stateMeaning!: string;
  @Parts(() => StepTold, 'What became of it, in the order of days') course!: StepTold[];
  @PartOrNull(() => CheckTold, 'What was known of the provider on the first day') check!: CheckTold | null;
  @TextOrNull('The authority’s system of provision') system!: string | null;
  @TextOrNull('The exclusion that it follows') exclusion!: string | null;
  @TextOrNull('The managed move that followed, by its first entry') managedMove!: string | null;
  @Evidence() evidence!: string[];
}
