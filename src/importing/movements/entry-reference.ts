/** How a row names another entry: by its id or, as forms know it, by what happened and when. */
import { isEventType, type EventType } from '../../../events/catalogue.js';
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import { asEventId, uuidShape, type EventId } from '../../../events/identifiers.js';
import { standingFacts } from '../../../projections/standing-facts.js';
import { reportedDate } from '../csv/reported-date.js';

export type EntryReference = EventId | DatedEntry;

interface DatedEntry {
  readonly type: EventType;
  readonly on: PlainDate;
  /** 1, 2 … of several first told of that day, in the order in which they were recorded; then those corrected to it. */
  readonly number?: number;
}

/** Reads `PermanentlyExcluded 2025-01-13`, `PartyNotified 05/02/2024 2`, or an id; undefined for what is neither. */
export function readReference(text: string): EntryReference | undefined {
  if (uuidShape.test(text)) return asEventId(text);
  const [type = '', day = '', number, ...more] = text.split(/\s+/);
  const on = reportedDate(day);
  if (!isEventType(type) || on === undefined || more.length > 0) return undefined;
  if (number === undefined) return { type, on };
  return /^[1-9]\d{0,2}$/.test(number) ? { type, on, number: Number(number) } : undefined;
}

/**
 * The entry that is meant. It keeps the day on which it was first told beside the one to which it was corrected, and its
 * number when others of that day are withdrawn: a file that is sent again means the same entries.
 *
 * @returns `missing` where the history holds none; `ambiguous` where a number would have to say which
 */
export function entryMeant(
  history: readonly HistoryEvent[],
  reference: EntryReference,
): EventId | 'missing' | 'ambiguous' {
  if (typeof reference === 'string') return reference;
  const { type, on, number } = reference;
  const days = new Map(standingFacts(history).facts.map(({ entry, data }) => [entry, data.effectiveOn]));
  const ofType = history.filter((event) => event.type === type);
  const told = [
    ...ofType.filter(({ data }) => data.effectiveOn === on),
    ...ofType.filter(({ id, data }) => data.effectiveOn !== on && days.get(id) === on),
  ];
  if (number !== undefined) return told[number - 1]?.id ?? 'missing';
  const standing = told.filter(({ id }) => days.has(id));
  const [meant, other] = standing.length > 0 ? standing : told;
  if (!meant) return 'missing';
  return other ? 'ambiguous' : meant.id;
}
