/**
 * Education away from the school that has the pupil on roll. A governing board directs a pupil off-site to improve
 * behaviour (Education Act 2002 s.29A; SI 2010/1156 as amended by SI 2012/2532; academies and pupil referral units by
 * the same procedure from 26 July 2026); an authority arranges alternative provision (Education Act 1996 s.19).
 * Where a pupil is taught is told apart from where the pupil is registered.
 */
import type { PlainDate } from './calendar/plain-date.js';
import {
  directionNoticeItem,
  directionObjective,
  placementReason,
  providerQuality,
  provisionSetting,
} from './codes/alternative-provision.js';
import { meetingAttendee } from './codes/meeting-attendee.js';
import { ncYear } from './codes/nc-year.js';
import { Fact } from './fact.js';
import type { AuthorityCode, EventId, Urn } from './identifiers.js';
import {
  AuthorityField,
  CodeField,
  CodesField,
  DateField,
  EntryIdField,
  Nested,
  NotBefore,
  OneOf,
  Optional,
  ShapedText,
  TextField,
  UrnField,
  WholeNumber,
  YesOrNo,
} from './validation/fields.js';

export const placementPatterns = ['full-time', 'part-time'] as const;
export const placementRegistrations = ['single', 'dual'] as const;
export const reviewRequesters = ['parent', 'authority'] as const;
export const placementDecisions = ['continues', 'changes', 'ends'] as const;
export const placementEndings = [
  'returned-to-school',
  'managed-move',
  'another-placement',
  'another-school',
  'permanently-excluded',
  'home-education',
  'end-of-schooling',
  'other',
  'not-known',
] as const;

/**
 * Where education is provided: by its URN, else its UKPRN, else the authority's own reference. What has none of them is
 * known by its setting alone.
 */
export class Provider {
  @Optional() @UrnField() school?: Urn;
  @Optional() @ShapedText('a UKPRN of eight digits', /^[1-9][0-9]{7}$/) ukprn?: string;
  @Optional()
  @ShapedText('a reference of 1 to 40 letters, digits and hyphens', /^[A-Za-z0-9-]{1,40}$/)
  reference?: string;
  /** What kind of place it is, where it has neither URN nor UKPRN. */
  @Optional() @CodeField(provisionSetting) setting?: string;
}

/** The board gave written notice of a direction. `effectiveOn` is the day on which it was given. */
export class OffSiteDirectionNotified extends Fact {
  /** The school that directs. */
  @UrnField() school!: Urn;
  @Nested(() => Provider) provider!: Provider;
  @DateField() startsOn!: PlainDate;
  /** The number of school days that the notice names. */
  @Optional() @WholeNumber(1, 400) days?: number;
  @Optional() @CodeField(placementReason) reason?: string;
  @CodesField(directionObjective, 0, 10) objectives!: string[];
  /** What the notice states, of all that it has to. */
  @CodesField(directionNoticeItem, 0, 6) states!: string[];
  @YesOrNo() parentTold!: boolean;
  /** Whether the authority was told, as it has to be where it keeps an EHC plan. */
  @Optional() @YesOrNo() authorityTold?: boolean;
}

/** How a pupil attends, from `effectiveOn` on. */
abstract class Attendance extends Fact {
  @OneOf(placementPatterns) pattern!: (typeof placementPatterns)[number];
  /** Half-days a week at the provider; ten are full time. */
  @Optional() @WholeNumber(1, 14) sessionsPerWeek?: number;
  /** The day on which it is meant to end. */
  @Optional() @DateField() @NotBefore('effectiveOn') plannedEndOn?: PlainDate;
}

/** First day off-site. What its law asks to be known may be missing: it is flagged then, not refused. */
export class OffSiteDirectionStarted extends Attendance {
  @UrnField() school!: Urn;
  @Nested(() => Provider) provider!: Provider;
  @Optional() @CodeField(placementReason) reason?: string;
  @OneOf(placementRegistrations) registration!: (typeof placementRegistrations)[number];
}

/**
 * What is about one direction says which: by the entry of its notice or its start, or by its first day. Without either
 * it is of the one that lasts at that school.
 */
abstract class AboutDirection extends Fact {
  @UrnField() school!: Urn;
  @Optional() @EntryIdField() direction?: EventId;
  @Optional() @DateField() startedOn?: PlainDate;
}

/** A parent, or the authority of an EHC plan, asked in writing for a review: owed unless one was held in ten weeks. */
export class OffSiteDirectionReviewRequested extends AboutDirection {
  @OneOf(reviewRequesters) by!: (typeof reviewRequesters)[number];
}

/** The direction was reviewed; a change, such as a step down, holds from `effectiveOn`. */
export class OffSiteDirectionReviewed extends AboutDirection {
  @OneOf(placementDecisions) decision!: (typeof placementDecisions)[number];
  @Optional() @OneOf(placementPatterns) pattern?: (typeof placementPatterns)[number];
  @Optional() @WholeNumber(1, 14) sessionsPerWeek?: number;
  @Optional() @DateField() @NotBefore('effectiveOn') plannedEndOn?: PlainDate;
  @Optional() @CodesField(meetingAttendee, 0, 20) attended?: string[];
}

/** The parent complained to the board or the trust: there is no independent review of a direction. */
export class OffSiteDirectionDisputed extends AboutDirection {
  @OneOf(['governing-board', 'trust']) to!: 'governing-board' | 'trust';
}

/** `effectiveOn` was the last day off-site. */
export class OffSiteDirectionEnded extends AboutDirection {
  @OneOf(placementEndings) followedBy!: (typeof placementEndings)[number];
  @Optional() @YesOrNo() objectivesMet?: boolean;
}

/** First day at provision that the authority arranged. */
export class AlternativeProvisionStarted extends Attendance {
  @AuthorityField() authority!: AuthorityCode;
  /** The school that has the pupil on roll, or that excluded the pupil; absent where there is none. */
  @Optional() @UrnField() school?: Urn;
  @Nested(() => Provider) provider!: Provider;
  @Optional() @CodeField(placementReason) reason?: string;
  @OneOf(placementRegistrations) registration!: (typeof placementRegistrations)[number];
  /** Where the pupil is taught, if not at the provider: some are on a unit's roll and supported in their own school. */
  @Optional() @UrnField() taughtAt?: Urn;
  /** The exclusion that it follows. */
  @Optional() @EntryIdField() exclusion?: EventId;
}

abstract class AboutProvision extends Fact {
  @AuthorityField() authority!: AuthorityCode;
  /** The entry of its start, or its first day; without either it is of the one that lasts. */
  @Optional() @EntryIdField() provision?: EventId;
  @Optional() @DateField() startedOn?: PlainDate;
}

/** The package was reviewed; a change, such as a step down, holds from `effectiveOn`. */
export class AlternativeProvisionReviewed extends AboutProvision {
  @OneOf(placementDecisions) decision!: (typeof placementDecisions)[number];
  @Optional() @OneOf(placementPatterns) pattern?: (typeof placementPatterns)[number];
  @Optional() @WholeNumber(1, 14) sessionsPerWeek?: number;
  @Optional() @DateField() @NotBefore('effectiveOn') plannedEndOn?: PlainDate;
}

/** `effectiveOn` was the last day there. */
export class AlternativeProvisionEnded extends AboutProvision {
  @OneOf(placementEndings) followedBy!: (typeof placementEndings)[number];
}

/** Attendance at a provider, directed or arranged, from `effectiveOn` to `until`. */
export class AlternativeProvisionAttended extends Fact {
  @Nested(() => Provider) provider!: Provider;
  @DateField() @NotBefore('effectiveOn') until!: PlainDate;
  @WholeNumber(0, 1000) sessionsPossible!: number;
  @WholeNumber(0, 1000) sessionsAttended!: number;
}

/** A provider was checked, in the stream of the authority that keeps the list of providers. */
export class ProviderChecked extends Fact {
  @Nested(() => Provider) provider!: Provider;
  /** Whether it is registered as a school, as a place that gives full-time education has to be. */
  @YesOrNo() registered!: boolean;
  @CodeField(providerQuality) quality!: string;
  /** Whether somebody went there. */
  @YesOrNo() visited!: boolean;
  /** The school that checked; absent where the authority did. */
  @Optional() @UrnField() school?: Urn;
}

/** Places that an authority commissioned at a provider from `effectiveOn`; of two from one day the later entry stands. */
export class PlacesCommissioned extends Fact {
  @Nested(() => Provider) provider!: Provider;
  @WholeNumber(0, 100_000) places!: number;
  /** Last day; until the next commission of that provider where it is absent. */
  @Optional() @DateField() @NotBefore('effectiveOn') until?: PlainDate;
}

/**
 * How an authority has alternative provision found from `effectiveOn` on. A placement belongs to the system in force
 * when it begins, save for pupils whose year group then stays with the one before.
 */
export class AlternativeProvisionSystemSet extends Fact {
  @TextField(100) name!: string;
  /** National curriculum years that, at this day, stay in the system before. */
  @CodesField(ncYear, 0, 15) staying!: string[];
}
