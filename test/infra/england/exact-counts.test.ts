import { Contradiction, exactCounts } from '../../../infra/bench/england/exact-counts.js';
import type { PublishedArea, PublishedSchool } from '../../../infra/bench/england/published-files.js';
import { area, primary, school, secondary, special } from './made.js';

const countsOf = (schools: readonly PublishedSchool[], areas: readonly PublishedArea[]) =>
  exactCounts(schools, areas).map(({ permanentExclusions, suspensions, pupilsSuspended }) => [
    permanentExclusions,
    suspensions,
    pupilsSuspended,
  ]);

type Counts = [number, number, number];

describe('exact counts of schools', () => {
  it('are those that are printed', () => {
    expect(countsOf([school('9914001', secondary, 3, 40, 21)], [area(secondary, 3, 40, 21)])).toEqual([
      [3, 40, 21],
    ]);
  });

  it('give an authority’s remainder to its suppressed schools, 1 or 2 to each', () => {
    const schools = [
      school('9912001', primary, 'x', 4, 3),
      school('9912002', primary, 'x', 0, 0),
      school('9912003', primary, 'x', 0, 0),
    ];
    const found = countsOf(schools, [area(primary, 4, 4, 3), area('Total', 4, 4, 3)]);
    const permanent = found.map(([each]) => each);
    expect(permanent.reduce((sum, each) => (sum ?? 0) + (each ?? 0), 0)).toBe(4);
    expect(permanent.every((each) => each === 1 || each === 2)).toBe(true);
  });

  it('give two pupils to the school that has two suspensions, not to the one that has one', () => {
    const schools = [school('9912001', primary, 0, 'x', 'x'), school('9912002', primary, 0, 7, 'x')];
    expect(countsOf(schools, [area(primary, 0, 8, 3)])).toEqual([
      [0, 1, 1],
      [0, 7, 2],
    ]);
  });

  it('take a suppressed cell of authority and type to be the total less its other types', () => {
    const schools = [school('9912001', primary, 'x', 0, 0), school('9914001', secondary, 5, 0, 0)];
    const areas = [area('Total', 7, 0, 0), area(primary, 'x', 0, 0), area(secondary, 5, 0, 0)];
    expect(countsOf(schools, areas)).toEqual([
      [2, 0, 0],
      [5, 0, 0],
    ]);
  });

  it('split what two suppressed cells come to, within 1 and 2 for each of them', () => {
    const schools = [
      school('9912001', primary, 'x', 0, 0),
      school('9914001', secondary, 14, 0, 0),
      school('9917001', special, 'x', 0, 0),
    ];
    const areas = [
      area('Total', 17, 0, 0),
      area(primary, 'x', 0, 0),
      area(secondary, 14, 0, 0),
      area(special, 'x', 0, 0),
    ];
    const [inPrimary, , inSpecial] = countsOf(schools, areas).map(([permanent]) => permanent);
    expect([inPrimary, inSpecial].sort()).toEqual([1, 2]);
  });

  it('stay within a suppressed total', () => {
    const schools = [school('9912001', primary, 'x', 0, 0), school('9914001', secondary, 'x', 0, 0)];
    const areas = [area('Total', 'x', 0, 0), area(primary, 'x', 0, 0), area(secondary, 'x', 0, 0)];
    expect(countsOf(schools, areas).map(([permanent]) => permanent)).toEqual([1, 1]);
  });

  it.each<[string, Counts, Counts]>([
    ['schools that come to more than their cell', [3, 4, 3], [2, 4, 3]],
    ['more pupils suspended than suspensions', [0, 4, 5], [0, 4, 5]],
    ['suspensions of nobody', [0, 4, 0], [0, 4, 0]],
  ])('refuse files that contradict themselves: %s', (_, ofSchool, ofArea) => {
    const schools = [school('9914001', secondary, ...ofSchool)];
    expect(() => countsOf(schools, [area(secondary, ...ofArea)])).toThrow(Contradiction);
  });

  it('refuse types that do not come to the total', () => {
    const areas = [area(secondary, 3, 4, 3), area('Total', 4, 4, 3)];
    expect(() => countsOf([school('9914001', secondary, 3, 4, 3)], areas)).toThrow(Contradiction);
  });
});
