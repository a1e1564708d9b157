/** National curriculum year groups: as reported, carried from school year to school year, else by the birth month. */
import { expectedYearGroup } from '../../events/calendar/compulsory-school-age.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearOf, startYearOf } from '../../events/calendar/school-year.js';
import { yearGroupNumber } from '../../events/codes/nc-year.js';
import type { Fact } from '../standing-facts.js';
import type { Circumstances } from './circumstances.js';
import type { YearGroupSighting } from './trajectory.js';

/** Every report of a year group, by day. */
export function yearGroupSightings(facts: readonly Fact[]): YearGroupSighting[] {
  const sightings: YearGroupSighting[] = [];
  for (const fact of facts) {
    if (fact.type !== 'AddedToRoll' && fact.type !== 'CountedOnRoll' && fact.type !== 'CountedAsLeaver') continue;
    const { ncYear } = fact.data;
    if (ncYear === undefined) continue;
    // A leaver row tells the year group that the pupil left in.
    const on = fact.type === 'CountedAsLeaver' ? fact.data.leftOn : fact.data.effectiveOn;
    sightings.push({ on, ncYear, schoolYear: schoolYearOf(on).schoolYear });
  }
  return sightings.sort((a, b) => (a.on === b.on ? (a.ncYear < b.ncYear ? -1 : 1) : a.on < b.on ? -1 : 1));
}

/**
 * The year group on a day: the last report up to it, else the first after it, moved by the school years between;
 * else the one that the birth month leads to expect. Null where nothing is known.
 */
export function yearGroupOn(
  day: PlainDate,
  sightings: readonly YearGroupSighting[],
  circumstances: Circumstances,
): number | null {
  const { schoolYear } = schoolYearOf(day);
  const numbered = sightings.filter((sighting) => yearGroupNumber(sighting.ncYear) !== undefined);
  const sighting = numbered.findLast(({ on }) => on <= day) ?? numbered[0];
  const reported = sighting && yearGroupNumber(sighting.ncYear);
  if (sighting && reported !== undefined) return reported + startYearOf(schoolYear) - startYearOf(sighting.schoolYear);

  const birthYear = circumstances.birthYear.at(-1)?.value;
  const birthMonth = circumstances.birthMonth.at(-1)?.value;
  return birthYear === undefined || birthMonth === undefined ? null : expectedYearGroup(birthYear, birthMonth, schoolYear);
}
