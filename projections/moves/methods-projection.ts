/**
 * Every move under every method, side by side in one row, and what each method counts, by school and authority, by the
 * school year of leaving and by cohort. What no method counts and every method leaves out of its scope is in the rows
 * alone: tallies are for those few who moved in a way that some method looks at.
 */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { EventId } from '../../events/identifiers.js';
import { evidenceText } from '../evidence-text.js';
import { authorityIn } from '../measures/school-authority.js';
import type { Column, Projection, Row, SummedTally, Tally } from '../projection.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { methods } from './catalogue.js';
import { cohortGroupsOf } from './cohort-groups.js';
import { cohortCountNames, cohortsOf, cohortsOutOf, type CohortMember } from './cohorts.js';
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
  version: 4,
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
    const moved = movesUnderMethods(trajectory, register).filter(isLookedAt);
    const ofSchools = cohortsOf(trajectory, register);
    const ofAuthorities = ofSchools.map(({ place: school, cohort, counts }): CohortMember => ({
      place: authorityIn(school, cohort, register),
      cohort,
      counts,
    }));
    return [
      methodTallies(moved, ({ move }) => move.from, ofSchools),
      methodTallies(moved, ({ move }, year) => authorityIn(move.from, year, register), ofAuthorities),
      cohortTallies(ofSchools),
      cohortTallies(ofAuthorities),
      groupTallies(trajectory, moved, ofAuthorities, register),
    ];
  },
};

/** Of most moves every method says that they are out of its scope. */
function isLookedAt({ found }: MoveUnderMethods): boolean {
  for (const { class: kind, standing } of found)
    if (kind !== 'out-of-scope' || standing === 'possible') return true;
  return false;
}

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
    storedEvidence(found),
  ];
}

/**
 * The entries that each method cites, in the order of the catalogue, or the place of an earlier method that cites the same:
 * most moves are classed by the same entries whatever the method, and would hold them seven times.
 */
export type StoredEvidence = readonly (readonly EventId[] | number)[];

/** As JSON. */
function storedEvidence(found: MoveUnderMethods['found']): string {
  const texts = found.map(({ evidence }, at) => {
    const first = found.findIndex((each) => isSame(each.evidence, evidence));
    return first < at ? first : evidenceText(evidence);
  });
  return `[${texts.join(',')}]`;
}

const isSame = (a: readonly EventId[], b: readonly EventId[]): boolean =>
  a === b || (a.length === b.length && a.every((entry, at) => entry === b[at]));

/** The entries that the method at a place cites. */
export function evidenceAt(stored: StoredEvidence, method: number): readonly EventId[] {
  const evidence = stored[method] ?? [];
  return typeof evidence === 'number' ? evidenceAt(stored, evidence) : evidence;
}

/** What one pupil adds to a key: moves as often as there are any, and the pupil once. */
function methodTallies(
  moved: readonly MoveUnderMethods[],
  placeOf: (each: MoveUnderMethods, schoolYear: SchoolYear) => string,
  members: readonly CohortMember[],
): Tally[] {
  if (moved.length === 0) return [];
  const found = new Map<string, { readonly key: readonly string[]; readonly counts: MovesCounted }>();
  const add = (each: MoveUnderMethods, method: Method, kind: string, isPossible: boolean): void => {
    for (const span of spans) {
      const schoolYear = span === 'year' ? each.move.schoolYear : each.cohort;
      if (schoolYear === null) continue;
      // A cohort's pupils count where the school is in the year in which they finish, as its denominator does.
      const place = placeOf(each, schoolYear);
      if (span === 'cohort' && !isOfCohort(method, place, schoolYear, members)) continue;
      const name = `${place} ${span} ${schoolYear} ${method.name} ${kind}`;
      let entry = found.get(name);
      if (!entry) {
        entry = { key: [place, span, schoolYear, method.name, kind], counts: new MovesCounted() };
        found.set(name, entry);
      }
      entry.counts.add(each, isPossible);
    }
  };
  for (const each of moved) {
    for (const [at, method] of methods.entries()) {
      const told = each.found[at];
      if (!told) continue;
      // What may count stands with what does, whatever its own class: it is the other bound of that figure.
      const isPossible = told.standing === 'possible';
      const kind = isPossible ? method.counts : told.class;
      if (kind !== 'out-of-scope') add(each, method, kind, isPossible);
      if (method.total?.classes.includes(kind)) add(each, method, method.total.name, isPossible);
    }
  }
  return [...found.values()].map(({ key, counts }) => ({ key, counts: counts.all() }));
}

/** Of a cohort that is followed from one January, only who was of it at the place. */
function isOfCohort(
  { denominators }: Method,
  place: string,
  cohort: SchoolYear,
  members: readonly CohortMember[],
): boolean {
  const { count, isFollowed } = cohortsOutOf[denominators.cohort];
  return (
    !isFollowed ||
    members.some((each) => each.place === place && each.cohort === cohort && each.counts[count] === 1)
  );
}

class MovesCounted {
  private moves = 0;
  private upper = 0;
  private managed = 0;
  private gone = 0;
  private goneUpper = 0;

  add({ recordedAsManagedMove, return: came }: MoveUnderMethods, isPossible: boolean): void {
    this.upper++;
    if (came !== 'returned') this.goneUpper++;
    if (isPossible) return;
    this.moves++;
    if (recordedAsManagedMove) this.managed++;
    if (came === 'left-the-system') this.gone++;
  }

  all(): Record<MethodCountName, number> {
    const { moves, upper, managed, gone, goneUpper } = this;
    return {
      moves,
      pupils: Math.min(moves, 1),
      upper_moves: upper,
      upper_pupils: 1,
      managed_moves: managed,
      managed_pupils: Math.min(managed, 1),
      gone_moves: gone,
      gone_upper_moves: goneUpper,
    };
  }
}

const cohortTallies = (members: readonly CohortMember[]): Tally[] =>
  onceEach(members.map(({ place, cohort, counts }) => ({ key: [place, cohort], counts })));

/** EPI prints rates of groups under the method of 2024. */
const epiAt = methods.indexOf(epi2024);

/** @param members the authorities and cohorts that the pupil counts in */
function groupTallies(
  { circumstances }: Trajectory,
  moved: readonly MoveUnderMethods[],
  members: readonly CohortMember[],
  register: Register,
): Tally[] {
  const tallies: SummedTally[] = [];
  for (const { place: authority, cohort } of members) {
    const groups = cohortGroupsOf(circumstances, cohort);
    if (groups.length === 0) continue;
    const standings = moved
      .filter((each) => each.cohort === cohort && authorityIn(each.move.from, cohort, register) === authority)
      .map(({ found }) => found[epiAt]?.standing);
    const isCounted = standings.includes('counted');
    const counts = {
      members: 1,
      ...(isCounted && { pupils: 1 }),
      ...((isCounted || standings.includes('possible')) && { upper_pupils: 1 }),
    };
    for (const group of groups) tallies.push({ key: [authority, cohort, group], counts });
  }
  return onceEach(tallies);
}

/** Who was at one place twice is one pupil of the cohort there. @param tallies whose counts are all of one */
function onceEach(tallies: SummedTally[]): SummedTally[] {
  if (tallies.length < 2) return tallies;
  const once = new Map<string, SummedTally>();
  for (const { key, counts } of tallies) {
    const name = key.join(' ');
    once.set(name, { key, counts: { ...once.get(name)?.counts, ...counts } });
  }
  return [...once.values()];
}
