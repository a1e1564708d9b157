/** What one pupil's history says, read whole: the shape that every projection starts from. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { RegisterRegime } from '../../events/codes/deletion-ground.js';
import type { Destination } from '../../events/destination.js';
import type { EventId, PupilId, Urn } from '../../events/identifiers.js';
import type { Exclusion, SafeguardingSeparation, SixthDay } from '../exclusions/exclusion.js';
import type { AttendanceOrder, HomeEducation } from '../home-education/home-education.js';
import type {
  AdmissionRefusal,
  FairAccess,
  MissingEducation,
} from '../missing-education/missing-education.js';
import type {
  Concern,
  InformalExclusion,
  MoveExplanation,
  ReducedTimetable,
} from '../unrecorded-practice/practice.js';
import type { ManagedMove } from '../managed-moves/managed-move.js';
import type { Placement } from '../off-site-directions/placement.js';
import type { AttendanceWeek } from '../attendance/attendance.js';
import type { Challenge } from '../challenges/challenges.js';
import type { BudgetShare, CostRecovery } from '../cost-recovery/cost-recovery.js';
import type { Report } from '../reconciliation/reporting-lag.js';
import type {
  Disclosure,
  Notification,
  RiskConsideration,
  TransferFile,
} from '../notifications/notifications.js';
import type { InSchoolUnit, PostSixteenDestination, Signpost, SupportReferral } from '../support/support.js';
import type { Circumstances } from './circumstances.js';
import type { Flag } from './flags.js';

export interface Trajectory {
  readonly pupil: PupilId;
  /** The records that are one history, this pupil's first. */
  readonly records: readonly PupilId[];
  /** In the order of entry; one with no known beginning comes first. */
  readonly spells: readonly Spell[];
  /** Times as a main registration, in the order of their beginning. */
  readonly registrations: readonly MainRegistration[];
  /** One for each end of a main registration, in the order of leaving. */
  readonly moves: readonly Move[];
  /** Days on which no school had the pupil on roll, between two spells or after the last. */
  readonly gaps: readonly Gap[];
  readonly exclusions: readonly Exclusion[];
  /** Consecutive school days out by exclusion, and the education owed from the sixth of them, by the first day. */
  readonly sixthDays: readonly SixthDay[];
  /** No exclusions, and in no count of them. */
  readonly separations: readonly SafeguardingSeparation[];
  /** Times of education at home, in the order of the first word of them. */
  readonly homeEducation: readonly HomeEducation[];
  /** Notices under s.437 and school attendance orders. */
  readonly attendanceOrders: readonly AttendanceOrder[];
  /** Times of missing education, or of not being known to be in it. */
  readonly missingEducation: readonly MissingEducation[];
  readonly fairAccess: readonly FairAccess[];
  readonly admissionRefusals: readonly AdmissionRefusal[];
  readonly reducedTimetables: readonly ReducedTimetable[];
  /** As reported: no findings, and in no count of exclusions. */
  readonly informalExclusions: readonly InformalExclusion[];
  readonly concerns: readonly Concern[];
  /** Officers' explanations of leavings, which no published method counts. */
  readonly explanations: readonly MoveExplanation[];
  readonly managedMoves: readonly ManagedMove[];
  /** Times taught away from the school: off-site directions and alternative provision. */
  readonly placements: readonly Placement[];
  /** By week and school, as registers summed it up. */
  readonly attendance: readonly AttendanceWeek[];
  readonly inSchoolUnits: readonly InSchoolUnit[];
  /** What the family was told of support. */
  readonly signposts: readonly Signpost[];
  readonly supportReferrals: readonly SupportReferral[];
  /** What the pupil does after Year 11, as known from day to day. */
  readonly postSixteen: readonly PostSixteenDestination[];
  readonly costRecoveries: readonly CostRecovery[];
  /** Redetermined after each permanent exclusion that stands. */
  readonly budgetShares: readonly BudgetShare[];
  readonly challenges: readonly Challenge[];
  /** Who was told of what. */
  readonly notifications: readonly Notification[];
  readonly riskConsiderations: readonly RiskConsideration[];
  /** Common transfer files that schools sent after the pupil. */
  readonly transferFiles: readonly TransferFile[];
  readonly disclosures: readonly Disclosure[];
  readonly circumstances: Circumstances;
  /** Every ncYear that was reported, by day. */
  readonly yearGroups: readonly YearGroupSighting[];
  readonly diedOn: PlainDate | null;
  /** When the ledger learned what schools and authorities report as it happens. */
  readonly reports: readonly Report[];
  readonly flags: readonly Flag[];
}

/** A time on one school's roll. Entries that overlap at one school are one spell: a name stands once on a roll. */
export interface Spell {
  readonly school: Urn;
  /** The starting day; null where no report of the beginning is known. */
  readonly enteredOn: PlainDate | null;
  /** The starting day, else the day of the earliest report of the spell. */
  readonly knownFrom: PlainDate;
  /** Every starting day that was reported of it: more than one where reports disagree. */
  readonly entryDays: readonly PlainDate[];
  /** The last day on roll; null while on roll. */
  readonly leftOn: PlainDate | null;
  /** Enrolment statuses in the order of the days from which they hold. Empty where none was stated. */
  readonly statuses: readonly { readonly from: PlainDate; readonly status: string }[];
  readonly end: SpellEnd | null;
  /** The last census day that lists the spell on roll. */
  readonly lastListedOn: PlainDate | null;
  /** The report of its beginning; null where there is none. */
  readonly begunBy: EventId | null;
  /** The report that the name was entered; null where a census alone has the beginning. */
  readonly addedBy: EventId | null;
  readonly evidence: readonly EventId[];
}

/** A time as the main registration (sole or dual main) at one school: a spell, or the part of one with that status. */
export interface MainRegistration {
  readonly spell: Spell;
  readonly school: Urn;
  /** Null where no report of the beginning is known. */
  readonly from: PlainDate | null;
  /** The day from which it is known to have lasted: `from`, else the earliest report. */
  readonly knownFrom: PlainDate;
  /** Last day; null while it lasts. */
  readonly to: PlainDate | null;
}

/**
 * How a spell's end is known, the stronger first: the register says so; the deletion return announced it; a census
 * lists the pupil as a leaver; a census should have listed the pupil and did not, or the school closed.
 */
export type EndKind = 'removed' | 'deletion-returned' | 'counted-as-leaver' | 'inferred';

/** Why a census or a register no longer has the pupil, where nobody reported the leaving. */
export type Inference = 'not-counted' | 'school-closed';

export interface SpellEnd {
  readonly how: EndKind;
  readonly inferredFrom?: Inference;
  readonly regime?: RegisterRegime;
  readonly ground?: string;
  readonly destination?: Destination;
  /** The day on which the deletion return was given, where one was, and the entry of it. */
  readonly deletionReturnedOn?: PlainDate;
  readonly deletionReturnedBy?: EventId;
  readonly evidence: readonly EventId[];
}

/** What is known of where a leaver is (decisions of method: an authority's ledger cannot see England). */
export type Whereabouts =
  'seen-on-another-roll' | 'destination-confirmed' | 'destination-reported' | 'not-known' | 'died';

/**
 * What the end of a main registration was: the pupil left the school; the school became the other one; the pupil was
 * back at the same school within the days that are one stay; another registration was there to end a dual one; death.
 * Only `left` is an exit.
 */
export type MoveKind = 'left' | 'succession' | 'returned' | 'dual-roll-ended' | 'died';

/** The end of a main registration and where it led. */
export interface Move {
  readonly kind: MoveKind;
  readonly from: Urn;
  /** When that registration began; null where no report of it is known. */
  readonly enteredOn: PlainDate | null;
  readonly leftOn: PlainDate;
  /** Null where the name stayed on the roll with another status and the main registration moved on. */
  readonly end: SpellEnd | null;
  /** The next main registration, of the same school too; null where none is known here. */
  readonly to: Urn | null;
  /** Null without a next, and where its beginning is not known. */
  readonly joinedOn: PlainDate | null;
  /** The last day of that next registration; null without one, and while it lasts. */
  readonly nextLeftOn: PlainDate | null;
  /** Calendar days from leaving to joining, negative where the two overlap. */
  readonly gapDays: number | null;
  /** The same without the days of school holidays. */
  readonly gapDaysOutsideHolidays: number | null;
  /** Whether a default holiday, not the school's own, took days out of it. */
  readonly holidaysByDefault: boolean;
  readonly whereabouts: Whereabouts;
  /** When the arrival was confirmed, and by which entry. */
  readonly confirmedOn: PlainDate | null;
  readonly confirmedBy: EventId | null;
  /** National curriculum year at leaving: reception 0; null where neither a report nor the birth month tells it. */
  readonly yearGroup: number | null;
  readonly schoolYear: SchoolYear;
  readonly schoolYearByDefault: boolean;
  readonly evidence: readonly EventId[];
}

export interface Gap {
  /** First day on no roll. */
  readonly from: PlainDate;
  /** Last day on no roll; null while it lasts. */
  readonly to: PlainDate | null;
  /** The school left last. */
  readonly after: Urn;
  readonly destination: Destination['kind'] | null;
}

export interface YearGroupSighting {
  readonly on: PlainDate;
  readonly ncYear: string;
  readonly schoolYear: SchoolYear;
}
