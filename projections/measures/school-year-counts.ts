/**
 * What one pupil adds to the counts of each school and school year. School counts are these; an authority's are
 * their sums over its schools, as the published tables add them up, and the pupils counted once beside them.
 */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { Urn } from '../../events/identifiers.js';
import { countExclusions, exclusionCountNames } from '../exclusions/counts.js';
import type { MoveClass } from '../moves/method.js';
import { underEpi2024 } from '../moves/under-epi-2024.js';
import { askedOnce } from '../asked-once.js';
import { addCounts } from '../projection.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { schoolYearEntered, yearGroupOn } from '../trajectory/year-groups.js';
import { joiningsOf } from './joinings.js';
import { inYears7to11, januaryHeadcounts, type Headcount } from './on-roll.js';
import { dayOfYear } from './school-authority.js';
import { isStateFundedIn } from './school-type.js';
import { addSquares, squaredNames } from './squares.js';

/** The names of the counts, which are also the columns of the tables that hold them. */
export const countNames = [
  'january_on_roll_change',
  'january_on_roll_years_7_to_11_change',
  'joined',
  'exits',
  ...exclusionCountNames,
  'unexplained_moves',
  'family_reason_moves',
  'out_of_scope_moves',
  ...squaredNames,
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
  const { all, years7to11 } = headcountsOf(trajectory, register);
  for (const headcount of all) countChange(counts, headcount, 'january_on_roll_change');
  for (const headcount of years7to11) countChange(counts, headcount, 'january_on_roll_years_7_to_11_change');
  for (const ofYear of eventCounts(trajectory, register)) counts.addAll(ofYear);
  return counts.all();
}

/** The same without the headcounts: what happened in the year. */
export const eventCounts = askedOnce(
  (trajectory: Trajectory, register: Register): readonly SchoolYearCounts[] => {
    const counts = new Counts();
    countEvents(counts, trajectory, register);
    for (const each of counts.all()) addSquares(each.counts);
    return counts.all();
  },
);

export interface HeadcountOfPupil extends Headcount {
  /** In the first of its school years; null where nothing is known of it. */
  readonly yearGroup: number | null;
}

export interface Headcounts {
  readonly all: readonly HeadcountOfPupil[];
  /** What methods of counting moves, and rates of them, are out of: their scope is state-funded schools. */
  readonly years7to11: readonly Headcount[];
}

/** The Januaries that find the pupil on roll, and those of them in Years 7 to 11 of a state-funded school. */
export const headcountsOf = askedOnce(
  ({ registrations, yearGroups, circumstances }: Trajectory, register: Register): Headcounts => {
    const all: HeadcountOfPupil[] = [];
    const years7to11: Headcount[] = [];
    for (const headcount of januaryHeadcounts(registrations)) {
      const { school, first, until } = headcount;
      const yearGroup = yearGroupOn(dayOfYear(first), first, yearGroups, circumstances);
      all.push({ school, first, until, yearGroup });
      const inYears = yearGroup === null ? undefined : inYears7to11(headcount, yearGroup);
      if (inYears && isStateFundedIn(inYears.school, inYears.first, register)) years7to11.push(inYears);
    }
    return { all, years7to11 };
  },
);

function countEvents(counts: Counts, trajectory: Trajectory, register: Register): void {
  for (const { each, published } of underEpi2024(trajectory, register)) {
    const { from, schoolYear, kind } = each.move;
    if (kind === 'left') counts.add(from, schoolYear, 'exits', 1);
    counts.add(from, schoolYear, countOfClass[published.class], 1);
  }
  for (const { school, from } of joiningsOf(trajectory))
    counts.add(school, schoolYearEntered(from), 'joined', 1);
  countExclusions(trajectory, register, (school, schoolYear, name, count) =>
    counts.add(school, schoolYear, name, count),
  );
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

/** A pupil has a few schools and years: looking them through costs less than a map of them. */
class Counts {
  private readonly entries: (SchoolYearCounts & { counts: Partial<Record<CountName, number>> })[] = [];

  add(school: Urn, schoolYear: SchoolYear, name: CountName, count: number): void {
    const counts = this.of(school, schoolYear);
    counts[name] = (counts[name] ?? 0) + count;
  }

  addAll({ school, schoolYear, counts }: SchoolYearCounts): void {
    addCounts(this.of(school, schoolYear), counts);
  }

  all(): (SchoolYearCounts & { counts: Partial<Record<CountName, number>> })[] {
    return this.entries;
  }

  private of(school: Urn, schoolYear: SchoolYear): Partial<Record<CountName, number>> {
    for (const entry of this.entries)
      if (entry.school === school && entry.schoolYear === schoolYear) return entry.counts;
    const counts = {};
    this.entries.push({ school, schoolYear, counts });
    return counts;
  }
}
