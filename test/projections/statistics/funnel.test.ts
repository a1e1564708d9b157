/** Funnel limits against figures printed elsewhere, and against sums done by hand. */
import {
  fewestPlacesOfFunnel,
  funnelOf,
  overdispersionOf,
  type PlaceOfFunnel,
} from '../../../projections/statistics/funnel.js';

const alike = (places: number, { count, denominator }: PlaceOfFunnel): PlaceOfFunnel[] =>
  Array.from({ length: places }, () => ({ count, denominator }));

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
      const limits = funnelOf(places, 'proportion')?.limits[0];
      const printed = [limits?.['95'].low, limits?.['95'].high, limits?.['99.8'].low, limits?.['99.8'].high];
      for (const [at, limit] of [low95, high95, low998, high998].entries())
        expect(100 * (printed[at] ?? 0)).toBeCloseTo(limit, 4);
    },
  );

  it('of events are the target and so many standard errors, none below nought', () => {
    // 40 in 1,000 of each place: the error is √(0.04 ÷ 1,000) = 0.0063246.
    const funnel = funnelOf(alike(10, { count: 40, denominator: 1_000 }), 'events');
    expect(funnel?.target).toBeCloseTo(0.04, 12);
    expect(funnel?.limits[0]?.['95'].low).toBeCloseTo(0.04 - 1.959964 * 0.0063246, 6);
    expect(funnel?.limits[0]?.['99.8'].high).toBeCloseTo(0.04 + 3.090232 * 0.0063246, 6);
    const small = funnelOf(alike(10, { count: 1, denominator: 100 }), 'events');
    expect(small?.limits[0]?.['99.8'].low).toBe(0);
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
    expect(new Set(funnel?.standings)).toEqual(new Set(['within']));
  });

  it('find the one that differs from places that are alike, on either side', () => {
    const places = [
      ...alike(30, { count: 40, denominator: 1_000 }),
      { count: 80, denominator: 1_000 },
      { count: 10, denominator: 1_000 },
      { count: 55, denominator: 1_000 },
    ];
    expect(funnelOf(places, 'events')?.standings.slice(29)).toEqual([
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
