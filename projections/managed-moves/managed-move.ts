/** The shapes that managed moves have in a trajectory. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { AuthorityCode, EventId, Urn } from '../../events/identifiers.js';
import type {
  moveFailures,
  moveReviewOutcomes,
  surveyInstruments,
  surveyTimes,
} from '../../events/managed-move.js';
import type { ManagedMoveState, ManagedMoveStep } from './lifecycle.js';
import type { MonthsFollowed } from './outcomes.js';
import type { MoveRegime } from './regimes.js';

export interface ManagedMove {
  readonly homeSchool: Urn;
  /** The school of the trial, of the agreement or of the move; else the one offered, else the one proposed. */
  readonly receivingSchool: Urn | null;
  /** The first day of anything that is known of it. */
  readonly knownFrom: PlainDate;
  /** Null where nobody reported a referral. */
  readonly referredOn: PlainDate | null;
  readonly reason: string | null;
  readonly interventions: readonly string[];
  readonly parentApprovedOn: PlainDate | null;
  readonly pupilHeardOn: PlainDate | null;
  readonly independentRepresentative: boolean | null;
  readonly authorityInvolved: boolean | null;
  readonly agreement: Agreement | null;
  /** Judged by the first day at the receiving school, else of the move, else of the agreement, else of what is known. */
  readonly regime: MoveRegime;
  readonly protocol: Protocol;
  readonly course: readonly ManagedMoveStep[];
  readonly state: ManagedMoveState;
  readonly trial: Trial | null;
  readonly reviews: readonly MoveReview[];
  readonly surveys: readonly Survey[];
  /** The day of success, failure or withdrawal. */
  readonly decidedOn: PlainDate | null;
  readonly failure: Failure | null;
  readonly rolls: RollsOfMove | null;
  /** After a move that was made: 6 and 12 months on. */
  readonly followUps: readonly FollowUp[];
  /** The off-site direction that it follows, by the first entry of that. */
  readonly direction: EventId | null;
  /** Of the pupil's moves that came to a trial or were made, which this is; null where it came to neither. */
  readonly ordinal: number | null;
  /** Days from the beginning of the one before to its own. */
  readonly daysAfterPrevious: number | null;
  /** What its protocol asks for and nobody reported, in the protocol's order. */
  readonly missingSteps: readonly string[];
  readonly evidence: readonly EventId[];
}

/** An authority's protocol as it held when the move began. */
export interface Protocol {
  readonly authority: AuthorityCode | null;
  /** Null where the authority set none: then what guidance asks for stands in. */
  readonly setBy: EventId | null;
  /** Null where it knows no trial. */
  readonly trialWeeks: number | null;
  readonly requiredSteps: readonly string[];
  readonly panelName: string | null;
}

export interface Agreement {
  readonly on: PlainDate;
  readonly agreedBy: readonly string[];
  readonly evidence: EventId;
}

/** Who sets the day for a decision: a review that makes the trial longer, the schools, or the protocol's weeks. */
export const decisionDaySetters = ['review', 'schools', 'protocol'] as const;

/** Dual registered, at the receiving school. */
export interface Trial {
  readonly startedOn: PlainDate;
  /** The last day in time for the decision; it is overdue when it lies behind and nobody decided. */
  readonly decisionDueOn: PlainDate;
  readonly dueBy: (typeof decisionDaySetters)[number];
  /** That day and those before it, each from the day on which it was agreed. */
  readonly decisionDays: readonly [DecisionDay, ...DecisionDay[]];
  readonly endedOn: PlainDate | null;
  readonly evidence: readonly EventId[];
}

/** A day for the decision of a trial, until another one was agreed. */
export interface DecisionDay {
  readonly agreedOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly by: (typeof decisionDaySetters)[number];
  readonly evidence: EventId;
}

export interface MoveReview {
  readonly on: PlainDate;
  readonly outcome: (typeof moveReviewOutcomes)[number];
  readonly evidence: EventId;
}

export interface Survey {
  readonly on: PlainDate;
  readonly time: (typeof surveyTimes)[number];
  readonly instrument: (typeof surveyInstruments)[number];
  readonly towardsSelf: number | null;
  readonly towardsSchool: number | null;
  readonly evidence: EventId;
}

export interface Failure {
  readonly reason: (typeof moveFailures)[number];
  /** The day on which a panel heard of it. */
  readonly consideredOn: PlainDate | null;
  readonly headsAccountGiven: boolean | null;
}

/** What the rolls say of a move that was decided. */
export interface RollsOfMove {
  /** Last day as the home school's main registration; null while it lasts. */
  readonly leftHomeOn: PlainDate | null;
  /** First day as the receiving school's main registration; null where there is none. */
  readonly joinedOn: PlainDate | null;
  /** Whether the rolls changed as the decision says: on one date for a move that was made, not at all for a failed one. */
  readonly agree: boolean;
}

/** Whether the pupil was still at the receiving school so many months after the move: told for a day by `heldAsAt`. */
export interface FollowUp {
  readonly months: MonthsFollowed;
  readonly dueOn: PlainDate;
  /** Last day at the receiving school before that day; null where the pupil is not known to have left it. */
  readonly leftOn: PlainDate | null;
  /** Whether the ledger sees the receiving school's roll; else only a report can tell. */
  readonly onRoll: boolean;
  /** Left because schooling, or the school's age range, was at its end: no failure of the move. */
  readonly schoolingEnded: boolean;
  /** What somebody reported; the roll stands before it. */
  readonly reported: boolean | null;
  readonly reportedBy: EventId | null;
}
