/** The shapes that home education has in a trajectory. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type {
  ConsentGround,
  homeEducationEndings,
  suitabilities,
  SchoolAttendanceOrderRevoked,
} from '../../events/home-education.js';
import type { AuthorityCode, EventId, Urn } from '../../events/identifiers.js';
import type { DueDate } from '../duties/clocks.js';
import type { HomeEducationState, HomeEducationStep } from './lifecycle.js';
import type { OrderState, OrderStep } from './order-lifecycle.js';

/** One time of education at home. */
export interface HomeEducation {
  /** The school left for it, or whose roll the pupil was on when it was told of; null where none is known. */
  readonly school: Urn | null;
  /** The authority of that school, else the one that a report names. */
  readonly authority: AuthorityCode | null;
  readonly notifiedOn: PlainDate | null;
  /** Codes of the first notice. */
  readonly letter: string | null;
  readonly reason: string | null;
  /** Last day on the roll left for it. */
  readonly leftOn: PlainDate | null;
  /** First day at home: as reported, else the day after leaving; null while it has not begun, or nobody told. */
  readonly startedOn: PlainDate | null;
  readonly informationGivenOn: PlainDate | null;
  readonly meetings: readonly HomeEducationMeeting[];
  /** When professionals are to have met the family, by the authority's own standard. */
  readonly meetingDue: DueDate | null;
  readonly consents: readonly Consent[];
  readonly reviews: readonly SuitabilityReview[];
  readonly returnWindow: ReturnWindow | null;
  readonly returnRequestedOn: PlainDate | null;
  readonly returned: ReturnToSchool | null;
  /** Last day at home. */
  readonly endedOn: PlainDate | null;
  readonly ending: (typeof homeEducationEndings)[number] | 'died' | null;
  /** Which of the pupil's times at home this is, from 1. */
  readonly number: number;
  /** Signs that it may not have been the family's own choice: concerns with their evidence, never a verdict. */
  readonly pressure: readonly SignOfPressure[];
  readonly course: readonly HomeEducationStep[];
  readonly state: HomeEducationState;
  readonly evidence: readonly EventId[];
}

export interface HomeEducationMeeting {
  readonly on: PlainDate;
  readonly attended: readonly string[];
  readonly evidence: EventId;
}

/** A consent that the law asks, or that was decided all the same. */
export interface Consent {
  readonly ground: ConsentGround;
  /** Where the law asks it; null where nothing in this history has it asked. */
  readonly askedBy: string | null;
  readonly decision: 'granted' | 'refused' | null;
  readonly decidedOn: PlainDate | null;
  readonly requestedOn: PlainDate | null;
  readonly evidence: readonly EventId[];
}

export interface SuitabilityReview {
  readonly on: PlainDate;
  readonly suitability: (typeof suitabilities)[number];
  readonly evidence: EventId;
}

/** The days in which the school left takes the pupil back. No law has it: each authority's own standard. */
export interface ReturnWindow {
  readonly school: Urn;
  readonly schoolDays: number;
  readonly standardByDefault: boolean;
  readonly lastDay: PlainDate;
  readonly byDefaultCalendar: boolean;
}

export interface ReturnToSchool {
  readonly on: PlainDate;
  readonly to: Urn;
  readonly toSchoolLeft: boolean;
  /** Null where there is no window. */
  readonly withinWindow: boolean | null;
  /** Calendar days at home; null where the beginning is not known. */
  readonly daysAtHome: number | null;
  readonly evidence: readonly EventId[];
}

export type PressureSign =
  'after-exclusion' | 'after-threat' | 'letter-not-the-parents' | 'reason-names-the-school';

export interface SignOfPressure {
  readonly sign: PressureSign;
  readonly on: PlainDate;
  readonly evidence: readonly EventId[];
}

/** A notice under s.437 with the order that followed, or an order alone. */
export interface AttendanceOrder {
  readonly authority: AuthorityCode;
  readonly noticeServedOn: PlainDate | null;
  readonly answerBy: PlainDate | null;
  readonly orderMadeOn: PlainDate | null;
  /** The school that the order names. */
  readonly school: Urn | null;
  readonly joined: { readonly on: PlainDate; readonly school: Urn } | null;
  readonly revokedOn: PlainDate | null;
  readonly revokedFor: SchoolAttendanceOrderRevoked['ground'] | null;
  readonly course: readonly OrderStep[];
  readonly state: OrderState;
  readonly evidence: readonly EventId[];
}
