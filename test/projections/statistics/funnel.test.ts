/** Funnel limits against figures printed elsewhere, and against sums done by hand. */
import {
  fewestPlacesOfFunnel,
  funnelOf,
  overdispersionOf,
  type FunnelOf,
  type PlaceOfFunnel,
  type Standing,
} from '../../../projections/statistics/funnel.js';

const alike = (places: number, { count, denominator }: PlaceOfFunnel): PlaceOfFunnel[] =>
  Array.from({ length: places }, () => ({ count, denominator }));

const standingsOf = (places: readonly PlaceOfFunnel[], of: FunnelOf): (Standing | undefined)[] => {
  const funnel = funnelOf(places, of);
  return places.map((place) => funnel?.standingOf(place));
};
const standingOfLast = (places: readonly PlaceOfFunnel[], of: FunnelOf): Standing | undefined =>
  standingsOf(places, of).at(-1);

describe('funnel limits', () => {
  it.each([
    [102, 72.974925, 88.309971, 68.553233, 92.731663],
    [1008, 78.203374, 83.081521, 76.796814, 84.488082],
    [9998, 79.867989, 81.416907, 79.421375, 81.863521],
  ])(
    'of a proportion of 80.642448 % are those of the PHEindicatormethods package (test data of funnel proportions) at %i',
    (population, low95, high95, low998, high998) => {
      const share = 0.80642448;
      const places = alike(20, { count: share * population, denominator: population });
      const limits = funnelOf(places, 'proportion')?.limitsOf(population);
      const printed = [limits?.['95'].low, limits?.['95'].high, limits?.['99.8'].low, limits?.['99.8'].high];
      for (const [at, limit] of [low95, high95, low998, high998].entries())
        expect(100 * (printed[at] ?? 0)).toBeCloseTo(limit, 4);
    },
  );

  it.each([
    // F. Garwood's limits of 10, 50 and 100, as tables print them, in the other direction.
    [10, 4.795, 18.39],
    [50, 37.11, 65.92],
    [100, 81.36, 121.63],
  ])(
    'of events are the counts whose own exact limits reach just to what is expected: %i',
    (count, low, high) => {
      const limitsOf = (expected: number) =>
        funnelOf(alike(10, { count: expected, denominator: 1_000 }), 'events')?.limitsOf(1_000)['95'];
      expect(1_000 * (limitsOf(low)?.high ?? 0)).toBeCloseTo(count, 1);
      expect(1_000 * (limitsOf(high)?.low ?? 0)).toBeCloseTo(count, 1);
    },
  );

  it('of events call out no more places than they say where few are expected', () => {
    // Of 0.5 expected, three or more come 14 times in 1,000, and five or more twice in 10,000: sums of the Poisson terms.
    const expected = alike(200, { count: 0.5, denominator: 500 });
    const standingOf = (count: number) =>
      standingOfLast([...expected, { count, denominator: 500 }], 'events');
    expect([2, 3, 5].map(standingOf)).toEqual(['within', 'above-95', 'above-99.8']);
    // None at all comes by chance in e to the minus 3.5, 30 in 1,000, and in e to the minus 8, 3 in 10,000.
    const none = (mean: number) =>
      standingOfLast(
        [...alike(200, { count: mean, denominator: 500 }), { count: 0, denominator: 500 }],
        'events',
      );
    expect([3.5, 5, 8].map(none)).toEqual(['within', 'below-95', 'below-99.8']);
  });

  it('of a rare proportion are those of events, none above all pupils', () => {
    // Of 200 pupils 0.6 %: the binomial terms sum to 33 in 1,000 for four or more, 7.5 for five, 0.2 for seven.
    const expected = alike(200, { count: 1.2, denominator: 200 });
    const standingOf = (count: number) =>
      standingOfLast([...expected, { count, denominator: 200 }], 'proportion');
    expect([4, 5, 7].map(standingOf)).toEqual(['within', 'above-95', 'above-99.8']);
    const few = funnelOf(
      [...alike(200, { count: 5, denominator: 100 }), { count: 1, denominator: 1 }],
      'proportion',
    );
    expect(few?.limitsOf(1)['99.8'].high).toBe(1);
  });

  it('are widened by what all places show together', () => {
    // By hand, of ten scores: the outermost of each end count as the next, and the mean of the squares
    // 4 + 4 + 1 + 0.25 + 0 + 0.25 + 1 + 2.25 + 4 + 4 is 2.075.
    expect(overdispersionOf([-5, 2, -1, -0.5, 0, 8, 0.5, 1, 1.5, -2])).toBeCloseTo(2.075, 12);
    expect(overdispersionOf([-0.5, 0.5, -0.5, 0.5, -0.5, 0.5, -0.5, 0.5, -0.5, 0.5])).toBe(1);
  });

  it('leave a place within that chance alone would have put outside', () => {
    // Half of the places at 20, half at 60 in 1,000: scores of ±3.162, an overdispersion of 10.
    const places = Array.from({ length: 20 }, (_, at) => ({
      count: at % 2 === 0 ? 20 : 60,
      denominator: 1_000,
    }));
    const funnel = funnelOf(places, 'events');
    expect(funnel?.overdispersion).toBeCloseTo(10, 9);
    expect(new Set(standingsOf(places, 'events'))).toEqual(new Set(['within']));
  });

  it('find the one that differs from places that are alike, on either side', () => {
    const places = [
      ...alike(30, { count: 40, denominator: 1_000 }),
      { count: 80, denominator: 1_000 },
      { count: 10, denominator: 1_000 },
      { count: 55, denominator: 1_000 },
    ];
    expect(standingsOf(places, 'events').slice(29)).toEqual([
      'within',
      'above-99.8',
      'below-99.8',
      'above-95',
    ]);
  });

  it('are not drawn for few places, nor where nothing happened', () => {
    const place = { count: 4, denominator: 100 };
    expect(funnelOf(alike(fewestPlacesOfFunnel - 1, place), 'events')).toBeUndefined();
    expect(funnelOf(alike(fewestPlacesOfFunnel, place), 'events')).toBeDefined();
    expect(funnelOf(alike(20, { count: 0, denominator: 100 }), 'events')).toBeUndefined();
  });
});
