/** What one pupil adds to the tallies of breakdowns, entry by entry: who sums them up adds what has one key. */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import { squaredOf } from '../measures/squares.js';
import { summed, type Tally } from '../projection.js';

/** What repeats within a pupil: beside its number stands the sum over pupils of squared numbers, by category too. */
export const repeatedNames = ['suspensions', 'managed_moves_begun'] as const;
export const repeatedDetailNames = ['suspensions', 'pupil_days_out'] as const;

/** The counts that every characteristic is broken down into; a headcount is kept as changes, as `on-roll.ts` has it. */
export const breakdownCountNames = [
  'january_on_roll_change',
  'permanent_exclusions',
  'permanent_exclusions_upheld',
  'suspensions',
  'suspended_sessions',
  'suspensions_with_length',
  'pupils_suspended',
  'distinct_pupils_suspended',
  'managed_moves_begun',
  squaredOf('suspensions'),
  squaredOf('managed_moves_begun'),
] as const;
export type BreakdownCountName = (typeof breakdownCountNames)[number];

/** What is told of exclusions themselves, by reason, length and number. */
export const detailCountNames = [
  'permanent_exclusions',
  'suspensions',
  'pupils_suspended',
  'distinct_pupils_suspended',
  'pupil_days_out',
  squaredOf('suspensions'),
  squaredOf('pupil_days_out'),
] as const;
export type DetailCountName = (typeof detailCountNames)[number];

/** By the school's location, or by the authority that the pupil lives in. */
export type Basis = 'location' | 'residence';

export interface Where {
  /** A school's URN, or an authority's code. */
  readonly place: string;
  readonly basis: Basis;
}

/**
 * Children who go through school together, and who are of one age: they stay so, while year group and age change each
 * year. Either is the calendar year in which a school year begins, less this.
 */
export interface Cohort {
  readonly yearGroup: number | null;
  readonly age: number | null;
}

/** What is known of a pupil on a day. */
export interface Sorted {
  /** Of categories. */
  readonly columns: readonly string[];
  /** Null for what changes nothing of it. */
  readonly cohort: Cohort | null;
}

export class Contribution {
  private readonly categories: Tally[] = [];
  private readonly cohorts: Tally[] = [];
  private readonly details: Tally[] = [];
  /** Of each table, what repeats: most pupils have none of it. */
  private readonly repeats: Readonly<Record<'categories' | 'cohorts' | 'details', Tally[]>> = {
    categories: [],
    cohorts: [],
    details: [],
  };
  /** What happens on one day finds the pupil in the same categories, whatever is counted of it. */
  private last: {
    readonly columns: readonly string[];
    readonly by: number;
    readonly counts: Tally['counts'];
  } = { columns: [], by: 0, counts: {} };

  /**
   * Adds at each place. Residents are counted by cohort, those of none too, so that cohorts sum up to everybody: no
   * other table has them.
   */
  add(
    places: readonly Where[],
    schoolYear: SchoolYear,
    name: BreakdownCountName,
    { columns, cohort }: Sorted,
    by = 1,
  ): void {
    const counts = columns.length > 0 ? this.countsOf(columns, by) : null;
    const ofCohort = { [name]: by };
    const isRepeated = repeated.has(name);
    for (const { place, basis } of places) {
      if (counts !== null) {
        const tally = { key: [place, basis, schoolYear, name], counts };
        this.categories.push(tally);
        if (isRepeated) this.repeats.categories.push(tally);
      }
      if (cohort === null || (basis === 'location' && !isKnownCohort(cohort))) continue;
      const [yearGroup, age] = [textOf(cohort.yearGroup), textOf(cohort.age)];
      const tally = { key: [place, basis, schoolYear, yearGroup, age], counts: ofCohort };
      this.cohorts.push(tally);
      if (isRepeated) this.repeats.cohorts.push(tally);
    }
  }

  addDetail(
    places: readonly Where[],
    schoolYear: SchoolYear,
    by: string,
    category: string,
    name: DetailCountName,
    times = 1,
  ): void {
    const counts = { [name]: times };
    for (const { place, basis } of places) {
      const tally = { key: [place, basis, schoolYear, by, category], counts };
      this.details.push(tally);
      if (repeatedDetail.has(name)) this.repeats.details.push(tally);
    }
  }

  private countsOf(columns: readonly string[], by: number): Tally['counts'] {
    if (this.last.columns !== columns || this.last.by !== by)
      this.last = { columns, by, counts: sameOfEach(columns, by) };
    return this.last.counts;
  }

  /** Of each table, in the order of the projection's, what repeats with its squares. */
  all(): readonly (readonly Tally[])[] {
    const { categories, cohorts, details } = this.repeats;
    return [
      withSquares(
        this.categories,
        categories,
        ({ key: [place = '', basis = '', schoolYear = '', name = ''], counts }) => ({
          key: [place, basis, schoolYear, squaredOf(name)],
          counts: squaresIn(counts, (column) => column),
        }),
      ),
      withSquares(this.cohorts, cohorts, squaresBeside),
      withSquares(this.details, details, squaresBeside),
    ];
  }
}

const repeated: ReadonlySet<string> = new Set(repeatedNames);
const repeatedDetail: ReadonlySet<string> = new Set(repeatedDetailNames);

/** @param of the squares of what one pupil had under one key */
function withSquares(
  all: readonly Tally[],
  repeats: readonly Tally[],
  of: (had: Tally) => Tally,
): readonly Tally[] {
  return repeats.length === 0 ? all : [...all, ...summed(repeats).map(of)];
}

const squaresBeside = ({ key, counts }: Tally): Tally => ({ key, counts: squaresIn(counts, squaredOf) });

function squaresIn(counts: Tally['counts'], nameOf: (name: string) => string): Record<string, number> {
  const squares: Record<string, number> = {};
  for (const [name, count] of Object.entries(counts)) squares[nameOf(name)] = count * count;
  return squares;
}

function sameOfEach(columns: readonly string[], by: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const column of columns) counts[column] = by;
  return counts;
}

export const isKnownCohort = ({ yearGroup, age }: Cohort): boolean => yearGroup !== null || age !== null;

const textOf = (cohort: number | null): string => (cohort === null ? '' : String(cohort));
