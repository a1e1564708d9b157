/**
 * What every event carries around its own data: where it stands, when the ledger learned it, and who said so.
 */
import type { EventData, EventType } from './catalogue.js';
import type { AuthorityCode, EventId, Position, Revision, StreamName } from './identifiers.js';

/** A paper behind an entry: its kind, where it is filed, and its digest. Never the document itself. */
export interface DocumentReference {
  readonly kind: string;
  readonly reference: string;
  /** SHA-256 of the document, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** Where a report came from: a system, and for a file its digest and the row. */
export interface Source {
  /** `rest`, `census`, `cli`, `demonstration`, … */
  readonly system: string;
  /** The file's SHA-256, 64 hexadecimal digits. */
  readonly fileSha256?: string;
  /** The file's line, counted from 1, the header included. */
  readonly line?: number;
}

export interface Metadata {
  /** Who reported it: an account's id, never a name. */
  readonly actor: string;
  readonly role: string;
  /** The authority that reported it, where one did. */
  readonly authority?: AuthorityCode;
  readonly source: Source;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly purpose?: string;
  readonly documents?: readonly DocumentReference[];
}

/** An event that is about to be appended. */
export interface NewEvent<T extends EventType = EventType> {
  readonly id: EventId;
  readonly type: T;
  readonly schemaVersion: number;
  readonly data: EventData<T>;
  readonly metadata: Metadata;
}

/** An event of the ledger. Position and time are null until it has been sequenced (EventStoreDB only). */
export interface RecordedEvent<T extends EventType = EventType> extends NewEvent<T> {
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly position: Position | null;
  /** ISO 8601, UTC, milliseconds. Never decreases along positions. */
  readonly recordedAt: string | null;
}

/** What interpretation reads of a sequenced event: the whole of it but its metadata. */
export type HistoryEvent = { [T in EventType]: HistoryEventOf<T> }[EventType];

export interface HistoryEventOf<T extends EventType> {
  readonly id: EventId;
  readonly type: T;
  readonly schemaVersion: number;
  readonly stream: StreamName;
  readonly position: Position;
  readonly recordedAt: string;
  readonly data: EventData<T>;
}
