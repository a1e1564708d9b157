/**
 * When a child must be educated, and the year group a child of that age is taught in. The full date of birth is
 * personal data and is not needed: the prescribed days and the turn of the school year are ends of months, so the
 * year and month of birth give the same answers as the day would. The turn is taken as 31 August, not a school's own.
 */
import { reckonedDate, weekdayOf, type PlainDate } from './plain-date.js';
import { startYearOf, type SchoolYear } from './school-year.js';

export interface CompulsorySchoolAge {
  readonly beginsOn: PlainDate;
  /** The last day of it. */
  readonly endsOn: PlainDate;
}

/**
 * Compulsory school age of a child born in that month (1 to 12). Begins on the prescribed day (31 March, 31 August,
 * 31 December) on or after the fifth birthday: Education Act 1996 s.8(2), SI 1998/1607. Ends on the last Friday in
 * June of the school year in which the child turns 16: s.8(3), SI 1997/1970.
 */
export function compulsorySchoolAge(birthYear: number, birthMonth: number): CompulsorySchoolAge {
  const leavingYear = firstSchoolYearOfLife(birthYear, birthMonth) + 17;
  return { beginsOn: prescribedDay(birthYear + 5, birthMonth), endsOn: lastFridayInJune(leavingYear) };
}

/**
 * The year group of a child of that age: 1 in the school year in which the child turns six, 0 for reception, negative
 * before, above 13 after school.
 */
export function expectedYearGroup(birthYear: number, birthMonth: number, schoolYear: SchoolYear): number {
  return startYearOf(schoolYear) - firstSchoolYearOfLife(birthYear, birthMonth) - 5;
}

/** The calendar year in which the school year of the birth began. */
function firstSchoolYearOfLife(birthYear: number, birthMonth: number): number {
  return birthMonth >= 9 ? birthYear : birthYear - 1;
}

function prescribedDay(year: number, birthMonth: number): PlainDate {
  if (birthMonth <= 3) return reckonedDate(year, 3, 31);
  return birthMonth <= 8 ? reckonedDate(year, 8, 31) : reckonedDate(year, 12, 31);
}

function lastFridayInJune(year: number): PlainDate {
  const daysAfterFriday = (weekdayOf(reckonedDate(year, 6, 30)) + 2) % 7;
  return reckonedDate(year, 6, 30 - daysAfterFriday);
}
