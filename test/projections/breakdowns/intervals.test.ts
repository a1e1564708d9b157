/** Figures by category have the interval and the mark of too few that figures of whole places have. */
import { schoolYearFrom } from '../../../events/calendar/school-year.js';
import { day } from '../../support/history.js';
import { dimensions } from '../../../projections/breakdowns/dimensions.js';
import { breakdownYears, type Amounts, type KeyedRow } from '../../../projections/breakdowns/figures.js';
import { breakdownMeasures } from '../../../projections/breakdowns/measures.js';
import { Figures } from './figures-of.js';

const schoolYear = schoolYearFrom(2015);
const row = (key: string, onRollChange: number, counts: Amounts, squares: Amounts = {}): KeyedRow => ({
  key,
  schoolYear,
  counts,
  squares,
  onRollChange,
});

function by(name: string, total: KeyedRow, rows: readonly KeyedRow[], isRollKnown = true): Figures {
  const dimension = dimensions.find((each) => each.name === name);
  if (dimension === undefined) throw new Error(`no ${name}`);
  const measures = breakdownMeasures.filter(({ kinds }) => kinds.includes(dimension.kind));
  const year = { schoolYear, januaryCensusDay: day('2016-01-21'), isRollKnown };
  const found = { totals: [total], rows, categoryOf: (key: string) => key };
  const [{ categories, coverage } = { categories: [], coverage: [] }] = breakdownYears(
    dimension,
    measures,
    [year],
    found,
  );
  return new Figures(
    new Map(
      categories.map(({ code, figures }) => [code, new Map(figures.map((each) => [each.measure, each]))]),
    ),
    coverage,
  );
}

const counts = {
  suspensions: 30,
  suspended_sessions: 90,
  suspensions_with_length: 30,
  pupils_suspended: 81,
  distinct_pupils_suspended: 15,
  permanent_exclusions: 10,
  permanent_exclusions_upheld: 5,
  managed_moves_begun: 3,
};
const total = row('', 411, { ...counts, permanent_exclusions: 25 });
const sexes = by('sex', total, [row('M', 263, counts), row('F', 148, counts)]);
const interval = (category: string, measure: string) => sexes.of(category, measure).interval;

// Newcombe (1998): 81 in 263 is 0.2553 to 0.3662, 15 in 148 is 0.0624 to 0.1605. Garwood: 5 is 1.623 to 11.668, 10 is
// 4.795 to 18.390, 25 is 16.179 to 36.905.
it('the part of pupils with one or more has Wilson’s interval', () => {
  expect(interval('M', 'one-or-more-suspensions-rate-enrolments')).toEqual({
    low: 25.53,
    high: 36.62,
    method: 'wilson',
  });
  expect(interval('F', 'one-or-more-suspensions-rate-distinct-pupils')).toEqual({
    low: 6.24,
    high: 16.05,
    method: 'wilson',
  });
});

it('permanent exclusions, and pupils as a number, have the exact Poisson interval', () => {
  expect(interval('M', 'permanent-exclusions')).toEqual({ low: 4.8, high: 18.4, method: 'poisson' });
  expect(interval('M', 'permanent-exclusions-upheld')).toEqual({ low: 1.6, high: 11.7, method: 'poisson' });
  expect(interval('total', 'permanent-exclusions')).toEqual({ low: 16.2, high: 36.9, method: 'poisson' });
  expect(interval('M', 'permanent-exclusion-rate')).toEqual({ low: 1.82, high: 6.99, method: 'poisson' });
  expect(interval('M', 'one-or-more-suspensions-distinct-pupils')?.method).toBe('poisson');
});

it.each([
  'headcount',
  'headcount-share',
  'suspended-sessions',
  'suspension-length',
  'suspensions-per-pupil-enrolment',
  'suspensions-share',
  'permanent-exclusions-share',
])('%s has none: a headcount, an average, a sum of lengths or a share of exclusions', (measure) => {
  expect(interval('M', measure)).toBeNull();
});

it('suspensions and managed moves have an interval as wide as they come together in pupils', () => {
  const repeated = by('sex', total, [
    row('M', 263, { suspensions: 20, managed_moves_begun: 5 }, { suspensions: 40, managed_moves_begun: 5 }),
    row('F', 148, { suspensions: 20 }, {}),
  ]);
  // Twenty of pupils who have two each are ten that happened: Garwood's 4.795 to 18.390, twice over.
  expect(repeated.of('M', 'suspensions').interval).toEqual({ low: 9.6, high: 36.8, method: 'quasi-poisson' });
  expect(repeated.of('M', 'suspension-rate').interval).toEqual({
    low: 3.65,
    high: 13.99,
    method: 'quasi-poisson',
  });
  // Five of five pupils are Garwood's 1.623 to 11.668.
  expect(repeated.of('M', 'managed-moves-begun').interval).toEqual({
    low: 1.6,
    high: 11.7,
    method: 'quasi-poisson',
  });
  // Without squares nobody knows.
  expect(repeated.of('F', 'suspensions').interval).toBeNull();
});

it('several categories together have the sum of their squares, but not lengths, which one pupil has several of', () => {
  const counts_ = { suspensions: 10 };
  const years = by('school-type', total, [
    row('primary', 100, counts_, { suspensions: 20 }),
    row('secondary', 100, counts_, { suspensions: 20 }),
  ]);
  expect(years.of('mainstream', 'suspensions').interval).toEqual({
    low: 9.6,
    high: 36.8,
    method: 'quasi-poisson',
  });
  const lengths = by('length', total, [
    row('up-to-1-day', 0, counts_, { suspensions: 10 }),
    row('up-to-10-days', 0, counts_, { suspensions: 10 }),
  ]);
  expect(lengths.of('up-to-10-days', 'suspensions').interval).toEqual({
    low: 4.8,
    high: 18.4,
    method: 'quasi-poisson',
  });
  expect(lengths.of('over-5-days', 'suspensions')).toMatchObject({ value: '10', interval: null });
});

it('a reason has an interval, and all reasons together have none: one exclusion may have three', () => {
  const reasons = by('reason', total, [row('DB', 0, { permanent_exclusions: 10 }, {})]);
  const measure = 'reasons-of-permanent-exclusions';
  expect(reasons.of('DB', measure).interval).toEqual({ low: 4.8, high: 18.4, method: 'poisson' });
  expect(reasons.of('total', measure).interval).toBeNull();
});

it('a ratio has the limits that the intervals of its two rates lead to, and none of itself', () => {
  // Perondi's trial in Fagerland, Lydersen and Laake's package: 7 in 34 over 1 in 34 is 7, 1.1537 to 41.9763.
  const meals = by('free-school-meals', row('', 68, { pupils_suspended: 8 }), [
    row('yes', 34, { pupils_suspended: 7, suspensions: 7, permanent_exclusions: 0 }, { suspensions: 49 }),
    row('no', 34, { pupils_suspended: 1, suspensions: 1, permanent_exclusions: 10 }, { suspensions: 1 }),
  ]);
  const ratio = 'one-or-more-suspensions-rate-ratio-enrolments';
  expect(meals.of('yes', ratio)).toMatchObject({
    value: '7.00',
    interval: { low: 1.15, high: 41.98, method: 'mover' },
    comparator: { code: 'no', numerator: 1, denominator: 34 },
  });
  expect(meals.of('no', ratio)).toMatchObject({ value: '1.00', interval: null });
  // All seven are one pupil's: the ratio could be anything.
  const [one, repeated] = [meals.of('yes', ratio), meals.of('yes', 'suspension-rate-ratio')];
  expect(repeated.interval?.low).toBeLessThan(one.interval?.low ?? 0);
  expect(repeated.interval?.high).toBeGreaterThan(one.interval?.high ?? Infinity);
  expect(meals.of('yes', 'permanent-exclusion-rate-ratio')).toMatchObject({
    value: '0.00',
    interval: { low: 0, method: 'mover' },
  });
});

it('a ratio to a rate of nought has neither value nor interval', () => {
  const meals = by('free-school-meals', row('', 68, { pupils_suspended: 7 }), [
    row('yes', 34, { pupils_suspended: 7 }),
    row('no', 34, {}),
  ]);
  expect(meals.of('yes', 'one-or-more-suspensions-rate-ratio-enrolments')).toMatchObject({
    value: null,
    interval: null,
  });
});

it('a share of pupils has Wilson’s interval, and all of them none', () => {
  const pupils = by('repeats', row('', 411, { distinct_pupils_suspended: 263 }), [
    row('1', 0, { distinct_pupils_suspended: 81 }),
  ]);
  const share = 'one-or-more-suspensions-share-distinct-pupils';
  expect(pupils.of('1', share).interval).toEqual({ low: 25.53, high: 36.62, method: 'wilson' });
  expect(pupils.of('total', share)).toMatchObject({ value: '100.00', interval: null });
});

it('more pupils with one or more than on roll are no proportion, which the year says of the category', () => {
  const figures = by('sex', row('', 40, { pupils_suspended: 41 }), [row('M', 40, { pupils_suspended: 41 })]);
  const rate = 'one-or-more-suspensions-rate-enrolments';
  expect(figures.of('M', rate)).toMatchObject({ value: '102.50', interval: null });
  expect(figures.coverage).toContain(
    `Male, ${rate}: More than there are to divide by: no proportion, so it has no interval`,
  );
});

it('where the roll is not known yet, a rate has no value and no interval', () => {
  const figures = by('sex', total, [row('M', 263, counts)], false);
  expect(figures.of('M', 'permanent-exclusion-rate')).toMatchObject({
    value: null,
    interval: null,
    tooFewToCompare: false,
  });
  expect(figures.of('M', 'permanent-exclusions').interval?.method).toBe('poisson');
});

it('out of fewer than a hundred is too few to compare, and so is a ratio to fewer than a hundred', () => {
  const few = (onRoll: number, ofComparator: number, measure: string) =>
    by('sex', row('', onRoll + ofComparator, counts), [
      row('M', onRoll, counts),
      row('F', ofComparator, counts),
    ]).of('M', measure).tooFewToCompare;
  expect([few(99, 200, 'suspension-rate'), few(100, 50, 'suspension-rate')]).toEqual([true, false]);
  expect([
    few(99, 100, 'suspension-rate-ratio'),
    few(100, 99, 'suspension-rate-ratio'),
    few(100, 100, 'suspension-rate-ratio'),
  ]).toEqual([true, true, false]);
  expect(few(50, 50, 'suspensions')).toBe(false);
});
