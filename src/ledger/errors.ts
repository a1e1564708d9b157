/**
 * What the event log refuses, and what it cannot say. Each has a stable `code`; none carries an event's content.
 */
import type { EventId, Position, Revision, StreamName } from '../../events/identifiers.js';
import type { ExpectedRevision } from './event-log.js';

/**
 * What a caller may do: send the same again, with the same ids (`retry`); read the stream again and decide anew
 * (`reload`); nothing, until something outside the caller has changed (`give-up`).
 */
export type Advice = 'retry' | 'reload' | 'give-up';

export abstract class EventLogError extends Error {
  abstract readonly code: string;
  abstract readonly advice: Advice;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The stream is not where the caller expected it. */
export class RevisionConflict extends EventLogError {
  readonly code = 'revision-conflict';
  readonly advice = 'reload';

  /** @param actual the stream's last revision, null where it has no events */
  constructor(
    readonly stream: StreamName,
    readonly expected: ExpectedRevision,
    readonly actual: Revision | null,
  ) {
    super(
      `stream ${stream} is at ${actual === null ? 'no revision' : `revision ${actual}`}, expected: ${expected}`,
    );
  }
}

/** Ids of the batch stand in the log already, for something else or for only a part of the batch. */
export class OtherContentUnderKnownId extends EventLogError {
  readonly code = 'other-content-under-known-id';
  readonly advice = 'give-up';

  /** @param ids the ids of the batch that are known */
  constructor(
    readonly stream: StreamName,
    readonly ids: readonly EventId[],
  ) {
    super(
      `${ids.length} of the event ids stand in the ledger with other content (first: ${ids[0] ?? 'none'})`,
    );
  }
}

export type Unfitness =
  | 'empty'
  | 'too-many-events'
  | 'event-too-large'
  | 'append-too-large'
  | 'id-twice'
  | 'not-json'
  | 'not-unicode';

/** The batch can never be appended as it is. */
export class UnfitAppend extends EventLogError {
  readonly code = 'unfit-append';
  readonly advice = 'give-up';

  /** @param event the ordinal of the event concerned, from 0; null for the batch as a whole */
  constructor(
    readonly reason: Unfitness,
    readonly event: number | null,
    message: string,
  ) {
    super(event === null ? message : `event ${event} of the batch: ${message}`);
  }
}

/** Contact was lost after the commit was asked for. Appending the same ids again settles it. */
export class UnknownOutcome extends EventLogError {
  readonly code = 'unknown-outcome';
  readonly advice = 'retry';

  constructor(readonly ids: readonly EventId[]) {
    super('contact with the log was lost before it answered: append again with the same ids');
  }
}

/** The log cannot be reached or is closed; nothing of the append was recorded. */
export class LogUnavailable extends EventLogError {
  readonly code = 'log-unavailable';
  readonly advice = 'retry';

  /** @param retryAfterSeconds when to try again; left out where the log will not come back by itself */
  constructor(
    message = 'the event log cannot be reached; nothing was recorded',
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

/** The database refused the append by a rule of its own; nothing of it was recorded. */
export class RefusedByDatabase extends EventLogError {
  readonly code = 'refused-by-database';
  readonly advice = 'give-up';

  /** @param sqlState PostgreSQL's error code; its detail may quote rows and is left out */
  constructor(readonly sqlState: string) {
    super(`the database refused the append (SQLSTATE ${sqlState}); nothing was recorded`);
  }
}

/** EventStoreDB refuses what it was asked whoever asks again: no permission, too old a server. Nothing was recorded. */
export class RefusedByStore extends EventLogError {
  readonly code = 'refused-by-store';
  readonly advice = 'give-up';

  constructor(reason: string) {
    super(`EventStoreDB refused: ${reason}`);
  }
}

/** An operator deleted the stream, or its beginning, in EventStoreDB. What was sequenced of it stands in the copy. */
export class StreamDeleted extends EventLogError {
  readonly code = 'stream-deleted';
  readonly advice = 'give-up';

  constructor(readonly stream: StreamName) {
    super(`stream ${stream} was deleted in EventStoreDB, or its beginning was`);
  }
}

/** The log was restored: positions of the earlier epoch mean nothing in this one. */
export class EpochChanged extends EventLogError {
  readonly code = 'epoch-changed';
  readonly advice = 'reload';

  constructor(
    readonly before: string,
    readonly now: string,
  ) {
    super(`the log's epoch is ${now}, it was ${before}: positions of the earlier epoch are void`);
  }
}

/** A position that the log does not have (yet). */
export class PositionBeyondEnd extends EventLogError {
  readonly code = 'position-beyond-end';
  readonly advice = 'reload';

  constructor(
    readonly position: Position,
    readonly end: Position,
  ) {
    super(`position ${position} lies beyond the end of the log, which is ${end}`);
  }
}
