import fc from 'fast-check';
import {
  addDays,
  asPlainDate,
  dayInLondon,
  daysBetween,
  fromDayNumber,
  isPlainDate,
  reckonedDate,
  weekdayOf,
} from '../../../events/calendar/plain-date.js';

const anyDate = fc.integer({ min: -25_567, max: 84_005 }).map(fromDayNumber);

describe('a calendar date', () => {
  test.each([
    ['1900-01-01', true],
    ['2199-12-31', true],
    ['2000-02-29', true],
    ['2024-02-29', true],
    ['1900-02-29', false],
    ['2023-02-29', false],
    ['2024-04-31', false],
    ['2024-13-01', false],
    ['2024-00-10', false],
    ['1899-12-31', false],
    ['2200-01-01', false],
    ['2024-1-01', false],
    ['2024-01-01T00:00:00Z', false],
    ['2024-01-01\n', false],
    ['', false],
  ])('%j exists: %s', (text, exists) => {
    expect(isPlainDate(text)).toBe(exists);
  });

  test.each([
    ['1900-01-01', 1],
    ['1954-04-18', 0],
    ['1969-12-31', 3],
    ['1970-01-01', 4],
    ['2024-08-19', 1],
    ['2025-01-16', 4],
  ])('%s falls on weekday %i', (date, weekday) => {
    expect(weekdayOf(asPlainDate(date))).toBe(weekday);
  });

  // Summer Time Order 2002: from 1 a.m. on the last Sunday in March to 1 a.m. on the last Sunday in October, an hour ahead.
  test.each([
    ['2025-06-30T22:59:59.999Z', '2025-06-30'],
    ['2025-06-30T23:00:00.000Z', '2025-07-01'],
    ['2024-12-31T23:30:00.123456Z', '2024-12-31'],
    ['2025-03-29T23:30:00.000Z', '2025-03-29'],
    ['2025-03-30T23:30:00.000Z', '2025-03-31'],
    ['2025-10-25T23:30:00.000Z', '2025-10-26'],
    ['2025-10-26T23:30:00.000Z', '2025-10-26'],
  ])('at %s it is %s in London', (time, date) => {
    expect(dayInLondon(time)).toBe(date);
  });

  test('is as many days from another as were added to it, with the weekdays in turn', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -400, max: 400 }), (date, days) => {
        const other = addDays(date, days);
        expect(daysBetween(date, other)).toBe(days);
        expect(weekdayOf(other)).toBe((weekdayOf(date) + (days % 7) + 7) % 7);
        expect(other < date).toBe(days < 0);
      }),
    );
  });

  test('may be reckoned beyond the years that a report may name, and still compares', () => {
    expect(reckonedDate(1899, 9, 1)).toBe('1899-09-01');
    expect(reckonedDate(2204, 3, 31) > asPlainDate('2199-12-31')).toBe(true);
  });
});
