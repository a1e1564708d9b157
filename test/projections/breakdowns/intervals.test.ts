/** Figures by category have the interval and the mark of too few that figures of whole places have. */
import { schoolYearFrom } from '../../../events/calendar/school-year.js';
import { day } from '../../support/history.js';
import { dimensions } from '../../../projections/breakdowns/dimensions.js';
import { breakdownYears, type Amounts, type KeyedRow } from '../../../projections/breakdowns/figures.js';
import { breakdownMeasures } from '../../../projections/breakdowns/measures.js';
import { Figures } from './figures-of.js';

const schoolYear = schoolYearFrom(2015);
const row = (key: string, onRollChange: number, counts: Amounts): KeyedRow => ({
  key,
  schoolYear,
  counts,
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
  'suspensions',
  'suspension-rate',
  'suspended-sessions',
  'suspension-length',
  'suspensions-per-pupil-enrolment',
  'suspensions-share',
  'managed-moves-begun',
  'managed-moves-begun-rate',
  'permanent-exclusions-share',
  'permanent-exclusion-rate-ratio',
  'one-or-more-suspensions-rate-ratio-enrolments',
])('%s has none: a headcount, what repeats within a pupil, a ratio or a share of exclusions', (measure) => {
  expect(interval('M', measure)).toBeNull();
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
