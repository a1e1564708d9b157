/** Leaving shortly before a census that a school's money or results go by. */
import { censusDay } from '../../events/calendar/census-day.js';
import { daysBetween, monthOf, yearOf, type PlainDate } from '../../events/calendar/plain-date.js';
import { lastDayOfSchoolYear } from '../../events/calendar/school-year.js';
import type { Found } from '../finding.js';
import { leavesLastYear } from '../moves/last-year.js';
import type { Move } from '../trajectory/trajectory.js';
import type { EarlyWarningRule } from './rule.js';

const daysBeforeCensus = 28;

export const leftBeforeCensus: EarlyWarningRule = {
  name: 'left-before-census',
  concerns: 'practice',
  says: `Left a school in the ${daysBeforeCensus} days before the October or the January census`,
  parameters: {
    daysBeforeCensus: {
      value: daysBeforeCensus,
      says: 'Days before the census day: the weeks in which a school knows who will be counted',
      source: 'ours',
    },
  },
  source:
    "Timpson Review 2019: October's census decides a school's funding, January's whose results Year 11's are",
  find: ({ moves }, register) => {
    const found: Found[] = [];
    for (const move of moves) {
      const { from: school, leftOn, yearGroup } = move;
      const census = isExit(move) ? censusAfter(leftOn) : undefined;
      if (!census || leavesLastYear(move, register.school(school, leftOn)?.highestAge)) continue;
      const days = daysBetween(leftOn, census);
      const year = yearGroup === null ? '' : ` of Year ${yearGroup}`;
      found.push({
        school,
        from: leftOn,
        to: lastDayOfSchoolYear(leftOn, register.termsOf(school)),
        reason: `A pupil${year} left ${days} days before the census of ${census}`,
        evidence: move.evidence.slice(0, 1),
      });
    }
    return found;
  },
};

const monthsBefore: ReadonlySet<number> = new Set([9, 10, 12, 1]);

const isExit = ({ kind, end }: Move): boolean => kind === 'left' && end !== null;

/** The census day that comes so soon; who leaves on the day itself is counted. */
function censusAfter(leftOn: PlainDate): PlainDate | undefined {
  const month = monthOf(leftOn);
  if (!monthsBefore.has(month)) return undefined;
  const year = month === 12 ? yearOf(leftOn) + 1 : yearOf(leftOn);
  const day = censusDay(month === 9 || month === 10 ? `${year}-autumn` : `${year}-spring`);
  return day !== undefined && day > leftOn && daysBetween(leftOn, day) <= daysBeforeCensus ? day : undefined;
}
