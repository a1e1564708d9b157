/** What figures are to be read with: how late reports come, where a series breaks, out of how few nothing is compared. */
import { addDays, type PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { breaks, breaksOf } from '../../projections/measures/breaks.js';
import type { Coverage } from '../../projections/measures/figures.js';
import { fewestCompared } from '../../projections/measures/figure.js';
import type { Measure } from '../../projections/measures/measure.js';
import type { LagOfFamily } from '../../projections/reconciliation/reporting-lag.js';
import type { MethodParameter } from './documents/common.js';
import type { BreakTold, LagOfFamilyTold } from './documents/reports.js';

export const fewestComparedTold: MethodParameter = {
  name: 'fewestCompared',
  meaning: 'The least denominator of a figure that is compared or ranked',
  value: String(fewestCompared),
  source: 'ours',
  why: null,
};

/** @param knownOn the day up to which the ledger knew; null where it holds nothing */
export const lagsInWords = (lags: readonly LagOfFamily[], knownOn: PlainDate | null): LagOfFamilyTold[] =>
  knownOn === null
    ? []
    : lags.map((lag) => ({ ...lag, unsettledFrom: addDays(knownOn, -lag.ninetiethPercentileDays) }));

/** The coverage of a place, and beside it of the newest weeks that reports of them still come. */
export function withLag(
  coverage: Coverage,
  lags: readonly LagOfFamily[],
  knownOn: PlainDate | null,
): Coverage {
  const slowest = lags.toSorted((a, b) => b.ninetiethPercentileDays - a.ninetiethPercentileDays)[0];
  if (slowest === undefined || knownOn === null) return coverage;
  const { family, ninetiethPercentileDays: days } = slowest;
  const from = addDays(knownOn, -days);
  const [first, last] = [schoolYearOf(from).schoolYear, schoolYearOf(knownOn).schoolYear];
  const note = `From ${from} on more may yet be heard: nine in ten reports of a family came within ${days} days at most (${family})`;
  return {
    ...coverage,
    ofSchoolYear: (schoolYear) =>
      schoolYear >= first && schoolYear <= last
        ? [...coverage.ofSchoolYear(schoolYear), note]
        : coverage.ofSchoolYear(schoolYear),
  };
}

/** The breaks in the series of these measures over these years, the earliest first. */
export function breaksInWords(
  measures: readonly Measure<string>[],
  years: readonly SchoolYear[],
): BreakTold[] {
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return [];
  return breaks
    .map((each) => ({
      schoolYear: each.schoolYear,
      says: each.says,
      measures: measures
        .filter((measure) => breaksOf(measure, first, last).includes(each))
        .map(({ name }) => name),
    }))
    .filter((each) => each.measures.length > 0)
    .toSorted((a, b) => (a.schoolYear < b.schoolYear ? -1 : 1));
}
