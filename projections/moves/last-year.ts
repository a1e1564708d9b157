/** The end of the last year that a school teaches: who goes then moves on, and leaves nothing. */
import { monthOf } from '../../events/calendar/plain-date.js';
import type { Move } from '../trajectory/trajectory.js';

/** In which a last year ends. Ours. */
export const transitionMonths: readonly number[] = [6, 7, 8, 9];

/** The year in which a pupil turns the highest age is the last one taught: Year 11 turns 16. */
export function leavesLastYear(
  { leftOn, yearGroup }: Pick<Move, 'leftOn' | 'yearGroup'>,
  highestAge: number | undefined,
): boolean {
  if (highestAge === undefined || yearGroup === null) return false;
  const month = monthOf(leftOn);
  // A name that stays on the register into September leaves in the next school year by date.
  const lastYear = month === 9 ? yearGroup - 1 : yearGroup;
  return transitionMonths.includes(month) && lastYear >= highestAge - 5;
}
