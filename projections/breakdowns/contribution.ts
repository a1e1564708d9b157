/** What one pupil adds to the tallies of breakdowns, entry by entry: who sums them up adds what has one key. */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import { squaredOf } from '../measures/squares.js';
import { isSameKey, SameOfEach, type Tally } from '../projection.js';

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

/** A school's URN or an authority's code, and on what basis: the beginning of the key of every tally here. */
export type Where = readonly [place: string, basis: Basis];

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

interface TallyAtPlaces extends Tally {
  readonly under: readonly Where[];
  readonly counts: SameOfEach;
}

export class Contribution {
  private readonly categories: TallyAtPlaces[] = [];
  private readonly cohorts: TallyAtPlaces[] = [];
  private readonly details: TallyAtPlaces[] = [];
  /** Of each table, what repeats: most pupils have none of it. */
  private readonly repeats: Readonly<Record<'categories' | 'cohorts' | 'details', TallyAtPlaces[]>> = {
    categories: [],
    cohorts: [],
    details: [],
  };

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
    const isRepeated = repeated.has(name);
    if (columns.length > 0) {
      const tally = { under: places, key: [schoolYear, name], counts: new SameOfEach(columns, by) };
      this.categories.push(tally);
      if (isRepeated) this.repeats.categories.push(tally);
    }
    if (cohort === null) return;
    const under = isKnownCohort(cohort) ? places : places.filter(([, basis]) => basis === 'residence');
    if (under.length === 0) return;
    const key = [schoolYear, textOf(cohort.yearGroup), textOf(cohort.age)];
    const tally = { under, key, counts: new SameOfEach([name], by) };
    this.cohorts.push(tally);
    if (isRepeated) this.repeats.cohorts.push(tally);
  }

  addDetail(
    places: readonly Where[],
    schoolYear: SchoolYear,
    by: string,
    category: string,
    name: DetailCountName,
    times = 1,
  ): void {
    const tally = { under: places, key: [schoolYear, by, category], counts: new SameOfEach([name], times) };
    this.details.push(tally);
    if (repeatedDetail.has(name)) this.repeats.details.push(tally);
  }

  /** Of each table, in the order of the projection's, what repeats with its squares. */
  all(): readonly (readonly Tally[])[] {
    const { categories, cohorts, details } = this.repeats;
    for (const { where, key, names, number } of timesOf(categories)) {
      const [schoolYear = '', name = ''] = key;
      const squares = new SameOfEach(names, number ** 2);
      this.categories.push({ under: [where], key: [schoolYear, squaredOf(name)], counts: squares });
    }
    addSquaresBeside(this.cohorts, cohorts);
    addSquaresBeside(this.details, details);
    return [this.categories, this.cohorts, this.details];
  }
}

const repeated: ReadonlySet<string> = new Set(repeatedNames);
const repeatedDetail: ReadonlySet<string> = new Set(repeatedDetailNames);

function addSquaresBeside(tallies: TallyAtPlaces[], repeats: readonly TallyAtPlaces[]): void {
  for (const { where, key, names, number } of timesOf(repeats))
    tallies.push({ under: [where], key, counts: new SameOfEach(names.map(squaredOf), number ** 2) });
}

/** What came equally often to one pupil under one key at one place. */
interface Times {
  readonly where: Where;
  readonly key: readonly string[];
  readonly names: readonly string[];
  readonly number: number;
}

function timesOf(repeats: readonly TallyAtPlaces[]): Times[] {
  const sums: { where: Where; key: readonly string[]; names: string[]; numbers: number[] }[] = [];
  for (const { under, key, counts } of repeats)
    for (const where of under) {
      let sum = sums.find((each) => isSameKey(each.where, where) && isSameKey(each.key, key));
      if (sum === undefined) sums.push((sum = { where, key, names: [], numbers: [] }));
      for (const name of counts.names) {
        const at = sum.names.indexOf(name);
        if (at >= 0) sum.numbers[at] = (sum.numbers[at] ?? 0) + counts.number;
        else sum.numbers[sum.names.push(name) - 1] = counts.number;
      }
    }
  return sums.flatMap(({ where, key, names, numbers }) =>
    [...new Set(numbers)].map((number) => ({
      where,
      key,
      names: names.filter((_, at) => numbers[at] === number),
      number,
    })),
  );
}

const isKnownCohort = ({ yearGroup, age }: Cohort): boolean => yearGroup !== null || age !== null;

const textOf = (cohort: number | null): string => (cohort === null ? '' : String(cohort));
