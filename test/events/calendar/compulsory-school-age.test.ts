import fc from 'fast-check';
import { compulsorySchoolAge, expectedYearGroup } from '../../../events/calendar/compulsory-school-age.js';
import { monthOf, weekdayOf, yearOf, addDays } from '../../../events/calendar/plain-date.js';
import { schoolYearFrom, schoolYearOf } from '../../../events/calendar/school-year.js';

const birthYears = fc.integer({ min: 1900, max: 2199 });
const birthMonths = fc.integer({ min: 1, max: 12 });

describe('compulsory school age', () => {
  test.each([
    [2010, 1, '2015-03-31', '2026-06-26'],
    [2010, 3, '2015-03-31', '2026-06-26'],
    [2010, 4, '2015-08-31', '2026-06-26'],
    [2010, 8, '2015-08-31', '2026-06-26'],
    [2010, 9, '2015-12-31', '2027-06-25'],
    [2010, 12, '2015-12-31', '2027-06-25'],
    [2001, 10, '2006-12-31', '2018-06-29'],
    [2007, 8, '2012-08-31', '2023-06-30'],
  ])('of a child born in %i-%i is from %s to %s', (year, month, beginsOn, endsOn) => {
    expect(compulsorySchoolAge(year, month)).toEqual({ beginsOn, endsOn });
  });

  test('ends on the last Friday of a June, in the school year of the sixteenth birthday', () => {
    fc.assert(
      fc.property(birthYears, birthMonths, (year, month) => {
        const { beginsOn, endsOn } = compulsorySchoolAge(year, month);
        expect(beginsOn < endsOn).toBe(true);
        expect([weekdayOf(endsOn), monthOf(endsOn), monthOf(addDays(endsOn, 7))]).toEqual([5, 6, 7]);
        const sixteenIn = month >= 9 ? year + 16 : year + 15;
        expect(schoolYearOf(endsOn).schoolYear).toBe(schoolYearFrom(sixteenIn));
      }),
    );
  });

  test('begins on a prescribed day, within four months after the month of the fifth birthday', () => {
    fc.assert(
      fc.property(birthYears, birthMonths, (year, month) => {
        const { beginsOn } = compulsorySchoolAge(year, month);
        expect(['03-31', '08-31', '12-31']).toContain(beginsOn.slice(5));
        expect(yearOf(beginsOn)).toBe(year + 5);
        expect(monthOf(beginsOn) - month).toBeGreaterThanOrEqual(0);
        expect(monthOf(beginsOn) - month).toBeLessThanOrEqual(4);
      }),
    );
  });
});

describe('the year group expected of a child', () => {
  test.each([
    [2010, 1, 2015, 1],
    [2010, 8, 2015, 1],
    [2010, 9, 2015, 0],
    [2010, 9, 2016, 1],
    [2004, 8, 2015, 7],
    [2004, 9, 2015, 6],
    [1999, 12, 2015, 11],
    [2012, 2, 2015, -1],
  ])('born in %i-%i is, in the school year from %i, %i', (year, month, startYear, group) => {
    expect(expectedYearGroup(year, month, schoolYearFrom(startYear))).toBe(group);
  });

  test('is eleven in the school year in which compulsory school age ends', () => {
    fc.assert(
      fc.property(birthYears, birthMonths, (year, month) => {
        const { schoolYear } = schoolYearOf(compulsorySchoolAge(year, month).endsOn);
        expect(expectedYearGroup(year, month, schoolYear)).toBe(11);
      }),
    );
  });
});
