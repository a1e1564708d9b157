/** Intervals against figures printed elsewhere; each says where. */
import { gammaProbability, gammaQuantile, logGamma } from '../../../projections/statistics/gamma.js';
import {
  poisson,
  quasiPoisson,
  ratioOf,
  wilson,
  type Estimate,
} from '../../../projections/statistics/intervals.js';

const rounded = (places: number) => (value: number) => Number(value.toFixed(places));
const limits = ({ low, high }: { low: number; high: number }, places: number) =>
  [low, high].map(rounded(places));

describe('the Wilson interval of a proportion', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is as Newcombe (1998, table I, method 3) prints it', (count, of, low, high) => {
    expect(limits(wilson(count, of), 4)).toEqual([low, high]);
  });

  it('of none is from nought, of all up to all, whichever level', () => {
    expect(wilson(0, 7).low).toBe(0);
    expect(wilson(7, 7).high).toBe(1);
    expect(wilson(3, 7, '99.8').low).toBeLessThan(wilson(3, 7).low);
  });
});

describe('the exact Poisson interval of a count', () => {
  // The table of exact limits in every epidemiology text (Ulm, American Journal of Epidemiology 131, 1990); 25 as GraphPad prints it.
  it.each([
    [0, 0, 3.689],
    [1, 0.025, 5.572],
    [2, 0.242, 7.225],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [25, 16.179, 36.905],
    [100, 81.364, 121.627],
  ])('of %i is the printed one', (count, low, high) => {
    expect(limits(poisson(count), 3)).toEqual([low, high]);
  });

  it('comes to the normal one where counts are as large as England’s', () => {
    const { low, high } = poisson(381_865);
    const half = 1.959964 * Math.sqrt(381_865);
    expect(Math.abs(low - (381_865 - half))).toBeLessThan(2.5);
    expect(Math.abs(high - (381_865 + half))).toBeLessThan(2.5);
  });
});

describe('the interval of a ratio of two rates', () => {
  const of = (count: number, all: number): Estimate => ({ value: count / all, ...wilson(count, all) });

  it('of 7 in 34 over 1 in 34, Perondi’s trial, is what Fagerland, Lydersen and Laake’s contingencytables gives', () => {
    expect(limits(ratioOf(of(7, 34), of(1, 34)), 4)).toEqual([1.1537, 41.9763]);
  });

  it('the other way round has the limits turned over', () => {
    const [there, back] = [ratioOf(of(7, 34), of(1, 34)), ratioOf(of(1, 34), of(7, 34))];
    expect(back.low * there.high).toBeCloseTo(1, 12);
    expect(back.high * there.low).toBeCloseTo(1, 12);
  });

  it('of large numbers comes to that of the logarithm (Katz and others, Biometrics 34, 1978)', () => {
    const error = Math.sqrt(1 / 900 - 1 / 10_000 + 1 / 600 - 1 / 12_000);
    const { low, high } = ratioOf(of(900, 10_000), of(600, 12_000));
    expect(low / (1.8 * Math.exp(-1.959964 * error))).toBeCloseTo(1, 3);
    expect(high / (1.8 * Math.exp(1.959964 * error))).toBeCloseTo(1, 3);
  });

  it('of nought is from nought, and where nobody is left out of a rate it still ends', () => {
    expect(ratioOf(of(0, 34), of(7, 34)).low).toBe(0);
    expect(Number.isFinite(ratioOf(of(0, 34), of(7, 34)).high)).toBe(true);
    expect(Number.isFinite(ratioOf(of(34, 34), of(1, 34)).high)).toBe(true);
  });
});

describe('quantiles of the gamma distribution', () => {
  // Chi-squared percentiles as printed in tables: NIST/SEMATECH e-Handbook of Statistical Methods 1.3.6.7.4.
  it.each([
    [0.975, 1, 5.024, 1.96],
    [0.999, 1, 10.828, 3.09],
    [0.025, 10, 3.247, -1.96],
    [0.975, 10, 20.483, 1.96],
    [0.001, 10, 1.479, -3.09],
    [0.999, 10, 29.588, 3.09],
    [0.025, 100, 74.222, -1.96],
    [0.975, 100, 129.561, 1.96],
    [0.999, 100, 149.449, 3.09],
  ])('give the chi-squared percentile %d of %i degrees of freedom', (probability, degrees, printed, z) => {
    expect(rounded(3)(2 * gammaQuantile(probability, degrees / 2, z))).toBe(printed);
  });

  it('undo the probabilities, whichever formula they come from and wherever the search begins', () => {
    for (const shape of [0.3, 1, 1.5, 7, 33.3, 900, 350_000])
      for (const probability of [0.001, 0.025, 0.5, 0.975, 0.999])
        for (const z of [-3, 0, 3])
          expect(gammaProbability(shape, gammaQuantile(probability, shape, z))).toBeCloseTo(probability, 9);
  });

  it('rest on the logarithms of factorials', () => {
    for (const [n, factorial] of [
      [1, 1],
      [5, 120],
      [10, 3_628_800],
      [15, 1_307_674_368_000],
    ] as const)
      expect(logGamma(n + 1)).toBeCloseTo(Math.log(factorial), 11);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 11);
  });
});

describe('the quasi-Poisson interval by pupil', () => {
  it('is the exact one where no pupil has two', () => {
    expect(quasiPoisson(10, 10)).toEqual(poisson(10));
    expect(quasiPoisson(0, 0)).toEqual(poisson(0));
  });

  it('of three suspensions of one pupil is three times that of one pupil', () => {
    expect(limits(quasiPoisson(3, 9), 3)).toEqual([0.076, 16.715]);
  });

  // 165 suspensions of 59 pupils, as published of alternative provision (T11).
  const suspended = [
    ...Array.from({ length: 20 }, () => 1),
    ...Array.from({ length: 15 }, () => 2),
    ...Array.from({ length: 10 }, () => 3),
    ...Array.from({ length: 13 }, () => 6),
    7,
  ];
  const among = (onRoll: number) => [...suspended, ...Array.from({ length: onRoll - 59 }, () => 0)];
  const squares = suspended.reduce((sum, each) => sum + each * each, 0);

  it('is as wide as drawing pupils anew says where few have any', () => {
    const { low, high } = quasiPoisson(165, squares);
    const drawn = drawnAnew(among(1_000), 4_000);
    expect(low / drawn.low).toBeCloseTo(1, 1);
    expect(high / drawn.high).toBeCloseTo(1, 1);
    const ofPoisson = poisson(165);
    expect(drawn.high - drawn.low).toBeGreaterThan(1.5 * (ofPoisson.high - ofPoisson.low));
  });

  it('is no narrower than that where most have some', () => {
    const { low, high } = quasiPoisson(165, squares);
    const drawn = drawnAnew(among(100), 4_000);
    expect(low).toBeLessThan(drawn.low);
    expect(high).toBeGreaterThan(drawn.high);
  });
});

/** Percentile limits of the sum over as many pupils drawn with replacement; the same draws every time. */
function drawnAnew(pupils: readonly number[], times: number): { low: number; high: number } {
  let state = 1;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const sums = Array.from({ length: times }, () =>
    pupils.reduce((sum) => sum + (pupils[Math.floor(random() * pupils.length)] ?? 0), 0),
  ).sort((a, b) => a - b);
  return { low: sums[Math.floor(times * 0.025)] ?? 0, high: sums[Math.floor(times * 0.975)] ?? 0 };
}
