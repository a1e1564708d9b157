/** One figure: the value of a measure with its parts, the interval around it, and whether it may be compared. */
import {
  poisson,
  quasiPoisson,
  wilson,
  type Interval,
  type IntervalMethod,
  type RateIntervalMethod,
} from '../statistics/intervals.js';
import { quotientHalfUp } from './half-up.js';
import type { CountedBy, Measure, Part } from './measure.js';

export interface Figure {
  readonly measure: string;
  readonly version: number;
  /** Rounded half up to the measure's decimal places, as decimal text; null where the parts do not give one. */
  readonly value: string | null;
  readonly unit: string;
  /** Null where it is not known, which is not nought. */
  readonly numerator: number | null;
  /** Null for a count, and where it is not known. */
  readonly denominator: number | null;
  /** Between which 95 in 100 such figures lie, in the figure's unit; null where there is none. */
  readonly interval: FigureInterval | null;
  /** Whether it is out of so few that it is compared with nothing and ranked among nothing. */
  readonly tooFewToCompare: boolean;
  readonly method: CountedBy;
  /** What the figure rests on that a reader would not expect, in words. */
  readonly coverage: readonly string[];
}

export interface FigureInterval extends Interval {
  readonly method: IntervalMethod;
}

/** What a figure is made of, by the parts that its measure names. */
export interface Amounts<Name extends string> {
  /** Null where it is not known. */
  readonly of: (part: Part<Name>) => number | null;
  /** The sum over pupils of the squared counts; null where nobody holds it. */
  readonly squaresOf: (part: Part<Name>) => number | null;
}

/**
 * Out of fewer than this nothing is compared or ranked: below it one pupil more or less moves a rate per 100 by more than
 * a whole point. Ours; no source names a number.
 */
export const fewestCompared = 100;

/** @param denominator null for a count, and where it is not known */
export const isTooFew = (denominator: number | null): boolean =>
  denominator !== null && denominator < fewestCompared;

export function figureOf<Name extends string>(
  measure: Measure<Name>,
  amounts: Amounts<Name>,
  coverage: readonly string[],
): Figure {
  const { name, version, unit, numerator: over, denominator: under, per, decimalPlaces, method } = measure;
  const numerator = amounts.of(over);
  const denominator = under && amounts.of(under);
  const value =
    numerator === null || (under !== null && denominator === null)
      ? null
      : quotientHalfUp(numerator, under === null ? 1 : (denominator ?? 0), per, decimalPlaces);
  const isMoreThanAll = measure.interval === 'wilson' && (numerator ?? 0) > (denominator ?? Infinity);
  return {
    measure: name,
    version,
    value,
    unit,
    numerator,
    denominator,
    interval: value === null || isMoreThanAll ? null : intervalOf(measure, numerator, denominator, amounts),
    tooFewToCompare: isTooFew(denominator),
    method,
    coverage: isMoreThanAll ? [...coverage, moreThanAll] : coverage,
  };
}

const moreThanAll = 'More than there are to divide by: no proportion, so it has no interval';

/** Of a ratio there is none here: it is made of the intervals of two rates. */
function intervalOf<Name extends string>(
  { interval: method, numerator: part, denominator: under, per, decimalPlaces }: Measure<Name>,
  count: number | null,
  denominator: number | null,
  { squaresOf }: Amounts<Name>,
): FigureInterval | null {
  if (method === null || method === 'mover' || count === null) return null;
  const of = denominator ?? 1;
  const around = intervalAround(method, count, of, squaresOf(part));
  const places = under === null ? placesOfCounts : decimalPlaces;
  const told = (limit: number): number => roundedTo(places, (limit * per) / of);
  return around && { low: told(around.low), high: told(around.high), method };
}

/**
 * Around a number, in its own unit; null where it has none.
 *
 * @param of what it is a proportion of, where the method is Wilson's
 * @param squares the sum over pupils of squared counts, where the method is quasi-Poisson
 */
export const intervalAround = (
  method: RateIntervalMethod,
  count: number,
  of: number,
  squares: number | null,
): Interval | null =>
  method === 'wilson' ? timesAll(wilson(count, of), of) : aroundCount(method, count, squares);

const timesAll = ({ low, high }: Interval, of: number): Interval => ({ low: low * of, high: high * of });

/** The sum of squares is the count or more: less is the sum of a count that nobody holds by pupil. */
function aroundCount(
  method: 'poisson' | 'quasi-poisson',
  count: number,
  squares: number | null,
): Interval | null {
  if (method === 'poisson') return poisson(count);
  return squares === null || squares < count ? null : quasiPoisson(count, squares);
}

const placesOfCounts = 1;

/** Limits are no decimal halves, so the binary fraction rounds as the decimal one. */
export const roundedTo = (places: number, value: number): number =>
  Math.round(value * 10 ** places) / 10 ** places;
