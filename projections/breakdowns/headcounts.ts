/**
 * Headcounts on January census day by category, as changes: a category comes with the first January that finds the pupil
 * in it and goes with the first that does not. Whatever lasts costs two numbers.
 */
import { nextSchoolYear, type SchoolYear } from '../../events/calendar/school-year.js';
import { firstJanuaryFrom, type Headcount } from '../measures/on-roll.js';
import { authorityIn } from '../measures/school-authority.js';
import { headcountsOf } from '../measures/school-year-counts.js';
import type { Register } from '../register/register.js';
import type { Dated, Home } from '../trajectory/circumstances.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { byText, sorted } from '../order.js';
import { none } from './characteristic.js';
import { isKnownCohort, type Contribution, type Sorted, type Where } from './contribution.js';
import { addYears, inForce, yearFrom, type Held } from './known.js';

/** The places that the pupil counts at, on the Januaries from that of a school year on. */
interface Stay {
  readonly from: ReturnType<typeof yearFrom>;
  readonly places: readonly Where[];
}

/** @param held nothing at all where nothing is known in any January */
export function addHeadcounts(
  contribution: Contribution,
  trajectory: Trajectory,
  held: readonly Held[],
  register: Register,
): void {
  const isKnown = held.some(({ columns, cohort }) => columns.length > 0 || isKnownCohort(cohort));
  const homes = homesOf(trajectory.circumstances.home);
  for (const headcount of headcountsOf(trajectory, register).all) {
    if (isKnown) addChanges(contribution, headcount, schoolAndAuthority(headcount, register), held);
    if (homes.length > 0) addChanges(contribution, headcount, homes, held);
  }
}

function addChanges(
  contribution: Contribution,
  { first, until }: Headcount,
  stays: readonly Stay[],
  held: readonly Held[],
): void {
  let before: { readonly places: readonly Where[]; readonly is: Sorted } = { places: none, is: nothing };
  const change = (schoolYear: SchoolYear, places: readonly Where[], is: Sorted, by: number): void =>
    contribution.add(places, schoolYear, 'january_on_roll_change', is, by);
  for (const schoolYear of yearsOfChange(first, until, stays, held)) {
    const places = inForce(stays, schoolYear)?.places ?? none;
    const is = inForce(held, schoolYear) ?? nothing;
    if (places === before.places && isSameCohort(is, before.is)) {
      change(schoolYear, places, without(before.is, is), -1);
      change(schoolYear, places, without(is, before.is), 1);
    } else {
      change(schoolYear, before.places, before.is, -1);
      change(schoolYear, places, is, 1);
    }
    before = { places, is };
  }
  if (until !== null) change(until, before.places, before.is, -1);
}

const nothing: Sorted = { columns: none, cohort: null };

/** The first of the headcount's school years, and each after it in which something changes. */
function yearsOfChange(
  first: SchoolYear,
  until: SchoolYear | null,
  stays: readonly Stay[],
  held: readonly Held[],
): SchoolYear[] {
  const changes: ReturnType<typeof yearFrom>[] = [];
  addYears(changes, stays);
  addYears(changes, held);
  const years = [first];
  for (const year of changes)
    if (year !== '' && year > first && (until === null || year < until)) years.push(year);
  return sorted(years, byText);
}

/** What one has and the other has not, both of one cohort. */
const without = ({ columns }: Sorted, other: Sorted): Sorted => ({
  columns: columns.filter((column) => !other.columns.includes(column)),
  cohort: null,
});

const isSameCohort = ({ cohort: a }: Sorted, { cohort: b }: Sorted): boolean =>
  a !== null && b !== null && a.yearGroup === b.yearGroup && a.age === b.age;

/** A school that changes its authority takes its pupils out of the one and into the other. */
function schoolAndAuthority({ school, first, until }: Headcount, register: Register): Stay[] {
  const stayAt = (from: SchoolYear, authority: string): Stay => ({
    from,
    places: [
      [school, 'location'],
      [authority, 'location'],
    ],
  });
  let authority: string = authorityIn(school, first, register);
  const stays = [stayAt(first, authority)];
  const lastChange = register.lastChangeOf(school);
  if (lastChange === undefined) return stays;
  const last = firstJanuaryFrom(lastChange);
  for (let year = nextSchoolYear(first); year <= last && year !== until; year = nextSchoolYear(year)) {
    const next = authorityIn(school, year, register);
    if (next !== authority) stays.push(stayAt(year, (authority = next)));
  }
  return stays;
}

function homesOf(homes: readonly Dated<Home>[]): Stay[] {
  const stays: Stay[] = [];
  let authority: string | null = null;
  for (const { from, value } of homes) {
    if (value.authority === authority) continue;
    authority = value.authority;
    const places: Where[] = authority === null ? [] : [[authority, 'residence']];
    stays.push({ from: yearFrom(from), places });
  }
  return stays;
}
