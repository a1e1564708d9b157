import { isPlainDate, type PlainDate } from '../../../events/calendar/plain-date.js';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const timeOfDay = /[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/;

/**
 * A day as the files write it: `2012-Jan-21 00:00:00` (COLLECT), `31-08-2021` and `01/04/2009` (Get Information About
 * Schools), `2019-09-01 00:00:00`. Undefined for what is no date that exists. Where day and month are both numbers the
 * day comes first: these are English files.
 */
export function reportedDate(text: string): PlainDate | undefined {
  const day = text.replace(timeOfDay, '');
  const iso = /^(\d{4})-(\d{2}|[A-Za-z]{3})-(\d{2})$/.exec(day);
  if (iso) return dateOf(iso[1], monthNumber(iso[2]), iso[3]);
  const english = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(day);
  return english ? dateOf(english[3], english[2], english[1]) : undefined;
}

function monthNumber(month = ''): string {
  const named = months.indexOf(month.toLowerCase());
  return named === -1 ? month : String(named + 1);
}

function dateOf(year = '', month = '', day = ''): PlainDate | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(date) ? date : undefined;
}
