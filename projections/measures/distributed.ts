/** The measures that can be laid out over places, and how each is laid out where nobody asks otherwise. */
import { longPlacements } from '../off-site-directions/long-placements.js';
import { authorityCounts, authorityRates, schoolCounts, schoolRates } from './catalogue.js';
import type { Measure } from './measure.js';

export const distributedOverSchools: readonly Measure<string>[] = [
  ...schoolRates,
  ...schoolCounts,
  longPlacements,
];
export const distributedOverAuthorities: readonly Measure<string>[] = [...authorityRates, ...authorityCounts];

/** The share of the schools whose part in the whole is told: that of EPI's 2019 report on unexplained moves. */
export const percentWithMost = 6;

/** The Timpson review's bands of schools: of permanent exclusions, and of suspensions up to the most. */
export function bandEdgesOf({ numerator: { count } }: Measure<string>): readonly number[] {
  if (count.startsWith('permanent_exclusions')) return [10];
  return count === 'suspensions' ? [10, 100, 500] : [10, 100];
}
