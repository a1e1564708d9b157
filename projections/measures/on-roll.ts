/**
 * Headcounts on January census day, as changes: +1 in the first school year whose census day finds a main
 * registration (C or M) on roll, -1 in the first that does not. The count of a year is the sum of the changes up to
 * it, so that an open registration needs no clock and costs two numbers, however long it lasts.
 */
import { januaryCensusDay } from '../../events/calendar/census-day.js';
import { addDays, monthOf, yearOf, type PlainDate } from '../../events/calendar/plain-date.js';
import {
  nextSchoolYear,
  schoolYearFrom,
  startYearOf,
  type SchoolYear,
} from '../../events/calendar/school-year.js';
import type { Urn } from '../../events/identifiers.js';
import type { MainRegistration } from '../trajectory/trajectory.js';

export interface Headcount {
  readonly school: Urn;
  /** The first school year whose January census day finds the pupil. */
  readonly first: SchoolYear;
  /** The first after it whose census day does not; null while it lasts. */
  readonly until: SchoolYear | null;
}

/** The Januaries that find each main registration; none for one that lies between two census days. */
export function januaryHeadcounts(registrations: readonly MainRegistration[]): Headcount[] {
  const headcounts: Headcount[] = [];
  for (const { school, knownFrom, to } of registrations) {
    const first = firstJanuaryFrom(knownFrom);
    const until = to === null ? null : firstJanuaryFrom(addDays(to, 1));
    if (first !== until) headcounts.push({ school, first, until });
  }
  return headcounts;
}

/** The part of a headcount in which the pupil is in Years 7 to 11. @param yearGroup in the first of its school years */
export function inYears7to11({ school, first, until }: Headcount, yearGroup: number): Headcount | undefined {
  const begin = startYearOf(first) + Math.max(0, 7 - yearGroup);
  const end = Math.min(startYearOf(first) + 12 - yearGroup, until === null ? Infinity : startYearOf(until));
  return begin < end ? { school, first: schoolYearFrom(begin), until: schoolYearFrom(end) } : undefined;
}

/** The school year of the first January census day on or after the day. */
export function firstJanuaryFrom(day: PlainDate): SchoolYear {
  let schoolYear = schoolYears.get(day);
  if (schoolYear === undefined) schoolYears.set(day, (schoolYear = reckonedFirstJanuary(day)));
  return schoolYear;
}

/** There are few days, and every registration and circumstance of every pupil asks. */
const schoolYears = new Map<PlainDate, SchoolYear>();

function reckonedFirstJanuary(day: PlainDate): SchoolYear {
  let schoolYear = schoolYearFrom(monthOf(day) > 7 ? yearOf(day) : yearOf(day) - 1);
  for (
    let census = januaryCensusDay(schoolYear);
    census === undefined || census < day;
    census = januaryCensusDay(schoolYear)
  )
    schoolYear = nextSchoolYear(schoolYear);
  return schoolYear;
}
