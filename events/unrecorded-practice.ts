/**
 * What registers do not show: time out of school that nobody records as exclusion, concerns about how a pupil came to
 * leave, and officers' explanations of moves.
 */
import type { PlainDate } from './calendar/plain-date.js';
import { concernKind, reporter } from './codes/concern.js';
import { moveExplanation } from './codes/move-explanation.js';
import { Fact } from './fact.js';
import type { EventId, Urn } from './identifiers.js';
import {
  CodeField,
  DateField,
  EntryIdField,
  NotBefore,
  OneOf,
  Optional,
  FilingNumber,
  UrnField,
  WholeNumber,
  YesOrNo,
} from './validation/fields.js';

export const timetableReasons = [
  'health',
  'reintegration',
  'behaviour',
  'anxiety',
  'special-needs',
  'other',
] as const;
export const timetableEndings = [
  'full-time',
  'left-the-school',
  'excluded',
  'other-provision',
  'other',
] as const;
export const informalExclusionKinds = [
  'sent-home',
  'told-to-stay-away',
  'collected-early',
  'cooling-off',
  'other',
] as const;
export const explanationEvidence = [
  'letter-of-parent',
  'record-of-meeting',
  'panel-minute',
  'record-of-other-authority',
  'record-of-other-service',
  'told-by-parent',
  'told-by-school',
  'none',
] as const;

/** From `effectiveOn` the pupil is taught for less than the school's whole week. */
export class ReducedTimetableStarted extends Fact {
  @UrnField() school!: Urn;
  /** Half-days a week that the pupil attends, of ten. */
  @WholeNumber(0, 10) sessionsAWeek!: number;
  @OneOf(timetableReasons) reason!: (typeof timetableReasons)[number];
  /** Whether a parent agreed; absent where nobody says. */
  @Optional() @YesOrNo() parentAgreed?: boolean;
  /** When it is to end, and when it is to be reviewed, as planned. */
  @Optional() @DateField() @NotBefore('effectiveOn') plannedEnd?: PlainDate;
  @Optional() @DateField() @NotBefore('effectiveOn') reviewBy?: PlainDate;
}

export class ReducedTimetableReviewed extends Fact {
  @UrnField() school!: Urn;
  @OneOf(['continued', 'increased', 'reduced', 'to-end']) outcome!:
    'continued' | 'increased' | 'reduced' | 'to-end';
  @Optional() @WholeNumber(0, 10) sessionsAWeek?: number;
  @Optional() @YesOrNo() parentAgreed?: boolean;
  @Optional() @DateField() @NotBefore('effectiveOn') plannedEnd?: PlainDate;
  @Optional() @DateField() @NotBefore('effectiveOn') reviewBy?: PlainDate;
}

/** `effectiveOn` is the last day of it. */
export class ReducedTimetableEnded extends Fact {
  @UrnField() school!: Urn;
  @OneOf(timetableEndings) outcome!: (typeof timetableEndings)[number];
}

/**
 * Somebody tells that the pupil was sent or kept away without an exclusion. `effectiveOn` is its first day. That it is
 * told makes it a report, not a finding.
 */
export class InformalExclusionReported extends Fact {
  @UrnField() school!: Urn;
  @CodeField(reporter) reportedBy!: string;
  @OneOf(informalExclusionKinds) kind!: (typeof informalExclusionKinds)[number];
  @Optional() @DateField() @NotBefore('effectiveOn') endsOn?: PlainDate;
  @Optional() @WholeNumber(1, 1000) sessions?: number;
}

/** Somebody is concerned. Substantiated or dismissed by `ConcernResolved`; until then open, and never a verdict. */
export class ConcernRaised extends Fact {
  @CodeField(concernKind) kind!: string;
  @CodeField(reporter) raisedBy!: string;
  @Optional() @UrnField() school?: Urn;
  /** The entry that it is about. */
  @Optional() @EntryIdField() about?: EventId;
}

/** The concern is named by its entry, or by its kind and the day on which it was raised, as forms know it. */
export class ConcernResolved extends Fact {
  @DateField() @NotBefore('raisedOn') override effectiveOn!: PlainDate;
  @Optional() @EntryIdField() concern?: EventId;
  @Optional() @CodeField(concernKind) kind?: string;
  @Optional() @DateField() raisedOn?: PlainDate;
  @OneOf(['substantiated', 'dismissed']) outcome!: 'substantiated' | 'dismissed';
  @CodeField(reporter) resolvedBy!: string;
}

/**
 * An officer explains a leaving. It counts from the day on which it is given, in the authority's own profile only, and
 * changes no published method's figure.
 */
export class MoveExplained extends Fact {
  /** The school that was left. */
  @UrnField() school!: Urn;
  @DateField() leftOn!: PlainDate;
  @CodeField(moveExplanation) reason!: string;
  @OneOf(explanationEvidence) evidence!: (typeof explanationEvidence)[number];
  /** The number under which the evidence is kept. */
  @Optional() @FilingNumber() reference?: string;
}
