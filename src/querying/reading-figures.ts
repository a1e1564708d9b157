/** What figures are to be read with: how late reports come, where a series breaks, out of how few nothing is compared. */
import { addDays, type PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { breaks, isOfMeasure, isOfMethod, type Break } from '../../projections/measures/breaks.js';
import type { Coverage } from '../../projections/measures/figures.js';
import { fewestCompared } from '../../projections/measures/figure.js';
import type { Measure } from '../../projections/measures/measure.js';
import type { MethodFigure } from '../../projections/moves/figures.js';
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

/** @param known the day up to which the ledger knew; null where it holds nothing */
export const lagsInWords = (lags: readonly LagOfFamily[], known: PlainDate | null): LagOfFamilyTold[] =>
  known === null
    ? []
    : lags.map((lag) => ({ ...lag, unsettledFrom: addDays(known, -lag.ninetiethPercentileDays) }));

/** Of what happened in school years from one to another, whether more may yet be heard: a note, or none. */
export type Unsettled = (first: SchoolYear, last?: SchoolYear) => readonly string[];

/** As the slowest family of the place has it. */
export function unsettledBy(lags: readonly LagOfFamily[], known: PlainDate | null): Unsettled {
  const slowest = lags.toSorted((a, b) => b.ninetiethPercentileDays - a.ninetiethPercentileDays)[0];
  if (slowest === undefined || known === null) return () => [];
  const { family, ninetiethPercentileDays: days } = slowest;
  const from = addDays(known, -days);
  const [unsettled, newest] = [schoolYearOf(from).schoolYear, schoolYearOf(known).schoolYear];
  const note = `From ${from} on more may yet be heard: nine in ten reports of a family came within ${days} days at most (${family})`;
  return (first, last = first) => (last >= unsettled && first <= newest ? [note] : []);
}

/** The coverage of a place, and beside it of the newest weeks that reports of them still come. */
export const withLag = (coverage: Coverage, unsettled: Unsettled): Coverage => ({
  ...coverage,
  ofSchoolYear: (schoolYear) => [...coverage.ofSchoolYear(schoolYear), ...unsettled(schoolYear)],
});

/**
 * The breaks in the series of these measures over these years, the earliest first.
 *
 * @param dimension by which they are broken down; null for whole places
 */
export function breaksInWords(
  measures: readonly Measure<string>[],
  years: readonly SchoolYear[],
  dimension: string | null = null,
): BreakTold[] {
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return [];
  return breaksOf(
    measures.map((measure) => ({
      name: measure.name,
      first,
      last,
      has: (each) => isOfMeasure(each, measure, dimension),
    })),
  );
}

/** The same of methods, by the names of these: a figure of a cohort reaches back over the years of its moves. */
export const breaksOfMethods = (figures: readonly MethodFigure[]): BreakTold[] =>
  breaksOf(
    figures.map(({ method, from, schoolYear }) => ({
      name: method.name,
      first: from,
      last: schoolYear,
      has: (each) => isOfMethod(each, method),
    })),
  );

/** Figures under one name over years that follow on each other. */
interface Series {
  readonly name: string;
  readonly first: SchoolYear;
  readonly last: SchoolYear;
  readonly has: (each: Break) => boolean;
}

const breaksOf = (shown: readonly Series[]): BreakTold[] =>
  breaks
    .map((each) => ({
      schoolYear: each.schoolYear,
      says: each.says,
      measures: namesOf(
        shown.filter(
          ({ first, last, has }) => each.schoolYear >= first && each.schoolYear <= last && has(each),
        ),
      ),
    }))
    .filter(({ measures }) => measures.length > 0)
    .toSorted((a, b) => (a.schoolYear < b.schoolYear ? -1 : 1));

const namesOf = (shown: readonly Series[]): string[] => [...new Set(shown.map(({ name }) => name))];
