/**
 * How a count lies over places: bands, the share of the few with most, quarters, the lowest and the highest rate. None of
 * them names a place, and none is a verdict: "there is no optimum rate or number of exclusions" (Timpson review, 2019).
 */
import { fewestCompared } from '../measures/figure.js';
import { quotientHalfUp } from '../measures/half-up.js';
import { byText } from '../order.js';

/** What is known of a place in a school year. */
export interface PlaceNumbers {
  /** URN of a school, or code of an authority. */
  readonly code: string;
  readonly count: number;
  /** Null for a count, and where it is not known. */
  readonly denominator: number | null;
  /** The sum over pupils of squared counts; null where nobody holds it. */
  readonly squares: number | null;
}

/** How many places have a count from one number to another. */
export interface Band {
  readonly from: number;
  /** Null for the last. */
  readonly to: number | null;
  readonly places: number;
  /** Per 100 places, to one decimal place; null where there are none. */
  readonly share: string | null;
}

/**
 * @param edges the last number of each band but the last, ascending; nought is a band of its own, so that `[10]` gives
 *   none, 1 to 10, more than 10
 */
export function bandsOf(places: readonly PlaceNumbers[], edges: readonly number[]): Band[] {
  const ends = [0, ...edges.filter((edge) => edge > 0)];
  const bands = [...ends, null].map((to, at) => ({ from: at === 0 ? 0 : (ends[at - 1] ?? 0) + 1, to }));
  return bands.map(({ from, to }) => {
    const inside = places.filter(({ count }) => count >= from && (to === null || count <= to)).length;
    return { from, to, places: inside, share: percentOf(inside, places.length) };
  });
}

/** What part of the whole count a part of the places has. */
export interface ShareOfPlaces {
  readonly places: number;
  readonly count: number;
  /** Per 100 of the whole count, to one decimal place; null where there is nothing. */
  readonly share: string | null;
}

/**
 * The share of the places with most, as a report of 2019 has it ("nearly a quarter of unexplained moves … from just 6 %"
 * of schools, EPI). @param percent of the places, one at least
 */
export function concentrationOf(places: readonly PlaceNumbers[], percent: number): ShareOfPlaces {
  const most = places.length === 0 ? 0 : Math.max(1, Math.round((places.length * percent) / 100));
  return shareOf(ranked(places, 'count').slice(0, most), places);
}

export type RankedBy = 'count' | 'rate';

/**
 * The places in four parts of as equal size as can be, those with most first. The Timpson review, which has authorities so,
 * does not say whether by rate or by count. By rate, places out of too few to be compared are left out.
 *
 * @returns undefined for fewer than four places
 */
export function quartersOf(places: readonly PlaceNumbers[], by: RankedBy): ShareOfPlaces[] | undefined {
  const among = by === 'count' ? places : places.filter(isCompared);
  if (among.length < 4) return undefined;
  const sorted = ranked(among, by);
  const end = (quarter: number): number => Math.round((quarter * sorted.length) / 4);
  return [0, 1, 2, 3].map((quarter) => shareOf(sorted.slice(end(quarter), end(quarter + 1)), among));
}

export interface RangeOfRates {
  readonly places: number;
  /** Rounded half up, as decimal text. */
  readonly lowest: string;
  readonly highest: string;
}

/** The lowest and the highest rate of the places that may be compared; undefined where there is none. */
export function rangeOf(
  places: readonly PlaceNumbers[],
  per: number,
  decimalPlaces: number,
): RangeOfRates | undefined {
  const sorted = ranked(places.filter(isCompared), 'rate');
  const [highest, lowest] = [sorted[0], sorted.at(-1)].map(
    (place) => place && quotientHalfUp(place.count, place.denominator ?? 0, per, decimalPlaces),
  );
  return lowest && highest ? { places: sorted.length, lowest, highest } : undefined;
}

/** Whether the place is out of enough to be compared with others. */
export const isCompared = ({ denominator }: PlaceNumbers): boolean =>
  denominator !== null && denominator >= fewestCompared;

/** Those with most first; of alike ones in the order of their codes. */
function ranked(places: readonly PlaceNumbers[], by: RankedBy): PlaceNumbers[] {
  const amount = ({ count, denominator }: PlaceNumbers): number =>
    by === 'count' ? count : count / (denominator ?? Infinity);
  return places.toSorted((a, b) => amount(b) - amount(a) || byText(a.code, b.code));
}

function shareOf(some: readonly PlaceNumbers[], all: readonly PlaceNumbers[]): ShareOfPlaces {
  const count = sumOf(some);
  return { places: some.length, count, share: percentOf(count, sumOf(all)) };
}

const sumOf = (places: readonly PlaceNumbers[]): number => places.reduce((sum, { count }) => sum + count, 0);
const percentOf = (part: number, whole: number): string | null => quotientHalfUp(part, whole, 100, 1);
