/**
 * Funnel limits for places (D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in
 * Medicine 24, 2005): where the rate of a place of that size would lie if it differed from the others by chance alone.
 * Limits of events are exact: where two are expected, normal ones would call out four times as many places as they say.
 * Places differ by more than chance for reasons that no count holds, so the limits are widened by what all of them show
 * together (the same, Handling over-dispersion of performance indicators, Quality and Safety in Health Care 14, 2005:
 * the multiplicative model, over winsorised z-scores).
 */
import { poissonFunnel } from './gamma.js';
import { levels, type Interval, type Level } from './intervals.js';

export interface PlaceOfFunnel {
  readonly count: number;
  /** Above 0. */
  readonly denominator: number;
}

/** Events go by the Poisson distribution; proportions, of pupils, by the binomial. */
export type FunnelOf = 'events' | 'proportion';

export interface FunnelLimits {
  readonly '95': Interval;
  readonly '99.8': Interval;
}

/** Where the place lies; neither side is the better one. */
export type Standing = 'within' | 'above-95' | 'above-99.8' | 'below-95' | 'below-99.8';

export interface Funnel {
  /** The quotient of all places together. */
  readonly target: number;
  /** What chance alone explains is 1; the variance of the limits is multiplied by it. */
  readonly overdispersion: number;
  /** For a place of that size; worked out once it is asked for, since exact limits are searched for. */
  readonly limitsOf: (denominator: number) => FunnelLimits;
  readonly standingOf: (place: PlaceOfFunnel) => Standing;
}

/** Fewer places say nothing about how far places lie from each other. Ours. */
export const fewestPlacesOfFunnel = 10;
/**
 * Proportions below it have the limits of events: those are exact, and about a twentieth too wide at most, while normal ones of a
 * few pupils call out too many places. Ours.
 */
export const rareProportion = 0.1;
/** The part of the places at each end that counts as no farther out than the next one: Spiegelhalter's. */
const winsorisedShare = 0.1;

/** @returns undefined for fewer than ten places, or where nothing happened at any of them */
export function funnelOf(places: readonly PlaceOfFunnel[], of: FunnelOf): Funnel | undefined {
  if (places.length < fewestPlacesOfFunnel) return undefined;
  const all = places.reduce((sum, { denominator }) => sum + denominator, 0);
  const target = places.reduce((sum, { count }) => sum + count, 0) / all;
  const variance = of === 'events' ? target : target * (1 - target);
  if (variance <= 0) return undefined;
  const errors = places.map(({ denominator }) => Math.sqrt(variance / denominator));
  const scores = places.map(
    ({ count, denominator }, at) => (count / denominator - target) / (errors[at] ?? Infinity),
  );
  const overdispersion = overdispersionOf(scores);
  const reckon = of === 'events' || target < rareProportion ? limitsOfEvents : limitsOfProportion;
  const most = of === 'proportion' ? 1 : Infinity;
  // Of places of one size they are the same, and of all schools few differ in size.
  const bySize = new Map<number, FunnelLimits>();
  const limitsOf = (denominator: number): FunnelLimits => {
    const known = bySize.get(denominator);
    if (known !== undefined) return known;
    const reckoned = reckon(target, denominator, overdispersion, most);
    bySize.set(denominator, reckoned);
    return reckoned;
  };
  const standingOf = ({ count, denominator }: PlaceOfFunnel): Standing =>
    standingAmong(count / denominator, limitsOf(denominator));
  return { target, overdispersion, limitsOf, standingOf };
}

/** The mean of the squared scores, winsorised; never less than the 1 of chance alone. */
export function overdispersionOf(scores: readonly number[]): number {
  const squares = winsorised(scores).map((score) => score * score);
  return Math.max(1, squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

function winsorised(scores: readonly number[]): number[] {
  const sorted = [...scores].sort((a, b) => a - b);
  const cut = Math.floor(scores.length * winsorisedShare);
  const [lowest, highest] = [sorted[cut] ?? 0, sorted[scores.length - 1 - cut] ?? 0];
  return scores.map((score) => Math.min(Math.max(score, lowest), highest));
}

/** Exact limits of the effective count, stretched again, as the intervals of what repeats within a pupil are. */
function limitsOfEvents(
  target: number,
  denominator: number,
  overdispersion: number,
  most: number,
): FunnelLimits {
  const mean = (target * denominator) / overdispersion;
  const stretch = overdispersion / denominator;
  const at = (level: Level): Interval => {
    const { low, high } = poissonFunnel(mean, levels[level].tail);
    return { low: low * stretch, high: Math.min(most, high * stretch) };
  };
  return { '95': at('95'), '99.8': at('99.8') };
}

/** By the normal distribution, as public health's funnels of proportions are (PHEindicatormethods); of what is not rare. */
function limitsOfProportion(
  target: number,
  denominator: number,
  overdispersion: number,
  most: number,
): FunnelLimits {
  const error = Math.sqrt((target * (1 - target) * overdispersion) / denominator);
  const at = (level: Level): Interval => ({
    low: Math.max(0, target - levels[level].z * error),
    high: Math.min(most, target + levels[level].z * error),
  });
  return { '95': at('95'), '99.8': at('99.8') };
}

function standingAmong(rate: number, limits: FunnelLimits): Standing {
  if (rate > limits['99.8'].high) return 'above-99.8';
  if (rate > limits['95'].high) return 'above-95';
  if (rate < limits['99.8'].low) return 'below-99.8';
  return rate < limits['95'].low ? 'below-95' : 'within';
}
