/** What can be asked of the read side. Each is answered with a document, the same over HTTP and on the command line. */
import { Query } from '@nestjs/cqrs';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { SchoolPhase, SchoolType } from '../../events/codes/school-type.js';
import type { PupilId } from '../../events/identifiers.js';
import type { Basis } from '../../projections/breakdowns/contribution.js';
import type { Dimension } from '../../projections/breakdowns/dimensions.js';
import type { DutyKind } from '../../projections/duties/catalogue.js';
import type { Measure } from '../../projections/measures/measure.js';
import type { DayReport } from '../../projections/measures/on-day.js';
import type { MoveClass } from '../../projections/moves/method.js';
import type { RankedBy } from '../../projections/statistics/distribution.js';
import type { Whereabouts } from '../../projections/trajectory/trajectory.js';
import type { Viewer } from '../auditing/access-record.js';
import type { BreakdownDocument } from './documents/breakdowns.js';
import type { DutiesDocument } from './documents/duties.js';
import type { EarlyWarningDocument, ReconciliationDocument } from './documents/findings.js';
import type { DistributionDocument, ExitTimingDocument } from './documents/distribution.js';
import type { FairAccessDocument } from './documents/fair-access.js';
import type { OnDayDocument } from './documents/on-day.js';
import type { MethodsDocument } from './documents/methods.js';
import type { FiguresDocument, MovesDocument } from './documents/reports.js';
import type { TrajectoryDocument } from './documents/trajectory.js';
import type { DutyCursor, DutyStateAsked } from './duty-rows.js';
import type { DisagreementCursor, PupilCursor } from './finding-rows.js';
import type { DifferenceCursor } from './method-rows.js';
import type { Moment } from './moment.js';
import type { MoveCursor } from './move-rows.js';
import type { PlaceAsked } from './places.js';

/** How a state of long ago is made again: it may take as long as a rebuild. */
export interface Replaying {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: { readonly events: number; readonly total: number }) => void;
}

export interface TrajectoryAsked {
  readonly pupil: PupilId;
  /** The day in the world; null for all that is known. */
  readonly asAt: PlainDate | null;
  readonly asKnown: Moment;
  readonly withIdentity: boolean;
}

/** Everything about one pupil. */
export class TrajectoryOfPupil extends Query<TrajectoryDocument> {
  constructor(
    readonly asked: TrajectoryAsked,
    readonly viewer: Viewer,
  ) {
    super();
  }
}

export interface MovesAskedFor {
  readonly place: PlaceAsked;
  readonly year: SchoolYear | null;
  readonly class: MoveClass | 'all';
  readonly rule: string | null;
  readonly whereabouts: Whereabouts | null;
  readonly asKnown: Moment;
  readonly after: MoveCursor | null;
  /** Moves at most; null for all that there are. */
  readonly limit: number | null;
}

/** Moves of a class, by default those that no rule takes out. */
export class MovesOfPlace extends Query<MovesDocument> {
  constructor(
    readonly asked: MovesAskedFor,
    readonly viewer: Viewer,
    readonly replaying: Replaying,
  ) {
    super();
  }
}

export interface FiguresAskedFor {
  readonly report: 'counts' | 'rates';
  readonly place: PlaceAsked;
  readonly year: SchoolYear | null;
  readonly asKnown: Moment;
}

/** Counts or rates by academic year. */
export class FiguresOfPlace extends Query<FiguresDocument> {
  constructor(
    readonly asked: FiguresAskedFor,
    readonly replaying: Replaying,
  ) {
    super();
  }
}

/** How a measure lies over places: the schools of an authority, or all that the ledger holds of either. */
export interface DistributionAskedFor {
  /** Nine characters, or the old three digits; null for everything that the ledger holds. */
  readonly authority: string | null;
  readonly over: 'schools' | 'authorities';
  readonly measure: Measure<string>;
  /** Null for the newest whose January census day has come. */
  readonly year: SchoolYear | null;
  readonly type: SchoolType | null;
  readonly phase: SchoolPhase | null;
  readonly quartersBy: RankedBy;
  /** The last number of each band but the last. */
  readonly bands: readonly number[];
  readonly asKnown: Moment;
}

export class DistributionOfMeasure extends Query<DistributionDocument> {
  constructor(
    readonly asked: DistributionAskedFor,
    readonly replaying: Replaying,
  ) {
    super();
  }
}

export type ExitTimingAskedFor = Omit<FiguresAskedFor, 'report'>;

/** When pupils leave: weeks before the October and the January census. */
export class ExitTimingOfPlace extends Query<ExitTimingDocument> {
  constructor(
    readonly asked: ExitTimingAskedFor,
    readonly replaying: Replaying,
  ) {
    super();
  }
}

export interface MethodsAskedFor {
  readonly place: PlaceAsked;
  /** The school year of leaving, and the cohort that finishes in it; null for all. */
  readonly year: SchoolYear | null;
  /** Whether the methods are set side by side, move by move. */
  readonly compare: boolean;
  readonly asKnown: Moment;
  readonly after: DifferenceCursor | null;
  /** Differences at most; null for all that there are. */
  readonly limit: number | null;
}

/** What every method of counting moves makes of a place. */
export class MethodsOfPlace extends Query<MethodsDocument> {
  constructor(
    readonly asked: MethodsAskedFor,
    readonly viewer: Viewer,
    readonly replaying: Replaying,
  ) {
    super();
  }
}

export interface BreakdownAskedFor extends FiguresAskedFor {
  readonly dimension: Dimension;
  readonly basis: Basis;
}

/** Counts or rates by a characteristic. */
export class BreakdownOfPlace extends Query<BreakdownDocument> {
  constructor(
    readonly asked: BreakdownAskedFor,
    readonly replaying: Replaying,
  ) {
    super();
  }
}

/** What is told of a place for a day: of what began in a school year, or of all. */
export interface DayAskedFor {
  readonly place: PlaceAsked;
  readonly year: SchoolYear | null;
  /** Null for the day of the newest entry. */
  readonly asAt: PlainDate | null;
  readonly asKnown: Moment;
}

/** The places that schools took under fair access, and what their year groups can take. */
export class FairAccessOfPlace extends Query<FairAccessDocument> {
  constructor(
    readonly asked: DayAskedFor,
    readonly replaying: Replaying,
  ) {
    super();
  }
}

/** Which of the reports that are told for a day. */
export interface OnDayAskedFor extends DayAskedFor {
  readonly report: DayReport;
}

/** How many there are on a day, who came and went, who came back, what was sustained. */
export class FiguresOnDay extends Query<OnDayDocument> {
  constructor(
    readonly asked: OnDayAskedFor,
    readonly replaying: Replaying,
  ) {
    super();
  }
}

export interface DutiesAskedFor {
  readonly place: PlaceAsked;
  readonly kind: DutyKind | null;
  readonly state: DutyStateAsked;
  /** The day that states are told for; null for the day of the newest entry. */
  readonly asAt: PlainDate | null;
  readonly asKnown: Moment;
  readonly after: DutyCursor | null;
  /** Duties at most; null for all that there are. */
  readonly limit: number | null;
}

/** What is owed, by whom and by when: by default what is not done yet. */
export class DutiesOfPlace extends Query<DutiesDocument> {
  constructor(
    readonly asked: DutiesAskedFor,
    readonly viewer: Viewer,
    readonly replaying: Replaying,
  ) {
    super();
  }
}

interface FindingsAskedFor<Cursor> {
  readonly place: PlaceAsked;
  /** The one rule that was asked for; null for all. */
  readonly rule: string | null;
  /** Every rule that fits what was asked for. */
  readonly rules: readonly string[];
  /** The day on which it shows; null for the day of the newest entry. */
  readonly asAt: PlainDate | null;
  readonly asKnown: Moment;
  readonly after: Cursor | null;
  /** Rows at most; null for all that there are. */
  readonly limit: number | null;
}

export type EarlyWarningsAskedFor = FindingsAskedFor<PupilCursor>;

/** Pupils whose records look like those that ended in permanent exclusion, each with its reasons. */
export class EarlyWarningsOfPlace extends Query<EarlyWarningDocument> {
  constructor(
    readonly asked: EarlyWarningsAskedFor,
    readonly viewer: Viewer,
    readonly replaying: Replaying,
  ) {
    super();
  }
}

export interface ReconciliationAskedFor extends FindingsAskedFor<DisagreementCursor> {
  readonly family: string | null;
}

/** What sources say that does not agree, or that one alone has seen; and how long reports take. */
export class ReconciliationOfPlace extends Query<ReconciliationDocument> {
  constructor(
    readonly asked: ReconciliationAskedFor,
    readonly viewer: Viewer,
    readonly replaying: Replaying,
  ) {
    super();
  }
}
