/** What a school or an authority offers around a move, and where schooling leads: units, signposts, what follows Year 11. */
import { AboutEntry } from './about-entry.js';
import type { PlainDate } from './calendar/plain-date.js';
import { inSchoolUnitPurpose } from './codes/in-school-unit.js';
import { postSixteenDestination } from './codes/post-sixteen-destination.js';
import { supportService } from './codes/support-service.js';
import { Fact } from './fact.js';
import type { Urn } from './identifiers.js';
import {
  CodeField,
  CodesField,
  DateField,
  NotBefore,
  OneOf,
  Optional,
  UrnField,
  WholeNumber,
  YesOrNo,
} from './validation/fields.js';

export const unitPatterns = ['full-time', 'part-time'] as const;
export const unitEndings = [
  'returned-to-lessons',
  'off-site',
  'suspended',
  'permanently-excluded',
  'moved-school',
  'other',
] as const;

/** The pupil is taught in a unit of the own school, apart from the normal timetable. */
export class InSchoolUnitStarted extends Fact {
  @UrnField() school!: Urn;
  @CodeField(inSchoolUnitPurpose) purpose!: string;
  @OneOf(unitPatterns) pattern!: (typeof unitPatterns)[number];
  @Optional() @WholeNumber(1, 14) sessionsPerWeek?: number;
  @Optional() @DateField() @NotBefore('effectiveOn') plannedEndOn?: PlainDate;
  /** Whether the parent was told, as Timpson asks. */
  @Optional() @YesOrNo() parentTold?: boolean;
}

/** `effectiveOn` is the last day. */
export class InSchoolUnitEnded extends Fact {
  @UrnField() school!: Urn;
  @OneOf(unitEndings) outcome!: (typeof unitEndings)[number];
}

/** The family was told where to find support, about an entry. */
export class SupportSignposted extends AboutEntry {
  @OneOf(['parent', 'pupil']) to!: 'parent' | 'pupil';
  @CodesField(supportService, 1, 12) services!: string[];
  @OneOf(['school', 'authority', 'provider', 'other']) by!: 'school' | 'authority' | 'provider' | 'other';
}

/** A school put the pupil forward for a service, as peer groups of schools do for those whom they see at risk. */
export class SupportReferred extends Fact {
  @UrnField() school!: Urn;
  @CodeField(supportService) service!: string;
}

/** What the pupil does after Year 11, as known on `effectiveOn`. */
export class PostSixteenDestinationRecorded extends Fact {
  @CodeField(postSixteenDestination) destination!: string;
  /** The school or college, where it has a URN. */
  @Optional() @UrnField() place?: Urn;
  /** Whether it lasted the two terms that DfE counts as sustained; absent where nobody knows yet. */
  @Optional() @YesOrNo() sustained?: boolean;
}
