import fc from 'fast-check';
import {
  addDays,
  asPlainDate,
  dayNumber,
  daysBetween,
  fromDayNumber,
  type PlainDate,
} from '../../../events/calendar/plain-date.js';
import {
  daysOutsideHolidays,
  holidaysBetween,
  nextSchoolYear,
  parseSchoolYear,
  schoolYearFrom,
  schoolYearOf,
  startYearOf,
  summerHoliday,
  type SchoolTerms,
} from '../../../events/calendar/school-year.js';

const term = (startsOn: string, endsOn: string) => ({
  startsOn: asPlainDate(startsOn),
  endsOn: asPlainDate(endsOn),
});

/** A school that goes back in late August, with its autumn term in halves and out of order. */
const early: SchoolTerms = [
  term('2016-04-11', '2016-07-15'),
  term('2015-11-02', '2015-12-18'),
  term('2015-08-27', '2015-10-23'),
  term('2016-01-04', '2016-03-24'),
  term('2016-09-06', '2016-12-16'),
];

const anyDate = fc
  .integer({ min: dayNumber(asPlainDate('1900-01-01')), max: dayNumber(asPlainDate('2199-12-31')) })
  .map(fromDayNumber);
const nearDate = fc
  .integer({ min: dayNumber(asPlainDate('2014-01-01')), max: dayNumber(asPlainDate('2018-12-31')) })
  .map(fromDayNumber);

describe('a school year', () => {
  test.each([
    ['2015/16', '2015/16'],
    ['201516', '2015/16'],
    ['2015/2016', '2015/16'],
    ['1999/00', '1999/00'],
    ['199900', '1999/00'],
    ['1999/2000', '1999/00'],
    ['2015/17', undefined],
    ['2015/2017', undefined],
    ['2015/1916', undefined],
    ['2015', undefined],
    ['20152016', undefined],
    ['2015-16', undefined],
    ['', undefined],
  ])('is read from "%s" as %s', (text, schoolYear) => {
    expect(parseSchoolYear(text)).toBe(schoolYear);
  });

  test('is followed by the next one, over the turn of a century too', () => {
    expect(nextSchoolYear(schoolYearFrom(2015))).toBe('2016/17');
    expect(nextSchoolYear(schoolYearFrom(1998))).toBe('1999/00');
    expect(startYearOf(schoolYearFrom(1999))).toBe(1999);
  });

  test.each([
    ['2015-08-26', '2014/15', '2014-09-01', true],
    ['2015-08-27', '2015/16', '2015-08-27', false],
    ['2015-12-31', '2015/16', '2015-08-27', false],
    ['2016-06-30', '2015/16', '2015-08-27', false],
    ['2016-09-05', '2015/16', '2015-08-27', false],
    ['2016-09-06', '2016/17', '2016-09-06', false],
    ['2017-07-31', '2016/17', '2016-09-06', false],
    ['2017-08-31', '2016/17', '2016-09-06', true],
    ['2017-09-01', '2017/18', '2017-09-01', true],
  ])(
    "by the school's own terms, %s lies in %s, which began on %s (by default: %s)",
    (date, year, start, byDefault) => {
      expect(schoolYearOf(asPlainDate(date), early)).toEqual({
        schoolYear: year,
        startsOn: start,
        byDefault,
      });
    },
  );

  test.each([
    ['2015-08-31', '2014/15', '2014-09-01'],
    ['2015-09-01', '2015/16', '2015-09-01'],
    ['2016-03-01', '2015/16', '2015-09-01'],
    ['1900-01-01', '1899/00', '1899-09-01'],
  ])('without terms, %s lies in %s, by default from %s', (date, year, start) => {
    expect(schoolYearOf(asPlainDate(date))).toEqual({ schoolYear: year, startsOn: start, byDefault: true });
  });

  test('does not begin with a spring term when the autumn term is not known', () => {
    const spring = [term('2016-01-04', '2016-03-24')];
    expect(schoolYearOf(asPlainDate('2015-11-02'), spring)).toEqual({
      schoolYear: '2015/16',
      startsOn: '2015-09-01',
      byDefault: true,
    });
  });

  test.each([
    ['without terms', [] as SchoolTerms],
    ["by a school's own terms", early],
  ])('is followed by the next without a day between them or in both, %s', (_, terms) => {
    fc.assert(
      fc.property(fc.oneof(anyDate, nearDate), (date) => {
        const today = schoolYearOf(date, terms);
        const tomorrow = schoolYearOf(addDays(date, 1), terms);
        expect(today.startsOn <= date).toBe(true);
        expect(schoolYearOf(today.startsOn, terms).schoolYear).toBe(today.schoolYear);
        if (tomorrow.schoolYear !== today.schoolYear) {
          expect(tomorrow.schoolYear).toBe(nextSchoolYear(today.schoolYear));
          expect(tomorrow.startsOn).toBe(addDays(date, 1));
        }
      }),
    );
  });
});

describe('the summer holiday', () => {
  test.each([
    ['2016', '2016-07-16', '2016-09-05', false],
    ['2015', '2015-07-22', '2015-08-26', true],
    ['2017', '2017-07-22', '2017-08-31', true],
  ])('of %s is from %s to %s (by default: %s)', (year, firstDay, lastDay, byDefault) => {
    expect(summerHoliday(Number(year), early)).toEqual({ firstDay, lastDay, byDefault });
  });

  test.each([
    ['over the whole of it', '2015-07-21', '2015-09-01', 1],
    ['into it', '2015-07-10', '2015-08-25', 11],
    ['out of it', '2015-08-10', '2015-09-05', 5],
    ['within it', '2015-08-01', '2015-08-20', 0],
    ['not at all near it', '2015-10-01', '2015-10-15', 14],
    ['on one day', '2015-10-01', '2015-10-01', 0],
    ['over a year of them', '2014-07-21', '2015-09-01', 295],
    ['backwards', '2015-09-01', '2015-07-21', -1],
  ])('is not counted between two dates %s', (_, from, to, days) => {
    expect(daysOutsideHolidays(asPlainDate(from), asPlainDate(to)).days).toBe(days);
  });

  test("is the school's own where its terms are known", () => {
    const [left, joined] = [asPlainDate('2016-07-15'), asPlainDate('2016-09-06')];
    expect(daysOutsideHolidays(left, joined, early)).toEqual({ days: 1, byDefault: false });
    expect(daysOutsideHolidays(left, joined)).toEqual({ days: 12, byDefault: true });
  });

  test.each([
    ['Christmas by default', '2024-12-20', '2025-01-06', [], { days: 3, byDefault: true }],
    ['Easter by default', '2025-04-11', '2025-04-28', [], { days: 1, byDefault: true }],
    ["Christmas by the school's own terms", '2015-12-18', '2016-01-04', early, { days: 1, byDefault: false }],
    ["Easter by the school's own terms", '2016-03-24', '2016-04-11', early, { days: 1, byDefault: false }],
  ] as const)('is not the only one: %s', (_, from, to, terms, gap) => {
    expect(daysOutsideHolidays(asPlainDate(from), asPlainDate(to), terms)).toEqual(gap);
  });

  test.each([
    ['by default', [] as SchoolTerms],
    ["by a school's own terms", early],
  ])('leaves as many days as are counted one by one, %s', (_, terms) => {
    fc.assert(
      fc.property(nearDate, fc.nat(900), (from, length) => {
        const to = addDays(from, length);
        expect(daysOutsideHolidays(from, to, terms).days).toBe(countedOneByOne(from, to, terms));
      }),
    );
  });

  test('leaves days that add up over any date between', () => {
    fc.assert(
      fc.property(nearDate, nearDate, nearDate, (a, b, c) => {
        const byWay = daysOutsideHolidays(a, b, early).days + daysOutsideHolidays(b, c, early).days;
        expect(daysOutsideHolidays(a, c, early).days).toBe(byWay);
      }),
    );
  });
});

function countedOneByOne(from: PlainDate, to: PlainDate, terms: SchoolTerms): number {
  const days = Array.from({ length: daysBetween(from, to) }, (_, index) => addDays(from, index + 1));
  const holidays = holidaysBetween(from, to, terms);
  return days.filter((day) => !holidays.some(({ firstDay, lastDay }) => day >= firstDay && day <= lastDay))
    .length;
}
