/** The figures of a method: pupils and moves, in two bounds, of a school year and of a cohort. */
import { januaryCensusDay } from '../../events/calendar/census-day.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearFrom, startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { isTooFew } from '../measures/figure.js';
import { methods } from './catalogue.js';
import { groupFigures, type GroupCount, type GroupFigure } from './cohort-groups.js';
import { cohortsOutOf, type CohortCountName } from './cohorts.js';
import type { Method } from './method.js';
import { epi2024 } from './profiles/epi-2024.js';
import { spans, type MethodCountName, type Span } from './methods-projection.js';
import { rateOfPupils, type RateOfPupils } from './rate-of-pupils.js';

/** One row of a tally table of one place. */
export interface MethodCountRow {
  readonly span: Span;
  readonly schoolYear: SchoolYear;
  readonly method: string;
  /** Or the name of a total. */
  readonly class: string;
  readonly counts: Readonly<Record<MethodCountName, number>>;
}

/** Out of whom a place's figures are. */
export interface PlaceOnRoll {
  /** Main registrations of Years 7 to 11 in the January of the school year; null while that is not known. */
  readonly years7to11: (schoolYear: SchoolYear) => number | null;
  readonly cohort: (name: CohortCountName, cohort: SchoolYear) => number;
  readonly groups: (cohort: SchoolYear) => readonly GroupCount[];
}

/** Its rate is of pupils: moves repeat within one. */
export interface Bound extends RateOfPupils {
  readonly pupils: number;
  readonly moves: number;
}

export interface Count {
  readonly class: string;
  readonly pupils: number;
  readonly moves: number;
}

export interface MethodFigure {
  readonly method: Method;
  readonly span: Span;
  readonly schoolYear: SchoolYear;
  /** The first school year whose moves are in it: its own, or of a cohort the first that the method looks at. */
  readonly from: SchoolYear;
  readonly lower: Bound;
  readonly upper: Bound;
  /** Null where it is not known. */
  readonly denominator: number | null;
  readonly denominatorSays: string;
  /** Whether it is out of so few that it is compared with nothing and ranked among nothing. */
  readonly tooFewToCompare: boolean;
  /** Every other class in which there is anything, and totals. */
  readonly classes: readonly Count[];
  readonly recordedAsManagedMove: Omit<Count, 'class'>;
  /** Of the moves counted, those that led back to no school here: as far as reported, and at most. */
  readonly neverReturned: { readonly lower: number; readonly upper: number };
  /** Of a cohort under the method that EPI prints rates of groups by; else empty. */
  readonly groups: readonly GroupFigure[];
  readonly coverage: readonly string[];
}

/**
 * @param rows of one place
 * @param year the one asked for; null for all that there are
 * @param knownOn the day up to which the ledger knew; null where it holds nothing
 */
export function methodFigures(
  rows: readonly MethodCountRow[],
  place: PlaceOnRoll,
  year: SchoolYear | null,
  knownOn: PlainDate | null,
): MethodFigure[] {
  const found = new Map<string, MethodCountRow>();
  for (const row of rows) found.set([row.span, row.schoolYear, row.method, row.class].join(' '), row);
  return spans.flatMap((span) => {
    const years = year === null ? yearsOf(rows, span) : [year];
    return years.flatMap((schoolYear) =>
      methods
        .filter(({ denominators }) => span === 'cohort' || denominators.year !== null)
        .map((method) => {
          const of = (kind: string): MethodCountRow['counts'] =>
            found.get([span, schoolYear, method.name, kind].join(' '))?.counts ?? nothing;
          return figureOf(method, span, schoolYear, of, place, knownOn);
        }),
    );
  });
}

export const yearsOutOf =
  'sole and dual main registrations (C and M) in Years 7 to 11 of state-funded schools on January census day';

function figureOf(
  method: Method,
  span: Span,
  schoolYear: SchoolYear,
  of: (kind: string) => MethodCountRow['counts'],
  place: PlaceOnRoll,
  knownOn: PlainDate | null,
): MethodFigure {
  const counts = of(method.counts);
  const outOf = cohortsOutOf[method.denominators.cohort];
  const denominator =
    span === 'year'
      ? place.years7to11(schoolYear)
      : cohortIsKnown(method, schoolYear, knownOn)
        ? place.cohort(outOf.count, schoolYear)
        : null;
  const least = rateOfPupils(counts.pupils, denominator);
  const most = rateOfPupils(counts.upper_pupils, denominator);
  const others = [...method.rules, method.otherwise]
    .map((rule): string => rule.class)
    .filter((kind) => kind !== method.counts && kind !== 'out-of-scope');
  const named = new Set([...others, ...(method.total ? [method.total.name] : [])]);
  return {
    method,
    span,
    schoolYear,
    from: span === 'year' ? schoolYear : januaryThatCounts(method, schoolYear),
    lower: { pupils: counts.pupils, moves: counts.moves, ...least.told },
    upper: { pupils: counts.upper_pupils, moves: counts.upper_moves, ...most.told },
    denominator,
    denominatorSays: span === 'year' ? yearsOutOf : outOf.says,
    tooFewToCompare: isTooFew(denominator),
    classes: [...named].map((kind) => ({ class: kind, pupils: of(kind).pupils, moves: of(kind).moves })),
    recordedAsManagedMove: { pupils: counts.managed_pupils, moves: counts.managed_moves },
    neverReturned: { lower: counts.gone_moves, upper: counts.gone_upper_moves },
    groups: span === 'cohort' && method === epi2024 ? groupFigures(place.groups(schoolYear)) : [],
    coverage: [
      ...coverageOf(span, schoolYear, counts, knownOn),
      ...new Set([...least.coverage, ...most.coverage]),
    ],
  };
}

/** Open registrations say nothing of years to come: a cohort is known once the January that counts it lies behind. */
function cohortIsKnown(method: Method, cohort: SchoolYear, knownOn: PlainDate | null): boolean {
  const january = januaryCensusDay(januaryThatCounts(method, cohort));
  return january !== undefined && knownOn !== null && january <= knownOn;
}

/** The school year in whose January a cohort is first counted: that of Year 7, or of Year 10. */
function januaryThatCounts({ denominators }: Method, cohort: SchoolYear): SchoolYear {
  const yearGroup = denominators.cohort === 'year-10-secondary' ? 10 : 7;
  return schoolYearFrom(startYearOf(cohort) - 11 + yearGroup);
}

function coverageOf(
  span: Span,
  schoolYear: SchoolYear,
  counts: MethodCountRow['counts'],
  knownOn: PlainDate | null,
): string[] {
  const between = counts.upper_moves - counts.moves;
  const endsOn = `${startYearOf(schoolYear) + 1}-08-31`;
  return [
    ...(between > 0
      ? [
          `${between} of ${counts.upper_moves} moves are in the upper bound alone: no later school of the pupil is known here, and this ledger does not see every school of England`,
        ]
      : []),
    ...(knownOn === null || knownOn < endsOn
      ? [
          `${span === 'cohort' ? 'The cohort has not finished Year 11' : 'The school year has not ended'}: so far`,
        ]
      : []),
  ];
}

const yearsOf = (rows: readonly MethodCountRow[], span: Span): SchoolYear[] =>
  [...new Set(rows.filter((row) => row.span === span).map(({ schoolYear }) => schoolYear))].sort();

const nothing: MethodCountRow['counts'] = {
  moves: 0,
  pupils: 0,
  upper_moves: 0,
  upper_pupils: 0,
  managed_moves: 0,
  managed_pupils: 0,
  gone_moves: 0,
  gone_upper_moves: 0,
};
