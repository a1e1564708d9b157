import { schoolYearFrom, type SchoolYear } from '../../../events/calendar/school-year.js';
import { dimensions } from '../../../projections/breakdowns/dimensions.js';
import { breakdownMeasures } from '../../../projections/breakdowns/measures.js';
import { authorityCounts, authorityRates } from '../../../projections/measures/catalogue.js';
import { breaks } from '../../../projections/measures/breaks.js';
import { methods } from '../../../projections/moves/catalogue.js';
import { methodFigures, type MethodFigure } from '../../../projections/moves/figures.js';
import { breaksInWords, breaksOfMethods } from '../../../src/querying/reading-figures.js';
import { day } from '../../support/history.js';

const measures = [...authorityCounts, ...authorityRates];
const schoolYears = (first: number, last: number): SchoolYear[] =>
  Array.from({ length: last - first + 1 }, (_, at) => schoolYearFrom(first + at));

const yearsOf = (name: string, first = 2010, last = 2030) => {
  const measure = measures.find((each) => each.name === name);
  if (!measure) throw new Error(`no ${name}`);
  return breaksInWords([measure], schoolYears(first, last)).map(({ schoolYear }) => schoolYear);
};

/** Of the measure by that characteristic. */
const yearsBy = (dimension: string, name: string) => {
  const measure = breakdownMeasures.find((each) => each.name === name);
  if (!measure) throw new Error(`no ${name}`);
  return breaksInWords([measure], schoolYears(2010, 2030), dimension).map(({ schoolYear }) => schoolYear);
};

/** Of the figures of a method that are told of one school year, or of the cohort that finishes in it. */
function yearsOfMethod(name: string, span: MethodFigure['span'], of: number): string[] {
  const nobody = { years7to11: () => null, cohort: () => 0, groups: () => [] };
  const figures = methodFigures([], nobody, schoolYearFrom(of), day('2031-01-01'));
  return breaksOfMethods(figures.filter((each) => each.method.name === name && each.span === span)).map(
    ({ schoolYear }) => schoolYear,
  );
}

describe('a break in a series', () => {
  it('comes with every code set, rule and register, each in the school year that it first holds of', () => {
    expect(yearsOf('other-reason-share')).toEqual(['2019/20', '2020/21', '2026/27']);
    expect(yearsOf('exits')).toEqual(['2016/17', '2019/20', '2024/25']);
    expect(yearsOf('cancelled-exclusions')).toEqual(['2023/24']);
    expect(yearsOf('managed-move-success-rate')).toEqual(['2026/27']);
    expect(yearsOf('safeguarding-separations')).toEqual(['2026/27']);
    expect(yearsOf('off-site-direction-rate')).toEqual(['2026/27']);
  });

  it('comes with the census of summer 2020, which was not held', () => {
    for (const name of [
      'suspension-rate',
      'suspended-once',
      'permanent-exclusion-rate',
      'permanent-exclusions-returned',
      'panel-reinstatement-share',
      'ehc-plan-after-exclusion-share',
      'excluded-without-suspension-share',
      'unusual-joining-rate-with-social-worker',
    ])
      expect([name, ...yearsOf(name)]).toEqual([name, '2019/20']);
    expect(breaks.find(({ schoolYear }) => schoolYear === '2019/20')?.says).toMatch(/summer 2020 was held/);
  });

  it('is told of the years that are shown alone, and of no headcount', () => {
    expect(yearsOf('other-reason-share', 2021, 2025)).toEqual([]);
    expect(yearsOf('other-reason-share', 2020, 2025)).toEqual(['2020/21']);
    expect(yearsOf('headcount')).toEqual([]);
  });

  it('in the codes of ethnicity is one of whatever is told by it, of headcounts too', () => {
    expect(yearsBy('ethnicity', 'headcount')).toEqual(['2024/25']);
    expect(yearsBy('ethnicity', 'suspension-rate')).toEqual(['2019/20', '2024/25']);
  });

  it('in the codes of reasons is one of whatever is told by reason, and of nothing by anything else', () => {
    expect(yearsBy('reason', 'reasons-of-suspensions')).toEqual(['2019/20', '2020/21', '2026/27']);
    expect(yearsBy('reason', 'reasons-of-permanent-exclusions-share')).toEqual([
      '2019/20',
      '2020/21',
      '2026/27',
    ]);
    expect(yearsBy('sex', 'suspension-rate')).toEqual(['2019/20']);
    expect(yearsBy('school-day', 'pupils-out-per-school-day')).toEqual(['2019/20']);
    expect(yearsBy('sex', 'managed-moves-begun-rate')).toEqual(['2026/27']);
    expect(yearsBy('sex', 'headcount')).toEqual([]);
  });

  it('is one of every method in law, and of a census where it is compared, or moves are taken as they happen', () => {
    for (const { name, denominators } of methods) {
      if (denominators.year === null) continue;
      expect([name, ...yearsOfMethod(name, 'year', 2024)]).toEqual([name, '2024/25']);
      expect([name, ...yearsOfMethod(name, 'year', 2026)]).toEqual([name, '2026/27']);
      if (name !== 'FFT-whos-left')
        expect([name, ...yearsOfMethod(name, 'year', 2019)]).toEqual([name, '2019/20']);
    }
  });

  it('is one of each cohort whose moves reach back to it', () => {
    expect(yearsOfMethod('EPI-2024', 'cohort', 2020)).toEqual(['2016/17', '2019/20']);
    expect(yearsOfMethod('EPI-2024', 'cohort', 2021)).toEqual(['2019/20']);
    // Of the census of summer 2020 it lacks nothing: it compares those of January.
    expect(yearsOfMethod('FFT-whos-left', 'cohort', 2020)).toEqual(['2016/17']);
    expect(yearsOfMethod('Ofsted-floor', 'cohort', 2017)).toEqual(['2016/17']);
    expect(yearsOfMethod('Ofsted-floor', 'cohort', 2018)).toEqual([]);
  });

  it('names counts that measures are made of, and what figures are broken down by', () => {
    const made = new Set(
      [...measures, ...breakdownMeasures].flatMap(({ numerator, denominator }): string[] => [
        numerator.count,
        ...(denominator ? [denominator.count] : []),
      ]),
    );
    const by = dimensions.map(({ name }) => name);
    for (const each of breaks) {
      for (const name of each.counts) expect(made).toContain(name);
      for (const name of each.dimensions) expect(by).toContain(name);
    }
  });
});
