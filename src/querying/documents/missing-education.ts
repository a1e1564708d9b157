/** What a pupil's trajectory tells of missing education, of fair access and of refusals to admit. */
import { enquiryKinds, enquiryOutcomes } from '../../../events/missing-education.js';
import { fairAccessLifecycle } from '../../../projections/missing-education/fair-access-lifecycle.js';
import { missingEducationLifecycle } from '../../../projections/missing-education/lifecycle.js';
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
  YesOrNo,
  YesOrNoOrNull,
} from './fields.js';
import { DueTold } from './home-education.js';

export class EnquiryTold {
  @Day() on!: string;
  @OneOf(['school', 'authority', 'both']) madeBy!: string;
  @OneOf(enquiryKinds) kind!: string;
  @OneOf(enquiryOutcomes) outcome!: string;
  @Text('The entry that says so') evidence!: string;
}

export class LocatedTold {
  @Day() on!: string;
  @Text('Kind of the place: see the destination of a leaving') destination!: string;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @YesOrNo() inEducation!: boolean;
  @YesOrNoOrNull('Null where nobody judged') suitable!: boolean | null;
  @Text('The entry that says so') evidence!: string;
}

export class MissingEducationTold {
  @OneOf(
    ['left-without-destination', 'found-unsuitable', 'reported', 'enquired', 'located'],
    'What it began with',
  )
  because!: string;
  @OneOf(Object.keys(missingEducationLifecycle.states)) state!: string;
  @Text('The state in words') stateMeaning!: string;
  @PartOrNull(() => SchoolName, 'The school left last') school!: SchoolName | null;
  @Day() from!: string;
  @DayOrNull('The day of being in education; null while that is not known') to!: string | null;
  @PartOrNull(() => CodeInWords) reportedBy!: CodeInWords | null;
  @PartOrNull(() => CodeInWords) reason!: CodeInWords | null;
  @Parts(() => EnquiryTold) enquiries!: EnquiryTold[];
  @PartOrNull(() => LocatedTold) located!: LocatedTold | null;
  @Parts(() => StepTold) course!: StepTold[];
  @Evidence() evidence!: string[];
}

export class FairAccessTold {
  @OneOf(Object.keys(fairAccessLifecycle.states)) state!: string;
  @Text('The state in words') stateMeaning!: string;
  @TextOrNull('without-a-place or at-risk') route!: string | null;
  @PartOrNull(() => CodeInWords) category!: CodeInWords | null;
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @PartOrNull(() => SchoolName) referringSchool!: SchoolName | null;
  @DayOrNull() referredOn!: string | null;
  @DayOrNull('From then the twenty school days run') acceptedOn!: string | null;
  @PartOrNull(() => DueTold) placementDue!: DueTold | null;
  @DayOrNull() placedOn!: string | null;
  @PartOrNull(() => SchoolName) placedAt!: SchoolName | null;
  @YesOrNo('The admission authority was directed') directed!: boolean;
  @DayOrNull('First day on that school’s roll') admittedOn!: string | null;
  @Parts(() => StepTold) course!: StepTold[];
  @Evidence() evidence!: string[];
}

export class RefusalTold {
  @Part(() => SchoolName) school!: SchoolName;
  @Day() on!: string;
  @Text() ground!: string;
  @DayOrNull('When fair access was asked for after it') referredOn!: string | null;
  @Text('The entry that says so') evidence!: string;
}
