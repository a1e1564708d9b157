/**
 * Cohorts: the pupils who are, or would be, in Year 11 in a school year, and finish it then. What a figure of a cohort is
 * out of is counted here, for every pupil of a secondary roll: so it costs one entry a school, and nothing a year.
 */
import { schoolYearFrom, startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import type { SchoolType } from '../../events/codes/school-type.js';
import type { Urn } from '../../events/identifiers.js';
import type { Headcount } from '../measures/on-roll.js';
import { dayOfYear } from '../measures/school-authority.js';
import { isStateFundedIn, typeIn } from '../measures/school-type.js';
import { headcountsOf } from '../measures/school-year-counts.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { yearGroupOn } from '../trajectory/year-groups.js';
import type { Denominators } from './method.js';

/** The names of the counts, which are also columns. Each counts a pupil once in a place. */
export const cohortCountNames = ['seen_in_years_7_to_11', 'year_7_mainstream', 'year_10_secondary'] as const;
export type CohortCountName = (typeof cohortCountNames)[number];

export interface CohortOutOf {
  readonly count: CohortCountName;
  readonly says: string;
  /** Whether it is followed from one January: then nobody counts at a place who was not of it there. */
  readonly isFollowed: boolean;
}

export const cohortsOutOf: Readonly<Record<Denominators['cohort'], CohortOutOf>> = {
  'seen-in-years-7-to-11': {
    count: 'seen_in_years_7_to_11',
    says: 'pupils of the cohort on the roll of a state-funded school (C or M) in any January of Years 7 to 11',
    isFollowed: false,
  },
  'year-7-mainstream': {
    count: 'year_7_mainstream',
    says: 'pupils of the cohort on a state-funded mainstream roll (C or M) in the January of Year 7',
    isFollowed: true,
  },
  'year-10-secondary': {
    count: 'year_10_secondary',
    says: 'pupils of the cohort on a state-funded secondary roll (C or M) in the January of Year 10',
    isFollowed: true,
  },
};

export interface CohortMember<Place extends string = string> {
  /** A school, or an authority. */
  readonly place: Place;
  /** The school year in which the cohort finishes Year 11. */
  readonly cohort: SchoolYear;
  readonly counts: Readonly<Partial<Record<CohortCountName, 1>>>;
}

/** The school year in which a pupil of a year group finishes Year 11; null outside Years 7 to 11. */
export function cohortOf(yearGroup: number | null, schoolYear: SchoolYear): SchoolYear | null {
  if (yearGroup === null || yearGroup < 7 || yearGroup > 11) return null;
  return schoolYearFrom(startYearOf(schoolYear) + 11 - yearGroup);
}

/** Where the pupil was counted in a January of Years 7 to 11, at state-funded schools; a school may come twice. */
export function cohortsOf(trajectory: Trajectory, register: Register): CohortMember<Urn>[] {
  const { yearGroups, circumstances } = trajectory;
  return headcountsOf(trajectory, register).all.flatMap((headcount): CohortMember<Urn>[] => {
    const yearGroup = yearGroupOn(dayOfYear(headcount.first), headcount.first, yearGroups, circumstances);
    return yearGroup === null ? [] : memberOf(headcount, yearGroup, register);
  });
}

const mainstream: readonly SchoolType[] = ['mainstream'];
const secondary: readonly SchoolType[] = ['mainstream', 'studio-or-utc'];

/** @param yearGroup in the first January of the headcount */
function memberOf(
  { school, first, until }: Headcount,
  yearGroup: number,
  register: Register,
): CohortMember<Urn>[] {
  const last = until === null ? Infinity : yearGroup + startYearOf(until) - startYearOf(first) - 1;
  if (yearGroup > 11 || last < 7) return [];
  const schoolYearIn = (year: number): SchoolYear => schoolYearFrom(startYearOf(first) + year - yearGroup);
  if (!isStateFundedIn(school, schoolYearIn(Math.max(7, yearGroup)), register)) return [];
  const isIn = (year: number, types: readonly SchoolType[]): boolean => {
    if (year < yearGroup || year > last) return false;
    const type = typeIn(school, schoolYearIn(year), register);
    return type === undefined || types.includes(type);
  };
  return [
    {
      place: school,
      cohort: schoolYearIn(11),
      counts: {
        seen_in_years_7_to_11: 1,
        ...(isIn(7, mainstream) && { year_7_mainstream: 1 }),
        ...(isIn(10, secondary) && { year_10_secondary: 1 }),
      },
    },
  ];
}
