/**
 * Cohorts: the pupils who are, or would be, in Year 11 in a school year, and finish it then. What a figure of a cohort is
 * out of is counted here, for every pupil of a secondary roll: so it costs one entry a school, and nothing a year.
 */
import { schoolYearFrom, startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import type { SchoolType } from '../../events/codes/school-type.js';
import type { Urn } from '../../events/identifiers.js';
import { isStateFundedIn, typeIn } from '../measures/school-type.js';
import { headcountsOf, type HeadcountOfPupil } from '../measures/school-year-counts.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';
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
  const members: CohortMember<Urn>[] = [];
  for (const headcount of headcountsOf(trajectory, register).all) {
    const member = memberOf(headcount, register);
    if (member !== null) members.push(member);
  }
  return members;
}

const mainstream: readonly SchoolType[] = ['mainstream'];
const secondary: readonly SchoolType[] = ['mainstream', 'studio-or-utc'];

function memberOf(
  { school, first, until, yearGroup }: HeadcountOfPupil,
  register: Register,
): CohortMember<Urn> | null {
  if (yearGroup === null || yearGroup > 11) return null;
  const begin = startYearOf(first);
  const last = until === null ? Infinity : yearGroup + startYearOf(until) - begin - 1;
  if (last < 7) return null;
  const schoolYearIn = (year: number): SchoolYear => schoolYearFrom(begin + year - yearGroup);
  if (!isStateFundedIn(school, schoolYearIn(Math.max(7, yearGroup)), register)) return null;
  const isIn = (year: number, types: readonly SchoolType[]): boolean => {
    if (year < yearGroup || year > last) return false;
    const type = typeIn(school, schoolYearIn(year), register);
    return type === undefined || types.includes(type);
  };
  const counts: Partial<Record<CohortCountName, 1>> = { seen_in_years_7_to_11: 1 };
  if (isIn(7, mainstream)) counts.year_7_mainstream = 1;
  if (isIn(10, secondary)) counts.year_10_secondary = 1;
  return { place: school, cohort: schoolYearIn(11), counts };
}
