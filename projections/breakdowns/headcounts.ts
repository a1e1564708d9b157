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
import type { Contribution, Sorted, Where } from './contribution.js';
import { addYear, always, inForce, yearFrom, type KnownInJanuaries } from './known.js';

/** The places that the pupil counts at, on the Januaries from that of a school year on. */
interface Stay {
  readonly from: ReturnType<typeof yearFrom>;
  readonly places: readonly Where[];
}

export function addHeadcounts(
  contribution: Contribution,
  trajectory: Trajectory,
  known: KnownInJanuaries,
  register: Register,
): void {
  const { all } = headcountsOf(trajectory, register);
  for (const headcount of all)
    addChanges(contribution, headcount, schoolAndAuthority(headcount, register), known);
  const homes = homesOf(trajectory.circumstances.home);
  if (homes.length === 0) return;
  for (const counted of atAnySchool(all)) addChanges(contribution, counted, homes, known);
}

type Counted = Omit<Headcount, 'school'>;

/** Who goes from one school to the next between two Januaries is counted in each of them at home. */
function atAnySchool(headcounts: readonly Headcount[]): Counted[] {
  const all: Counted[] = [];
  let last: { first: SchoolYear; until: SchoolYear | null } | undefined;
  for (const { first, until } of headcounts) {
    if (last?.until === first) last.until = until;
    else all.push((last = { first, until }));
  }
  return all;
}

function addChanges(
  contribution: Contribution,
  { first, until }: Counted,
  stays: readonly Stay[],
  known: KnownInJanuaries,
): void {
  let placesBefore: readonly Where[] = none;
  let before = nothing;
  for (const schoolYear of yearsOfChange(first, until, stays, known)) {
    const places = inForce(stays, schoolYear)?.places ?? none;
    const is = known.in(schoolYear);
    if (places !== placesBefore || !isSameCohort(is, before)) {
      contribution.add(placesBefore, schoolYear, onRollChange, before, -1);
      contribution.add(places, schoolYear, onRollChange, is, 1);
    } else if (is !== before) {
      contribution.add(places, schoolYear, onRollChange, without(before, is), -1);
      contribution.add(places, schoolYear, onRollChange, without(is, before), 1);
    }
    placesBefore = places;
    before = is;
  }
  if (until !== null) contribution.add(placesBefore, until, onRollChange, before, -1);
}

const onRollChange = 'january_on_roll_change';
const nothing: Sorted = { columns: none, cohort: null };

/** The first of the headcount's school years, and each after it in which something changes. */
function yearsOfChange(
  first: SchoolYear,
  until: SchoolYear | null,
  stays: readonly Stay[],
  known: KnownInJanuaries,
): SchoolYear[] {
  const years = [first];
  known.addYearsBetween(years, first, until);
  for (const { from } of stays)
    if (from !== always && from > first && (until === null || from < until)) addYear(years, from);
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
