/**
 * What one pupil adds to the counts of each school and school year. School counts are these; an authority's are
 * their sums over its schools, as the published tables add them up, and the pupils counted once beside them.
 */
import { schoolYearOf, startYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { asPlainDate } from '../../events/calendar/plain-date.js';
import type { Urn } from '../../events/identifiers.js';
import { classify, type MoveClass } from '../moves/method.js';
import { epi2024 } from '../moves/profiles/epi-2024.js';
import type { Register } from '../register/register.js';
import { isMainOn } from '../trajectory/spells.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { yearGroupOn } from '../trajectory/year-groups.js';
import { inYears7to11, januaryHeadcounts, mainRegistrations, type Headcount } from './on-roll.js';

/** The names of the counts, which are also the columns of the tables that hold them. */
export const countNames = [
  'january_on_roll_change',
  'january_on_roll_years_7_to_11_change',
  'joined',
  'exits',
  'suspensions',
  'suspended_sessions',
  'pupils_suspended',
  'permanent_exclusions',
  'cancelled_exclusions',
  'unexplained_moves',
  'family_reason_moves',
  'out_of_scope_moves',
] as const;

export type CountName = (typeof countNames)[number];

export interface SchoolYearCounts {
  readonly school: Urn;
  readonly schoolYear: SchoolYear;
  readonly counts: Readonly<Partial<Record<CountName, number>>>;
}

/** Everything that the pupil adds, one entry for each school and school year. */
export function schoolYearCounts(trajectory: Trajectory, register: Register): SchoolYearCounts[] {
  const counts = new Counts();
  const { all, years7to11 } = headcountsOf(trajectory);
  for (const headcount of all) countChange(counts, headcount, 'january_on_roll_change');
  for (const headcount of years7to11) countChange(counts, headcount, 'january_on_roll_years_7_to_11_change');
  countHappenings(counts, trajectory, register);
  return counts.all();
}

/** The same without the headcounts. */
export function happeningCounts(trajectory: Trajectory, register: Register): SchoolYearCounts[] {
  const counts = new Counts();
  countHappenings(counts, trajectory, register);
  return counts.all();
}

export interface Headcounts {
  readonly all: readonly Headcount[];
  readonly years7to11: readonly Headcount[];
}

/** The Januaries that find the pupil on roll, and those of them in Years 7 to 11. */
export function headcountsOf({ spells, yearGroups, circumstances }: Trajectory): Headcounts {
  const all = januaryHeadcounts(mainRegistrations(spells));
  const years7to11 = all.flatMap((headcount) => {
    const january = asPlainDate(`${startYearOf(headcount.first) + 1}-01-15`);
    const yearGroup = yearGroupOn(january, yearGroups, circumstances);
    return yearGroup === null ? [] : (inYears7to11(headcount, yearGroup) ?? []);
  });
  return { all, years7to11 };
}

function countHappenings(counts: Counts, trajectory: Trajectory, register: Register): void {
  for (const spell of trajectory.spells) {
    const { enteredOn, school } = spell;
    if (enteredOn !== null && isMainOn(spell, enteredOn))
      counts.add(school, schoolYearOf(enteredOn, register.termsOf(school)).schoolYear, 'joined', 1);
  }
  for (const move of trajectory.moves) {
    counts.add(move.from, move.schoolYear, 'exits', 1);
    counts.add(move.from, move.schoolYear, countOfClass[classify(epi2024, { move, trajectory, register }).class], 1);
  }
  const suspendedAt = new Set<string>();
  for (const { school, schoolYear, kind, cancelledOn, lengthSessions } of trajectory.exclusions) {
    if (cancelledOn !== null) counts.add(school, schoolYear, 'cancelled_exclusions', 1);
    else if (kind === 'permanent-exclusion') counts.add(school, schoolYear, 'permanent_exclusions', 1);
    else {
      counts.add(school, schoolYear, 'suspensions', 1);
      counts.add(school, schoolYear, 'suspended_sessions', lengthSessions ?? 0);
      if (!suspendedAt.has(school + schoolYear)) counts.add(school, schoolYear, 'pupils_suspended', 1);
      suspendedAt.add(school + schoolYear);
    }
  }
}

const countOfClass: Readonly<Record<MoveClass, CountName>> = {
  unexplained: 'unexplained_moves',
  'family-reason': 'family_reason_moves',
  'out-of-scope': 'out_of_scope_moves',
};

function countChange(counts: Counts, { school, first, until }: Headcount, name: CountName): void {
  counts.add(school, first, name, 1);
  if (until !== null) counts.add(school, until, name, -1);
}

class Counts {
  private readonly bySchoolYear = new Map<string, SchoolYearCounts & { counts: Partial<Record<CountName, number>> }>();

  add(school: Urn, schoolYear: SchoolYear, name: CountName, count: number): void {
    const key = school + schoolYear;
    let entry = this.bySchoolYear.get(key);
    if (!entry) this.bySchoolYear.set(key, (entry = { school, schoolYear, counts: {} }));
    entry.counts[name] = (entry.counts[name] ?? 0) + count;
  }

  all(): SchoolYearCounts[] {
    return [...this.bySchoolYear.values()];
  }
}
