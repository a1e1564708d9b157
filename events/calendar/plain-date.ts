/**
 * A calendar date in Europe/London, `YYYY-MM-DD`. Dates compare as strings; no time of day, no zone.
 */

declare const brand: unique symbol;
export type PlainDate = string & { readonly [brand]: 'PlainDate' };

const isShaped = (text: string): text is PlainDate => /^\d{4}-\d{2}-\d{2}$/.test(text);
const dayMs = 86_400_000;

/** Whether the text is a date that exists, from 1900 to 2199: before and after, a year is a slip of the hand. */
export function isPlainDate(value: unknown): value is PlainDate {
  if (typeof value !== 'string' || !isShaped(value)) return false;
  const [year, month, day] = [yearOf(value), monthOf(value), dayOf(value)];
  return (
    year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  );
}

/** @throws RangeError when the text is no date that exists. */
export function asPlainDate(value: string): PlainDate {
  if (!isPlainDate(value)) throw new RangeError('not a calendar date');
  return value;
}

/**
 * The calendar day in London of a time, which is another than UTC's in the last hour of it in summer alone.
 * @param time ISO 8601 in UTC, as recorded times are
 */
export const dayInLondon = (time: string): PlainDate =>
  asPlainDate(time.slice(11, 13) === '23' ? inLondon.format(new Date(time)) : time.slice(0, 10));

/** en-CA writes dates as YYYY-MM-DD. */
const inLondon = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

/** Month is 1 to 12. */
export function plainDate(year: number, month: number, day: number): PlainDate {
  return asPlainDate(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

/** A date reckoned from others, which may fall outside the years that a report may name. Month is 1 to 12. */
export function reckonedDate(year: number, month: number, day: number): PlainDate {
  return fromDayNumber(Date.UTC(year, month - 1, day) / dayMs);
}

export const yearOf = (date: PlainDate): number => leadingYear(date);
export const monthOf = (date: PlainDate): number => digit(date, 5) * 10 + digit(date, 6);
export const dayOf = (date: PlainDate): number => digit(date, 8) * 10 + digit(date, 9);

/** Read where it stands: a date is taken apart dozens of times for each pupil, and what is cut out of it is garbage. */
const digit = (text: string, place: number): number => text.charCodeAt(place) - 48;

/** The year that dates and school years begin with. */
export const leadingYear = (text: string): number =>
  digit(text, 0) * 1000 + digit(text, 1) * 100 + digit(text, 2) * 10 + digit(text, 3);

/** Days since 1 January 1970, by the days of whole years of four centuries, each begun in March. */
export function dayNumber(date: PlainDate): number {
  const month = monthOf(date);
  const year = month > 2 ? yearOf(date) : yearOf(date) - 1;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOf(date) - 1;
  return (
    365 * year +
    Math.floor(year / 4) -
    Math.floor(year / 100) +
    Math.floor(year / 400) +
    ofYear -
    daysBefore1970
  );
}

/** From 1 March of the year nought. */
const daysBefore1970 = 719_468;

export function fromDayNumber(day: number): PlainDate {
  let date = dates[day - firstKept];
  if (date === undefined) {
    date = new Date(day * dayMs).toISOString().slice(0, 10) as PlainDate;
    if (day >= firstKept && day < firstKept + daysKept) dates[day - firstKept] = date;
  }
  return date;
}

/** Each date from 1900 to 2199 is written once: writing them was an eighth of a rebuild. */
const firstKept = -25_567;
const daysKept = 109_573;
const dates = new Array<PlainDate | undefined>(daysKept);

export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** The same day of a later month, or that month's last day where it is shorter. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const first = reckonedDate(yearOf(date), monthOf(date) + months, 1);
  return reckonedDate(
    yearOf(first),
    monthOf(first),
    Math.min(dayOf(date), daysInMonth(yearOf(first), monthOf(first))),
  );
}

/** The Monday of the date's week. */
export const mondayOf = (date: PlainDate): PlainDate => addDays(date, -((weekdayOf(date) + 6) % 7));

/** Calendar days from the first date to the second; negative when the second is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 is Sunday, 6 Saturday. */
export function weekdayOf(date: PlainDate): number {
  // 1 January 1970 was a Thursday; the days before it have negative numbers.
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

export const earlier = (a: PlainDate, b: PlainDate): PlainDate => (a <= b ? a : b);
export const later = (a: PlainDate, b: PlainDate): PlainDate => (a >= b ? a : b);

/** The first of those days that are known; null where none is. */
export const earliest = (...days: readonly (PlainDate | null | undefined)[]): PlainDate | null =>
  oneOf(days, earlier);

/** The last of those days that are known; null where none is. */
export const latest = (...days: readonly (PlainDate | null | undefined)[]): PlainDate | null =>
  oneOf(days, later);

function oneOf(
  days: readonly (PlainDate | null | undefined)[],
  chosen: (a: PlainDate, b: PlainDate) => PlainDate,
): PlainDate | null {
  let found: PlainDate | null = null;
  for (const day of days) if (day) found = found === null ? day : chosen(found, day);
  return found;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
