/** What views of a day share. */
import type { PlainDate } from '../events/calendar/plain-date.js';

/** What had been told, or done, by the day. */
export const toldUpTo = <T extends { readonly on: PlainDate }>(all: readonly T[], day: PlainDate): T[] =>
  all.filter(({ on }) => on <= day);

/** A date as it is known on a day: null while it lies ahead. */
export const upTo = (date: PlainDate | null, day: PlainDate): PlainDate | null =>
  date !== null && date <= day ? date : null;
