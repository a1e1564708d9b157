/** The made-up authority's school years: terms, school days, the January census. Days are numbers since 1970. */
import { isBankHoliday } from '../../events/calendar/bank-holidays.js';
import { censusDay, type CensusTerm } from '../../events/calendar/census-day.js';
import { easterSunday } from '../../events/calendar/easter.js';
import {
  dayNumber,
  fromDayNumber,
  plainDate,
  yearOf,
  type PlainDate,
} from '../../events/calendar/plain-date.js';
import type { Closure, ClosureKind } from '../../events/calendar/school-calendar.js';
import { schoolYearFrom, type SchoolTerm, type SchoolYear } from '../../events/calendar/school-year.js';

export interface YearCalendar {
  readonly startYear: number;
  readonly schoolYear: SchoolYear;
  /** 1 September. */
  readonly begins: number;
  /** 31 August. */
  readonly ends: number;
  readonly terms: readonly SchoolTerm[];
  /** Half-terms, and the INSET day with which the spring term begins. */
  readonly closures: readonly Closure[];
  /** Days on which pupils are taught, in order. */
  readonly schoolDays: readonly number[];
  readonly firstSchoolDay: number;
  readonly lastSchoolDay: number;
  readonly censusTerm: CensusTerm;
  readonly censusDay: number;
}

export const dayMs = 86_400_000;

const dates = new Map<number, PlainDate>();

/** Some thousands of days are asked for a million times. */
export function dateOf(day: number): PlainDate {
  let date = dates.get(day);
  if (date === undefined) dates.set(day, (date = fromDayNumber(day)));
  return date;
}

const calendars = new Map<number, YearCalendar>();

export function calendarOf(startYear: number): YearCalendar {
  let calendar = calendars.get(startYear);
  if (!calendar) calendars.set(startYear, (calendar = makeCalendar(startYear)));
  return calendar;
}

/** The day itself, or the Monday after. */
export function weekdayFrom(day: number): number {
  while (!isWeekday(day)) day++;
  return day;
}

/** The teaching day so many teaching days after; after the last of a year come the next year's. */
export function schoolDayAfter(day: number, count: number): number {
  let calendar = calendarHolding(day);
  const next = calendar.schoolDays.findIndex((each) => each > day);
  let at = (next < 0 ? calendar.schoolDays.length : next) + count - 1;
  while (at >= calendar.schoolDays.length) {
    at -= calendar.schoolDays.length;
    calendar = calendarOf(calendar.startYear + 1);
  }
  return calendar.schoolDays[at] ?? day;
}

/** The teaching day so many teaching days before, within the school year; its first at least. */
export function schoolDayBefore(day: number, count: number): number {
  const { schoolDays, firstSchoolDay } = calendarHolding(day);
  const before = schoolDays.findLastIndex((each) => each < day);
  return schoolDays[before - count + 1] ?? firstSchoolDay;
}

/** The teaching days from the one day to the other, both included. */
export function schoolDaysWithin(from: number, to: number): number[] {
  const days: number[] = [];
  for (
    let calendar = calendarHolding(from);
    calendar.begins <= to;
    calendar = calendarOf(calendar.startYear + 1)
  )
    days.push(...calendar.schoolDays.filter((day) => day >= from && day <= to));
  return days;
}

function calendarHolding(day: number): YearCalendar {
  const calendar = calendarOf(yearOf(dateOf(day)));
  return calendar.begins <= day ? calendar : calendarOf(calendar.startYear - 1);
}

function makeCalendar(startYear: number): YearCalendar {
  const terms = termsFrom(startYear);
  const closures = [
    ...halfTerms(startYear).map((days) => closure('half-term', days)),
    ...terms.slice(1, 2).map(([first]) => closure('inset', [first, first])),
  ].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  const isClosed = (date: PlainDate): boolean =>
    isBankHoliday(date) || closures.some(({ startsOn, endsOn }) => date >= startsOn && date <= endsOn);
  const schoolDays = terms
    .flatMap(([first, last]) => range(first, last))
    .filter((day) => isWeekday(day) && !isClosed(dateOf(day)));
  const censusTerm: CensusTerm = `${startYear + 1}-spring`;
  const begins = dayNumber(plainDate(startYear, 9, 1));
  const held = censusDay(censusTerm);
  return {
    startYear,
    schoolYear: schoolYearFrom(startYear),
    begins,
    ends: dayNumber(plainDate(startYear + 1, 8, 31)),
    terms: terms.map(([first, last]) => ({ startsOn: dateOf(first), endsOn: dateOf(last) })),
    closures,
    schoolDays,
    firstSchoolDay: schoolDays[0] ?? begins,
    lastSchoolDay: schoolDays.at(-1) ?? begins,
    censusTerm,
    censusDay: dayNumber(held ?? plainDate(startYear + 1, 1, 15)),
  };
}

/** 1 January 1970 was a Thursday. */
const isWeekday = (day: number): boolean => (day + 4) % 7 !== 0 && (day + 4) % 7 !== 6;

function weekdayUpTo(day: number): number {
  while (!isWeekday(day)) day--;
  return day;
}

export const mondayOf = (day: number): number => day - ((day + 3) % 7);

type Days = readonly [first: number, last: number];

/** Spring ends before Good Friday, or on 1 April where that comes first; two weeks and the weekend follow. */
function termsFrom(startYear: number): readonly Days[] {
  const day = (year: number, month: number, ofMonth: number): number =>
    dayNumber(plainDate(year, month, ofMonth));
  const goodFriday = dayNumber(easterSunday(startYear + 1)) - 2;
  const springEnds = Math.min(weekdayUpTo(goodFriday - 1), weekdayUpTo(day(startYear + 1, 4, 1)));
  return [
    [weekdayFrom(day(startYear, 9, 3)), weekdayUpTo(day(startYear, 12, 20))],
    [weekdayFrom(day(startYear + 1, 1, 4)), springEnds],
    [mondayOf(springEnds) + 21, weekdayUpTo(day(startYear + 1, 7, 22))],
  ];
}

function halfTerms(startYear: number): readonly Days[] {
  const weekOf = (year: number, month: number, ofMonth: number): Days => {
    const monday = mondayOf(dayNumber(plainDate(year, month, ofMonth)));
    return [monday, monday + 4];
  };
  return [weekOf(startYear, 10, 27), weekOf(startYear + 1, 2, 16), weekOf(startYear + 1, 5, 29)];
}

const closure = (kind: ClosureKind, [first, last]: Days): Closure => ({
  kind,
  startsOn: dateOf(first),
  endsOn: dateOf(last),
});

const range = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
