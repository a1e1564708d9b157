/**
 * Groups of a cohort whose rates EPI prints beside everybody's (March 2024: almost one in five pupils with a social,
 * emotional or mental health need, one in ten looked-after or persistently disadvantaged pupils). EPI asks whether a pupil
 * was *ever* in the group, for those who moved and for all of the cohort alike.
 */
import { censusDay } from '../../events/calendar/census-day.js';
import { startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { codesOn } from '../breakdowns/characteristic.js';
import { persistentlyDisadvantaged } from '../breakdowns/characteristics/free-meals.js';
import { isTooFew } from '../measures/figure.js';
import type { Circumstances } from '../trajectory/circumstances.js';
import { rateOfPupils, type RateOfPupils } from './rate-of-pupils.js';

const cohortGroups = ['ever-semh', 'ever-looked-after', 'persistently-disadvantaged'] as const;
export type CohortGroup = (typeof cohortGroups)[number];

export const groupSays: Readonly<Record<CohortGroup, string>> = {
  'ever-semh': 'ever reported with social, emotional and mental health as the primary need',
  'ever-looked-after': 'ever reported as looked after',
  'persistently-disadvantaged':
    'eligible for free school meals for at least 80% of school life, as at the January of Year 11',
};

/** The groups that a pupil is in, as now known. @param cohort the school year in which it finishes Year 11 */
export function cohortGroupsOf(circumstances: Circumstances, cohort: SchoolYear): CohortGroup[] {
  const { primaryNeed, socialCare, freeSchoolMeals } = circumstances;
  const groups: CohortGroup[] = [];
  if (primaryNeed.some(({ value }) => value === 'SEMH')) groups.push('ever-semh');
  if (socialCare.some(({ value }) => value === 'CLA')) groups.push('ever-looked-after');
  if (freeSchoolMeals.some(({ value }) => value) && isMostlyEligible(circumstances, cohort))
    groups.push('persistently-disadvantaged');
  return groups;
}

function isMostlyEligible(circumstances: Circumstances, cohort: SchoolYear): boolean {
  const january = censusDay(`${startYearOf(cohort) + 1}-spring`);
  const stretches = persistentlyDisadvantaged.stretches(circumstances);
  return january !== undefined && codesOn(stretches, january).includes('yes');
}

/** What one group of one cohort adds up to in a place. */
export interface GroupCount {
  readonly group: CohortGroup;
  readonly members: number;
  /** Those of whom EPI-2024 counts a move, and may count one. */
  readonly pupils: number;
  readonly upper_pupils: number;
}

export interface GroupFigure {
  readonly group: CohortGroup;
  readonly members: number;
  readonly lower: RateOfPupils & { readonly pupils: number };
  readonly upper: RateOfPupils & { readonly pupils: number };
  /** Whether the group is so small that it is compared with nothing. */
  readonly tooFewToCompare: boolean;
}

/** Every group, in the order of their list; rates per 100 of the group, to two decimal places. */
export function groupFigures(counts: readonly GroupCount[]): GroupFigure[] {
  return cohortGroups.map((group) => {
    const {
      members = 0,
      pupils = 0,
      upper_pupils: atMost = 0,
    } = counts.find((each) => each.group === group) ?? {};
    return {
      group,
      members,
      lower: { pupils, ...rateOfPupils(pupils, members).told },
      upper: { pupils: atMost, ...rateOfPupils(atMost, members).told },
      tooFewToCompare: isTooFew(members),
    };
  });
}
