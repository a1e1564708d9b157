/**
 * The port to the event log. Everything above it works the same on every engine; the contract suite
 * (test/support/event-log-contract.ts) says in tests what each adapter guarantees.
 */
import type { NewEvent, RecordedEvent } from '../../events/envelope.js';
import type { EventType } from '../../events/catalogue.js';
import type { EventId, Position, Revision, StreamName } from '../../events/identifiers.js';

/** Where Nest finds the log: `@Inject(EVENT_LOG) private readonly log: EventLog`. */
export const EVENT_LOG = Symbol('EVENT_LOG');

export interface EventLog {
  /**
   * Appends a batch to one stream, all of it or nothing. When the promise resolves, the events are durable.
   * The same event ids with the same type, version and data again are answered as the first time, whatever
   * `expected` says and whatever the stream's revision is by now; metadata is not compared.
   *
   * @throws {UnfitAppend} nothing to append, too much of it, an id twice, or content that cannot be stored
   * @throws {RevisionConflict} the stream is not where `expected` says; names where it is
   * @throws {OtherContentUnderKnownId} an id of the batch stands for something else already
   * @throws {UnknownOutcome} contact was lost and could not be restored in time: append the same ids again
   * @throws {LogUnavailable} the log could not be reached in time; nothing was recorded
   * @throws {RefusedByDatabase} or {RefusedByStore} the engine refuses whoever asks again; nothing was recorded
   * @throws {StreamDeleted} an operator deleted the stream (EventStoreDB only); nothing was recorded
   */
  append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    options?: AppendOptions,
  ): Promise<Appended>;

  /** Resolves once that event has its position, so that a caller can read its own write. Rejects with the
   * signal's reason when aborted, with `LogUnavailable` when the log is closed. */
  waitFor(event: EventId, signal: AbortSignal): Promise<Position>;

  /**
   * One stream's events in order of revision. A stream that does not exist has no events.
   *
   * @throws {StreamDeleted} an operator deleted the stream or its beginning (EventStoreDB only)
   * @throws {LogUnavailable} the log could not be reached in time
   */
  readStream(stream: StreamName, options?: ReadStreamOptions): AsyncIterable<RecordedEvent>;

  /** The whole log in order of position, up to its end at the time. Position n+1 is never seen before n. */
  readAll(options?: ReadAllOptions): AsyncIterable<SequencedEvent>;

  /**
   * The whole log in order of position, and what comes, until the signal is aborted or the log closed. Each event once, none
   * skipped, across lost connections; as slow as its reader. `CaughtUp` is given at the end of the log: once
   * at first, then whenever the end was reached again.
   *
   * @throws {EpochChanged} the log was restored meanwhile: checkpoints are to be checked again
   * @throws {PositionBeyondEnd} `after` is a position that this log does not have
   */
  subscribe(options: SubscribeOptions, signal: AbortSignal): AsyncIterable<SequencedEvent | CaughtUp>;
}

/**
 * Where a stream has to be for an append: exactly there (its last revision), `none` (no events yet),
 * `exists` (some events), `any`. Every mode is enforced.
 */
export type ExpectedRevision = Revision | 'none' | 'exists' | 'any';

export interface AppendOptions {
  /** For copy and demonstration only: when the ledger learned it, where that is not now. Never moves
   * `recordedAt` backwards: an earlier time than the newest event's becomes that one. */
  readonly recordedAt?: Date;
}

/** What an append answers. */
export interface Appended {
  readonly stream: StreamName;
  readonly firstRevision: Revision;
  readonly lastRevision: Revision;
  readonly ids: readonly EventId[];
  /** In the order of `ids`; null where the engine sequences later: `waitFor` the last id instead. */
  readonly positions: readonly Position[] | null;
}

export interface ReadStreamOptions {
  /** The first revision to read, itself included; left out: from that direction's beginning. */
  readonly from?: Revision;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
}

export interface Selection {
  /** Only streams whose names begin so: `school-`. */
  readonly prefix?: string;
  /** Only events of these types. */
  readonly types?: readonly EventType[];
}

export interface ReadAllOptions extends Selection {
  /** The position after which to begin; left out: 0, the beginning. */
  readonly after?: Position;
  readonly limit?: number;
}

export interface SubscribeOptions extends Selection {
  /** The last position that was handled; 0 for none. */
  readonly after: Position;
}

/** An event that has its place in the whole log. */
export interface SequencedEvent<T extends EventType = EventType> extends RecordedEvent<T> {
  readonly position: Position;
  readonly recordedAt: string;
}

/** The end of the log was reached: everything up to `position` has been handed out or was not selected.
 * The position is fit to be a checkpoint. */
export class CaughtUp {
  constructor(readonly position: Position) {}
}

/** The most events in one append. Bulk writers append in batches of this or less. */
export const eventsPerAppend = 5_000;
/** The most bytes of one event, data and metadata together as JSON text. The largest events (address
 * histories) stay under 4 KB; this leaves room and still bounds a page in memory. */
export const bytesPerEvent = 256 * 1024;
/**
 * The most bytes of one append, so that one caller cannot hold up everybody's commit. EventStoreDB takes less: 1 MiB of
 * data (without metadata) unless its server is told otherwise. Whoever appends in bulk stays under that.
 */
export const bytesPerAppend = 16 * 1024 * 1024;
