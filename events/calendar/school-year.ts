/**
 * School years. One begins with the first school term that begins after July (Education Act 1996 s.579), so with the
 * school's own term dates; where they are not known a default stands in, and every answer says when it did.
 */
import { easterSunday } from './easter.js';
import {
  addDays,
  daysBetween,
  earlier,
  later,
  leadingYear,
  monthOf,
  reckonedDate,
  yearOf,
  type PlainDate,
} from './plain-date.js';

declare const brand: unique symbol;
/** A school year as it is written: `2015/16`. */
export type SchoolYear = string & { readonly [brand]: 'SchoolYear' };

/** A school term, or a part of one, first and last day included. */
export interface SchoolTerm {
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
}

/** A school's own terms, of any years, in any order. */
export type SchoolTerms = readonly SchoolTerm[];

export interface SchoolYearOfDate {
  readonly schoolYear: SchoolYear;
  /** First day of that school year. */
  readonly startsOn: PlainDate;
  /** Whether a default first day, not the school's own, bounds the answer. */
  readonly byDefault: boolean;
}

/** First and last day of a school holiday. */
export interface Holiday {
  readonly firstDay: PlainDate;
  readonly lastDay: PlainDate;
  readonly byDefault: boolean;
}

/** Month and day that bound a year of which the school's terms are not known. [our choice] */
const defaultSchoolYear = {
  firstDay: [9, 1],
  firstDayOfSummerHoliday: [7, 22],
} as const;

/** Of a school whose terms nobody set. */
const noTerms: SchoolTerms = [];

/** The school year that begins in the autumn of a calendar year: 2015 is `2015/16`. */
export function schoolYearFrom(startYear: number): SchoolYear {
  let name = names.get(startYear);
  if (name === undefined)
    names.set(
      startYear,
      (name = `${startYear}/${String((startYear + 1) % 100).padStart(2, '0')}` as SchoolYear),
    );
  return name;
}

/** Each is written once: of one pupil it is asked for dozens of times. */
const names = new Map<number, SchoolYear>();

/** Reads `2015/16`, `201516` (as DfE's files have it) and `2015/2016`; undefined for anything else. */
export function parseSchoolYear(text: string): SchoolYear | undefined {
  const parts = /^(\d{4})\/?(\d{2})$|^(\d{4})\/(\d{4})$/.exec(text);
  if (!parts) return undefined;
  const year = schoolYearFrom(Number(parts[1] ?? parts[3]));
  const second = parts[2] ?? parts[4];
  const sameEnd = second?.length === 4 ? Number(second) === startYearOf(year) + 1 : second === year.slice(5);
  return sameEnd ? year : undefined;
}

/** The calendar year in which a school year begins. */
export const startYearOf = (schoolYear: SchoolYear): number => leadingYear(schoolYear);

export const nextSchoolYear = (schoolYear: SchoolYear): SchoolYear =>
  schoolYearFrom(startYearOf(schoolYear) + 1);

/** The school year that a date lies in, by the school's own terms where they are known. */
export function schoolYearOf(date: PlainDate, terms: SchoolTerms = noTerms): SchoolYearOfDate {
  const calendarYear = yearOf(date);
  const autumn = firstDayOf(calendarYear, terms);
  if (date >= autumn.day) {
    return { schoolYear: schoolYearFrom(calendarYear), startsOn: autumn.day, byDefault: autumn.byDefault };
  }
  const begun = firstDayOf(calendarYear - 1, terms);
  // No school year begins before August, so until then the autumn's first day decides nothing.
  const byDefault = begun.byDefault || (monthOf(date) > 7 && autumn.byDefault);
  return { schoolYear: schoolYearFrom(calendarYear - 1), startsOn: begun.day, byDefault };
}

/** The last day of the school year that a date lies in: the day before the next begins. */
export function lastDayOfSchoolYear(date: PlainDate, terms: SchoolTerms = noTerms): PlainDate {
  const { schoolYear } = schoolYearOf(date, terms);
  return addDays(firstDayOf(startYearOf(schoolYear) + 1, terms).day, -1);
}

/** The summer holiday of a calendar year: the day after the summer term to the day before the next school year. */
export function summerHoliday(calendarYear: number, terms: SchoolTerms = noTerms): Holiday {
  const next = firstDayOf(calendarYear, terms);
  const termEnd = lastDayOfSummerTerm(calendarYear, next.day, terms);
  const [month, day] = defaultSchoolYear.firstDayOfSummerHoliday;
  return {
    firstDay: termEnd ? addDays(termEnd, 1) : reckonedDate(calendarYear, month, day),
    lastDay: addDays(next.day, -1),
    byDefault: next.byDefault || termEnd === undefined,
  };
}

export interface DaysOutsideHolidays {
  readonly days: number;
  /** Whether a default holiday, not the school's own, took days out. */
  readonly byDefault: boolean;
}

/**
 * Calendar days from the first date to the second, as `daysBetween` counts them (the first not counted, the second
 * counted), without the days of school holidays: who leaves on the last day of term and joins on the first day of
 * the next was gone for one day. Negative when the second date is earlier.
 */
export function daysOutsideHolidays(
  from: PlainDate,
  to: PlainDate,
  terms: SchoolTerms = noTerms,
): DaysOutsideHolidays {
  if (to < from) {
    const { days, byDefault } = daysOutsideHolidays(to, from, terms);
    return { days: days === 0 ? 0 : -days, byDefault };
  }
  let days = daysBetween(from, to);
  let byDefault = false;
  const dayAfter = addDays(from, 1);
  for (const { firstDay, lastDay, byDefault: assumed } of holidaysBetween(from, to, terms)) {
    const first = later(firstDay, dayAfter);
    const last = earlier(lastDay, to);
    if (first > last) continue;
    days -= daysBetween(first, last) + 1;
    byDefault ||= assumed;
  }
  return { days, byDefault };
}

/** The summer holidays of the years touched, and those at Christmas and Easter, none overlapping another. */
export function holidaysBetween(from: PlainDate, to: PlainDate, terms: SchoolTerms): Holiday[] {
  const holidays: Holiday[] = [];
  for (let year = yearOf(from) - 1; year <= yearOf(to); year++) holidays.push(...holidaysOf(year, terms));
  return holidays;
}

const holidaysOf = onceAYear((calendarYear, terms) => [
  summerHoliday(calendarYear, terms),
  christmasHoliday(calendarYear, terms),
  easterHoliday(calendarYear, terms),
]);

/** 21 December to 3 January, or what lies between the school's own terms there. [our choice] */
function christmasHoliday(calendarYear: number, terms: SchoolTerms): Holiday {
  const assumed = {
    firstDay: reckonedDate(calendarYear, 12, 21),
    lastDay: reckonedDate(calendarYear + 1, 1, 3),
  };
  return betweenTerms(reckonedDate(calendarYear, 12, 28), terms) ?? { ...assumed, byDefault: true };
}

/** The two weeks around Easter Sunday, or what lies between the school's own terms there. [our choice] */
function easterHoliday(calendarYear: number, terms: SchoolTerms): Holiday {
  const sunday = easterSunday(calendarYear);
  return (
    betweenTerms(sunday, terms) ?? {
      firstDay: addDays(sunday, -8),
      lastDay: addDays(sunday, 7),
      byDefault: true,
    }
  );
}

/** The days between the term that ends last before the day and the one that begins first after it, where both are known. */
export function betweenTerms(day: PlainDate, terms: SchoolTerms): Holiday | undefined {
  const before = terms
    .filter(({ endsOn }) => endsOn < day)
    .map(({ endsOn }) => endsOn)
    .sort()
    .at(-1);
  const after = terms
    .filter(({ startsOn }) => startsOn > day)
    .map(({ startsOn }) => startsOn)
    .sort()[0];
  // Further apart than a holiday can be, a term between them is missing from the calendar.
  if (before === undefined || after === undefined || daysBetween(before, after) > 31) return undefined;
  return { firstDay: addDays(before, 1), lastDay: addDays(after, -1), byDefault: false };
}

/**
 * First day of the school year that begins in a calendar year. Terms that begin from August to December are looked
 * at: the first one known of a later month would be a spring term of a calendar that is not whole.
 */
const firstDayOf = onceAYear((calendarYear, terms): { day: PlainDate; byDefault: boolean } => {
  let first: PlainDate | undefined;
  for (const { startsOn } of terms) {
    if (yearOf(startsOn) === calendarYear && monthOf(startsOn) > 7)
      first = first ? earlier(first, startsOn) : startsOn;
  }
  if (first) return { day: first, byDefault: false };
  const [month, day] = defaultSchoolYear.firstDay;
  return { day: reckonedDate(calendarYear, month, day), byDefault: true };
});

/** Terms that end from June on are looked at, for the same reason: an earlier end is not the year's last. */
function lastDayOfSummerTerm(
  calendarYear: number,
  nextYear: PlainDate,
  terms: SchoolTerms,
): PlainDate | undefined {
  let last: PlainDate | undefined;
  for (const { endsOn } of terms) {
    const ofThisSummer = yearOf(endsOn) === calendarYear && monthOf(endsOn) > 5 && endsOn < nextYear;
    if (ofThisSummer) last = last ? later(last, endsOn) : endsOn;
  }
  return last;
}

/**
 * The same function, its answers kept for each list of terms: many dates ask the same of the same school, and asking
 * anew took a quarter of a rebuild.
 */
function onceAYear<T>(
  work: (calendarYear: number, terms: SchoolTerms) => T,
): (calendarYear: number, terms: SchoolTerms) => T {
  const known = new WeakMap<SchoolTerms, Map<number, T>>();
  return (calendarYear, terms) => {
    let ofTerms = known.get(terms);
    if (!ofTerms) known.set(terms, (ofTerms = new Map<number, T>()));
    let answer = ofTerms.get(calendarYear);
    if (answer === undefined) ofTerms.set(calendarYear, (answer = work(calendarYear, terms)));
    return answer;
  };
}
