import { authorityCountNames } from '../../../projections/authority-rates/projection.js';
import { schoolYearFrom } from '../../../events/calendar/school-year.js';
import { authorityCounts, authorityRates } from '../../../projections/measures/catalogue.js';
import { breaks, breaksOf } from '../../../projections/measures/breaks.js';
import { familyCountNames } from '../../../projections/measures/family-counts.js';

const measures = [...authorityCounts, ...authorityRates];
const yearsOf = (name: string, first = 2010, last = 2030) => {
  const measure = measures.find((each) => each.name === name);
  if (!measure) throw new Error(`no ${name}`);
  return breaksOf(measure, schoolYearFrom(first), schoolYearFrom(last)).map(({ schoolYear }) => schoolYear);
};

describe('a break in a series', () => {
  it('comes with every code set, rule and register, each in the school year that it first holds of', () => {
    expect(yearsOf('other-reason-share')).toEqual(['2020/21', '2026/27', '2019/20']);
    expect(yearsOf('exits')).toEqual(['2016/17', '2024/25', '2019/20']);
    expect(yearsOf('cancelled-exclusions')).toEqual(['2023/24']);
    expect(yearsOf('managed-move-success-rate')).toEqual(['2026/27']);
    expect(yearsOf('safeguarding-separations')).toEqual(['2026/27']);
    expect(yearsOf('off-site-direction-rate')).toEqual(['2026/27']);
  });

  it('comes with the census of summer 2020, which was not held', () => {
    for (const name of ['suspension-rate', 'suspended-once', 'permanent-exclusion-rate'])
      expect(yearsOf(name)).toEqual(['2019/20']);
    expect(breaks.find(({ schoolYear }) => schoolYear === '2019/20')?.says).toMatch(/summer 2020 was held/);
  });

  it('is told of the years that are shown alone, and of no headcount', () => {
    expect(yearsOf('other-reason-share', 2021, 2025)).toEqual([]);
    expect(yearsOf('other-reason-share', 2020, 2025)).toEqual(['2020/21']);
    expect(yearsOf('headcount')).toEqual([]);
  });

  it('names counts that there are', () => {
    const names: readonly string[] = [...authorityCountNames, ...familyCountNames];
    for (const { counts } of breaks) for (const name of counts) expect(names).toContain(name);
  });
});
