/** The shapes that unrecorded practice has in a trajectory. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { EventId, Urn } from '../../events/identifiers.js';
import type {
  InformalExclusionReported,
  MoveExplained,
  ReducedTimetableReviewed,
  ReducedTimetableStarted,
  timetableEndings,
} from '../../events/unrecorded-practice.js';
import type { ConcernState, ConcernStep } from './concern-lifecycle.js';
import type { TimetableState, TimetableStep } from './timetable-lifecycle.js';

export interface ReducedTimetable {
  readonly school: Urn;
  /** Null where only a review or the end was reported. */
  readonly from: PlainDate | null;
  /** Last day; null while it lasts. */
  readonly to: PlainDate | null;
  /** As planned, by the latest report that says. */
  readonly plannedEnd: PlainDate | null;
  /** Half-days a week of ten, by the latest report that says. */
  readonly sessionsAWeek: number | null;
  readonly reason: ReducedTimetableStarted['reason'] | null;
  /** Whether a parent agreed, by the latest report that says; null where none does. */
  readonly parentAgreed: boolean | null;
  readonly reviews: readonly TimetableReview[];
  /** When the next review is due: as planned, else by the authority's own standard; null once it ended or is to end. */
  readonly reviewDue: PlainDate | null;
  /** Of its beginning and of each review after which it goes on, the next review: held or not. */
  readonly reviewsDue: readonly ReviewDue[];
  readonly ending: (typeof timetableEndings)[number] | null;
  readonly course: readonly TimetableStep[];
  readonly state: TimetableState;
  readonly evidence: readonly EventId[];
}

export interface ReviewDue {
  /** The day of the report. */
  readonly after: PlainDate;
  readonly dueOn: PlainDate;
  /** Whether the report names the day; else it is the authority's own standard. */
  readonly isPlanned: boolean;
  readonly evidence: EventId;
}

export interface TimetableReview {
  readonly on: PlainDate;
  readonly outcome: ReducedTimetableReviewed['outcome'];
  readonly evidence: EventId;
}

/** Time out that somebody tells of and no exclusion records: one of a school and first day, whoever tells of it. */
export interface InformalExclusion {
  readonly school: Urn;
  readonly from: PlainDate;
  /** Last day, where anybody says; the latest where they differ. */
  readonly to: PlainDate | null;
  readonly sessions: number | null;
  readonly kinds: readonly InformalExclusionReported['kind'][];
  /** Codes of those who told of it. */
  readonly reportedBy: readonly string[];
  readonly evidence: readonly EventId[];
}

export interface Concern {
  readonly kind: string;
  readonly raisedBy: string;
  readonly raisedOn: PlainDate;
  readonly school: Urn | null;
  /** The entry that it is about. */
  readonly about: EventId | null;
  readonly resolvedOn: PlainDate | null;
  readonly resolvedBy: string | null;
  readonly course: readonly ConcernStep[];
  readonly state: ConcernState;
  readonly evidence: readonly EventId[];
}

/** How an officer explained a leaving. */
export interface MoveExplanation {
  readonly school: Urn;
  readonly leftOn: PlainDate;
  /** The day on which it was given: it counts from then on. */
  readonly on: PlainDate;
  readonly reason: string;
  readonly evidenceKind: MoveExplained['evidence'];
  readonly reference: string | null;
  readonly evidence: EventId;
}
