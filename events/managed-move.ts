/**
 * Managed move: a voluntary agreement of home school, receiving school, parent and pupil that the pupil changes school.
 * Until 25 July 2026 protocols let a trial come before, with the pupil on both rolls; statutory guidance in force from
 * the day after knows no trial. Steps in any order, or left out, are recorded and flagged.
 */
import type { PlainDate } from './calendar/plain-date.js';
import { intervention, managedMoveParty, managedMoveReason, managedMoveStep } from './codes/managed-move.js';
import { meetingAttendee } from './codes/meeting-attendee.js';
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
  TextField,
  UrnField,
  WholeNumber,
  YesOrNo,
} from './validation/fields.js';

export const panelDecisionsOnMove = ['offered', 'refused', 'deferred'] as const;
export const moveReviewOutcomes = ['going-well', 'concerns', 'extended', 'to-end'] as const;
export const moveFailures = [
  'behaviour',
  'attendance',
  'pupil-or-parent',
  'receiving-school',
  'other',
  'not-stated',
] as const;
export const moveWithdrawers = ['home-school', 'receiving-school', 'parent', 'pupil', 'panel'] as const;
export const surveyTimes = ['before', 'after'] as const;
export const surveyInstruments = ['pass', 'boxall', 'sdq', 'own', 'other'] as const;

/** The home school referred the pupil to the panel. */
export class ManagedMoveReferred extends Fact {
  /** The home school. */
  @UrnField() school!: Urn;
  /** The school that is proposed, where one is. */
  @Optional() @UrnField() receivingSchool?: Urn;
  @CodeField(managedMoveReason) reason!: string;
  @CodesField(intervention, 0, 20) interventions!: string[];
  @Optional() @DateField() parentApprovedOn?: PlainDate;
  @Optional() @DateField() pupilHeardOn?: PlainDate;
  /** Whether somebody independent of schools and authority speaks for the pupil (EPI 2024). */
  @Optional() @YesOrNo() independentRepresentative?: boolean;
  /** Whether the authority takes part, as it is to where the pupil has an EHC plan (DfE guidance). */
  @Optional() @YesOrNo() authorityInvolved?: boolean;
}

/**
 * What is about one managed move says by which referral it came about: by that entry, or by the day of the referral, as
 * a school's forms know it. Without either it is of the one that goes on from that home school.
 */
abstract class AboutManagedMove extends Fact {
  /** The home school. */
  @UrnField() school!: Urn;
  @Optional() @EntryIdField() referral?: EventId;
  @Optional() @DateField() referredOn?: PlainDate;
}

/** The panel considered a referral. */
export class ManagedMoveConsidered extends AboutManagedMove {
  @OneOf(panelDecisionsOnMove) decision!: (typeof panelDecisionsOnMove)[number];
  /** The school whose place is offered. */
  @Optional() @UrnField() receivingSchool?: Urn;
}

/** The two schools, the parent and the pupil met. */
export class ManagedMoveMeetingHeld extends AboutManagedMove {
  @CodesField(meetingAttendee, 0, 20) attended!: string[];
  @Optional() @UrnField() receivingSchool?: Urn;
}

export class ManagedMoveAgreed extends AboutManagedMove {
  @UrnField() receivingSchool!: Urn;
  @CodesField(managedMoveParty, 0, 4) agreedBy!: string[];
  @Optional() @YesOrNo() independentRepresentative?: boolean;
  /** The off-site direction to the receiving school that it follows: the entry of its notice or of its start. */
  @Optional() @EntryIdField() direction?: EventId;
}

/** First day at the receiving school, still on the home school's roll. */
export class ManagedMoveTrialStarted extends AboutManagedMove {
  @UrnField() receivingSchool!: Urn;
  /** The day by which the schools agreed to decide; the protocol's length of trial where they did not. */
  @Optional() @DateField() @NotBefore('effectiveOn') decisionDueOn?: PlainDate;
}

/** The pupil's attitudes to self and to school were surveyed, before the move or at its end. */
export class AttitudeSurveyed extends AboutManagedMove {
  @OneOf(surveyTimes) time!: (typeof surveyTimes)[number];
  @OneOf(surveyInstruments) instrument!: (typeof surveyInstruments)[number];
  /** Percentiles of the instrument, from 0 to 100. */
  @Optional() @WholeNumber(0, 100) towardsSelf?: number;
  @Optional() @WholeNumber(0, 100) towardsSchool?: number;
}

export class ManagedMoveReviewed extends AboutManagedMove {
  @OneOf(moveReviewOutcomes) outcome!: (typeof moveReviewOutcomes)[number];
  /** The day by which to decide, where the trial was made longer. */
  @Optional() @DateField() @NotBefore('effectiveOn') decisionDueOn?: PlainDate;
  @Optional() @CodesField(meetingAttendee, 0, 20) attended?: string[];
}

/** The pupil is the receiving school's from `effectiveOn` on. What the rolls say of it, their own entries say. */
export class ManagedMoveSucceeded extends AboutManagedMove {
  @UrnField() receivingSchool!: Urn;
  @Optional() @EntryIdField() direction?: EventId;
}

/** The pupil stays on the home school's roll; `effectiveOn` was the last day at the receiving school. */
export class ManagedMoveFailed extends AboutManagedMove {
  @OneOf(moveFailures) reason!: (typeof moveFailures)[number];
  @Optional() @UrnField() receivingSchool?: Urn;
}

/** The panel heard of a failed move. */
export class ManagedMoveFailureConsidered extends AboutManagedMove {
  /** Whether the head teachers gave their account, as a panel may ask of them. */
  @YesOrNo() headsAccountGiven!: boolean;
}

/** Given up before anybody decided on it. */
export class ManagedMoveWithdrawn extends AboutManagedMove {
  @OneOf(moveWithdrawers) by!: (typeof moveWithdrawers)[number];
}

/** Somebody looked at what became of a move; needed where the receiving school's roll is out of the ledger's sight. */
export class ManagedMoveOutcomeReported extends AboutManagedMove {
  /** Months after the move: 6 and 12 are what measures look at. */
  @WholeNumber(1, 60) months!: number;
  /** Whether the pupil was still at the receiving school. */
  @YesOrNo() sustained!: boolean;
}

/**
 * An authority's own protocol from `effectiveOn` on, in that authority's stream. A move stays under the one that it
 * began under.
 */
export class ManagedMoveProtocolSet extends Fact {
  /** Absent where the protocol knows no trial. */
  @Optional() @WholeNumber(1, 52) trialWeeks?: number;
  @CodesField(managedMoveStep, 0, 11) requiredSteps!: string[];
  @Optional() @TextField(100) panelName?: string;
}
