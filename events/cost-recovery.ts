/**
 * Money that follows an excluded pupil: an authority recovers the cost of a placement from the school that excluded,
 * by its own scheme and tariff. The redetermination of the school's budget share is another thing, and no event: it
 * follows from the exclusion and from the funding that the authority set. Amounts are whole pence.
 */
import type { PlainDate } from './calendar/plain-date.js';
import { Fact } from './fact.js';
import type { AuthorityCode, EventId, Urn } from './identifiers.js';
import { Provider } from './off-site-direction.js';
import {
  AuthorityField,
  DateField,
  EntryIdField,
  Nested,
  NestedList,
  OneOf,
  Optional,
  ShapedText,
  UrnField,
  WholeNumber,
} from './validation/fields.js';

export const negotiationOutcomes = ['under-way', 'agreed', 'not-agreed'] as const;
export const recoveryClosures = [
  'returned-to-mainstream',
  'exclusion-overturned',
  'left-the-provision',
  'withdrawn',
  'written-off',
] as const;

const PenceField = (): PropertyDecorator => WholeNumber(0, 1_000_000_000);

/**
 * One case for one exclusion, which is named by its entry or by its first day. Without either it is the last permanent
 * exclusion by that school up to the day.
 */
abstract class AboutCostRecovery extends Fact {
  /** The school that excluded. */
  @UrnField() school!: Urn;
  @Optional() @EntryIdField() exclusion?: EventId;
  @Optional() @DateField() excludedOn?: PlainDate;
}

/** The authority claims the cost of the pupil's placement from the school. */
export class CostRecoveryOpened extends AboutCostRecovery {
  /** Where the pupil is taught at that cost. */
  @Nested(() => Provider) provider!: Provider;
  /** The authority that recovers; the school's where it is not said. */
  @Optional() @AuthorityField() authority?: AuthorityCode;
  /** By the authority's own tariff. */
  @Optional() @PenceField() claimedPence?: number;
}

/** School and authority negotiated, as they do for a pupil of Year 10 or 11. */
export class CostRecoveryNegotiated extends AboutCostRecovery {
  @OneOf(negotiationOutcomes) outcome!: (typeof negotiationOutcomes)[number];
  @Optional() @PenceField() agreedPence?: number;
}

/** The cost was recovered. */
export class CostRecoverySettled extends AboutCostRecovery {
  @PenceField() amountPence!: number;
}

/** Nothing more is recovered. */
export class CostRecoveryClosed extends AboutCostRecovery {
  @OneOf(recoveryClosures) reason!: (typeof recoveryClosures)[number];
}

/** From `effectiveOn` the authority recovers the cost of placements at these provisions, and of no others. */
export class CostRecoverySchemeSet extends Fact {
  @NestedList(() => Provider, 0, 200) provisions!: Provider[];
}

/** What a pupil of these year groups brings a school in a financial year. Reception is 0. */
export class FundingOfYearGroups {
  @WholeNumber(0, 14) fromYearGroup!: number;
  @WholeNumber(0, 14) toYearGroup!: number;
  @PenceField() amountPence!: number;
}

/** The amounts by which the authority redetermines budget shares in a financial year. */
export class PupilFundingSet extends Fact {
  @ShapedText('a financial year, such as 2024-25', /^[0-9]{4}-[0-9]{2}$/) financialYear!: string;
  @NestedList(() => FundingOfYearGroups, 0, 20) amounts!: FundingOfYearGroups[];
  /** The adjustment where a school does not reinstate though a panel quashed its decision. */
  @PenceField() adjustmentPence!: number;
}
