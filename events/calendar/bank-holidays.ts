/**
 * Bank holidays of England: by rule, and the years in which one was moved or added by proclamation (Banking and
 * Financial Dealings Act 1971, s.1 and Schedule 1). The rule holds from 1978, when the early May holiday was first kept.
 */
import { easterSunday } from './easter.js';
import { addDays, asPlainDate, reckonedDate, weekdayOf, yearOf, type PlainDate } from './plain-date.js';

/** Whether no school meets that day because it is a bank holiday of England. */
export function isBankHoliday(date: PlainDate): boolean {
  const year = yearOf(date);
  let ofYear = known.get(year);
  if (!ofYear) known.set(year, (ofYear = new Set(bankHolidays(year))));
  return ofYear.has(date);
}

const known = new Map<number, ReadonlySet<PlainDate>>();

/** The bank holidays of a calendar year, in order. */
export function bankHolidays(year: number): PlainDate[] {
  const easter = easterSunday(year);
  const christmas = onOrAfterWeekend(reckonedDate(year, 12, 25));
  return [
    onOrAfterWeekend(reckonedDate(year, 1, 1)),
    addDays(easter, -2),
    addDays(easter, 1),
    moved.get(firstMonday(year, 5)) ?? firstMonday(year, 5),
    springBankHoliday(year),
    lastMonday(reckonedDate(year, 8, 31)),
    christmas,
    // Where Christmas Day takes the Monday, or falls on a Sunday, Boxing Day's substitute is the weekday after.
    boxingDay(reckonedDate(year, 12, 26), christmas),
    ...added.filter((day) => yearOf(day) === year),
  ].sort();
}

/** The last Monday in May, or the day to which it was moved: the week of it is half-term. */
export function springBankHoliday(year: number): PlainDate {
  const byRule = lastMonday(reckonedDate(year, 5, 31));
  return moved.get(byRule) ?? byRule;
}

/** The day by rule, and the day on which the holiday was kept instead. */
const moved: ReadonlyMap<PlainDate, PlainDate> = new Map([
  // Fifty and seventy-five years after the end of the war in Europe.
  [asPlainDate('1995-05-01'), asPlainDate('1995-05-08')],
  [asPlainDate('2020-05-04'), asPlainDate('2020-05-08')],
  // The golden, diamond and platinum jubilees.
  [asPlainDate('2002-05-27'), asPlainDate('2002-06-04')],
  [asPlainDate('2012-05-28'), asPlainDate('2012-06-04')],
  [asPlainDate('2022-05-30'), asPlainDate('2022-06-02')],
]);

/** Days kept once: royal weddings, jubilees, the last day of 1999, a state funeral, a coronation. */
const added: readonly PlainDate[] = [
  asPlainDate('1981-07-29'),
  asPlainDate('1999-12-31'),
  asPlainDate('2002-06-03'),
  asPlainDate('2011-04-29'),
  asPlainDate('2012-06-05'),
  asPlainDate('2022-06-03'),
  asPlainDate('2022-09-19'),
  asPlainDate('2023-05-08'),
];

const saturday = 6;

/** The day itself, or the Monday after where it falls on a weekend. */
function onOrAfterWeekend(day: PlainDate): PlainDate {
  if (weekdayOf(day) === saturday) return addDays(day, 2);
  return weekdayOf(day) === 0 ? addDays(day, 1) : day;
}

function boxingDay(day: PlainDate, christmas: PlainDate): PlainDate {
  const kept = onOrAfterWeekend(day);
  return kept === christmas ? addDays(kept, 1) : kept;
}

function firstMonday(year: number, month: number): PlainDate {
  const first = reckonedDate(year, month, 1);
  return addDays(first, (8 - weekdayOf(first)) % 7);
}

/** @param last the last day of the month */
const lastMonday = (last: PlainDate): PlainDate => addDays(last, -((weekdayOf(last) + 6) % 7));
