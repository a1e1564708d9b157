/**
 * Every move under every method, side by side in one row, and what each method counts, by school and authority, by the
 * school year of leaving and by cohort. What no method counts and every method leaves out of its scope is in the rows
 * alone: tallies are for those few who moved in a way that some method looks at.
 */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import { authorityIn } from '../measures/school-authority.js';
import type { Column, Projection, Row, Tally } from '../projection.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { methods } from './catalogue.js';
import { cohortGroupsOf } from './cohort-groups.js';
import { cohortCountNames, cohortsOf } from './cohorts.js';
import type { Method } from './method.js';
import { epi2024 } from './profiles/epi-2024.js';
import { movesUnderMethods, type MoveUnderMethods } from './under-methods.js';

/** What is counted of a method and a class; `upper_…` has what only the national roll could tell. */
export const methodCountNames = [
  'moves',
  'pupils',
  'upper_moves',
  'upper_pupils',
  'managed_moves',
  'managed_pupils',
  'gone_moves',
  'gone_upper_moves',
] as const;
export type MethodCountName = (typeof methodCountNames)[number];

/** What a figure is of: moves of one school year, or of a cohort over its five years. */
export const spans = ['year', 'cohort'] as const;
export type Span = (typeof spans)[number];

const text = (name: string): Column => ({ name, type: 'text' });
const countsOf = (place: 'school' | 'authority') => ({
  name: `${place}_method_count`,
  key: [place, 'span', 'school_year', 'method', 'class'].map(text),
  counts: methodCountNames,
});
const cohortsAt = (place: 'school' | 'authority') => ({
  name: `${place}_cohort_count`,
  key: [place, 'cohort'].map(text),
  counts: cohortCountNames,
});

export const movesUnderEveryMethod: Projection = {
  name: 'methods',
  version: 1,
  rowTables: [
    {
      name: 'method_move',
      columns: [
        { name: 'pupil_id', type: 'uuid' },
        text('school'),
        { name: 'left_on', type: 'date' },
        text('authority'),
        text('school_year'),
        text('cohort'),
        { name: 'year_group', type: 'smallint' },
        text('joined_school'),
        text('whereabouts'),
        // Each in the order of the catalogue of methods.
        { name: 'classes', type: 'text[]' },
        { name: 'rules', type: 'text[]' },
        { name: 'standings', type: 'text[]' },
        { name: 'evidence', type: 'json' },
      ],
      key: ['pupil_id', 'school', 'left_on'],
      indexes: [
        ['authority', 'school_year', 'left_on'],
        ['school', 'school_year', 'left_on'],
      ],
    },
  ],
  tallyTables: [
    countsOf('school'),
    countsOf('authority'),
    cohortsAt('school'),
    cohortsAt('authority'),
    {
      name: 'authority_cohort_group',
      key: ['authority', 'cohort', 'name'].map(text),
      counts: ['members', 'pupils', 'upper_pupils'],
    },
  ],
  rows: (trajectory, register) => [
    movesUnderMethods(trajectory, register).map((each): Row => rowOf(trajectory, each)),
  ],
  tallies: (trajectory, register) => {
    const moved = trajectory.moves.length === 0 ? [] : movesUnderMethods(trajectory, register);
    return [
      methodTallies(moved, ({ move }) => move.from),
      methodTallies(moved, ({ authority }) => authority),
      ...cohortTallies(trajectory, moved, register),
    ];
  },
};

function rowOf({ pupil }: Trajectory, { move, authority, cohort, found }: MoveUnderMethods): Row {
  return [
    pupil,
    move.from,
    move.leftOn,
    authority,
    move.schoolYear,
    cohort,
    move.yearGroup,
    move.to,
    move.whereabouts,
    found.map((each) => each.class),
    found.map(({ rule }) => rule),
    found.map(({ standing }) => standing),
    JSON.stringify(found.map(({ evidence }) => evidence)),
  ];
}

/** Pupils are counted once for each key, moves as often as they are. */
function methodTallies(
  moved: readonly MoveUnderMethods[],
  placeOf: (each: MoveUnderMethods) => string,
): Tally[] {
  const tallies: Tally[] = [];
  const seen = new Set<string>();
  const add = (each: MoveUnderMethods, method: Method, kind: string, isPossible: boolean): void => {
    for (const [span, schoolYear] of [
      ['year', each.move.schoolYear],
      ['cohort', each.cohort],
    ] as const) {
      if (schoolYear === null) continue;
      const key = [placeOf(each), span, schoolYear, method.name, kind];
      const once = (name: string): 0 | 1 => {
        const id = `${key.join(' ')} ${name}`;
        if (seen.has(id)) return 0;
        seen.add(id);
        return 1;
      };
      tallies.push({ key, counts: countsOfMove(each, isPossible, once) });
    }
  };
  for (const each of moved) {
    for (const [at, method] of methods.entries()) {
      const found = each.found[at];
      if (!found) continue;
      // What may count stands with what does, whatever its own class: it is the other bound of that figure.
      const isPossible = found.standing === 'possible';
      const kind = isPossible ? method.counts : found.class;
      if (kind !== 'out-of-scope') add(each, method, kind, isPossible);
      if (method.total?.classes.includes(kind)) add(each, method, method.total.name, isPossible);
    }
  }
  return tallies;
}

function countsOfMove(
  each: MoveUnderMethods,
  isPossible: boolean,
  once: (name: string) => 0 | 1,
): Partial<Record<MethodCountName, number>> {
  const isManaged = each.recordedAsManagedMove;
  const gone = each.return;
  return {
    ...(!isPossible && { moves: 1, pupils: once('pupils') }),
    upper_moves: 1,
    upper_pupils: once('upper_pupils'),
    ...(!isPossible && isManaged && { managed_moves: 1, managed_pupils: once('managed_pupils') }),
    ...(!isPossible && gone === 'left-the-system' && { gone_moves: 1 }),
    ...(gone !== 'returned' && { gone_upper_moves: 1 }),
  };
}

function cohortTallies(
  trajectory: Trajectory,
  moved: readonly MoveUnderMethods[],
  register: Register,
): [Tally[], Tally[], Tally[]] {
  const members = cohortsOf(trajectory, register);
  if (members.length === 0) return [[], [], []];
  const once = onceEach();
  const bySchool = members.map(({ school, cohort, counts }) => once([school, cohort], counts));
  const places = members.map(({ school, cohort, counts }) => ({
    authority: authorityIn(school, cohort, register),
    cohort,
    counts,
  }));
  const byAuthority = places.map(({ authority, cohort, counts }) => once([authority, cohort], counts));
  return [bySchool, byAuthority, groupTallies(trajectory, moved, places)];
}

/** EPI prints rates of groups under the method of 2024. */
const epiAt = methods.indexOf(epi2024);

/** @param places the authorities and cohorts that the pupil counts in */
function groupTallies(
  { circumstances }: Trajectory,
  moved: readonly MoveUnderMethods[],
  places: readonly { readonly authority: string; readonly cohort: SchoolYear }[],
): Tally[] {
  const once = onceEach();
  return places.flatMap(({ authority, cohort }) => {
    const standings = moved
      .filter((each) => each.authority === authority && each.cohort === cohort)
      .map(({ found }) => found[epiAt]?.standing);
    const isCounted = standings.includes('counted');
    const counts = {
      members: 1,
      ...(isCounted && { pupils: 1 }),
      ...((isCounted || standings.includes('possible')) && { upper_pupils: 1 }),
    };
    return cohortGroupsOf(circumstances, cohort).map((group) => once([authority, cohort, group], counts));
  });
}

/** Who was at one place twice is one pupil of the cohort there. */
function onceEach(): (key: readonly string[], counts: Readonly<Record<string, number>>) => Tally {
  const seen = new Set<string>();
  return (key, counts) => {
    const first: Record<string, number> = {};
    for (const [name, count] of Object.entries(counts)) {
      const id = `${key.join(' ')} ${name}`;
      if (!seen.has(id)) first[name] = count;
      seen.add(id);
    }
    return { key, counts: first };
  };
}
