/** The shapes that education away from the school has in a trajectory. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { AuthorityCode, EventId, Urn } from '../../events/identifiers.js';
import type {
  placementDecisions,
  placementEndings,
  placementPatterns,
  placementRegistrations,
  Provider,
  reviewRequesters,
} from '../../events/off-site-direction.js';
import type { DirectionState, DirectionStep, ProvisionState, ProvisionStep } from './lifecycle.js';

/** A time that a pupil is taught away from the school, by a board's direction or by an authority's arrangement. */
export interface Placement {
  readonly kind: 'direction' | 'alternative-provision';
  /** The school that directs; of an authority's arrangement the one that has, or had, the pupil on roll. */
  readonly school: Urn | null;
  /** The authority that arranges, else the school's. */
  readonly authority: AuthorityCode | null;
  readonly provider: Provider;
  /** Where the pupil is taught, if not at the provider. */
  readonly taughtAt: Urn | null;
  /** The first day of anything that is known of it. */
  readonly knownFrom: PlainDate;
  /** Null while it is only notified. */
  readonly startedOn: PlainDate | null;
  readonly endedOn: PlainDate | null;
  readonly plannedEndOn: PlainDate | null;
  readonly reason: string | null;
  readonly registration: (typeof placementRegistrations)[number] | null;
  /** How the pupil attends, each from its day: fewer sessions are a step down. */
  readonly patterns: readonly PatternSince[];
  readonly notice: Notice | null;
  readonly reviews: readonly PlacementReview[];
  readonly reviewRequests: readonly ReviewRequest[];
  readonly disputes: readonly { readonly on: PlainDate; readonly to: string; readonly evidence: EventId }[];
  readonly attendance: readonly AttendancePeriod[];
  readonly followedBy: (typeof placementEndings)[number] | null;
  readonly objectivesMet: boolean | null;
  readonly course: readonly (DirectionStep | ProvisionStep)[];
  readonly state: DirectionState | ProvisionState;
  /** What was known of the provider on the first day; null where nobody had checked it. */
  readonly check: ProviderStanding | null;
  /** The authority's system of provision that the placement belongs to; null where it set none. */
  readonly system: string | null;
  /** The exclusion that it follows. */
  readonly exclusion: EventId | null;
  /** The managed move that followed it, by the first entry of that. */
  readonly managedMove: EventId | null;
  readonly evidence: readonly EventId[];
}

export interface PatternSince {
  readonly from: PlainDate;
  readonly pattern: (typeof placementPatterns)[number];
  /** Half-days; null where nobody reported them. */
  readonly sessionsPerWeek: number | null;
  readonly evidence: EventId;
}

export interface Notice {
  readonly on: PlainDate;
  readonly startsOn: PlainDate;
  /** The last day in time: two school days before the first day off-site. */
  readonly latestOn: PlainDate;
  readonly byDefaultCalendar: boolean;
  readonly days: number | null;
  readonly objectives: readonly string[];
  readonly states: readonly string[];
  readonly parentTold: boolean;
  readonly authorityTold: boolean | null;
  readonly evidence: EventId;
}

export interface PlacementReview {
  readonly on: PlainDate;
  readonly decision: (typeof placementDecisions)[number];
  readonly evidence: EventId;
}

export interface ReviewRequest {
  readonly on: PlainDate;
  readonly by: (typeof reviewRequesters)[number];
  /** Whether the board has to comply: no review was held in the ten weeks before (SI 2012/2532). */
  readonly binds: boolean;
  /** The first review from that day on. */
  readonly heldOn: PlainDate | null;
  readonly evidence: EventId;
}

export interface AttendancePeriod {
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly sessionsPossible: number;
  readonly sessionsAttended: number;
  readonly evidence: EventId;
}

export interface ProviderStanding {
  readonly registered: boolean;
  readonly quality: string;
  /** Whether anybody had been there by then, at this or an earlier check. */
  readonly visited: boolean;
  readonly evidence: readonly EventId[];
}
