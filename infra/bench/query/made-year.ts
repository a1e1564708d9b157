/** A year of as many pupils as asked for, in schools and authorities of England's sizes and with its rates of exclusion. */
import type { SchoolYear } from '../../../events/calendar/school-year.js';
import { asAuthorityCode } from '../../../events/identifiers.js';
import type { CountedYear } from '../england/establishments.js';
import type { AreaCounts, PublishedCounts, PublishedSchool } from '../england/published-files.js';
import { periodOf, schoolYearDays } from '../england/school-year-days.js';

interface SchoolsOfType {
  readonly schoolType: string;
  /** The fourth digit of their LAESTABs. */
  readonly digit: number;
  readonly schools: number;
  readonly each: Readonly<Record<keyof PublishedCounts, number>>;
}

const each = (
  headcount: number,
  permanentExclusions: number,
  suspensions: number,
  pupilsSuspended: number,
) => ({
  headcount,
  permanentExclusions,
  suspensions,
  pupilsSuspended,
});

/** An authority of England's average: 152 of them had 7.9 million pupils in 21,245 schools in 2015/16. */
const average: readonly SchoolsOfType[] = [
  { schoolType: 'State-funded primary', digit: 2, schools: 110, each: each(275, 0, 4, 2) },
  { schoolType: 'State-funded secondary', digit: 4, schools: 22, each: each(950, 2, 86, 43) },
  { schoolType: 'Special', digit: 7, schools: 7, each: each(100, 0, 15, 5) },
];

/** Whole authorities; fewer pupils than one has are in a part of its schools. */
export function madeYear(pupils: number, schoolYear: SchoolYear): CountedYear {
  const { headcount } = totalOf(average);
  const share = Math.min(1, pupils / headcount);
  const types = average.map((type) => ({ ...type, schools: Math.max(1, Math.round(share * type.schools)) }));
  const numbers = Array.from({ length: Math.max(1, Math.round(pupils / headcount)) }, (_, n) => n);
  const period = periodOf(schoolYear);
  return {
    days: schoolYearDays(schoolYear),
    areas: numbers.map((n) => areaOf(period, n, types)),
    schools: numbers.flatMap((n) => schoolsOf(period, n, types)),
  };
}

const authorityOf = (n: number) => asAuthorityCode(`E0900${9_000 + n}`);
const oldCodeOf = (n: number): string => String(100 + n);

const areaOf = (period: string, n: number, types: readonly SchoolsOfType[]): AreaCounts => ({
  period,
  authority: authorityOf(n),
  oldCode: oldCodeOf(n),
  name: `Authority ${oldCodeOf(n)}`,
  region: 'E12000006',
  schoolType: 'Total',
  ...totalOf(types),
});

function totalOf(types: readonly SchoolsOfType[]): SchoolsOfType['each'] {
  const sum = (count: keyof PublishedCounts): number =>
    types.reduce((all, type) => all + type.schools * type.each[count], 0);
  return each(sum('headcount'), sum('permanentExclusions'), sum('suspensions'), sum('pupilsSuspended'));
}

const schoolsOf = (period: string, n: number, types: readonly SchoolsOfType[]): PublishedSchool[] =>
  types.flatMap((type) =>
    Array.from({ length: type.schools }, (_, school) => ({
      period,
      laestab: `${oldCodeOf(n)}${type.digit}${String(school).padStart(3, '0')}`,
      authority: authorityOf(n),
      schoolType: type.schoolType,
      academyType: 'Total',
      ...type.each,
    })),
  );
