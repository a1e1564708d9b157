/**
 * The days on which a school meets. A *school day* is one on which it holds a session (Education Act 1996 s.579), so a
 * half-day is a school day, and an INSET day, on which only staff come, is none. What nobody reported is taken from a
 * default, and every answer says when it was.
 */
import { isBankHoliday, springBankHoliday } from './bank-holidays.js';
import {
  addDays,
  dayNumber,
  fromDayNumber,
  mondayOf,
  monthOf,
  reckonedDate,
  weekdayOf,
  yearOf,
  type PlainDate,
} from './plain-date.js';
import { betweenTerms, holidaysBetween, type SchoolTerms, type SchoolYear } from './school-year.js';

/** Why a school does not meet on a weekday of its terms. `closed` is every reason but the two others. */
export const closureKinds = ['half-term', 'inset', 'closed'] as const;
export type ClosureKind = (typeof closureKinds)[number];

/** First and last day included. */
export interface Closure {
  readonly kind: ClosureKind;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
}

/** A day with other sessions than a weekday of term: one on a half-day; one or two on a Saturday or a bank holiday. */
export interface SessionDay {
  readonly on: PlainDate;
  readonly sessions: number;
}

/** What was reported of one school year. */
export interface SchoolYearCalendar {
  readonly schoolYear: SchoolYear;
  readonly terms: SchoolTerms;
  readonly closures: readonly Closure[];
  readonly sessionDays: readonly SessionDay[];
}

/** How a school meets on a day. */
export interface DayOfSchool {
  /** Two on a whole day, one on a half-day, none on a day that is no school day. */
  readonly sessions: 0 | 1 | 2;
  /** Whether the default says so, because nobody reported it. No calendar is asked about weekends and bank holidays. */
  readonly byDefault: boolean;
}

/** A school's days, of whatever years were reported; the default stands in for all others. Never changes. */
export class SchoolCalendar {
  /** Of a school of which nobody reported a calendar. */
  static readonly byDefault = new SchoolCalendar([]);

  readonly terms: SchoolTerms;
  private readonly closures: readonly Closure[];
  private readonly sessionDays: ReadonlyMap<PlainDate, DayOfSchool>;
  /**
   * By day, in pieces of 512 days with a byte for each: a clock looks at dozens of days, and many clocks at the same ones.
   * (A map of days was a sixtieth of a rebuild.)
   */
  private readonly known: (Uint8Array | undefined)[] = [];

  constructor(private readonly years: readonly SchoolYearCalendar[]) {
    this.terms = years.flatMap(({ terms }) => terms);
    this.closures = years.flatMap(({ closures }) => closures);
    this.sessionDays = new Map(
      years
        .flatMap(({ sessionDays }) => sessionDays)
        .map(({ on, sessions }) => [on, sessions === 1 ? halfDay : wholeDay]),
    );
  }

  /** What was reported of that school year; undefined where nothing was. */
  ofYear(schoolYear: SchoolYear): SchoolYearCalendar | undefined {
    return this.years.find((year) => year.schoolYear === schoolYear);
  }

  on(date: PlainDate): DayOfSchool {
    return this.onDayNumber(dayNumber(date));
  }

  /** @param day days since 1 January 1970 */
  onDayNumber(day: number): DayOfSchool {
    const piece = (this.known[(day + daysBefore1970) >> 9] ??= new Uint8Array(512));
    const place = (day + daysBefore1970) & 511;
    let known = kindsOfDay[piece[place] ?? 0];
    if (known === undefined) {
      known = this.reckon(fromDayNumber(day));
      piece[place] = kindsOfDay.indexOf(known);
    }
    return known;
  }

  private reckon(date: PlainDate): DayOfSchool {
    const reported = this.sessionDays.get(date);
    if (reported) return reported;
    const weekday = weekdayOf(date);
    if (weekday === 0 || weekday === 6 || isBankHoliday(date)) return noSession;
    if (this.closures.some((closure) => isWithin(date, closure))) return noSession;
    const year = this.years.find(({ terms }) => terms.some((term) => isWithin(date, term)));
    if (year) return tellsHalfTerms(year) ? wholeDay : withDefaultHalfTerms(date);
    if (betweenTerms(date, this.terms)) return noSession;
    const holiday = holidaysBetween(date, date, this.terms).find(
      ({ firstDay, lastDay }) => date >= firstDay && date <= lastDay,
    );
    if (holiday) return holiday.byDefault ? noSessionByDefault : noSession;
    return isInDefaultHalfTerm(date) ? noSessionByDefault : wholeDayByDefault;
  }
}

/** Terms that are more than three are halves, with the half-term between them. */
const tellsHalfTerms = ({ terms, closures }: SchoolYearCalendar): boolean =>
  terms.length > 3 || closures.some(({ kind }) => kind === 'half-term');

/** In terms whose half-terms nobody reported, they may lie a week to either side of the default's. */
function withDefaultHalfTerms(date: PlainDate): DayOfSchool {
  if (isInDefaultHalfTerm(date)) return noSessionByDefault;
  const mayBeOne = isInDefaultHalfTerm(addDays(date, 7)) || isInDefaultHalfTerm(addDays(date, -7));
  return mayBeOne ? wholeDayByDefault : wholeDay;
}

/**
 * The weeks of 28 October, of 18 February and of the spring bank holiday, which are those that most authorities of
 * England keep. [our choice]
 */
function isInDefaultHalfTerm(date: PlainDate): boolean {
  const monday = mondayOf(date);
  const year = yearOf(date);
  switch (monthOf(date)) {
    case 10:
    case 11:
      return monday === mondayOf(reckonedDate(year, 10, 28));
    case 2:
      return monday === mondayOf(reckonedDate(year, 2, 18));
    case 5:
    case 6:
      return monday === mondayOf(springBankHoliday(year));
    default:
      return false;
  }
}

const isWithin = (date: PlainDate, { startsOn, endsOn }: Pick<Closure, 'startsOn' | 'endsOn'>): boolean =>
  date >= startsOn && date <= endsOn;

const noSession: DayOfSchool = { sessions: 0, byDefault: false };
const halfDay: DayOfSchool = { sessions: 1, byDefault: false };
const wholeDay: DayOfSchool = { sessions: 2, byDefault: false };
const noSessionByDefault: DayOfSchool = { sessions: 0, byDefault: true };
const wholeDayByDefault: DayOfSchool = { sessions: 2, byDefault: true };

/** Nought is a day that nobody asked for yet. */
const kindsOfDay: readonly (DayOfSchool | undefined)[] = [
  undefined,
  noSession,
  halfDay,
  wholeDay,
  noSessionByDefault,
  wholeDayByDefault,
];
/** From 1 January 1900, before which no report names a day. */
const daysBefore1970 = 25_567;
