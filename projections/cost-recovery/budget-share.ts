/** The redetermination of budget shares after permanent exclusions (School and Early Years Finance Regulations). */
import { financialYearOf, weeksLeftInFinancialYear } from '../../events/calendar/financial-year.js';
import { addSchoolDays } from '../../events/calendar/school-days.js';
import type { SchoolType } from '../../events/codes/school-type.js';
import type { Exclusion } from '../exclusions/exclusion.js';
import { isOverturned } from '../exclusions/lifecycle.js';
import type { BudgetShare } from './cost-recovery.js';
import type { CostRecoveryContext } from './read.js';
import { ofType, type Fact } from '../standing-facts.js';

/** [check] The day from which weeks are counted is so many school days after the exclusion. */
const schoolDaysToRelevantDate = 6;
const weeksOfYear = 52;

/** [check] Special schools and alternative provision are funded by the place, not by the pupil. */
const fundedByPupil: ReadonlySet<SchoolType | undefined> = new Set(['mainstream', 'studio-or-utc']);

/** A × (B / 52) + C in pence, half a penny up. */
export const redetermined = (pupilPence: number, weeks: number, adjustmentPence: number): number =>
  Math.floor((2 * pupilPence * weeks + weeksOfYear) / (2 * weeksOfYear)) + adjustmentPence;

/** Of every permanent exclusion that was neither cancelled nor overturned, in the order of their first days. */
export function budgetSharesOf(
  facts: readonly Fact[],
  exclusions: readonly Exclusion[],
  context: CostRecoveryContext,
): BudgetShare[] {
  const standing = exclusions.filter(
    ({ kind, cancelledOn, state, school, startedOn }) =>
      kind === 'permanent-exclusion' &&
      cancelledOn === null &&
      !isOverturned(state) &&
      fundedByPupil.has(context.register.school(school, startedOn)?.type),
  );
  return standing.map((exclusion) => budgetShareOf(exclusion, facts, context));
}

function budgetShareOf(
  exclusion: Exclusion,
  facts: readonly Fact[],
  { register, yearGroupOn }: CostRecoveryContext,
): BudgetShare {
  const { school, startedOn, schoolYear, evidence } = exclusion;
  const authority = register.school(school, startedOn)?.authority ?? null;
  const { on, byDefault } = addSchoolDays(startedOn, schoolDaysToRelevantDate, register.calendarOf(school));
  const financialYear = financialYearOf(on);
  const weeks = weeksLeftInFinancialYear(on);
  const yearGroup = yearGroupOn(startedOn, schoolYear);
  const amounts = authority === null ? undefined : register.funding.amountsOf(authority, financialYear);
  const pupilPence =
    yearGroup === null
      ? null
      : (amounts?.data.amounts.find(
          ({ fromYearGroup, toYearGroup }) => fromYearGroup <= yearGroup && yearGroup <= toYearGroup,
        )?.amountPence ?? null);
  const adjustmentPence = isAdjusted(exclusion, facts) ? (amounts?.data.adjustmentPence ?? null) : 0;
  return {
    school,
    authority,
    excludedOn: startedOn,
    relevantDate: on,
    byDefaultCalendar: byDefault,
    financialYear: financialYear.name,
    weeks,
    yearGroup,
    pupilPence,
    adjustmentPence,
    pence:
      pupilPence === null || adjustmentPence === null
        ? null
        : redetermined(pupilPence, weeks, adjustmentPence),
    setBy: amounts?.entry ?? null,
    evidence,
  };
}

/** MNO of CS105: a panel quashed and directed, and the board did not reinstate (SI 2012/1033 reg 7). */
const isAdjusted = ({ evidence }: Exclusion, facts: readonly Fact[]): boolean =>
  ofType(facts, 'ExclusionReviewed').some(
    ({ entry, data }) => data.outcome === 'MNO' && evidence.includes(entry),
  );
