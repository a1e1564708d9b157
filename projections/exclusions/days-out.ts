/** The school days that an exclusion takes, with the sessions (half-days) of each. */
import { addDays, dayNumber, fromDayNumber, type PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolCalendar } from '../../events/calendar/school-calendar.js';
import type { Exclusion } from './exclusion.js';

export interface DayOut {
  readonly on: PlainDate;
  readonly sessions: number;
}

type Taken = Pick<Exclusion, 'kind' | 'category' | 'startedOn' | 'endsOn' | 'lengthSessions'> &
  Pick<Exclusion, 'cancelledOn' | 'reinstatedFrom'>;

/**
 * Where the walk ends. A suspension is at most 1,000 sessions by its field; none that was ever served is as long.
 */
const longestWalkDays = 800;

/**
 * Of a suspension the days up to its last, or up to its length where the report has no last day; of a permanent
 * exclusion those missed before it was cancelled, for they count to the 45 days (DfE guidance, cancelling exclusions).
 * One that was cancelled or overturned takes no day from the day back.
 */
export function daysOut(exclusion: Taken, calendar: SchoolCalendar): DayOut[] {
  const { kind, startedOn, lengthSessions, cancelledOn } = exclusion;
  const back = cancelledOn ?? exclusion.reinstatedFrom;
  if (kind === 'permanent-exclusion')
    return cancelledOn === null ? [] : schoolDays(startedOn, addDays(cancelledOn, -1), calendar);

  const served = servedDays(exclusion, calendar);
  const taken = back === null ? served : served.filter(({ on }) => on < back);
  if (lengthSessions !== null && back === null && taken.length === 0 && lengthSessions > 0)
    return [{ on: startedOn, sessions: lengthSessions }];
  return taken;
}

/** Of a length that the days up to the last cannot hold, or that no days are found for, the last day has the rest. */
function servedDays(
  { category, startedOn, endsOn, lengthSessions }: Taken,
  calendar: SchoolCalendar,
): DayOut[] {
  const days: { on: PlainDate; sessions: number }[] = [];
  let left = lengthSessions ?? 0;
  const mostADay = category === 'LNCH' ? 1 : 2;
  const first = dayNumber(startedOn);
  const last = Math.min(endsOn === null ? Infinity : dayNumber(endsOn), first + longestWalkDays - 1);
  for (let day = first; day <= last && (endsOn !== null || left > 0); day++) {
    const { sessions: held } = calendar.onDayNumber(day);
    if (held === 0) continue;
    const sessions = Math.min(left, held, mostADay);
    days.push({ on: fromDayNumber(day), sessions });
    left -= sessions;
  }
  const final = days.at(-1);
  if (final) final.sessions += left;
  return days;
}

/** Whole school days from the first day to the last. */
export function schoolDays(first: PlainDate, last: PlainDate, calendar: SchoolCalendar): DayOut[] {
  const days: DayOut[] = [];
  const from = dayNumber(first);
  const to = Math.min(dayNumber(last), from + longestWalkDays - 1);
  for (let day = from; day <= to; day++) {
    const { sessions } = calendar.onDayNumber(day);
    if (sessions > 0) days.push({ on: fromDayNumber(day), sessions });
  }
  return days;
}
