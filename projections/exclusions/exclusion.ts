/** The shapes that exclusions have in a trajectory. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { ExclusionTerm } from '../../events/calendar/exclusion-term.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type {
  claimOutcomes,
  educationHours,
  separationEndings,
  sixthDayProviders,
  tribunals,
} from '../../events/exclusion.js';
import type { AuthorityCode, EventId, Urn } from '../../events/identifiers.js';
import type { ExclusionState, ExclusionStep } from './lifecycle.js';

export interface Exclusion {
  readonly kind: 'suspension' | 'permanent-exclusion';
  readonly school: Urn;
  readonly category: string;
  readonly startedOn: PlainDate;
  /** The last day, where the report has one. */
  readonly endsOn: PlainDate | null;
  /** Half-days; null for a permanent exclusion and where the report has none. */
  readonly lengthSessions: number | null;
  readonly place: 'on-site' | 'off-site' | null;
  readonly reasons: readonly string[];
  readonly senProvision: string | null;
  readonly missesExamination: boolean;
  /** Whether a pupil of Year 11 has examinations left to sit; null where the report does not say. */
  readonly examinationsLeft: boolean | null;
  /** Whether direct reports of it give different lengths or reasons. */
  readonly reportsDiffer: boolean;
  /** Whether no report but those of censuses tells of it. */
  readonly isInCensusOnly: boolean;
  /** What became of it, in the order of days, and the state that this has come to. */
  readonly course: readonly ExclusionStep[];
  readonly state: ExclusionState;
  readonly cancelledOn: PlainDate | null;
  /** The first day back by reinstatement; null where there is none, or its day is not known. */
  readonly reinstatedFrom: PlainDate | null;
  readonly claims: readonly TribunalClaim[];
  readonly meetings: readonly ReintegrationMeeting[];
  /** Of a permanent exclusion: back at this school, or on the roll of another mainstream one. */
  readonly returned: Return | null;
  readonly schoolYear: SchoolYear;
  readonly schoolYearByDefault: boolean;
  /** Sessions out of school by it: of one that was cancelled or overturned, those already missed. */
  readonly sessionsOut: number;
  /** Sessions out in that school year up to and with this one, over all schools. */
  readonly sessionsInYear: number;
  /** The terms that a suspension's sessions lie in. */
  readonly terms: readonly SessionsOfTerm[];
  /** What the sum of a term, with this suspension, has the governing board do (SI 2012/1033 reg 5). */
  readonly boardThreshold: BoardThreshold | null;
  readonly evidence: readonly EventId[];
}

/** More than 5 or more than 15 school days of suspension in one term. */
export type BoardThreshold = 'over-5-days' | 'over-15-days';

export interface SessionsOfTerm extends ExclusionTerm {
  readonly sessions: number;
  /** Sessions of the pupil's suspensions in that term up to and with this one. */
  readonly sessionsSoFar: number;
}

export interface TribunalClaim {
  readonly tribunal: (typeof tribunals)[number];
  /** Null where only the decision was reported. */
  readonly lodgedOn: PlainDate | null;
  readonly decidedOn: PlainDate | null;
  readonly outcome: (typeof claimOutcomes)[number] | null;
  readonly reinstatementOrdered: boolean;
  readonly evidence: readonly EventId[];
}

export interface ReintegrationMeeting {
  readonly on: PlainDate;
  readonly attended: readonly string[];
  readonly evidence: EventId;
}

export interface Return {
  readonly on: PlainDate;
  readonly to: Urn;
}

/**
 * Consecutive school days out of one school by suspensions, or by a permanent exclusion: education is owed from the
 * sixth of them (SI 2007/1870 as amended by SI 2014/3216).
 */
export interface SixthDay {
  readonly of: 'suspensions' | 'permanent-exclusion';
  readonly school: Urn;
  readonly from: PlainDate;
  /** Last day out; null while a permanent exclusion keeps the pupil out of every school. */
  readonly to: PlainDate | null;
  /** Null while it lasts. */
  readonly schoolDays: number | null;
  /** The sixth school day; null where there are not six. */
  readonly dueOn: PlainDate | null;
  /** Whether any of these days stands on the default calendar. */
  readonly byDefault: boolean;
  readonly dutyHolder: DutyHolder;
  /** Why nothing is owed though there are six days. */
  readonly exemption: SixthDayExemption | null;
  readonly arrangements: readonly SixthDayArrangement[];
  /** School days out without education from the first on; null while it lasts without any in place. */
  readonly daysWithoutEducation: number | null;
  readonly evidence: readonly EventId[];
}

/** The school for its suspensions; the authority for permanent exclusions and for those of a pupil referral unit. */
export type DutyHolder =
  | { readonly kind: 'school'; readonly school: Urn }
  | { readonly kind: 'authority'; readonly authority: AuthorityCode | null };

export type SixthDayExemption = 'outside-compulsory-school-age' | 'no-examinations-left';

export interface SixthDayArrangement {
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  readonly arrangedBy: 'school' | 'authority';
  readonly provider: (typeof sixthDayProviders)[number];
  readonly place: Urn | null;
  readonly hours: (typeof educationHours)[number];
  readonly evidence: EventId;
}

/** A time forbidden to attend on safeguarding grounds: no exclusion. */
export interface SafeguardingSeparation {
  readonly school: Urn;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  readonly outcome: (typeof separationEndings)[number] | null;
  readonly evidence: readonly EventId[];
}
