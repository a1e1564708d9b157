/** Which authority's figures a school counts in: the one that it was in on January census day of the school year. */
import { januaryCensusDay } from '../../events/calendar/census-day.js';
import { reckonedDate, type PlainDate } from '../../events/calendar/plain-date.js';
import { startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import type { AuthorityCode, Urn } from '../../events/identifiers.js';
import type { Register } from '../register/register.js';

/** Where a school's authority is not known, its counts stand here: they are not lost from the whole. */
export const authorityNotKnown = 'not-known';

export function authorityIn(
  school: Urn,
  schoolYear: SchoolYear,
  register: Register,
): AuthorityCode | typeof authorityNotKnown {
  return register.school(school, dayOfYear(schoolYear))?.authority ?? authorityNotKnown;
}

/** January census day, or the middle of January where that census did not take place. */
export const dayOfYear = (schoolYear: SchoolYear): PlainDate =>
  januaryCensusDay(schoolYear) ?? reckonedDate(startYearOf(schoolYear) + 1, 1, 15);

/** Whether the ledger holds the census that the school sent in that January. */
export const holdsJanuaryCensus = (school: Urn, schoolYear: SchoolYear, register: Register): boolean =>
  register.censusesOf(school).some(({ term }) => term === `${startYearOf(schoolYear) + 1}-spring`);
