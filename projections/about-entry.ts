/** Which entry of a history another one is about. */
import type { AboutEntry } from '../events/about-entry.js';
import type { EventType } from '../events/catalogue.js';
import type { PlainDate } from '../events/calendar/plain-date.js';
import type { EventId, Position } from '../events/identifiers.js';
import { inDayOrder } from './day-order.js';
import type { Fact } from './standing-facts.js';

export interface EntryNamed {
  readonly entry: EventId;
  readonly type: EventType;
  readonly on: PlainDate;
}

/** What an entry about another one has. */
interface Naming {
  readonly entry: EventId;
  readonly position: Position;
  readonly data: AboutEntry;
}

/**
 * By its id; else by type and day, the first by what is said where several share these. Null where nothing is found.
 * @param facts in the order of positions
 */
export function entryNamed(
  { entry: own, position, data }: Naming,
  facts: readonly Fact[],
): EntryNamed | null {
  const { about, aboutType, aboutOn } = data;
  const found =
    about === undefined
      ? inDayOrder(
          facts.filter(
            ({ entry, type, data: each }) =>
              entry !== own && type === aboutType && each.effectiveOn === aboutOn,
          ),
        )[0]
      : // Nearly always it came shortly before what is about it.
        (facts.findLast((each) => each.position < position && each.entry === about) ??
        facts.find(({ entry }) => entry === about));
  return found ? { entry: found.entry, type: found.type, on: found.data.effectiveOn } : null;
}

/** As it is known on a day: what is about something later tells nothing of it yet. */
export const namedBy = (named: EntryNamed | null, day: PlainDate): EntryNamed | null =>
  named !== null && named.on <= day ? named : null;
