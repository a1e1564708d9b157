/**
 * The clocks of the duties. Each runs in its own unit: a week of holiday is no time at all to a governing board, and a
 * week to a trial of twelve. What counts in sums instead (5, 15 and 45 days of suspension) is no clock.
 */
import { addDays, daysBetween, type PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolCalendar } from '../../events/calendar/school-calendar.js';
import {
  addSchoolDays,
  nthSchoolDayFrom,
  schoolDaysBetween,
  subtractSchoolDays,
  type ReckonedDate,
} from '../../events/calendar/school-days.js';

export type ClockUnit = 'school days' | 'calendar days' | 'weeks';

export interface Clock {
  /** A whole number of its units. */
  readonly length: number;
  readonly unit: ClockUnit;
  /**
   * `after`: the day that starts it is not counted. `from`: that day is the first, so the sixth school day is five
   * later. `before`: it runs backwards, to the last day on which something may still be done.
   */
  readonly runs: 'after' | 'from' | 'before';
  /** Where its length is laid down, or whose own standard it is. */
  readonly source: string;
}

export interface DueDate {
  readonly on: PlainDate;
  /** Whether any day that was counted stands on the default calendar, because nobody reported the school's. */
  readonly byDefaultCalendar: boolean;
}

export interface Lateness {
  /** In the clock's own units; 0 in time. */
  readonly units: number;
  readonly byDefaultCalendar: boolean;
}

/** The last day in time. @param calendar of the school that the clock runs at; of its authority where it runs at none */
export function dueOn(from: PlainDate, clock: Clock, calendar: SchoolCalendar): DueDate {
  const { on, byDefault } =
    clock.unit === 'school days'
      ? inSchoolDays(from, clock, calendar)
      : { on: addDays(from, inCalendarDays(clock)), byDefault: false };
  return { on, byDefaultCalendar: byDefault };
}

/**
 * By how many of the clock's own units a day is late: school days after the last day in time up to and with it, or
 * calendar days, or weeks begun. A day on which no school meets can be past the last day and no school day late.
 *
 * @param due the last day in time
 * @param on the day on which it was done, or the day asked for while it is not done
 */
export function lateBy(
  due: PlainDate,
  on: PlainDate,
  { unit }: Pick<Clock, 'unit'>,
  calendar: SchoolCalendar,
): Lateness {
  if (on <= due) return { units: 0, byDefaultCalendar: false };
  if (unit === 'school days') {
    const { count, byDefault } = schoolDaysBetween(due, on, calendar);
    return { units: count, byDefaultCalendar: byDefault };
  }
  const days = daysBetween(due, on);
  return { units: unit === 'weeks' ? Math.ceil(days / 7) : days, byDefaultCalendar: false };
}

/** The clocks of law, guidance and custom. Those that authorities set for themselves stand in the register. */
export const clocks = {
  /** From the day on which the governing board was told of the exclusion. */
  boardReinstatement: {
    length: 15,
    unit: 'school days',
    runs: 'after',
    source: 'SI 2012/1033 regs 6, 15, 24',
  },
  /** The same where the pupil is out for more than 5 and at most 15 days in a term and the parent makes representations. */
  boardRepresentations: {
    length: 50,
    unit: 'school days',
    runs: 'after',
    source: 'SI 2012/1033 regs 6, 15, 24',
  },
  /** From the day on which the parent had notice of the board's decision. */
  panelApplication: { length: 15, unit: 'school days', runs: 'after', source: 'SI 2012/1033 Sch 1 para 2' },
  /** From the day on which the application was made. [check] */
  panelReview: { length: 15, unit: 'school days', runs: 'after', source: 'SI 2012/1033 Sch 1 para 2' },
  /** From the day on which the board had notice of the panel's decision. */
  boardReconsideration: { length: 10, unit: 'school days', runs: 'after', source: 'SI 2012/1033' },
  /** From the first day of exclusion. */
  sixthDayEducation: { length: 6, unit: 'school days', runs: 'from', source: 'SI 2007/1870 as amended' },
  /** Back from the first day of the direction. */
  directionNotice: { length: 2, unit: 'school days', runs: 'before', source: 'SI 2010/1156 as amended' },
  /** From the review before: within it, no request for another binds the board. */
  directionReviewAgain: { length: 10, unit: 'weeks', runs: 'after', source: 'SI 2012/2532' },
  /** From the day on which the child was agreed to come under the protocol. */
  fairAccessPlacement: {
    length: 20,
    unit: 'school days',
    runs: 'after',
    source: 'School Admissions Code, fair access protocols',
  },
  /** From the day on which the name was entered. */
  newPupilReturn: { length: 5, unit: 'calendar days', runs: 'after', source: 'SI 2024/208 reg 13(1)' },
  /** From the day on which the pupil ceased to be registered. */
  commonTransferFile: {
    length: 15,
    unit: 'school days',
    runs: 'after',
    source: 'SI 2005/1437 (pupil information)',
  },
  /** From the first day of the trial. */
  managedMoveTrial: { length: 12, unit: 'weeks', runs: 'after', source: 'local protocol' },
  /** Of the day on which the name is deleted. */
  deletionReturn: { length: 0, unit: 'calendar days', runs: 'after', source: 'SI 2024/208 reg 13' },
} as const satisfies Readonly<Record<string, Clock>>;

function inSchoolDays(from: PlainDate, { runs, length }: Clock, calendar: SchoolCalendar): ReckonedDate {
  if (runs === 'before') return subtractSchoolDays(from, length, calendar);
  return runs === 'from' ? nthSchoolDayFrom(from, length, calendar) : addSchoolDays(from, length, calendar);
}

function inCalendarDays({ unit, runs, length }: Clock): number {
  const days = unit === 'weeks' ? 7 * length : length;
  if (runs === 'before') return -days;
  return runs === 'from' ? days - 1 : days;
}
