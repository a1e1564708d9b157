import fc from 'fast-check';
import { bankHolidays, isBankHoliday, springBankHoliday } from '../../../events/calendar/bank-holidays.js';
import { addDays, asPlainDate, dayNumber, fromDayNumber } from '../../../events/calendar/plain-date.js';

describe('the bank holidays of England', () => {
  test.each([
    ['2002', '01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26'],
    ['2010', '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'],
    ['2011', '01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27'],
    ['2012', '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26'],
    ['2019', '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26'],
    ['2020', '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28'],
    ['2021', '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'],
    ['2022', '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'],
    ['2023', '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26'],
    ['2024', '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'],
    ['2025', '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
    ['2026', '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    ['2027', '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
  ])('of %s are those that were published', (year, days) => {
    expect(bankHolidays(Number(year)).map((date) => date.slice(5))).toEqual(days.split(' '));
  });

  test('are eight weekdays a year or more, none twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1978, max: 2199 }), (year) => {
        const days = bankHolidays(year);
        expect(new Set(days).size).toBe(days.length);
        expect(days.length).toBeGreaterThanOrEqual(8);
        for (const day of days) {
          const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
          expect([1, 2, 3, 4, 5]).toContain(weekday);
        }
      }),
    );
  });

  test('are asked for day by day as they are listed', () => {
    const [first, last] = [dayNumber(asPlainDate('2022-01-01')), dayNumber(asPlainDate('2022-12-31'))];
    const asked = Array.from({ length: last - first + 1 }, (_, at) => fromDayNumber(first + at));
    expect(asked.filter(isBankHoliday)).toEqual(bankHolidays(2022));
  });

  test('keep the one of spring in the week of half-term', () => {
    expect([2012, 2022, 2024].map(springBankHoliday)).toEqual(['2012-06-04', '2022-06-02', '2024-05-27']);
    expect(isBankHoliday(addDays(springBankHoliday(2022), -3))).toBe(false);
  });
});
