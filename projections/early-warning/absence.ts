/** Absence that builds up, by the weeks that registers summed up. */
import { addDays, earlier } from '../../events/calendar/plain-date.js';
import { fridayOf, type AttendanceWeek } from '../attendance/attendance.js';
import { nothingFound, type Found } from '../finding.js';
import type { EarlyWarningRule } from './rule.js';

const missedPercent = 10;
const weeksLookedAt = 6;
const leastSessions = 30;

export const absenceBuildingUp: EarlyWarningRule = {
  name: 'absence-building-up',
  concerns: 'pupil',
  says: `At least ${missedPercent}% of possible sessions missed in ${weeksLookedAt} weeks, with leave or without`,
  parameters: {
    missedPercent: {
      value: missedPercent,
      says: 'Of possible sessions: from there on DfE counts a pupil as persistently absent',
      source: 'published',
    },
    weeksLookedAt: {
      value: weeksLookedAt,
      says: 'Weeks up to the newest one known: half a term, so that a trend is seen while it can be turned',
      source: 'ours',
    },
    leastSessions: {
      value: leastSessions,
      says: 'Possible sessions in these weeks below which nothing is said: one short illness is no trend',
      source: 'ours',
    },
  },
  source: 'DfE, Pupil absence in schools in England: persistent absence',
  find: ({ attendance }) => {
    if (attendance.length === 0) return nothingFound;
    const found: { -readonly [Key in keyof Found]: Found[Key] }[] = [];
    for (const [at, week] of attendance.entries()) {
      const next = attendance[at + 1];
      // Of two schools in one week the last sums up both.
      if (next?.from === week.from) continue;
      const weeks = upTo(attendance, at);
      const { missed, possible } = sessionsOf(weeks);
      if (possible < leastSessions || missed * 100 < possible * missedPercent) continue;
      const from = fridayOf(week);
      const lapses = addDays(from, 7 * weeksLookedAt - 1);
      const to = next ? earlier(lapses, addDays(fridayOf(next), -1)) : lapses;
      const last = found.at(-1);
      if (last?.to && addDays(last.to, 1) === from) last.to = to;
      else
        found.push({
          school: week.school,
          from,
          to,
          reason: `${missed} of ${possible} possible sessions missed in the ${weeksLookedAt} weeks up to ${from}`,
          evidence: weeks.flatMap(({ evidence }) => evidence.slice(0, 1)),
        });
    }
    return found;
  },
};

/** The weeks up to and with one of them that are looked at together. */
function upTo(attendance: readonly AttendanceWeek[], at: number): AttendanceWeek[] {
  const newest = attendance[at]?.from;
  if (newest === undefined) return [];
  const after = addDays(newest, -7 * weeksLookedAt);
  let first = at;
  while ((attendance[first - 1]?.from ?? after) > after) first--;
  return attendance.slice(first, at + 1);
}

function sessionsOf(weeks: readonly AttendanceWeek[]): { missed: number; possible: number } {
  let [missed, possible] = [0, 0];
  for (const { authorisedAbsence, unauthorisedAbsence, sessionsPossible } of weeks) {
    missed += authorisedAbsence + unauthorisedAbsence;
    possible += sessionsPossible;
  }
  return { missed, possible };
}
