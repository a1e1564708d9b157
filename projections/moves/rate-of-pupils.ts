/** The rate of a method: pupils per 100 of those whom they are out of, with what every other rate has. */
import { figureOf, type Figure } from '../measures/figure.js';
import { ledger, own, rate, type Measure } from '../measures/measure.js';

export interface RateOfPupils {
  /** To two decimal places, half up; null where nobody is known to divide by. */
  readonly rate: string | null;
  /** Wilson’s, for pupils are counted once each. */
  readonly interval: Figure['interval'];
}

const perHundred: Measure<'pupils' | 'out-of'> = rate(
  'pupils-per-100',
  { count: 'pupils', says: 'pupils of whom the method counts a move' },
  { count: 'out-of', says: 'of those whom the figure is out of' },
  own,
  ledger,
  'per 100',
  'wilson',
);

/** @returns the rate, and what it rests on that a reader would not expect */
export function rateOfPupils(
  pupils: number,
  outOf: number | null,
): { readonly told: RateOfPupils; readonly coverage: readonly string[] } {
  const of = {
    of: ({ count }: { count: string }) => (count === 'pupils' ? pupils : outOf),
    squaresOf: () => null,
  };
  const { value, interval, coverage } = figureOf(perHundred, of, []);
  return { told: { rate: value, interval }, coverage };
}
