/** What the figures of a school, or of an authority's schools, rest on where the ledger lacks something. */
import { reckonedDate } from '../../events/calendar/plain-date.js';
import { schoolYearOf, startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import type { Register, School } from '../register/register.js';
import { eachYearOnce } from './each-year-once.js';
import type { Coverage } from './figures.js';
import { dayOfYear } from './school-authority.js';

/**
 * Looked up once for a list of schools: an authority's figures are asked for far more often than a register changes, and
 * to look at each of 580 schools takes some ten milliseconds.
 *
 * @param schools the one school, or all of an authority's, as of that register
 */
export function coverageOf(schools: readonly School[], register: Register): Coverage {
  let kept = lookedUp.get(schools);
  if (kept?.register !== register)
    lookedUp.set(schools, (kept = { register, coverage: lookUp(schools, register) }));
  return kept.coverage;
}

const lookedUp = new WeakMap<
  readonly School[],
  { readonly register: Register; readonly coverage: Coverage }
>();

function lookUp(schools: readonly School[], register: Register): Coverage {
  const known = schools.map((school) => ({
    school,
    terms: register.termsOf(school.urn),
    censuses: new Set<string>(register.censusesOf(school.urn).map(({ term }) => term)),
  }));
  const openIn = (schoolYear: SchoolYear) => known.filter(({ school }) => isOpen(school, schoolYear));
  return {
    ofSchoolYear: eachYearOnce((schoolYear) => {
      const open = openIn(schoolYear);
      const january = reckonedDate(startYearOf(schoolYear) + 1, 1, 15);
      const without = open.filter(({ terms }) => schoolYearOf(january, terms).byDefault).length;
      return note(
        without,
        open.length,
        'no term dates are set: the school year begins by default on 1 September',
      );
    }),
    ofHeadcount: eachYearOnce((schoolYear) => {
      const open = openIn(schoolYear);
      const year = startYearOf(schoolYear) + 1;
      const without = open.filter(({ censuses }) => !censuses.has(`${year}-spring`)).length;
      return note(
        without,
        open.length,
        `no census of January ${year} is held: the roll is what other reports say`,
      );
    }),
    hasCensus: eachYearOnce((schoolYear) => {
      const year = startYearOf(schoolYear);
      const terms = [`${year}-autumn`, `${year + 1}-spring`, `${year + 1}-summer`];
      return known.some(({ censuses }) => terms.some((term) => censuses.has(term)));
    }),
  };
}

/** Whether the school is open on January census day, or on the day that it would be. */
function isOpen({ openedOn, closedOn }: School, schoolYear: SchoolYear): boolean {
  const day = dayOfYear(schoolYear);
  return (openedOn === undefined || openedOn <= day) && (closedOn === undefined || closedOn >= day);
}

function note(without: number, schools: number, words: string): string[] {
  if (without === 0) return [];
  const whom =
    schools === 1
      ? 'Of the school'
      : without === schools
        ? `Of all ${schools} schools`
        : `Of ${without} of ${schools} schools`;
  return [`${whom} ${words}`];
}
