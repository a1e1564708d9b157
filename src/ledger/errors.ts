/**
 * What the event log refuses, and what it cannot say. Each has a stable `code`; none carries an event's content.
 */
import type { EventId, Position, Revision, StreamName } from '../../events/identifiers.js';
import type { ExpectedRevision } from './event-log.js';

export abstract class EventLogError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The stream is not where the caller expected it. */
export class RevisionConflict extends EventLogError {
  readonly code = 'revision-conflict';

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

  constructor(readonly ids: readonly EventId[]) {
    super('contact with the log was lost before it answered: append again with the same ids');
  }
}

/** The log cannot be reached or is closed; nothing of the append was recorded. */
export class LogUnavailable extends EventLogError {
  readonly code = 'log-unavailable';

  constructor(message = 'the event log cannot be reached; nothing was recorded') {
    super(message);
  }
}

/** The database refused the append by a rule of its own; nothing of it was recorded. */
export class RefusedByDatabase extends EventLogError {
  readonly code = 'refused-by-database';

  /** @param sqlState PostgreSQL's error code; its detail may quote rows and is left out */
  constructor(readonly sqlState: string) {
    super(`the database refused the append (SQLSTATE ${sqlState}); nothing was recorded`);
  }
}

/** The log was restored: positions of the earlier epoch mean nothing in this one. */
export class EpochChanged extends EventLogError {
  readonly code = 'epoch-changed';

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

  constructor(
    readonly position: Position,
    readonly end: Position,
  ) {
    super(`position ${position} lies beyond the end of the log, which is ${end}`);
  }
}
