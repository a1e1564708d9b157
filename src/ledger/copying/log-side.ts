/** One side of a copy: a log that can be read from its beginning, and taken further, on either engine. */
import type { NewEvent } from '../../../events/envelope.js';
import type { Position, Revision, StreamName } from '../../../events/identifiers.js';

/** An event as it stands in a log: nothing of it is brought into a newer shape on the way. */
export interface CopiedEvent extends NewEvent {
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly position: Position;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
}

/** Events that follow one another in the log and in one stream, and were recorded at one time: one append. */
export type Run = readonly [CopiedEvent, ...CopiedEvent[]];

export interface LogSide {
  /** For people: where it is, without a password. */
  readonly name: string;
  /** In the order of positions, up to the end that there is when it is reached. */
  events(): AsyncIterable<CopiedEvent>;
  /** How many events there are; null where only reading them tells. */
  size(): Promise<number | null>;
  /** Appends the runs in their order, each exactly where its events say. @throws CopyRefused where that is not possible */
  append(runs: readonly Run[]): Promise<void>;
  close(): Promise<void>;
}

/** What stands between two logs: the message says what, and holds no event's content. */
export class CopyRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CopyRefused';
  }
}
