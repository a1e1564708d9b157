import { schoolYearFrom } from '../../../events/calendar/school-year.js';
import {
  dayReports,
  authorityCounts,
  authorityRates,
  schoolCounts as counts,
  schoolRates as rates,
} from '../../../projections/measures/catalogue.js';
import type { CountedName } from '../../../projections/measures/measure.js';
import { coverageOf } from '../../../projections/measures/coverage.js';
import { figuresByYear, type Coverage, type YearOfFigures } from '../../../projections/measures/figures.js';
import { asAuthorityCode, calendarStream, schoolStream } from '../../../events/identifiers.js';
import { day, fact, registerOf, urn } from '../../support/history.js';

const silent: Coverage = { ofSchoolYear: () => [], ofHeadcount: () => [], hasCensus: () => false };
const row = (startYear: number, of: Partial<Record<CountedName, number>>) => ({
  schoolYear: schoolYearFrom(startYear),
  counts: of,
});
const named = (years: readonly YearOfFigures[], schoolYear: string, measure: string) =>
  years.find((year) => year.schoolYear === schoolYear)?.figures.find((figure) => figure.measure === measure);

describe('figures by school year', () => {
  const rows = [
    row(2015, { january_on_roll_change: 1_000, suspensions: 45, permanent_exclusions: 1, joined: 1_000 }),
    row(2017, { january_on_roll_change: -200, suspensions: 3 }),
    row(2024, { january_on_roll_change: -800 }),
  ];

  it('sum the changes of the roll up to the year', () => {
    const years = figuresByYear(counts, rows, day('2019-02-01'), silent);
    expect(years.map(({ schoolYear }) => schoolYear)).toEqual(['2015/16', '2016/17', '2017/18', '2018/19']);
    expect(years.map(({ schoolYear }) => named(years, schoolYear, 'headcount')?.value)).toEqual([
      '1000',
      '1000',
      '800',
      '800',
    ]);
  });

  it('give a rate with its parts, its measure and its method', () => {
    expect(
      named(figuresByYear(rates, rows, day('2019-02-01'), silent), '2015/16', 'suspension-rate'),
    ).toEqual({
      measure: 'suspension-rate',
      version: 1,
      value: '4.50',
      unit: 'per 100 on roll',
      numerator: 45,
      denominator: 1_000,
      interval: null,
      tooFewToCompare: false,
      method: { name: 'DfE-exclusions', version: 1 },
      coverage: [],
    });
  });

  it('have the interval that fits what is counted', () => {
    const counted = {
      january_on_roll_change: 263,
      suspensions: 30,
      pupils_suspended: 81,
      permanent_exclusions: 10,
      managed_moves_begun: 3,
    };
    const squares = { suspensions: 30, managed_moves_begun: 9 };
    const years = figuresByYear(
      [...counts, ...rates],
      [{ ...row(2015, counted), squares }],
      day('2016-02-01'),
      silent,
    );
    const interval = (measure: string) => named(years, '2015/16', measure)?.interval;
    // Newcombe (1998): 81 in 263 is 0.2553 to 0.3662. Garwood: 10 is 4.795 to 18.390, 30 is 20.241 to 42.827.
    expect(interval('one-or-more-suspensions-rate-enrolments')).toEqual({
      low: 25.53,
      high: 36.62,
      method: 'wilson',
    });
    expect(interval('permanent-exclusions')).toEqual({ low: 4.8, high: 18.4, method: 'poisson' });
    expect(interval('permanent-exclusion-rate')).toEqual({ low: 1.82, high: 6.99, method: 'poisson' });
    expect(interval('suspension-rate')).toEqual({ low: 7.7, high: 16.28, method: 'quasi-poisson' });
    // Three times one pupil's: 3 × 0.0253 to 3 × 5.572.
    expect(interval('managed-moves-begun')).toEqual({ low: 0.1, high: 16.7, method: 'quasi-poisson' });
    expect(interval('joined')).toBeNull();
    expect(interval('suspension-length')).toBeNull();
  });

  it('have none where more pupils had one or more than there were on roll in January', () => {
    const years = figuresByYear(
      rates,
      [row(2015, { january_on_roll_change: 40, pupils_suspended: 41 })],
      day('2016-02-01'),
      silent,
    );
    expect(named(years, '2015/16', 'one-or-more-suspensions-rate-enrolments')).toMatchObject({
      value: '102.50',
      interval: null,
      coverage: ['More than there are to divide by: no proportion, so it has no interval'],
    });
  });

  it('out of fewer than a hundred are compared with nothing', () => {
    const few = (onRoll: number) =>
      named(
        figuresByYear(rates, [row(2015, { january_on_roll_change: onRoll })], day('2016-02-01'), silent),
        '2015/16',
        'suspension-rate',
      )?.tooFewToCompare;
    expect([few(99), few(100)]).toEqual([true, false]);
  });

  it('do not know a headcount of a census day to come, which is not nought', () => {
    const years = figuresByYear([...counts, ...rates], rows, day('2018-01-17'), silent);
    expect(named(years, '2017/18', 'headcount')).toMatchObject({
      value: null,
      numerator: null,
      coverage: ['January census day, 2018-01-18, lies after what was known'],
    });
    expect(named(years, '2017/18', 'suspension-rate')).toMatchObject({
      value: null,
      numerator: 3,
      denominator: null,
    });
  });

  it('give no rate where nobody was on roll', () => {
    const years = figuresByYear(rates, [row(2015, { suspensions: 1 })], day('2016-06-01'), silent);
    expect(named(years, '2015/16', 'suspension-rate')).toMatchObject({
      value: null,
      numerator: 1,
      denominator: 0,
      coverage: ['Nobody is known to have been on roll on January census day'],
    });
  });

  it('end with the year of what was known, or of the last thing reported to happen', () => {
    const last = (knownOn: string, more: Partial<Record<CountedName, number>> = {}) =>
      figuresByYear(counts, [...rows, row(2025, more)], day(knownOn), silent).at(-1)?.schoolYear;
    expect(last('2016-10-01')).toBe('2017/18');
    expect(last('2020-10-01')).toBe('2020/21');
    expect(last('2020-10-01', { exits: 1 })).toBe('2025/26');
    expect(last('2020-10-01', { january_on_roll_years_7_to_11_change: -1 })).toBe('2020/21');
  });

  it('say of years before any leaving, exclusion or census that only later pupils are known', () => {
    const told = [row(2008, { january_on_roll_change: 7, joined: 7 }), ...rows];
    const before = (coverage: Coverage) =>
      figuresByYear(counts, told, day('2016-02-01'), coverage)
        .filter(({ beforeRecords }) => beforeRecords)
        .map(({ schoolYear }) => schoolYear);
    expect(before(silent)).toEqual([
      '2008/09',
      '2009/10',
      '2010/11',
      '2011/12',
      '2012/13',
      '2013/14',
      '2014/15',
    ]);
    expect(before({ ...silent, hasCensus: (year) => year === '2010/11' })).toEqual(['2008/09', '2009/10']);
    expect(figuresByYear(counts, told, day('2016-02-01'), silent)[0]?.figures[0]?.coverage).toEqual([
      'Before the first leaving, exclusion or census on record here: only those are known who were on roll later',
    ]);
  });

  it('take all years where no pupil has left yet', () => {
    const years = figuresByYear(
      counts,
      [row(2015, { january_on_roll_change: 7, joined: 7 })],
      day('2016-02-01'),
      silent,
    );
    expect(years.map(({ beforeRecords }) => beforeRecords)).toEqual([false]);
  });

  it('are none where nothing is counted', () => {
    expect(figuresByYear(counts, [], day('2020-10-01'), silent)).toEqual([]);
  });
});

describe('the coverage of figures', () => {
  const barnsley = asAuthorityCode('E08000016');
  const terms = (school?: ReturnType<typeof urn>) =>
    fact(
      'TermDatesSet',
      {
        effectiveOn: day('2015-05-01'),
        authority: barnsley,
        ...(school && { school }),
        schoolYear: '2015/16',
        terms: [{ startsOn: day('2015-09-03'), endsOn: day('2015-12-18') }],
      },
      calendarStream(barnsley, '2015/16'),
    );
  const census = (school: ReturnType<typeof urn>) =>
    fact(
      'CensusReceived',
      {
        effectiveOn: day('2016-01-21'),
        term: '2016-spring',
        onRoll: 1,
        leavers: 0,
        exclusions: 0,
        digest: '0'.repeat(64),
      },
      schoolStream(school),
    );
  const inBarnsley = { authority: barnsley };

  it('names the default school year and the missing census of one school', () => {
    const register = registerOf({ [urn(1)]: inBarnsley });
    const coverage = coverageOf(register.allSchools(), register);
    expect(coverage.ofSchoolYear(schoolYearFrom(2015))).toEqual([
      'Of the school no term dates are set: the school year begins by default on 1 September',
    ]);
    expect(coverage.ofHeadcount(schoolYearFrom(2015))).toEqual([
      'Of the school no census of January 2016 is held: the roll is what other reports say',
    ]);
  });

  it('counts the schools that lack them, of those open on that census day', () => {
    const register = registerOf(
      {
        [urn(1)]: inBarnsley,
        [urn(2)]: inBarnsley,
        [urn(3)]: { ...inBarnsley, closedOn: day('2014-08-31') },
      },
      [terms(urn(1)), census(urn(2))],
    );
    const coverage = coverageOf(register.allSchools(), register);
    expect(coverage.ofSchoolYear(schoolYearFrom(2015))[0]).toMatch(/^Of 1 of 2 schools no term dates/);
    expect(coverage.ofHeadcount(schoolYearFrom(2015))[0]).toMatch(/^Of 1 of 2 schools no census/);
  });

  it('is silent where nothing is lacking', () => {
    const register = registerOf({ [urn(1)]: inBarnsley }, [terms(), census(urn(1))]);
    const coverage = coverageOf(register.allSchools(), register);
    expect([
      ...coverage.ofSchoolYear(schoolYearFrom(2015)),
      ...coverage.ofHeadcount(schoolYearFrom(2015)),
    ]).toEqual([]);
  });
});

describe('the catalogue of measures', () => {
  it('has one measure of a name', () => {
    const ofDays = dayReports.flatMap(({ measures }) => measures);
    const names = [...authorityCounts, ...authorityRates, ...ofDays].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('names the year groups of every denominator', () => {
    for (const { denominator } of authorityRates)
      expect(denominator?.says).toMatch(/all year groups|Years 7 to 11/);
  });
});
