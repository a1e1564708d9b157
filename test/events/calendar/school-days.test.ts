import fc from 'fast-check';
import {
  addDays,
  asPlainDate as day,
  dayNumber,
  fromDayNumber,
  plainDate,
  type PlainDate,
} from '../../../events/calendar/plain-date.js';
import {
  closureKinds,
  SchoolCalendar,
  type SchoolYearCalendar,
} from '../../../events/calendar/school-calendar.js';
import {
  addSchoolDays,
  nthSchoolDayFrom,
  schoolDaysBetween,
  sessionsWithin,
  subtractSchoolDays,
} from '../../../events/calendar/school-days.js';
import { schoolYearFrom, type SchoolTerm } from '../../../events/calendar/school-year.js';
import { dayByOracle, daysOf } from './school-days-oracle.js';

const period = (startsOn: string, endsOn: string) => ({ startsOn: day(startsOn), endsOn: day(endsOn) });

/** Three terms with half-terms, INSET days, a half-day and a Saturday. */
const year: SchoolYearCalendar = {
  schoolYear: schoolYearFrom(2024),
  terms: [
    period('2024-09-03', '2024-12-20'),
    period('2025-01-06', '2025-04-04'),
    period('2025-04-22', '2025-07-22'),
  ],
  closures: [
    { kind: 'half-term', ...period('2024-10-21', '2024-10-25') },
    { kind: 'inset', ...period('2024-11-29', '2024-11-29') },
    { kind: 'inset', ...period('2025-01-06', '2025-01-06') },
    { kind: 'half-term', ...period('2025-02-17', '2025-02-21') },
    { kind: 'half-term', ...period('2025-05-26', '2025-05-30') },
  ],
  sessionDays: [
    { on: day('2024-12-20'), sessions: 1 },
    { on: day('2025-03-15'), sessions: 2 },
  ],
};
const school = new SchoolCalendar([year]);

describe('a day of a school', () => {
  test.each([
    ['a weekday of term', '2024-09-03', 2],
    ['the half-day at the end of a term', '2024-12-20', 1],
    ['a Saturday', '2024-09-07', 0],
    ['a Saturday on which the school meets', '2025-03-15', 2],
    ['a bank holiday in term', '2025-05-05', 0],
    ['an INSET day', '2024-11-29', 0],
    ['a day of half-term', '2024-10-23', 0],
    ['a day of the half-term that the default has, which this school has not', '2024-10-30', 2],
    ['a day of the holiday between two terms', '2025-04-15', 0],
  ] as const)('%s (%s) has as many sessions as were reported: %s', (_, date, sessions) => {
    expect(school.on(day(date))).toEqual({ sessions, byDefault: false });
  });

  test.each([
    ['a weekday', '2024-09-03', 2],
    ['a day of half-term', '2024-10-30', 0],
    ['a day at Christmas', '2024-12-23', 0],
    ['a day of the summer holiday', '2025-08-05', 0],
  ] as const)(
    '%s (%s) is the default’s where nobody reported a calendar: %s sessions',
    (_, date, sessions) => {
      expect(SchoolCalendar.byDefault.on(day(date))).toEqual({ sessions, byDefault: true });
    },
  );

  test('at the end of the year that is known stands on the default for the next one’s first day', () => {
    expect(school.on(day('2025-07-23'))).toEqual({ sessions: 0, byDefault: true });
    expect(school.on(day('2025-09-01'))).toEqual({ sessions: 2, byDefault: true });
  });

  test('in terms whose half-terms nobody reported stands on the default where one may be', () => {
    const bare = new SchoolCalendar([{ ...year, closures: [], sessionDays: [] }]);
    expect(bare.on(day('2024-10-30'))).toEqual({ sessions: 0, byDefault: true });
    expect(bare.on(day('2024-10-23'))).toEqual({ sessions: 2, byDefault: true });
    expect(bare.on(day('2024-10-14'))).toEqual({ sessions: 2, byDefault: false });
  });

  test('between terms further apart than a holiday is, so that one of them is missing, is the default’s', () => {
    const apart = (next: string) =>
      new SchoolCalendar([
        { ...year, terms: [period('2024-09-03', '2024-10-18'), period(next, '2024-12-20')], closures: [] },
      ]).on(day('2024-11-06'));
    expect(apart('2024-11-18')).toEqual({ sessions: 0, byDefault: false });
    expect(apart('2024-11-19')).toEqual({ sessions: 2, byDefault: true });
  });

  test('between six terms is half-term as they tell it', () => {
    const six = [
      period('2024-09-03', '2024-10-18'),
      period('2024-10-28', '2024-12-20'),
      ...year.terms.slice(1),
    ];
    const halves = new SchoolCalendar([{ ...year, terms: six, closures: [] }]);
    expect(halves.on(day('2024-10-23'))).toEqual({ sessions: 0, byDefault: false });
    expect(halves.on(day('2024-10-30'))).toEqual({ sessions: 2, byDefault: false });
  });
});

describe('school days', () => {
  test.each([
    ['over a weekend', '2024-09-05', 2, '2024-09-09'],
    ['over an INSET day', '2024-11-28', 1, '2024-12-02'],
    ['over half-term', '2024-10-18', 1, '2024-10-28'],
    ['over Christmas and the INSET day after it', '2024-12-19', 15, '2025-01-24'],
    ['from a day that is none', '2024-09-07', 1, '2024-09-09'],
    ['over the early May bank holiday', '2025-05-02', 1, '2025-05-06'],
    ['none at all', '2024-10-23', 0, '2024-10-23'],
  ])('are added %s: %s and %s is %s', (_, from, days, on) => {
    expect(addSchoolDays(day(from), days, school)).toEqual({ on, byDefault: false });
  });

  test('are subtracted the same way: two before a Monday are the Thursday', () => {
    expect(subtractSchoolDays(day('2024-09-16'), 2, school).on).toBe('2024-09-12');
  });

  test('have numbers in a period: the sixth of one that begins on a Monday is the Monday after', () => {
    expect(nthSchoolDayFrom(day('2024-09-09'), 6, school).on).toBe('2024-09-16');
    expect(nthSchoolDayFrom(day('2024-09-07'), 1, school).on).toBe('2024-09-09');
  });

  test('count a half-day as a day, and as one session', () => {
    expect(schoolDaysBetween(day('2024-12-18'), day('2024-12-20'), school).count).toBe(2);
    expect(sessionsWithin(day('2024-12-19'), day('2024-12-20'), school).count).toBe(3);
  });

  test('say when they stand on the default', () => {
    expect(addSchoolDays(day('2025-07-21'), 1, school).byDefault).toBe(false);
    expect(addSchoolDays(day('2025-07-21'), 2, school)).toEqual({ on: '2025-09-01', byDefault: true });
    expect(addSchoolDays(day('2024-09-06'), 1, SchoolCalendar.byDefault).byDefault).toBe(true);
  });

  test('are whole numbers, from 0 on, or from 1 on where they are numbers in a period', () => {
    for (const bad of [-1, 1.5, Number.NaN])
      expect(() => addSchoolDays(day('2024-09-06'), bad, school)).toThrow(RangeError);
    expect(() => nthSchoolDayFrom(day('2024-09-06'), 0, school)).toThrow(RangeError);
  });
});

const within = (first: PlainDate, last: PlainDate) =>
  fc.integer({ min: dayNumber(first), max: dayNumber(last) }).map(fromDayNumber);

/** A school year as one may be: some terms unknown, in halves or not, with anything that differs within them. */
const anyYear = (start: number): fc.Arbitrary<SchoolYearCalendar> => {
  const [next, schoolYear] = [start + 1, schoolYearFrom(start)];
  const autumn = fc.tuple(
    within(plainDate(start, 8, 25), plainDate(start, 9, 9)),
    within(plainDate(start, 12, 14), plainDate(start, 12, 24)),
  );
  const spring = fc.tuple(
    within(plainDate(next, 1, 2), plainDate(next, 1, 9)),
    within(plainDate(next, 3, 20), plainDate(next, 4, 10)),
  );
  const summer = fc.tuple(
    within(plainDate(next, 4, 11), plainDate(next, 4, 28)),
    within(plainDate(next, 7, 10), plainDate(next, 7, 28)),
  );
  const split = fc.option(fc.integer({ min: 40, max: 55 }), { freq: 2 });
  const terms = fc
    .tuple(fc.subarray([0, 1, 2]), fc.tuple(autumn, spring, summer), split)
    .map(([kept, all, at]) => kept.flatMap((place) => inHalves(all[place], at)));
  const anyDay = within(plainDate(start, 8, 20), plainDate(next, 8, 20));
  const closure = fc
    .tuple(fc.constantFrom(...closureKinds), anyDay, fc.integer({ min: 0, max: 6 }))
    .map(([kind, startsOn, length]) => ({ kind, startsOn, endsOn: addDays(startsOn, length) }));
  const sessionDay = fc.record({ on: anyDay, sessions: fc.constantFrom(1, 2) });
  return fc.record({
    schoolYear: fc.constant(schoolYear),
    terms,
    closures: fc.array(closure, { maxLength: 6 }),
    sessionDays: fc.uniqueArray(sessionDay, { maxLength: 4, selector: ({ on }) => on }),
  });
};

function inHalves(
  [startsOn, endsOn]: readonly [PlainDate, PlainDate] | undefined = [day('2024-01-01'), day('2024-01-01')],
  at: number | null,
): SchoolTerm[] {
  if (at === null) return [{ startsOn, endsOn }];
  const half = addDays(startsOn, at);
  return [
    { startsOn, endsOn: half },
    { startsOn: addDays(half, 10), endsOn },
  ];
}

const anyYears = fc
  .tuple(fc.subarray([2022, 2023, 2024]), fc.tuple(anyYear(2022), anyYear(2023), anyYear(2024)))
  .map(([kept, years]) => kept.flatMap((start) => years[start - 2022] ?? []));
const anyDate = within(plainDate(2022, 7, 1), plainDate(2025, 10, 31));

describe('whatever was reported', () => {
  test('every day is what it is when looked at by itself', () => {
    fc.assert(
      fc.property(anyYears, anyDate, (years, from) => {
        const calendar = new SchoolCalendar(years);
        for (const date of daysOf(from, addDays(from, 30)))
          expect([date, calendar.on(date)]).toEqual([date, dayByOracle(date, years)]);
      }),
    );
  });

  test('days between two dates and sessions are those that are counted one by one', () => {
    fc.assert(
      fc.property(anyYears, anyDate, fc.nat(60), (years, from, length) => {
        const calendar = new SchoolCalendar(years);
        const to = addDays(from, length);
        const days = daysOf(addDays(from, 1), to).map((date) => dayByOracle(date, years));
        const count = days.filter(({ sessions }) => sessions > 0).length;
        const byDefault = days.some((each) => each.byDefault);
        expect(schoolDaysBetween(from, to, calendar)).toEqual({ count, byDefault });
        expect(schoolDaysBetween(to, from, calendar)).toEqual({ count: count === 0 ? 0 : -count, byDefault });
        const sessions = days.reduce((sum, each) => sum + each.sessions, 0);
        expect(sessionsWithin(addDays(from, 1), to, calendar)).toEqual({ count: sessions, byDefault });
      }),
    );
  });

  test('a number of school days on or back is the first date up to which so many are counted', () => {
    fc.assert(
      fc.property(anyYears, anyDate, fc.integer({ min: 1, max: 25 }), (years, from, days) => {
        const calendar = new SchoolCalendar(years);
        const isSchoolDay = (date: PlainDate): boolean => dayByOracle(date, years).sessions > 0;
        const onward = daysOf(addDays(from, 1), addDays(from, 120)).filter(isSchoolDay);
        const back = daysOf(addDays(from, -120), addDays(from, -1)).filter(isSchoolDay);
        expect(addSchoolDays(from, days, calendar).on).toBe(onward[days - 1]);
        expect(subtractSchoolDays(from, days, calendar).on).toBe(back.at(-days));
        expect(nthSchoolDayFrom(addDays(from, 1), days, calendar).on).toBe(onward[days - 1]);
        expect(schoolDaysBetween(from, addSchoolDays(from, days, calendar).on, calendar).count).toBe(days);
      }),
    );
  });

  test('a date by default is one on whose way a day is by default', () => {
    fc.assert(
      fc.property(anyYears, anyDate, fc.integer({ min: 1, max: 10 }), (years, from, days) => {
        const { on, byDefault } = addSchoolDays(from, days, new SchoolCalendar(years));
        const way = daysOf(addDays(from, 1), on).map((date) => dayByOracle(date, years));
        expect(byDefault).toBe(way.some((each) => each.byDefault));
      }),
    );
  });
});
