/**
 * Which line of DfE's exclusion tables a school stands in. Academies and free schools stand beside maintained schools of
 * their phase. Alternative provision and pupil referral units are published apart, and nurseries, schools for
 * pupils over 16 alone, independent schools and colleges are outside the tables.
 */
import type { School } from '../register/register.js';

export const schoolTypesOfTables = ['State-funded primary', 'State-funded secondary', 'Special'] as const;
export type SchoolTypeOfTables = (typeof schoolTypesOfTables)[number];

/** `outside`: no line of the tables. `not-known`: the register does not say enough. */
export type Line = SchoolTypeOfTables | 'outside' | 'not-known';

export function lineOf(school: School): Line {
  const { type, phase } = school;
  if (type === undefined) return 'not-known';
  if (type === 'special') return 'Special';
  if (type === 'studio-or-utc') return 'State-funded secondary';
  if (type !== 'mainstream') return 'outside';
  switch (phase) {
    case 'primary':
      return 'State-funded primary';
    case 'secondary':
    case 'all-through':
      return 'State-funded secondary';
    case 'middle':
      return middleDeemed(school);
    case 'nursery':
    case 'post-16':
      return 'outside';
    default:
      return 'not-known';
  }
}

/**
 * A middle school is deemed what most of its year groups are; where they are half and half, secondary (Education Act
 * 1996 s.5; SI 2002/1983). The highest age is that of leaving: 9 to 13 is four year groups, two of either.
 */
function middleDeemed({ lowestAge, highestAge }: School): Line {
  if (lowestAge === undefined || highestAge === undefined) return 'not-known';
  const primaryYears = 11 - lowestAge;
  const secondaryYears = highestAge - 11;
  return primaryYears > secondaryYears ? 'State-funded primary' : 'State-funded secondary';
}
