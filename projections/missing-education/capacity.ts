/**
 * How well each year group of a school can take another child, as the school rates it for the fair access panel. By the
 * protocol that the Timpson Review (2019) tells of, a primary school may rate one year group red and a second amber.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolPhase } from '../../events/codes/school-type.js';
import type { EventId } from '../../events/identifiers.js';
import type { CapacityRating } from '../../events/missing-education.js';
import { byDayAsRecorded } from '../day-order.js';
import type { FactOf } from '../standing-facts.js';

/** How many year groups a school of a phase may rate so. A rule of local protocols, not of law. */
export interface CapacityRule {
  readonly name: string;
  readonly version: number;
  readonly says: string;
  readonly phase: SchoolPhase;
  readonly most: Readonly<Partial<Record<CapacityRating, number>>>;
}

const primaryCapacityRule: CapacityRule = {
  name: 'one-red-one-amber',
  version: 1,
  says: 'A primary school may rate one year group red, and one other amber',
  phase: 'primary',
  most: { red: 1, amber: 1 },
};

export interface YearGroupCapacity {
  readonly ncYear: string;
  readonly rating: CapacityRating;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
  /** Whether it is one too many by the rule: it stands all the same. */
  readonly breaksRule: boolean;
  readonly evidence: EventId;
}

export interface CapacityOfSchool {
  /** Null where no rule is for the school's phase. */
  readonly rule: CapacityRule | null;
  /** In the order of the days from which they hold. */
  readonly yearGroups: readonly YearGroupCapacity[];
}

type Rated = FactOf<'FairAccessCapacityRated'>;

/**
 * @param ratings of one school, in the order of positions; of two of one year group and day the later recorded stands
 * @param on the day asked for: each year group's rating of the latest day up to it
 */
export function capacityOn(
  ratings: readonly Rated[],
  phase: SchoolPhase | undefined,
  on: PlainDate,
): CapacityOfSchool {
  const rule = phase === primaryCapacityRule.phase ? primaryCapacityRule : null;
  const standing = new Map<string, Rated>();
  for (const fact of ratings) {
    const { effectiveOn, ncYear } = fact.data;
    const before = standing.get(ncYear);
    if (effectiveOn <= on && (!before || before.data.effectiveOn <= effectiveOn)) standing.set(ncYear, fact);
  }
  const held = [...standing.values()]
    .filter(({ data: { until } }) => until === undefined || until >= on)
    .sort(byDayAsRecorded);
  const counts = new Map<CapacityRating, number>();
  const yearGroups = held.map(
    ({ data: { ncYear, rating, effectiveOn, until }, entry }): YearGroupCapacity => {
      const count = (counts.get(rating) ?? 0) + 1;
      counts.set(rating, count);
      const most = rule?.most[rating];
      return {
        ncYear,
        rating,
        from: effectiveOn,
        until: until ?? null,
        breaksRule: most !== undefined && count > most,
        evidence: entry,
      };
    },
  );
  return { rule, yearGroups };
}
