/** The end of the last year that a school teaches: who goes then moves on, and leaves nothing. */
import { monthOf, yearOf } from '../../events/calendar/plain-date.js';
import { startYearOf } from '../../events/calendar/school-year.js';
import type { Move } from '../trajectory/trajectory.js';

/** In which a last year ends. Ours. */
export const transitionMonths: readonly number[] = [6, 7, 8, 9];

/** The year in which a pupil turns the highest age is the last one taught: Year 11 turns 16. */
export function leavesLastYear(
  { leftOn, yearGroup, schoolYear }: Pick<Move, 'leftOn' | 'yearGroup' | 'schoolYear'>,
  highestAge: number | undefined,
): boolean {
  if (highestAge === undefined || yearGroup === null) return false;
  // A name that stays on the register until the school's own first day of term leaves in the next school year by date.
  const lastYear = startYearOf(schoolYear) === yearOf(leftOn) ? yearGroup - 1 : yearGroup;
  return transitionMonths.includes(monthOf(leftOn)) && lastYear >= highestAge - 5;
}
