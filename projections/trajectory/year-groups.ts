/** National curriculum year groups: as reported, carried from school year to school year, else by the birth month. */
import { expectedYearGroup } from '../../events/calendar/compulsory-school-age.js';
import { monthOf, yearOf, type PlainDate } from '../../events/calendar/plain-date.js';
import {
  schoolYearFrom,
  schoolYearOf,
  startYearOf,
  type SchoolYear,
} from '../../events/calendar/school-year.js';
import { yearGroupNumber } from '../../events/codes/nc-year.js';
import { byText, sorted } from '../order.js';
import type { Register } from '../register/register.js';
import type { Fact } from '../standing-facts.js';
import type { Circumstances } from './circumstances.js';
import type { YearGroupSighting } from './trajectory.js';

/** Every report of a year group, by day. */
export function yearGroupSightings(facts: readonly Fact[], register: Register): YearGroupSighting[] {
  const sightings: YearGroupSighting[] = [];
  for (const fact of facts) {
    if (fact.type !== 'AddedToRoll' && fact.type !== 'CountedOnRoll' && fact.type !== 'CountedAsLeaver')
      continue;
    const { ncYear, school } = fact.data;
    if (ncYear === undefined) continue;
    // A leaver row tells the year group that the pupil left in.
    const on = fact.type === 'CountedAsLeaver' ? fact.data.leftOn : fact.data.effectiveOn;
    const schoolYear =
      fact.type === 'AddedToRoll'
        ? schoolYearEntered(on)
        : schoolYearOf(on, register.termsOf(school)).schoolYear;
    sightings.push({ on, ncYear, schoolYear });
  }
  return sorted(sightings, byDay);
}

const byDay = (a: YearGroupSighting, b: YearGroupSighting): number =>
  byText(a.on, b.on) || byText(a.ncYear, b.ncYear);

/**
 * The school year that an entry is for: from August on that of the autumn, also before the school's own first day of
 * term. Registers date entries by 1 September, or by a day of the holidays before, for the year about to begin.
 */
export const schoolYearEntered = (on: PlainDate): SchoolYear =>
  schoolYearFrom(monthOf(on) > 7 ? yearOf(on) : yearOf(on) - 1);

/**
 * The year group in a school year: that of the last report up to the day, else of the first after it, moved by the
 * school years between; else the one that the birth month leads to expect. Null where nothing is known.
 */
export function yearGroupOn(
  day: PlainDate,
  schoolYear: SchoolYear,
  sightings: readonly YearGroupSighting[],
  circumstances: Circumstances,
): number | null {
  const isNumbered = ({ ncYear }: YearGroupSighting): boolean => yearGroupNumber(ncYear) !== undefined;
  const sighting =
    sightings.findLast((each) => each.on <= day && isNumbered(each)) ?? sightings.find(isNumbered);
  const reported = sighting && yearGroupNumber(sighting.ncYear);
  if (sighting && reported !== undefined)
    return reported + startYearOf(schoolYear) - startYearOf(sighting.schoolYear);

  const birthYear = circumstances.birthYear.at(-1)?.value;
  const birthMonth = circumstances.birthMonth.at(-1)?.value;
  return birthYear === undefined || birthMonth === undefined
    ? null
    : expectedYearGroup(birthYear, birthMonth, schoolYear);
}

/**
 * The calendar year on whose 31 August the child was less than a year old: age on that day of another year, as statistics
 * have it, is the years between. Null where year or month of birth is not known.
 */
export function ageCohort({ birthYear, birthMonth }: Circumstances): number | null {
  const [year, month] = [birthYear.at(-1)?.value, birthMonth.at(-1)?.value];
  if (year === undefined || month === undefined) return null;
  return month > 8 ? year + 1 : year;
}
