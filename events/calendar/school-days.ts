/**
 * Counting in school days: forwards, backwards, between two dates, and in sessions. Every answer says whether the
 * school's own calendar or its authority's gave each day of it, or a default did.
 */
import { addDays, dayNumber, fromDayNumber, type PlainDate } from './plain-date.js';
import type { SchoolCalendar } from './school-calendar.js';

/** A date that was reckoned in school days. */
export interface ReckonedDate {
  readonly on: PlainDate;
  /** Whether any day on the way stands on the default calendar. */
  readonly byDefault: boolean;
}

/** A number of school days or of sessions. */
export interface Reckoned {
  readonly count: number;
  /** Whether any day that was looked at stands on the default calendar. */
  readonly byDefault: boolean;
}

/**
 * The school day that many school days after a date, which is itself not counted, be it a school day or not. None
 * after it is the date itself.
 *
 * @param days a whole number, 0 or more
 * @throws RangeError for a number that is none
 */
export function addSchoolDays(from: PlainDate, days: number, calendar: SchoolCalendar): ReckonedDate {
  return walk(from, days, 1, calendar);
}

/** The same before a date. */
export function subtractSchoolDays(from: PlainDate, days: number, calendar: SchoolCalendar): ReckonedDate {
  return walk(from, days, -1, calendar);
}

/**
 * The school day of that number in a period that begins on a date: the first is the date itself where it is a school
 * day, so that the sixth school day of an exclusion that begins on a Monday is the Monday after.
 *
 * @param ordinal 1 or more
 * @throws RangeError for a number that is none
 */
export function nthSchoolDayFrom(from: PlainDate, ordinal: number, calendar: SchoolCalendar): ReckonedDate {
  if (ordinal < 1) throw new RangeError('a school day has a number from 1 on');
  return walk(addDays(from, -1), ordinal, 1, calendar);
}

/**
 * School days after the first date up to and with the second; negative where the second is earlier. So
 * `schoolDaysBetween(from, addSchoolDays(from, n))` is n.
 */
export function schoolDaysBetween(from: PlainDate, to: PlainDate, calendar: SchoolCalendar): Reckoned {
  if (to < from) {
    const { count, byDefault } = schoolDaysBetween(to, from, calendar);
    return { count: count === 0 ? 0 : -count, byDefault };
  }
  return sum(addDays(from, 1), to, calendar, (sessions) => (sessions > 0 ? 1 : 0));
}

/** Sessions, which are half-days, of a period with its first and its last day; none where the last is earlier. */
export function sessionsWithin(first: PlainDate, last: PlainDate, calendar: SchoolCalendar): Reckoned {
  return sum(first, last, calendar, (sessions) => sessions);
}

function walk(from: PlainDate, days: number, step: 1 | -1, calendar: SchoolCalendar): ReckonedDate {
  if (!Number.isInteger(days) || days < 0) throw new RangeError('not a number of days');
  let at = dayNumber(from);
  let byDefault = false;
  for (let left = days; left > 0;) {
    at += step;
    const day = calendar.onDayNumber(at);
    byDefault ||= day.byDefault;
    if (day.sessions > 0) left--;
  }
  return { on: fromDayNumber(at), byDefault };
}

function sum(
  first: PlainDate,
  last: PlainDate,
  calendar: SchoolCalendar,
  worth: (sessions: number) => number,
): Reckoned {
  let count = 0;
  let byDefault = false;
  const end = dayNumber(last);
  for (let at = dayNumber(first); at <= end; at++) {
    const day = calendar.onDayNumber(at);
    count += worth(day.sessions);
    byDefault ||= day.byDefault;
  }
  return { count, byDefault };
}
