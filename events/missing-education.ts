/**
 * Children missing education (Education Act 1996 s.436A), and fair access to a school in the course of a year (School
 * Admissions Code 2021, paragraphs 3.14 to 3.22).
 */
import type { PlainDate } from './calendar/plain-date.js';
import { reporter } from './codes/concern.js';
import { fairAccessCategory } from './codes/fair-access-category.js';
import { missingEducationReason } from './codes/missing-education-reason.js';
import { ncYear } from './codes/nc-year.js';
import { Destination } from './destination.js';
import { Fact } from './fact.js';
import type { AuthorityCode, Urn } from './identifiers.js';
import {
  AuthorityField,
  CodeField,
  DateField,
  Nested,
  NotBefore,
  OneOf,
  Optional,
  UrnField,
  WholeNumber,
  YesOrNo,
} from './validation/fields.js';

export const enquiryKinds = [
  'home-visit',
  'telephone',
  'written',
  'school',
  'school-to-school',
  'other-authority',
  'health',
  'social-care',
  'police',
  'housing',
  'benefits-or-border',
  'neighbours-or-relatives',
  'other',
] as const;
export const enquiryOutcomes = ['found', 'lead', 'no-trace', 'no-answer'] as const;
/** Two ways to a panel: no place, or, where a local protocol takes them, a place at risk. */
export const fairAccessRoutes = ['without-a-place', 'at-risk'] as const;
export const fairAccessOutcomes = ['accepted', 'not-accepted', 'deferred', 'withdrawn'] as const;
export const capacityRatings = ['red', 'amber', 'green'] as const;
export type CapacityRating = (typeof capacityRatings)[number];

/** Somebody told the authority of a child who may not be in education. */
export class MissingEducationReported extends Fact {
  @CodeField(reporter) reportedBy!: string;
  @CodeField(missingEducationReason) reason!: string;
  /** The last school known. */
  @Optional() @Nested(() => Destination) origin?: Destination;
  @Optional() @AuthorityField() authority?: AuthorityCode;
}

/** A reasonable enquiry about where the child is and how educated. Two of one day and kind are told apart by `ordinal`. */
export class EnquiryMade extends Fact {
  @OneOf(['school', 'authority', 'both']) madeBy!: 'school' | 'authority' | 'both';
  @OneOf(enquiryKinds) kind!: (typeof enquiryKinds)[number];
  @OneOf(enquiryOutcomes) outcome!: (typeof enquiryOutcomes)[number];
  @Optional() @WholeNumber(1, 1000) ordinal?: number;
}

/** The child was found, here or elsewhere. */
export class PupilLocated extends Fact {
  @Nested(() => Destination) destination!: Destination;
  @YesOrNo() inEducation!: boolean;
  /** Whether that education is suitable, where that was judged. */
  @Optional() @YesOrNo() suitable?: boolean;
}

/** A child was put forward for a place under the fair access protocol, or for a panel's view. */
export class FairAccessReferred extends Fact {
  @OneOf(fairAccessRoutes) route!: (typeof fairAccessRoutes)[number];
  @Optional() @CodeField(fairAccessCategory) category?: string;
  @CodeField(reporter) referredBy!: string;
  /** The school that referred; absent where the authority did. */
  @Optional() @UrnField() school?: Urn;
  @Optional() @AuthorityField() authority?: AuthorityCode;
}

/** The panel considered the child: from its acceptance the twenty school days run. */
export class FairAccessConsidered extends Fact {
  @DateField() @NotBefore('referredOn') override effectiveOn!: PlainDate;
  @OneOf(fairAccessOutcomes) outcome!: (typeof fairAccessOutcomes)[number];
  @Optional() @CodeField(fairAccessCategory) category?: string;
  @Optional() @DateField() referredOn?: PlainDate;
  @Optional() @AuthorityField() authority?: AuthorityCode;
}

/** A school was allocated. `effectiveOn` is the day of the decision, not of the first day there. */
export class FairAccessPlaced extends Fact {
  @UrnField() school!: Urn;
  @Optional() @CodeField(fairAccessCategory) category?: string;
  @Optional() @CodeField(ncYear) ncYear?: string;
  /** Whether the admission authority refused and was directed (School Standards and Framework Act 1998 s.96). */
  @Optional() @YesOrNo() directed?: boolean;
  @Optional() @AuthorityField() authority?: AuthorityCode;
}

/** How well a school's year group can take another child, from `effectiveOn`. Stands in the school's stream. */
export class FairAccessCapacityRated extends Fact {
  @CodeField(ncYear) ncYear!: string;
  @OneOf(capacityRatings) rating!: CapacityRating;
  /** The last day of the rating; until another one where it is not said. */
  @Optional() @DateField() @NotBefore('effectiveOn') until?: PlainDate;
}
