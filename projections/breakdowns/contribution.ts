/** What one pupil adds to the tallies of breakdowns, entry by entry: who sums them up adds what has one key. */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { Tally } from '../projection.js';

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
] as const;
export type BreakdownCountName = (typeof breakdownCountNames)[number];

/** What is told of exclusions themselves, by reason, length and number. */
export const detailCountNames = [
  'permanent_exclusions',
  'suspensions',
  'pupils_suspended',
  'distinct_pupils_suspended',
  'pupil_days_out',
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
    const counts = columns.length > 0 ? sameOfEach(columns, by) : null;
    const ofCohort = { [name]: by };
    for (const { place, basis } of places) {
      if (counts !== null) this.categories.push({ key: [place, basis, schoolYear, name], counts });
      if (cohort === null || (basis === 'location' && !isKnownCohort(cohort))) continue;
      const [yearGroup, age] = [textOf(cohort.yearGroup), textOf(cohort.age)];
      this.cohorts.push({ key: [place, basis, schoolYear, yearGroup, age], counts: ofCohort });
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
    for (const { place, basis } of places)
      this.details.push({ key: [place, basis, schoolYear, by, category], counts });
  }

  /** Of each table, in the order of the projection's. */
  all(): readonly (readonly Tally[])[] {
    return [this.categories, this.cohorts, this.details];
  }
}

function sameOfEach(columns: readonly string[], by: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const column of columns) counts[column] = by;
  return counts;
}

export const isKnownCohort = ({ yearGroup, age }: Cohort): boolean => yearGroup !== null || age !== null;

const textOf = (cohort: number | null): string => (cohort === null ? '' : String(cohort));
