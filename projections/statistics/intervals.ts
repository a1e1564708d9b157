/**
 * Intervals around counts and quotients: what a figure could as well have been by chance alone. Which one a measure has
 * follows from what it counts: pupils, events that a pupil seldom has twice, or events that repeat within a pupil.
 */
import { gammaQuantile } from './gamma.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Of a number, or of a rate. */
export type RateIntervalMethod = 'wilson' | 'poisson' | 'quasi-poisson';
export type IntervalMethod = RateIntervalMethod | 'mover';

export interface IntervalMethodInWords {
  readonly version: number;
  readonly says: string;
  readonly source: string;
}

export const intervalMethods: Readonly<Record<IntervalMethod, IntervalMethodInWords>> = {
  wilson: {
    version: 1,
    says: 'Wilson score interval of a proportion of pupils, or of what a pupil seldom has twice',
    source:
      'E. B. Wilson, Journal of the American Statistical Association 22 (1927); R. G. Newcombe, Statistics in Medicine 17 (1998)',
  },
  poisson: {
    version: 1,
    says: 'exact Poisson interval of a count of events that a pupil seldom has twice',
    source: 'F. Garwood, Biometrika 28 (1936)',
  },
  'quasi-poisson': {
    version: 1,
    says: 'gamma interval of a count of events that repeat within a pupil: its variance is the sum over pupils of squared counts, as when pupils are drawn anew',
    source:
      'M. P. Fay and E. J. Feuer, Statistics in Medicine 16 (1997), with the mean in place of the greatest weight',
  },
  mover: {
    version: 1,
    says: 'limits of a ratio of two rates, from the interval of each, as if no pupil were in both: where one rate is of everybody they are too wide',
    source:
      'A. Donner and G. Y. Zou, Statistical Methods in Medical Research 21 (2012); M. W. Fagerland, S. Lydersen and P. Laake, Statistical Analysis of Contingency Tables (2017), MOVER-R',
  },
};

/** Limits between which 95 in 100 lie, or 998 in 1,000: the quantile of the normal distribution, and each tail. */
export const levels = {
  '95': { z: 1.959963984540054, tail: 0.025 },
  '99.8': { z: 3.090232306167813, tail: 0.001 },
} as const;

export type Level = keyof typeof levels;

/** Of a proportion. @param count 0 to `of` @param of 1 or more */
export function wilson(count: number, of: number, level: Level = '95'): Interval {
  const { z } = levels[level];
  const middle = count + (z * z) / 2;
  const half = z * Math.sqrt((count * (of - count)) / of + (z * z) / 4);
  const width = of + z * z;
  return {
    low: count === 0 ? 0 : (middle - half) / width,
    high: count === of ? 1 : (middle + half) / width,
  };
}

/** Of a count. @param count 0 or more; not whole for an effective count */
export function poisson(count: number, level: Level = '95'): Interval {
  const { z, tail } = levels[level];
  if (count === 0) return { low: 0, high: -Math.log(tail) };
  return { low: gammaQuantile(tail, count, -z), high: gammaQuantile(1 - tail, count + 1, z) };
}

/**
 * Of a count of events that repeat within a pupil. Pupils who have them are taken to come by chance, each with all of
 * its events: the variance of the count is then the sum of squares, which is what drawing pupils anew comes to, a little
 * wide where most pupils have some. It is the Poisson interval of the effective count, stretched again; where no pupil
 * has two it is the exact one.
 *
 * @param squares the sum over pupils of the square of the number of events of each
 */
export function quasiPoisson(count: number, squares: number, level: Level = '95'): Interval {
  const dispersion = count === 0 ? 1 : squares / count;
  const { low, high } = poisson(count / dispersion, level);
  return { low: low * dispersion, high: high * dispersion };
}

/** A rate with the interval around it. */
export interface Estimate extends Interval {
  readonly value: number;
}

/**
 * Of one rate over another, each with its own interval (the method of variance estimates recovery): Donner and Zou's
 * limits, the lower one written so that nothing is divided by a difference that may be nought.
 *
 * @param under above 0, and its lower limit too
 */
export function ratioOf(over: Estimate, under: Estimate): Interval {
  const product = over.value * under.value;
  const spread = (limitOver: number, limitUnder: number) => ({
    above: limitOver * (2 * over.value - limitOver),
    below: limitUnder * (2 * under.value - limitUnder),
  });
  const root = ({ above, below }: ReturnType<typeof spread>): number =>
    Math.sqrt(Math.max(0, product * product - above * below));
  const [least, most] = [spread(over.low, under.high), spread(over.high, under.low)];
  return {
    low: over.low === 0 ? 0 : least.above / (product + root(least)),
    high: (product + root(most)) / most.below,
  };
}
