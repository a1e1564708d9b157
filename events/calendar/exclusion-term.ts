/**
 * The terms in which days of exclusion are added up for the governing board's duties (more than 5, more than 15 school
 * days in a term): where a school has three terms, they end on 31 December, on Easter Sunday and on 31 July, whatever
 * its holidays are; otherwise they are the school's own (SI 2012/1033 reg 2).
 */
import { easterSunday } from './easter.js';
import { addDays, earlier, later, monthOf, reckonedDate, yearOf, type PlainDate } from './plain-date.js';
import type { SchoolCalendar, SchoolYearCalendar } from './school-calendar.js';
import { schoolYearOf, startYearOf, summerHoliday } from './school-year.js';

/** First and last day included. */
export interface ExclusionTerm {
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  /** Whether three terms are assumed, because nobody reported the school's, or its last day is the default's. */
  readonly byDefault: boolean;
}

/** The term that a day of exclusion counts to. Terms follow each other without a day between them. */
export function exclusionTermOf(date: PlainDate, calendar: SchoolCalendar): ExclusionTerm {
  const { schoolYear } = schoolYearOf(date, calendar.terms);
  const year = calendar.ofYear(schoolYear);
  const terms = year?.terms.length ?? 0;
  const own = year && terms > statutoryTerms ? ownTermOf(date, year, calendar) : undefined;
  if (own) return own;
  const { startsOn, endsOn } = statutoryTermOf(date);
  return { startsOn, endsOn, byDefault: terms !== statutoryTerms };
}

const statutoryTerms = 3;

function statutoryTermOf(date: PlainDate): Omit<ExclusionTerm, 'byDefault'> {
  const year = yearOf(date);
  if (monthOf(date) > 7) return { startsOn: reckonedDate(year, 8, 1), endsOn: reckonedDate(year, 12, 31) };
  const easter = easterSunday(year);
  return date <= easter
    ? { startsOn: reckonedDate(year, 1, 1), endsOn: easter }
    : { startsOn: addDays(easter, 1), endsOn: reckonedDate(year, 7, 31) };
}

/** A term of the school's own, and the holiday after it; undefined where the day lies before all that were reported. */
function ownTermOf(
  date: PlainDate,
  { schoolYear, terms }: SchoolYearCalendar,
  calendar: SchoolCalendar,
): ExclusionTerm | undefined {
  let startsOn: PlainDate | undefined;
  let next: PlainDate | undefined;
  for (const { startsOn: start } of terms)
    if (start <= date) startsOn = startsOn === undefined ? start : later(startsOn, start);
    else next = next === undefined ? start : earlier(next, start);
  if (startsOn === undefined) return undefined;
  if (next !== undefined) return { startsOn, endsOn: addDays(next, -1), byDefault: false };
  const { lastDay } = summerHoliday(startYearOf(schoolYear) + 1, calendar.terms);
  const nextYear = schoolYearOf(addDays(lastDay, 1), calendar.terms);
  return { startsOn, endsOn: lastDay, byDefault: nextYear.byDefault };
}
