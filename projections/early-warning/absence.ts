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
    let [first, missed, possible] = [0, 0, 0];
    for (const [at, week] of attendance.entries()) {
      missed += missedIn(week);
      possible += week.sessionsPossible;
      const next = attendance[at + 1];
      // Of two schools in one week the last sums up both.
      if (next?.from === week.from) continue;
      const after = addDays(week.from, -7 * weeksLookedAt);
      for (let old = attendance[first]; old && old.from <= after; old = attendance[++first]) {
        missed -= missedIn(old);
        possible -= old.sessionsPossible;
      }
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
          evidence: attendance.slice(first, at + 1).flatMap(({ evidence }) => evidence.slice(0, 1)),
        });
    }
    return found;
  },
};

const missedIn = ({ authorisedAbsence, unauthorisedAbsence }: AttendanceWeek): number =>
  authorisedAbsence + unauthorisedAbsence;
