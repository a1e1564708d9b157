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
import type { Cohort, Contribution, Sorted, Where } from './contribution.js';
import type { KnownInJanuaries } from './known.js';

/** The school years whose Januaries find the pupil: from the first up to the one that does not. */
type Years = Omit<Headcount, 'school'>;

export function addHeadcounts(
  contribution: Contribution,
  trajectory: Trajectory,
  known: KnownInJanuaries,
  register: Register,
): void {
  for (const counted of countedAt(timesOf(trajectory, register))) addChanges(contribution, counted, known);
}

function addChanges(
  contribution: Contribution,
  { places, first, until }: Counted,
  known: KnownInJanuaries,
): void {
  let before = known.in(first);
  contribution.add(places, first, onRollChange, before);
  for (const schoolYear of known.changesBetween(first, until)) {
    const is = known.in(schoolYear);
    const isSame = isSameCohort(is.cohort, before.cohort);
    contribution.add(places, schoolYear, onRollChange, isSame ? without(before, is) : before, -1);
    contribution.add(places, schoolYear, onRollChange, isSame ? without(is, before) : is);
    before = is;
  }
  if (until !== null) contribution.add(places, until, onRollChange, before, -1);
}

const onRollChange = 'january_on_roll_change';

/** What one has and the other has not, both of one cohort. */
const without = ({ columns }: Sorted, other: Sorted): Sorted => ({
  columns: columns.filter((column) => !other.columns.includes(column)),
  cohort: null,
});

const isSameCohort = (a: Cohort, b: Cohort): boolean => a.yearGroup === b.yearGroup && a.age === b.age;

/** A time of counting at one place. */
interface Time extends Years {
  readonly where: Where;
  until: SchoolYear | null;
}

/** Places that count the pupil in the same Januaries: most pupils have one school, and one authority all their time. */
interface Counted extends Years {
  readonly places: Where[];
}

function countedAt(times: readonly Time[]): Counted[] {
  const all: Counted[] = [];
  for (const { where, first, until } of times) {
    const same = all.find((each) => each.first === first && each.until === until);
    if (same) same.places.push(where);
    else all.push({ places: [where], first, until });
  }
  return all;
}

/** At the schools, at their authorities and at those of the homes. */
function timesOf(trajectory: Trajectory, register: Register): Time[] {
  const times: Time[] = [];
  const homes = homesOf(trajectory.circumstances.home);
  for (const headcount of headcountsOf(trajectory, register).all) {
    const { school, first, until } = headcount;
    addTime(times, [school, 'location'], first, until);
    addAuthorities(times, headcount, register);
    for (const home of homes) addHome(times, headcount, home);
  }
  return times;
}

/** Whoever goes from one school to the next between two Januaries goes on being counted at the authority. */
function addTime(times: Time[], where: Where, first: SchoolYear, until: SchoolYear | null): void {
  for (const time of times)
    if (time.until === first && time.where[0] === where[0] && time.where[1] === where[1]) {
      time.until = until;
      return;
    }
  times.push({ where, first, until });
}

/** A school that changes its authority takes its pupils out of the one and into the other. */
function addAuthorities(times: Time[], { school, first, until }: Headcount, register: Register): void {
  let from = first;
  let authority = authorityIn(school, first, register);
  const lastChange = register.lastChangeOf(school);
  if (lastChange !== undefined) {
    const last = firstJanuaryFrom(lastChange);
    for (let year = nextSchoolYear(first); year <= last && year !== until; year = nextSchoolYear(year)) {
      const next = authorityIn(school, year, register);
      if (next === authority) continue;
      addTime(times, [authority, 'location'], from, year);
      from = year;
      authority = next;
    }
  }
  addTime(times, [authority, 'location'], from, until);
}

/** Where the pupil lives from the January of a school year on. */
interface HomeFrom {
  readonly from: SchoolYear;
  /** The first January of the next home; null while it lasts. */
  until: SchoolYear | null;
  readonly authority: string | null;
}

function homesOf(timeline: readonly Dated<Home>[]): HomeFrom[] {
  const homes: HomeFrom[] = [];
  let last: HomeFrom | undefined;
  for (const { from: on, value } of timeline) {
    const { authority } = value;
    if (authority === (last?.authority ?? null)) continue;
    const from = firstJanuaryFrom(on);
    if (last !== undefined) last.until = from;
    homes.push((last = { from, until: null, authority }));
  }
  return homes;
}

function addHome(times: Time[], { first, until }: Years, home: HomeFrom): void {
  if (home.authority === null) return;
  const from = home.from > first ? home.from : first;
  const to = until === null || (home.until !== null && home.until < until) ? home.until : until;
  if (to === null || from < to) addTime(times, [home.authority, 'residence'], from, to);
}
