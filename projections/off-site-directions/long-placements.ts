/**
 * Placements that last for more than a year: 23 % of secondary school leaders told the Timpson review of some. From rows in
 * dates, since whether one that goes on has lasted so long depends on the day.
 */
import { daysBetween, earlier, type PlainDate } from '../../events/calendar/plain-date.js';
import type { Urn } from '../../events/identifiers.js';
import { count, ledger, own, type Measure } from '../measures/measure.js';
import type { PlacementRow } from './projection.js';

/** Calendar days; what lasts longer is long. */
export const daysOfLongPlacement = 365;

export const longPlacements: Measure<'placements_over_365_days'> = count(
  'placements-over-365-days',
  {
    count: 'placements_over_365_days',
    says: 'off-site directions and times in alternative provision that lasted on in the school year and had by its end, or their own, lasted for more than 365 days, by the school that the pupil comes from',
  },
  own,
  ledger,
  'placements',
);

export type PlacementDates = Pick<PlacementRow, 'school' | 'startedOn' | 'endedOn'>;

/** How many each school has. @param from first day of the school year @param until its last, or the last day known */
export function longPlacementsBySchool(
  placements: readonly PlacementDates[],
  from: PlainDate,
  until: PlainDate,
): Map<Urn, number> {
  const bySchool = new Map<Urn, number>();
  for (const { school, startedOn, endedOn } of placements) {
    const to = endedOn === null ? until : earlier(endedOn, until);
    const isLong = to >= from && daysBetween(startedOn, to) > daysOfLongPlacement;
    if (school !== null && isLong) bySchool.set(school, (bySchool.get(school) ?? 0) + 1);
  }
  return bySchool;
}
