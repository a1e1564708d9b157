/**
 * Exclusion: suspension and permanent exclusion, issued by the head teacher alone (Education Act 2002 s.51A).
 * A length is in sessions, half-days; one that breaks a limit is recorded and flagged, never refused.
 */
import type { PlainDate } from './calendar/plain-date.js';
import type { CensusTerm } from './calendar/census-day.js';
import { CensusTermField } from './admission-register.js';
import { exclusionCategory } from './codes/exclusion-category.js';
import { exclusionReason } from './codes/exclusion-reason.js';
import { exclusionReview, exclusionReviewOutcome } from './codes/exclusion-review.js';
import { meetingAttendee } from './codes/meeting-attendee.js';
import { senProvision } from './codes/sen-provision.js';
import { Fact } from './fact.js';
import type { EventId, Urn } from './identifiers.js';
import {
  CodeField,
  CodesField,
  DateField,
  EntryIdField,
  NotBefore,
  OneOf,
  Optional,
  UrnField,
  WholeNumber,
  YesOrNo,
} from './validation/fields.js';

export const panelDecisions = ['upheld', 'reconsideration-recommended', 'quashed'] as const;
export const tribunals = ['first-tier-tribunal', 'county-court'] as const;
export const claimOutcomes = ['upheld', 'dismissed', 'withdrawn', 'settled'] as const;
export const sixthDayProviders = [
  'own-school',
  'other-school',
  'pupil-referral-unit',
  'alternative-provision',
  'tuition',
  'other',
] as const;
/** An EHC plan may set fewer hours than full time (SI 2007/1870); nothing else may. */
export const educationHours = ['full-time', 'set-by-ehc-plan', 'part-time'] as const;
export const separationEndings = ['returned', 'suspended', 'permanently-excluded', 'moved', 'other'] as const;

abstract class Exclusion extends Fact {
  @UrnField() school!: Urn;
  @CodesField(exclusionReason, 0, 3) reasons!: string[];
  /** SEN provision as the report of the exclusion gives it. */
  @Optional() @CodeField(senProvision) senProvision?: string;
  /** Its number among those of one school, category and starting day that one file lists: 1, 2 … */
  @Optional() @WholeNumber(1, 1000) ordinal?: number;
  /** The census that reported it: only a later census may correct it. */
  @Optional() @CensusTermField() term?: CensusTerm;
  /** Whether the pupil misses a public examination or a national curriculum test by it (SI 2012/1033 reg 5). */
  @Optional() @YesOrNo() missesExamination?: boolean;
  /** Of a pupil of Year 11: whether public examinations are left to sit (SI 2007/1870: no sixth-day duty without). */
  @Optional() @YesOrNo() examinationsLeft?: boolean;
}

/** Suspended for a fixed period, or from the premises over lunchtimes. `effectiveOn` is the first day. */
export class Suspended extends Exclusion {
  @CodeField(exclusionCategory) category!: string;
  /** Sessions (half-days) that the pupil was due to attend; absent where the report has none. */
  @Optional() @WholeNumber(0, 1000) lengthSessions?: number;
  @Optional() @DateField() @NotBefore('effectiveOn') endsOn?: PlainDate;
  @Optional() @OneOf(['on-site', 'off-site']) place?: 'on-site' | 'off-site';
}

/** Excluded permanently. `effectiveOn` is the day from which. */
export class PermanentlyExcluded extends Exclusion {
  /** Sessions, where a census row gives them: they are no length of a permanent exclusion. */
  @Optional() @WholeNumber(0, 1000) reportedSessions?: number;
}

/**
 * What is about one exclusion of a school names it by the entry that recorded it, or by its first day (and its category
 * where two began that day), as a school's forms know it.
 */
abstract class AboutExclusion extends Fact {
  @UrnField() school!: Urn;
  @Optional() @EntryIdField() exclusion?: EventId;
  @Optional() @DateField() excludedOn?: PlainDate;
  @Optional() @CodeField(exclusionCategory) category?: string;
}

/** The head cancelled an exclusion that the board had not yet considered (in regulations from 1 September 2023). */
export class ExclusionCancelled extends AboutExclusion {}

/** The governing board or an independent review panel dealt with an exclusion. `effectiveOn` is the day of this step. */
export class ExclusionReviewed extends AboutExclusion {
  @CodeField(exclusionReview) review!: string;
  @CodeField(exclusionReviewOutcome) outcome!: string;
  /** What the panel itself decided, where it did: the outcome is then what followed, or `NOG` until it does. */
  @Optional() @OneOf(panelDecisions) panelDecision?: (typeof panelDecisions)[number];
  /** The day from which the board reinstated; the day of the decision where it is not said. */
  @Optional() @DateField() reinstatedFrom?: PlainDate;
  @Optional() @CodesField(meetingAttendee, 0, 20) attended?: string[];
}

/** A claim of disability discrimination by an exclusion was made (Equality Act 2010). */
export class TribunalClaimLodged extends AboutExclusion {
  @OneOf(tribunals) tribunal!: (typeof tribunals)[number];
}

export class TribunalClaimDecided extends AboutExclusion {
  @OneOf(tribunals) tribunal!: (typeof tribunals)[number];
  @OneOf(claimOutcomes) outcome!: (typeof claimOutcomes)[number];
  /** Whether it ordered that the pupil be reinstated. */
  @Optional() @YesOrNo() reinstatementOrdered?: boolean;
}

/** Education from the sixth school day is in place. `effectiveOn` is its first day. */
export class SixthDayEducationArranged extends AboutExclusion {
  @OneOf(['school', 'authority']) arrangedBy!: 'school' | 'authority';
  @OneOf(sixthDayProviders) provider!: (typeof sixthDayProviders)[number];
  /** Where it is, of an establishment that has a URN. */
  @Optional() @UrnField() place?: Urn;
  @OneOf(educationHours) hours!: (typeof educationHours)[number];
  @Optional() @DateField() @NotBefore('effectiveOn') endsOn?: PlainDate;
}

/** Pupil and school met about the return. */
export class ReintegrationMeetingHeld extends AboutExclusion {
  @CodesField(meetingAttendee, 0, 20) attended!: string[];
}

/**
 * Forbidden to attend for a time after an allegation of harm, on safeguarding and not on disciplinary grounds (DfE
 * guidance in force from 26 July 2026): no exclusion, and in no count of them.
 */
export class SafeguardingSeparationStarted extends Fact {
  @UrnField() school!: Urn;
}

export class SafeguardingSeparationEnded extends Fact {
  @UrnField() school!: Urn;
  @OneOf(separationEndings) outcome!: (typeof separationEndings)[number];
}
