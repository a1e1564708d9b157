/**
 * What a characteristic is: the categories that it sorts pupils into, and as at which day, told apart for what happened
 * and for who was on roll. A category that is not known is none: it adds to no tally, and is the total less the known.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { CodeList } from '../../events/codes/code-list.js';
import { byText, sorted } from '../order.js';
import type { Circumstances, Dated } from '../trajectory/circumstances.js';

/**
 * As at which day a category holds: as now known, whatever the day; on January census day of the school year; on the day
 * of the event itself.
 */
export type Point = 'now-known' | 'january' | 'event';

export interface Category {
  readonly code: string;
  readonly label: string;
}

/** Several categories taken together: worked out when read. */
export interface Union extends Category {
  readonly of: readonly string[];
}

/** The categories that hold from a day on, up to the next; from ever on, where the day is null. */
export interface Stretch {
  readonly from: PlainDate | null;
  readonly codes: readonly string[];
}

/** What an event knows of the pupil beside the circumstances. */
export interface EventPoint {
  readonly on: PlainDate;
  /** January census day of its school year. */
  readonly january: PlainDate;
  /** As the report of an exclusion states it. */
  readonly senProvision: string | null;
}

export interface Characteristic {
  readonly name: string;
  readonly label: string;
  /** How pupils are sorted, with whatever is our choice. */
  readonly says: string;
  readonly source: string;
  readonly ofEvents: Point;
  readonly ofRoll: Point;
  readonly categories: readonly Category[];
  readonly unions: readonly Union[];
  /** Whether a pupil is in one category at most, so that categories add up. */
  readonly exclusive: boolean;
  /** The category that others are compared with; null for everybody. */
  readonly comparator: string | null;
  readonly stretches: (circumstances: Circumstances) => readonly Stretch[];
  /** Where an event knows more than the stretches. */
  readonly atEvent?: (circumstances: Circumstances, event: EventPoint) => readonly string[];
}

export const none: readonly never[] = [];

/** @param stretches in the order of their days @param day null for before every day that anything is known of */
export function codesOn(stretches: readonly Stretch[], day: PlainDate | null): readonly string[] {
  let codes: readonly string[] = none;
  for (const stretch of stretches) {
    if (stretch.from !== null && (day === null || stretch.from > day)) break;
    codes = stretch.codes;
  }
  return codes;
}

/** The day that an event's categories are looked up on. */
const dayFor = (point: Point, { on, january }: EventPoint): PlainDate => (point === 'january' ? january : on);

/** @param stretches the characteristic's own, of the same pupil */
export function codesAtEvent(
  { ofEvents, atEvent }: Pick<Characteristic, 'ofEvents' | 'atEvent'>,
  stretches: readonly Stretch[],
  circumstances: Circumstances,
  event: EventPoint,
): readonly string[] {
  if (atEvent) return atEvent(circumstances, event);
  return codesOn(stretches, dayFor(ofEvents, event));
}

/** What is not in the list of its codes, or cannot be told from them, is a category too: somebody reported it. */
export const unlisted: Category = { code: 'unlisted', label: 'A code that its list does not hold' };

/** The codes of a list that others are not counted as, and one for those that it does not hold. */
export const categoriesOf = (
  { codes }: CodeList,
  isOwn: (code: string) => boolean = () => true,
): Category[] => [
  ...[...codes.values()].flatMap(({ code, label }) => (isOwn(code) ? { code, label } : [])),
  unlisted,
];

/** What says something else than the entry before it: every census repeats what did not change. */
export function changesIn<T>(timeline: readonly Dated<T>[]): readonly Dated<T>[] {
  let last = timeline[0];
  if (last === undefined) return none;
  const changes = [last];
  for (const entry of timeline) if (entry.value !== last.value) changes.push((last = entry));
  return changes;
}

/** A timeline as it was reported, each value as its category. */
export const asReported = <T>(
  timeline: readonly Dated<T>[],
  codeOf: (value: T) => string,
): readonly Stretch[] =>
  timeline.length === 0
    ? none
    : changesIn(timeline).map(({ from, value }) => ({ from, codes: [codeOf(value)] }));

/** The last value, for every day. */
export function asNowKnown<T>(
  timeline: readonly Dated<T>[],
  codeOf: (value: T) => string,
): readonly Stretch[] {
  const last = timeline.at(-1);
  return last === undefined ? none : [{ from: null, codes: [codeOf(last.value)] }];
}

/** One timeline of several: whatever changes in one of them may change what they come to together. */
export function together(
  timelines: readonly (readonly Dated<unknown>[])[],
  codesOnDay: (day: PlainDate) => readonly string[],
): readonly Stretch[] {
  const days: PlainDate[] = [];
  for (const timeline of timelines)
    for (const { from } of changesIn(timeline)) if (!days.includes(from)) days.push(from);
  return sorted(days, byText).map((from) => ({ from, codes: codesOnDay(from) }));
}
