/**
 * Counts behind an authority's rates by school year, by the school's location. `pupils_suspended` adds up its
 * schools, as DfE's "pupils with one or more" does (a pupil suspended at two schools counts twice);
 * `distinct_pupils_suspended` counts each pupil once, and the sums of squares are of each pupil over all its schools.
 */
import { nextSchoolYear, startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { repeatedSuspensionNames, repeatedSuspensions } from '../exclusions/repeated-suspensions.js';
import { familyTallies } from '../measures/family-counts.js';
import type { Headcount } from '../measures/on-roll.js';
import { authorityIn } from '../measures/school-authority.js';
import { countNames, eventCounts, headcountsOf, type CountName } from '../measures/school-year-counts.js';
import { addSquares } from '../measures/squares.js';
import { addCounts, type Projection, type Tally } from '../projection.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';

export const authorityCountNames = [
  ...countNames,
  'distinct_pupils_suspended',
  ...repeatedSuspensionNames,
] as const;

export const authorityRates: Projection = {
  name: 'authority-rates',
  version: 6,
  rowTables: [],
  tallyTables: [
    {
      name: 'authority_year_count',
      key: [
        { name: 'authority', type: 'text' },
        { name: 'school_year', type: 'text' },
      ],
      counts: authorityCountNames,
    },
    {
      name: 'authority_family_count',
      key: [
        { name: 'authority', type: 'text' },
        { name: 'school_year', type: 'text' },
        { name: 'name', type: 'text' },
      ],
      counts: ['times', 'times_squared'],
    },
  ],
  rows: () => [],
  tallies: (trajectory, register) => [
    authorityTallies(trajectory, register),
    familyTallies(trajectory, register, ({ authority }) => authority),
  ],
};

function authorityTallies(trajectory: Trajectory, register: Register): Tally[] {
  const tallies = [...headcountTallies(trajectory, register), ...eventTallies(trajectory, register)];
  for (const { authority, schoolYear, name } of repeatedSuspensions(trajectory, register))
    tallies.push({ key: [authority, schoolYear], counts: { [name]: 1 } });
  return tallies;
}

function headcountTallies(trajectory: Trajectory, register: Register): readonly Tally[] {
  const { all, years7to11 } = headcountsOf(trajectory, register);
  const changes = new Changes();
  for (const headcount of all) addHeadcount(changes, headcount, 'january_on_roll_change', register);
  for (const headcount of years7to11)
    addHeadcount(changes, headcount, 'january_on_roll_years_7_to_11_change', register);
  return changes.tallies;
}

/** A school that changes its authority takes its pupils out of the one and into the other. */
function addHeadcount(
  changes: Changes,
  { school, first, until }: Headcount,
  name: CountName,
  register: Register,
): void {
  const lastChange = register.lastChangeOf(school);
  let authority = authorityIn(school, first, register);
  changes.add(authority, first, name, 1);
  for (
    let year = first;
    lastChange !== undefined && year !== until && `${startYearOf(year)}-08-01` <= lastChange;
  ) {
    year = nextSchoolYear(year);
    const next = year === until ? authority : authorityIn(school, year, register);
    if (next === authority) continue;
    changes.add(authority, year, name, -1);
    changes.add(next, year, name, 1);
    authority = next;
  }
  if (until !== null) changes.add(authority, until, name, -1);
}

/** Added up at once: who goes from one school to another of the authority changes nothing there. */
class Changes {
  readonly tallies: { readonly key: readonly [string, SchoolYear]; readonly counts: Counts }[] = [];

  add(authority: string, schoolYear: SchoolYear, name: CountName, change: number): void {
    for (const { key, counts } of this.tallies) {
      if (key[0] !== authority || key[1] !== schoolYear) continue;
      counts[name] = (counts[name] ?? 0) + change;
      return;
    }
    this.tallies.push({ key: [authority, schoolYear], counts: { [name]: change } });
  }
}

type Counts = Partial<Record<(typeof authorityCountNames)[number], number>>;

/** What happened in a year at each school. */
function eventTallies(trajectory: Trajectory, register: Register): readonly Tally[] {
  const tallies: Tally[] = [];
  for (const { school, schoolYear, counts } of eventCounts(trajectory, register)) {
    const authority = authorityIn(school, schoolYear, register);
    const key = [authority, schoolYear];
    const before = sumAt(authority, schoolYear, tallies);
    const isFirstSuspended = counts.suspensions !== undefined && before?.['suspensions'] === undefined;
    if (before === undefined && !isFirstSuspended) {
      tallies.push({ key, counts });
      continue;
    }
    const own: Counts = { ...counts };
    addSquares(own, before);
    if (isFirstSuspended) own.distinct_pupils_suspended = 1;
    tallies.push({ key, counts: own });
  }
  return tallies;
}

/** What the pupil added there at another school; undefined of most, who had none. */
function sumAt(
  authority: string,
  schoolYear: SchoolYear,
  tallies: readonly Tally[],
): Record<string, number> | undefined {
  let sum: Record<string, number> | undefined;
  for (const { key, counts } of tallies)
    if (key[0] === authority && key[1] === schoolYear) addCounts((sum ??= {}), counts);
  return sum;
}
