import fc from 'fast-check';
import { exclusionTermOf } from '../../../events/calendar/exclusion-term.js';
import {
  addDays,
  asPlainDate as day,
  dayNumber,
  fromDayNumber,
} from '../../../events/calendar/plain-date.js';
import { SchoolCalendar } from '../../../events/calendar/school-calendar.js';
import { schoolYearFrom } from '../../../events/calendar/school-year.js';

const calendarOf = (startYear: number, ...terms: readonly (readonly [string, string])[]): SchoolCalendar =>
  new SchoolCalendar([
    {
      schoolYear: schoolYearFrom(startYear),
      terms: terms.map(([startsOn, endsOn]) => ({ startsOn: day(startsOn), endsOn: day(endsOn) })),
      closures: [],
      sessionDays: [],
    },
  ]);

const three = calendarOf(
  2024,
  ['2024-09-03', '2024-12-20'],
  ['2025-01-06', '2025-04-04'],
  ['2025-04-22', '2025-07-22'],
);
const six = calendarOf(
  2024,
  ['2024-09-03', '2024-10-18'],
  ['2024-10-28', '2024-12-20'],
  ['2025-01-06', '2025-02-14'],
  ['2025-02-24', '2025-04-04'],
  ['2025-04-22', '2025-05-23'],
  ['2025-06-02', '2025-07-22'],
);

describe('the term that a day of exclusion counts to', () => {
  test.each([
    ['in the autumn', '2024-09-03', '2024-08-01', '2024-12-31'],
    ['on the last day of December', '2024-12-31', '2024-08-01', '2024-12-31'],
    ['on the first of January', '2025-01-01', '2025-01-01', '2025-04-20'],
    ['in the holiday before Easter', '2025-04-15', '2025-01-01', '2025-04-20'],
    ['on Easter Sunday', '2025-04-20', '2025-01-01', '2025-04-20'],
    ['on Easter Monday', '2025-04-21', '2025-04-21', '2025-07-31'],
    ['in July', '2025-07-22', '2025-04-21', '2025-07-31'],
  ])(
    '%s, of a school with three terms, is bounded by law: %s lies in %s to %s',
    (_, date, startsOn, endsOn) => {
      expect(exclusionTermOf(day(date), three)).toEqual({ startsOn, endsOn, byDefault: false });
      expect(exclusionTermOf(day(date), SchoolCalendar.byDefault)).toEqual({
        startsOn,
        endsOn,
        byDefault: true,
      });
    },
  );

  test.each([
    ['in a term', '2024-11-05', '2024-10-28', '2025-01-05', false],
    ['in the holiday after one', '2024-10-22', '2024-09-03', '2024-10-27', false],
    ['in the last, which ends when the next year begins', '2025-07-01', '2025-06-02', '2025-08-31', true],
  ])('%s, of a school with six, is the school’s own: %s', (_, date, startsOn, endsOn, byDefault) => {
    expect(exclusionTermOf(day(date), six)).toEqual({ startsOn, endsOn, byDefault });
  });

  test('is assumed to be one of three where not all terms are known', () => {
    const partial = calendarOf(2024, ['2024-09-03', '2024-12-20']);
    expect(exclusionTermOf(day('2024-11-05'), partial)).toMatchObject({
      endsOn: '2024-12-31',
      byDefault: true,
    });
  });

  test.each([
    ['by law', three],
    ['by six terms', six],
  ])('%s, holds the day, and is followed by another without a day between', (_, calendar) => {
    const [first, last] = [dayNumber(day('2024-09-03')), dayNumber(day('2025-07-22'))];
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }).map(fromDayNumber), (date) => {
        const term = exclusionTermOf(date, calendar);
        expect(term.startsOn <= date && date <= term.endsOn).toBe(true);
        const { startsOn, endsOn } = term;
        expect(exclusionTermOf(startsOn, calendar)).toMatchObject({ startsOn, endsOn });
        const dayAfter = addDays(endsOn, 1);
        // What follows the last of six terms is another year, of which nobody reported anything.
        if (dayAfter <= '2025-08-01') expect(exclusionTermOf(dayAfter, calendar).startsOn).toBe(dayAfter);
      }),
    );
  });
});
