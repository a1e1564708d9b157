/**
 * Elective home education, from the first word of it to the return to school, and the measures of an authority where
 * education is not suitable: Education Act 1996 ss.7, 437–443; DfE guidance on elective home education.
 */
import type { PlainDate } from './calendar/plain-date.js';
import { homeEducationLetter, homeEducationReason } from './codes/home-education.js';
import { meetingAttendee } from './codes/meeting-attendee.js';
import { Destination } from './destination.js';
import { Fact } from './fact.js';
import type { AuthorityCode, Urn } from './identifiers.js';
import {
  AuthorityField,
  CodeField,
  CodesField,
  DateField,
  Nested,
  NotBefore,
  OneOf,
  Optional,
  UrnField,
  YesOrNo,
} from './validation/fields.js';

export const consentGrounds = ['special-school', 'child-protection'] as const;
export type ConsentGround = (typeof consentGrounds)[number];
export const suitabilities = ['suitable', 'unsuitable', 'not-yet-known'] as const;
export const suitabilityEvidence = [
  'written-account',
  'samples-of-work',
  'visit',
  'meeting',
  'none-given',
] as const;
export const homeEducationEndings = [
  'returned-to-school',
  'unsuitable',
  'other-provision',
  'moved-away',
  'over-school-age',
  'other',
] as const;

/** Somebody told the school or the authority that the parent will educate at home. `effectiveOn` is the day of it. */
export class HomeEducationNotified extends Fact {
  /** The school whose roll the pupil is on; absent of a child who is on none. */
  @Optional() @UrnField() school?: Urn;
  @OneOf(['parent', 'school', 'authority', 'other']) notifiedBy!: 'parent' | 'school' | 'authority' | 'other';
  @CodeField(homeEducationLetter) letter!: string;
  @Optional() @CodeField(homeEducationReason) reason?: string;
  /** Whether the family tells that exclusion was threatened. */
  @Optional() @YesOrNo() exclusionThreatened?: boolean;
  @Optional() @AuthorityField() authority?: AuthorityCode;
}

/** The authority decided whether a name may go from a roll for home education, where the law asks its consent. */
export class HomeEducationConsentDecided extends Fact {
  @DateField() @NotBefore('requestedOn') override effectiveOn!: PlainDate;
  @Optional() @UrnField() school?: Urn;
  @OneOf(consentGrounds) ground!: ConsentGround;
  @OneOf(['granted', 'refused']) decision!: 'granted' | 'refused';
  @Optional() @DateField() requestedOn?: PlainDate;
  @Optional() @AuthorityField() authority?: AuthorityCode;
}

/** The family was told what home education asks of it, and of the way back. */
export class HomeEducationInformationGiven extends Fact {
  @OneOf(['school', 'authority', 'other']) givenBy!: 'school' | 'authority' | 'other';
}

/** Authority, school and other professionals met the family about it. */
export class HomeEducationMeetingHeld extends Fact {
  @CodesField(meetingAttendee, 0, 20) attended!: string[];
}

/** `effectiveOn` is the first day of education at home. */
export class HomeEducationStarted extends Fact {
  /** The school left for it; absent of a child who never attended one. */
  @Optional() @UrnField() school?: Urn;
  @Optional() @CodeField(homeEducationReason) reason?: string;
  @Optional() @AuthorityField() authority?: AuthorityCode;
}

/** The authority looked into the education that the child has at home. */
export class HomeEducationReviewed extends Fact {
  @OneOf(suitabilities) suitability!: (typeof suitabilities)[number];
  @Optional() @OneOf(suitabilityEvidence) seen?: (typeof suitabilityEvidence)[number];
}

/** The parent asks for a place again. */
export class ReturnRequested extends Fact {
  /** The school asked for; absent where none is named. */
  @Optional() @Nested(() => Destination) destination?: Destination;
  @OneOf(['parent', 'pupil', 'authority', 'other']) requestedBy!: 'parent' | 'pupil' | 'authority' | 'other';
}

/** `effectiveOn` is the last day of education at home. */
export class HomeEducationEnded extends Fact {
  @OneOf(homeEducationEndings) outcome!: (typeof homeEducationEndings)[number];
  /** Where the pupil went on to. */
  @Optional() @Nested(() => Destination) destination?: Destination;
}

/** A notice to satisfy the authority that the child is suitably educated (Education Act 1996 s.437(1)). */
export class EducationNoticeServed extends Fact {
  @AuthorityField() authority!: AuthorityCode;
  /** The last day of the period in which the parent is to satisfy the authority. */
  @Optional() @DateField() @NotBefore('effectiveOn') answerBy?: PlainDate;
}

/** A school attendance order that names a school (s.437(3)). */
export class SchoolAttendanceOrderMade extends Fact {
  @AuthorityField() authority!: AuthorityCode;
  @UrnField() school!: Urn;
}

/** s.442: on the parent's showing that the child is suitably educated otherwise; or for another reason. */
export class SchoolAttendanceOrderRevoked extends Fact {
  @AuthorityField() authority!: AuthorityCode;
  @OneOf(['suitable-education', 'other-school', 'other']) ground!:
    'suitable-education' | 'other-school' | 'other';
}
