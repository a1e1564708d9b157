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
import { squaresOf } from '../measures/squares.js';
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
  version: 5,
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
  const { all, years7to11 } = headcountsOf(trajectory, register);
  return [
    ...all.flatMap((headcount) => headcountTallies(headcount, 'january_on_roll_change', register)),
    ...years7to11.flatMap((headcount) =>
      headcountTallies(headcount, 'january_on_roll_years_7_to_11_change', register),
    ),
    ...eventTallies(trajectory, register),
    ...repeatedSuspensions(trajectory, register).map(({ authority, schoolYear, name }) =>
      tally(authority, schoolYear, { [name]: 1 }),
    ),
  ];
}

function eventTallies(trajectory: Trajectory, register: Register): Tally[] {
  const soFar = new Map<string, Partial<Record<CountName, number>>>();
  return eventCounts(trajectory, register).map(({ school, schoolYear, counts }) => {
    const authority = authorityIn(school, schoolYear, register);
    const before = soFar.get(authority + schoolYear) ?? {};
    const isFirst = (counts.suspensions ?? 0) > 0 && (before.suspensions ?? 0) === 0;
    const squares = squaresOf(counts, before);
    soFar.set(authority + schoolYear, before);
    addCounts(before, counts);
    return tally(authority, schoolYear, {
      ...counts,
      ...squares,
      ...(isFirst && { distinct_pupils_suspended: 1 }),
    });
  });
}

/** A school that changes its authority takes its pupils out of the one and into the other. */
function headcountTallies({ school, first, until }: Headcount, name: CountName, register: Register): Tally[] {
  const tallies: Tally[] = [];
  const lastChange = register.lastChangeOf(school);
  let authority = authorityIn(school, first, register);
  tallies.push(tally(authority, first, { [name]: 1 }));
  for (
    let year = first;
    lastChange !== undefined && year !== until && `${startYearOf(year)}-08-01` <= lastChange;
  ) {
    year = nextSchoolYear(year);
    const next = year === until ? authority : authorityIn(school, year, register);
    if (next === authority) continue;
    tallies.push(tally(authority, year, { [name]: -1 }), tally(next, year, { [name]: 1 }));
    authority = next;
  }
  if (until !== null) tallies.push(tally(authority, until, { [name]: -1 }));
  return tallies;
}

function tally(
  authority: string,
  schoolYear: SchoolYear,
  counts: Partial<Record<(typeof authorityCountNames)[number], number>>,
): Tally {
  return { key: [authority, schoolYear], counts };
}
