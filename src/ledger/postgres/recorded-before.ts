import { isDeepStrictEqual } from 'node:util';
import type { EventId, Revision, StreamName } from '../../../events/identifiers.js';
import { OtherContentUnderKnownId } from '../errors.js';
import type { PreparedAppend } from './prepared-append.js';

/** An event that has its place in its stream, as far as it decides whether the same is appended again. */
export interface StandingEvent {
  readonly id: EventId;
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly type: string;
  readonly schemaVersion: number;
  /** JSON text. */
  readonly data: string;
}

/**
 * The append's events as they stand already, if the whole batch stands in its stream, one event after the other, as it
 * is now; undefined if none of its ids is known; the refusal if they stand for anything else, or only some of them do.
 */
export function asRecordedBefore<Event extends StandingEvent>(
  append: Pick<PreparedAppend, 'stream' | 'events'>,
  known: ReadonlyMap<EventId, Event>,
): readonly Event[] | OtherContentUnderKnownId | undefined {
  const standing = append.events.map(({ id }) => known.get(id)).filter((event) => event !== undefined);
  const first = standing[0]?.revision;
  if (first === undefined) return undefined;
  const isSame = append.events.every((event, ordinal) => {
    const before = known.get(event.id);
    return (
      before?.stream === append.stream && before.revision === first + ordinal && hasSameContent(before, event)
    );
  });
  if (isSame) return standing;
  return new OtherContentUnderKnownId(
    append.stream,
    standing.map(({ id }) => id),
  );
}

type Content = Pick<StandingEvent, 'type' | 'schemaVersion' | 'data'>;

export function hasSameContent(one: Content, other: Content): boolean {
  return (
    one.type === other.type && one.schemaVersion === other.schemaVersion && isSameJson(one.data, other.data)
  );
}

/** By value: a new release may write the same properties in another order. */
function isSameJson(one: string, other: string): boolean {
  return one === other || isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
}
