import { asPlainDate as day } from '../../../events/calendar/plain-date.js';
import { SchoolCalendar } from '../../../events/calendar/school-calendar.js';
import { schoolYearFrom } from '../../../events/calendar/school-year.js';
import { clocks, dueOn, lateBy, type Clock } from '../../../projections/duties/clocks.js';

const period = (startsOn: string, endsOn: string) => ({ startsOn: day(startsOn), endsOn: day(endsOn) });
const school = new SchoolCalendar([
  {
    schoolYear: schoolYearFrom(2024),
    terms: [
      period('2024-09-03', '2024-12-20'),
      period('2025-01-06', '2025-04-04'),
      period('2025-04-22', '2025-07-22'),
    ],
    closures: [
      { kind: 'half-term', ...period('2024-10-21', '2024-10-25') },
      { kind: 'inset', ...period('2024-11-29', '2024-11-29') },
    ],
    sessionDays: [],
  },
]);

const withoutDelay: Clock = { length: 1, unit: 'school days', runs: 'after', source: 'local' };
const all = { ...clocks, withoutDelay };
type Name = keyof typeof all;

describe('a clock', () => {
  test.each<[Name, string, string, string]>([
    ['boardReinstatement', '2024-12-12', '2025-01-16', 'over Christmas'],
    ['boardRepresentations', '2024-09-09', '2024-11-25', 'over half-term'],
    ['panelApplication', '2024-11-11', '2024-12-03', 'over an INSET day'],
    ['boardReconsideration', '2024-11-11', '2024-11-25', 'over weekends'],
    ['fairAccessPlacement', '2025-03-24', '2025-05-07', 'over Easter and the early May holiday'],
    ['commonTransferFile', '2024-10-18', '2024-11-15', 'from the day of leaving'],
    ['withoutDelay', '2024-10-18', '2024-10-28', 'to the next school day'],
    ['sixthDayEducation', '2024-09-09', '2024-09-16', 'with the first day of exclusion as the first'],
    ['directionNotice', '2024-10-29', '2024-10-18', 'backwards over half-term'],
    ['newPupilReturn', '2024-12-20', '2024-12-25', 'in calendar days, school or not'],
    ['managedMoveTrial', '2024-11-04', '2025-01-27', 'in weeks, holidays or not'],
    ['directionReviewAgain', '2024-11-04', '2025-01-13', 'in weeks'],
  ])('%s that starts on %s runs until %s: %s', (name, from, on) => {
    expect(dueOn(day(from), all[name], school)).toEqual({ on, byDefaultCalendar: false });
  });

  test('in school days says when the school’s calendar was not known; one in weeks needs none', () => {
    const { byDefault } = SchoolCalendar;
    expect(dueOn(day('2024-11-11'), clocks.boardReinstatement, byDefault)).toEqual({
      on: '2024-12-02',
      byDefaultCalendar: true,
    });
    expect(dueOn(day('2024-11-04'), clocks.managedMoveTrial, byDefault).byDefaultCalendar).toBe(false);
  });

  test('can run in any unit either way', () => {
    const clock = (unit: Clock['unit'], runs: Clock['runs']): Clock => ({
      length: 2,
      unit,
      runs,
      source: 'local',
    });
    const from = day('2024-11-13');
    const due = (unit: Clock['unit'], runs: Clock['runs']) => dueOn(from, clock(unit, runs), school).on;
    expect(due('weeks', 'before')).toBe('2024-10-30');
    expect(due('calendar days', 'before')).toBe('2024-11-11');
    expect(due('calendar days', 'from')).toBe('2024-11-14');
    expect(due('school days', 'from')).toBe('2024-11-14');
  });
});

describe('lateness', () => {
  test.each<[Name, string, string, number]>([
    ['withoutDelay', '2024-10-18', '2024-10-18', 0],
    ['withoutDelay', '2024-10-18', '2024-10-19', 0],
    ['withoutDelay', '2024-10-18', '2024-10-25', 0],
    ['withoutDelay', '2024-10-18', '2024-10-28', 1],
    ['withoutDelay', '2024-11-28', '2024-12-03', 2],
    ['newPupilReturn', '2024-12-25', '2024-12-28', 3],
    ['managedMoveTrial', '2025-01-27', '2025-01-28', 1],
    ['managedMoveTrial', '2025-01-27', '2025-02-03', 1],
    ['managedMoveTrial', '2025-01-27', '2025-02-04', 2],
    ['managedMoveTrial', '2025-01-27', '2025-01-20', 0],
  ])('of %s, due on %s, is counted in its own unit: on %s by %s', (name, due, on, units) => {
    expect(lateBy(day(due), day(on), all[name], school)).toEqual({ units, byDefaultCalendar: false });
  });

  test('in school days says when the school’s calendar was not known', () => {
    const late = lateBy(day('2024-11-11'), day('2024-11-13'), withoutDelay, SchoolCalendar.byDefault);
    expect(late).toEqual({ units: 2, byDefaultCalendar: true });
  });
});
