/**
 * The slow reading of a school calendar: every day is looked at by itself, from the reports as they are, and everything
 * is counted by listing days. No table, no cache, no arithmetic.
 */
import { bankHolidays } from '../../../events/calendar/bank-holidays.js';
import { easterSunday } from '../../../events/calendar/easter.js';
import { addDays, plainDate, yearOf, type PlainDate } from '../../../events/calendar/plain-date.js';
import type { DayOfSchool, SchoolYearCalendar } from '../../../events/calendar/school-calendar.js';

export function dayByOracle(date: PlainDate, years: readonly SchoolYearCalendar[]): DayOfSchool {
  const told = (sessions: 0 | 1 | 2): DayOfSchool => ({ sessions, byDefault: false });
  const assumed = (sessions: 0 | 1 | 2): DayOfSchool => ({ sessions, byDefault: true });

  const special = years.flatMap(({ sessionDays }) => sessionDays).findLast(({ on }) => on === date);
  if (special) return told(special.sessions === 1 ? 1 : 2);
  if ([0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay())) return told(0);
  if (bankHolidays(yearOf(date)).includes(date)) return told(0);
  if (years.some(({ closures }) => closures.some((each) => covers(each, date)))) return told(0);

  const year = years.find(({ terms }) => terms.some((term) => covers(term, date)));
  if (year) {
    if (year.terms.length > 3 || year.closures.some(({ kind }) => kind === 'half-term')) return told(2);
    if (inUsualHalfTerm(date)) return assumed(0);
    const near = inUsualHalfTerm(addDays(date, 7)) || inUsualHalfTerm(addDays(date, -7));
    return near ? assumed(2) : told(2);
  }

  if (isShortGap(date, years)) return told(0);
  const summer = summerOf(yearOf(date), years);
  if (date >= summer.first && date <= summer.last) return summer.assumed ? assumed(0) : told(0);
  const christmas = date.slice(5) >= '12-21' ? yearOf(date) : yearOf(date) - 1;
  const inChristmas = date.slice(5) >= '12-21' || date.slice(5) <= '01-03';
  if (inChristmas && !isShortGap(plainDate(christmas, 12, 28), years)) return assumed(0);
  const easter = easterSunday(yearOf(date));
  const inEaster = date >= addDays(easter, -8) && date <= addDays(easter, 7);
  if (inEaster && !isShortGap(easter, years)) return assumed(0);
  return assumed(inUsualHalfTerm(date) ? 0 : 2);
}

/** All days of a period, first and last included. */
export function daysOf(first: PlainDate, last: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

interface Period {
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
}

const covers = ({ startsOn, endsOn }: Period, date: PlainDate): boolean => startsOn <= date && date <= endsOn;

const inTerm = (date: PlainDate, years: readonly SchoolYearCalendar[]): boolean =>
  years.some(({ terms }) => terms.some((term) => covers(term, date)));

/** Whether terms end before and begin after the day, at most 31 days apart. */
function isShortGap(date: PlainDate, years: readonly SchoolYearCalendar[]): boolean {
  if (inTerm(date, years)) return false;
  let [before, after] = [date, date];
  let days = 0;
  for (; !inTerm(before, years) && days <= 31; days++) before = addDays(before, -1);
  for (; !inTerm(after, years) && days <= 31; days++) after = addDays(after, 1);
  return days <= 31;
}

function summerOf(year: number, years: readonly SchoolYearCalendar[]) {
  const terms = years.flatMap((each) => each.terms);
  const autumn = terms
    .map(({ startsOn }) => startsOn)
    .filter((day) => day >= `${year}-08-01` && day <= `${year}-12-31`)
    .sort()[0];
  const next = autumn ?? plainDate(year, 9, 1);
  const ended = terms
    .map(({ endsOn }) => endsOn)
    .filter((day) => day >= `${year}-06-01` && day < next)
    .sort()
    .at(-1);
  return {
    first: ended ? addDays(ended, 1) : plainDate(year, 7, 22),
    last: addDays(next, -1),
    assumed: !autumn || !ended,
  };
}

/** The weeks, Monday to Sunday, in which 28 October, 18 February and the spring bank holiday lie. */
function inUsualHalfTerm(date: PlainDate): boolean {
  let monday = date;
  while (new Date(`${monday}T12:00:00Z`).getUTCDay() !== 1) monday = addDays(monday, -1);
  const week = daysOf(monday, addDays(monday, 6));
  const spring = bankHolidays(yearOf(date)).find((day) => day >= `${yearOf(date)}-05-25`);
  return week.some((day) => day.endsWith('-10-28') || day.endsWith('-02-18') || day === spring);
}
