import type { NewEvent } from '../../../events/envelope.js';
import type { EventId, StreamName } from '../../../events/identifiers.js';
import { UnfitAppend } from '../errors.js';
import {
  bytesPerAppend,
  bytesPerEvent,
  eventsPerAppend,
  type AppendOptions,
  type ExpectedRevision,
} from '../event-log.js';

/** A batch in the form in which it is stored: checked for everything that can be told without the database. */
export interface PreparedAppend {
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly events: readonly PreparedEvent[];
  /** Milliseconds since 1970; null for the time of the commit. */
  readonly recordedAt: number | null;
  readonly bytes: number;
}

export interface PreparedEvent {
  readonly id: EventId;
  readonly type: string;
  readonly schemaVersion: number;
  /** JSON text. */
  readonly data: string;
  /** JSON text. */
  readonly metadata: string;
}

/** @throws {UnfitAppend} for what no state of the log would let in */
export function prepareAppend(
  stream: StreamName,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
  { recordedAt }: AppendOptions = {},
): PreparedAppend {
  if (events.length === 0) throw new UnfitAppend('empty', null, 'an append needs at least one event');
  if (events.length > eventsPerAppend) {
    throw new UnfitAppend('too-many-events', null, `an append takes ${eventsPerAppend} events at most`);
  }
  if (new Set(events.map((event) => event.id)).size < events.length) {
    throw new UnfitAppend('id-twice', null, 'the same event id stands twice in the batch');
  }
  let bytes = 0;
  const prepared = events.map(({ id, type, schemaVersion, data, metadata }, ordinal) => {
    const event = {
      id,
      type,
      schemaVersion,
      data: jsonOf(data, ordinal),
      metadata: jsonOf(metadata, ordinal),
    };
    const size = Buffer.byteLength(event.data) + Buffer.byteLength(event.metadata);
    if (size > bytesPerEvent) {
      throw new UnfitAppend(
        'event-too-large',
        ordinal,
        `data and metadata take ${bytesPerEvent} bytes at most`,
      );
    }
    bytes += size;
    return event;
  });
  if (bytes > bytesPerAppend) {
    throw new UnfitAppend('append-too-large', null, `an append takes ${bytesPerAppend} bytes at most`);
  }
  return { stream, expected, events: prepared, recordedAt: recordedAt?.getTime() ?? null, bytes };
}

function jsonOf(value: object, ordinal: number): string {
  const text = serialised(value, ordinal);
  // PostgreSQL's json takes these escapes in and fails when somebody reads the text behind them. JSON.stringify
  // writes \u only for control characters and for halves of a surrogate pair; a backslash itself is doubled.
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(text)) {
    throw new UnfitAppend('not-unicode', ordinal, 'text holds a NUL character or half a surrogate pair');
  }
  return text;
}

function serialised(value: object, ordinal: number): string {
  try {
    return JSON.stringify(value);
  } catch {
    // A bigint or a cycle. The cause's message may quote a property's name, nothing more is needed of it.
    throw new UnfitAppend('not-json', ordinal, 'data and metadata have to be JSON values');
  }
}
