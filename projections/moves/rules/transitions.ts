/** Moves on from the last year that a school teaches, and into the first year of a school that begins later. */
import { daysBetween, monthOf, yearOf } from '../../../events/calendar/plain-date.js';
import { startYearOf } from '../../../events/calendar/school-year.js';
import type { School } from '../../register/register.js';
import { leavesLastYear } from '../last-year.js';
import type { Case, Rule } from '../method.js';
import { ageAtEndOfYear11 } from './parameters.js';

type OutOfScope = Rule<'out-of-scope'>;

const changedBy =
  'Another age range of the school, another year group of the pupil, or a day outside the summer';

export const endOfMiddleSchool: OutOfScope = {
  name: 'end-of-middle-school',
  says: 'The pupil left a middle school at the end of the last year that it teaches',
  changedBy,
  class: 'out-of-scope',
  applies({ move, register }) {
    const school = register.school(move.from, move.leftOn);
    return school?.phase === 'middle' && leavesLastYear(move, school.highestAge) ? move.evidence : undefined;
  },
};

export const endOfAgeRange: OutOfScope = {
  name: 'end-of-age-range',
  says: 'The pupil left at the end of the last year that the school teaches',
  changedBy,
  class: 'out-of-scope',
  applies: ({ move, register }) =>
    leavesLastYear(move, register.school(move.from, move.leftOn)?.highestAge) ? move.evidence : undefined,
};

export const endOfYear11: OutOfScope = {
  name: 'end-of-year-11',
  says: 'The pupil left at the end of Year 11, the last year counted',
  changedBy: 'Another year group of the pupil, or a day of leaving before the summer of Year 11',
  class: 'out-of-scope',
  applies: ({ move }) => (leavesLastYear(move, ageAtEndOfYear11) ? move.evidence : undefined),
};

/** A UTC or a studio school takes pupils at 14, some at 13, from schools that teach on. */
export const startOfUtcOrStudio: OutOfScope = {
  name: 'start-of-utc-or-studio-school',
  says: 'The pupil joined a university technical college or a studio school at the start of its first year',
  changedBy,
  class: 'out-of-scope',
  applies: (each) =>
    joinsFirstYear(each, ({ type }) => type === 'studio-or-utc') ? each.move.evidence : undefined,
};

/** An upper school at 13, or a middle one, from a school that teaches on. */
export const startOfAgeRange: OutOfScope = {
  name: 'start-of-age-range',
  says: 'The pupil joined a school at the start of the first year that it teaches, where that is not Year 7',
  changedBy,
  class: 'out-of-scope',
  applies: (each) =>
    joinsFirstYear(each, ({ lowestAge }) => lowestAge !== undefined && lowestAge !== ageAtStartOfYear7)
      ? each.move.evidence
      : undefined,
};

const ageAtStartOfYear7 = 11;
const startMonths: readonly number[] = [8, 9];
/** Left at the end of one school year, joined at the start of the next. */
const longestSummerDays = 100;

/** A school's lowest age is the age at which its first year begins: Year 10 begins at 14. */
function joinsFirstYear({ move, register }: Case, is: (school: School) => boolean): boolean {
  const { to, joinedOn, leftOn, yearGroup, schoolYear } = move;
  if (to === null || joinedOn === null || yearGroup === null) return false;
  const school = register.school(to, joinedOn);
  if (school?.lowestAge === undefined || !is(school)) return false;
  const joined = startYearOf(schoolYear) === yearOf(leftOn) ? yearGroup : yearGroup + 1;
  return (
    startMonths.includes(monthOf(joinedOn)) &&
    joinedOn > leftOn &&
    daysBetween(leftOn, joinedOn) <= longestSummerDays &&
    joined === school.lowestAge - 4
  );
}
