/** One rate over another: that of a category over that of the comparator, with the interval that both lead to. */
import { intervalAround, roundedTo, type Figure } from '../measures/figure.js';
import { quotientHalfUp } from '../measures/half-up.js';
import { ratioOf, type Estimate, type RateIntervalMethod } from '../statistics/intervals.js';
import { intervalOfRate, type BreakdownMeasure } from './measure.js';

/** A rate by its parts. */
export interface RateInParts extends Pick<Figure, 'numerator' | 'denominator'> {
  /** The sum over pupils of squared counts; null where nobody holds it. */
  readonly squares: number | null;
}

/** The ratio and its interval, each rounded once; null where a rate is not known, or the comparator's is nought. */
export function ratioOfRates(
  measure: BreakdownMeasure,
  over: RateInParts,
  under: RateInParts,
): Pick<Figure, 'value' | 'interval'> {
  const value = ratioHalfUp(over, under, measure.decimalPlaces);
  return { value, interval: value === null ? null : intervalOf(measure, over, under) };
}

/** Whole numbers up to the one division. */
function ratioHalfUp(over: RateInParts, under: RateInParts, decimalPlaces: number): string | null {
  if (over.numerator === null || over.denominator === null) return null;
  if (under.numerator === null || under.denominator === null) return null;
  const [part, whole] = [over.numerator * under.denominator, over.denominator * under.numerator];
  return quotientHalfUp(part, whole, 1, decimalPlaces);
}

function intervalOf(
  { numerator: { count }, decimalPlaces: places }: BreakdownMeasure,
  over: RateInParts,
  under: RateInParts,
): Figure['interval'] {
  const method = count === 'total' || count === 'school-days' ? null : intervalOfRate(count);
  if (method === null) return null;
  const [first, second] = [estimateOf(method, over), estimateOf(method, under)];
  if (first === null || second === null) return null;
  const { low, high } = ratioOf(first, second);
  return { low: roundedTo(places, low), high: roundedTo(places, high), method: 'mover' };
}

/** Null for a rate without an interval: more pupils with one or more than there are pupils are no proportion. */
function estimateOf(
  method: RateIntervalMethod,
  { numerator, denominator, squares }: RateInParts,
): Estimate | null {
  if (numerator === null || denominator === null || denominator === 0) return null;
  if (method === 'wilson' && numerator > denominator) return null;
  const around = intervalAround(method, numerator, denominator, squares);
  if (around === null) return null;
  return {
    value: numerator / denominator,
    low: around.low / denominator,
    high: around.high / denominator,
  };
}
