/** Numbers of places from pupils' tallies, summed as the read models sum them. */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { Measure } from '../../projections/measures/measure.js';
import { summed, type Projection, type SummedTally } from '../../projections/projection.js';
import type { Register } from '../../projections/register/register.js';
import type { PlaceNumbers } from '../../projections/statistics/distribution.js';
import type { Trajectory } from '../../projections/trajectory/trajectory.js';

/** The counts of places and school years of a projection, of all pupils added. */
export class TalliedPlaces {
  private readonly tallies: SummedTally[] = [];

  constructor(
    private readonly projection: Projection,
    private readonly register: Register,
  ) {}

  add(trajectory: Trajectory): void {
    this.tallies.push(...summed(this.projection.tallies(trajectory, this.register)[0] ?? []));
  }

  /** @param places every place that there is, in the order to be told */
  numbersOf(
    { numerator, denominator }: Measure<string>,
    schoolYear: SchoolYear,
    places: readonly { readonly code: string }[],
  ): PlaceNumbers[] {
    const counts = this.sums(numerator.count, schoolYear);
    const onRoll = denominator && this.sums(denominator.count, schoolYear);
    return places.map(({ code }) => ({
      code,
      count: counts.get(code) ?? 0,
      denominator: onRoll && (onRoll.get(code) ?? 0),
      squares: null,
    }));
  }

  /** Headcounts are changes, and add up over the years before. */
  private sums(name: string, schoolYear: SchoolYear): Map<string, number> {
    const sums = new Map<string, number>();
    for (const { key, counts } of this.tallies) {
      const [place = '', year = ''] = key;
      const isCounted = name.endsWith('_change') ? year <= schoolYear : year === schoolYear;
      if (isCounted) sums.set(place, (sums.get(place) ?? 0) + (counts[name] ?? 0));
    }
    return sums;
  }
}
