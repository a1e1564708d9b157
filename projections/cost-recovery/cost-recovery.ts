/** The shapes that money after an exclusion has in a trajectory. Amounts are whole pence. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { negotiationOutcomes, recoveryClosures } from '../../events/cost-recovery.js';
import type { AuthorityCode, EventId, Urn } from '../../events/identifiers.js';
import type { Provider } from '../../events/off-site-direction.js';
import type { CostRecoveryState, CostRecoveryStep } from './lifecycle.js';

export interface CostRecovery {
  /** The school that excluded. */
  readonly school: Urn;
  /** The authority that recovers; null where nobody told. */
  readonly authority: AuthorityCode | null;
  /** The first day of the exclusion; null where none is known and none was said. */
  readonly excludedOn: PlainDate | null;
  /** The first report of the exclusion; null where this history holds none that it can be of. */
  readonly exclusion: EventId | null;
  /** From when it is owed: the first day in a named provision; null where none is known. */
  readonly dueFrom: PlainDate | null;
  /** Where the pupil is taught at that cost; null where nobody told. */
  readonly provider: Provider | null;
  /** Whether the authority's scheme names that provision; null where it has no scheme, or no provision is known. */
  readonly isNamedProvision: boolean | null;
  /** National curriculum year at the exclusion. */
  readonly yearGroup: number | null;
  /** Years 10 and 11 are negotiated; null where the year group is not known. */
  readonly isNegotiated: boolean | null;
  readonly openedOn: PlainDate | null;
  readonly claimedPence: number | null;
  readonly negotiations: readonly Negotiation[];
  readonly settlements: readonly Settlement[];
  readonly closures: readonly Closure[];
  readonly course: readonly CostRecoveryStep[];
  readonly state: CostRecoveryState;
  readonly evidence: readonly EventId[];
}

export interface Negotiation {
  readonly on: PlainDate;
  readonly outcome: (typeof negotiationOutcomes)[number];
  readonly agreedPence: number | null;
  readonly evidence: EventId;
}

export interface Settlement {
  readonly on: PlainDate;
  readonly pence: number;
  readonly evidence: EventId;
}

export interface Closure {
  readonly on: PlainDate;
  readonly reason: (typeof recoveryClosures)[number];
  readonly evidence: EventId;
}

/**
 * By how much a school's budget share is redetermined after a permanent exclusion: A × (B / 52) + C. Apart from what an
 * authority recovers by a tariff of its own.
 */
export interface BudgetShare {
  readonly school: Urn;
  readonly authority: AuthorityCode | null;
  readonly excludedOn: PlainDate;
  /** The sixth school day after the exclusion. */
  readonly relevantDate: PlainDate;
  readonly byDefaultCalendar: boolean;
  /** `2024-25`: the one that the relevant date lies in. */
  readonly financialYear: string;
  /** B: whole weeks from the relevant date to the end of that year. */
  readonly weeks: number;
  readonly yearGroup: number | null;
  /** A: null where the authority set none, or the year group is not known. */
  readonly pupilPence: number | null;
  /** C: nought but where a panel quashed the board's decision and the pupil was not reinstated. */
  readonly adjustmentPence: number | null;
  /** Null where A or C is. */
  readonly pence: number | null;
  /** The entry that set the amounts. */
  readonly setBy: EventId | null;
  readonly evidence: readonly EventId[];
}
