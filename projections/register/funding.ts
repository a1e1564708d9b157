/** What authorities set about money that follows excluded pupils: recovery schemes, and amounts of budget shares. */
import type { FinancialYear } from '../../events/calendar/financial-year.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { AuthorityCode } from '../../events/identifiers.js';
import { byDayAsRecorded } from '../day-order.js';
import type { Fact, FactOf } from '../standing-facts.js';

type Scheme = FactOf<'CostRecoverySchemeSet'>;
type PupilFunding = FactOf<'PupilFundingSet'>;

export class Funding {
  /** In the order of days, of one day in the order of positions. */
  private readonly schemes = new Map<AuthorityCode, Scheme[]>();
  private readonly amounts = new Map<AuthorityCode, PupilFunding[]>();

  /** Takes an authority's facts in; all others are passed over. */
  add(authority: AuthorityCode, facts: readonly Fact[]): void {
    const schemes = facts.filter((fact) => fact.type === 'CostRecoverySchemeSet').sort(byDayAsRecorded);
    const amounts = facts.filter((fact) => fact.type === 'PupilFundingSet').sort(byDayAsRecorded);
    if (schemes.length > 0) this.schemes.set(authority, schemes);
    if (amounts.length > 0) this.amounts.set(authority, amounts);
  }

  /** The scheme that holds on that day; undefined where the authority recovers no cost. */
  schemeOf(authority: AuthorityCode, on: PlainDate): Scheme | undefined {
    return this.schemes.get(authority)?.findLast(({ data }) => data.effectiveOn <= on);
  }

  /** The amounts of a financial year, as set last; undefined where the authority set none. */
  amountsOf(authority: AuthorityCode, year: FinancialYear): PupilFunding | undefined {
    return this.amounts.get(authority)?.findLast(({ data }) => data.financialYear === year.name);
  }
}
