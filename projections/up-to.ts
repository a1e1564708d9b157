/** What views of a day share. */
import type { PlainDate } from '../events/calendar/plain-date.js';

/** A date as it is known on a day: null while it lies ahead. */
export const upTo = (date: PlainDate | null, day: PlainDate): PlainDate | null =>
  date !== null && date <= day ? date : null;
