import fc from 'fast-check';
import {
  censusDay,
  januaryCensusDay,
  parseCensusTerm,
  previousTerm,
  type CensusTerm,
  nextCensusDay,
} from '../../../events/calendar/census-day.js';
import { asPlainDate, dayOf, monthOf, weekdayOf, yearOf } from '../../../events/calendar/plain-date.js';
import { schoolYearFrom, schoolYearOf } from '../../../events/calendar/school-year.js';

const years = fc.integer({ min: 1900, max: 2199 });
const seasons = fc.constantFrom('autumn', 'spring', 'summer');
const terms = fc.tuple(years, seasons).map(([year, season]): CensusTerm => `${year}-${season}`);

describe('the school census', () => {
  it('comes next after a day, the year after where that year’s did not take place', () => {
    const next = (season: 'autumn' | 'spring' | 'summer', after: string) =>
      nextCensusDay(season, asPlainDate(after));
    expect(next('autumn', '2024-10-02')).toBe('2024-10-03');
    expect(next('autumn', '2024-10-03')).toBe('2025-10-02');
    expect(next('spring', '2024-10-03')).toBe('2025-01-16');
    expect(next('summer', '2020-01-01')).toBe('2021-05-20');
  });

  test.each<[CensusTerm, string]>([
    ['2015-summer', '2015-05-21'],
    ['2016-spring', '2016-01-21'],
    ['2020-autumn', '2020-10-01'],
    ['2021-spring', '2021-01-21'],
    ['2021-autumn', '2021-10-07'],
    ['2023-autumn', '2023-10-05'],
    ['2024-spring', '2024-01-18'],
    ['2024-summer', '2024-05-16'],
    ['2024-autumn', '2024-10-03'],
    ['2025-spring', '2025-01-16'],
    ['2025-summer', '2025-05-15'],
  ])('of %s was taken on %s', (term, day) => {
    expect(censusDay(term)).toBe(day);
  });

  test('of summer 2020 did not take place', () => {
    expect(censusDay('2020-summer')).toBeUndefined();
  });

  test('has the days of another table where one is given', () => {
    const moved = new Map<CensusTerm, ReturnType<typeof asPlainDate>>([
      ['2030-spring', asPlainDate('2030-01-24')],
    ]);
    expect(censusDay('2030-spring', moved)).toBe('2030-01-24');
    expect(januaryCensusDay(schoolYearFrom(2029), moved)).toBe('2030-01-24');
    expect(censusDay('2020-summer', moved)).toBe('2020-05-21');
  });

  test('falls on the first or third Thursday of its month, whatever the year', () => {
    fc.assert(
      fc.property(terms, (term) => {
        const day = censusDay(term, new Map());
        const [month, firstPossible] = { autumn: [10, 1], spring: [1, 15], summer: [5, 15] }[seasonOf(term)];
        expect(day && [yearOf(day), monthOf(day), weekdayOf(day)]).toEqual([
          Number(term.slice(0, 4)),
          month,
          4,
        ]);
        expect(day && dayOf(day) - Number(firstPossible)).toBeGreaterThanOrEqual(0);
        expect(day && dayOf(day) - Number(firstPossible)).toBeLessThan(7);
      }),
    );
  });

  test('that denominators count is the one in January of the school year', () => {
    expect(januaryCensusDay(schoolYearFrom(2015))).toBe('2016-01-21');
    fc.assert(
      fc.property(years, (year) => {
        const day = januaryCensusDay(schoolYearFrom(year));
        expect(day && schoolYearOf(day).schoolYear).toBe(schoolYearFrom(year));
      }),
    );
  });

  test.each<[CensusTerm, CensusTerm]>([
    ['2025-spring', '2024-autumn'],
    ['2024-autumn', '2024-summer'],
    ['2024-summer', '2024-spring'],
    ['2020-autumn', '2020-summer'],
  ])('before that of %s is that of %s', (term, before) => {
    expect(previousTerm(term)).toBe(before);
  });

  test('of the term before was always taken on an earlier day', () => {
    fc.assert(
      fc.property(terms, (term) => {
        const before = censusDay(previousTerm(term), new Map());
        const day = censusDay(term, new Map());
        expect(before !== undefined && day !== undefined && before < day).toBe(true);
      }),
    );
  });

  test.each([
    ['2024-autumn', '2024-autumn'],
    ['2025_spring', '2025-spring'],
    ['2025 spring', undefined],
    ['24-autumn', undefined],
    ['2024-winter', undefined],
    ['2024-autumn ', undefined],
    ['9999-autumn', undefined],
    ['', undefined],
  ])('has a term that is read from "%s" as %s', (text, term) => {
    expect(parseCensusTerm(text)).toBe(term);
  });
});

function seasonOf(term: CensusTerm): 'autumn' | 'spring' | 'summer' {
  return term.endsWith('autumn') ? 'autumn' : term.endsWith('spring') ? 'spring' : 'summer';
}
