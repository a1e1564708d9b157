/**
 * What the client raises, sorted by what it means. It raises errors of its own, gRPC's bare ones, such without a
 * message, and plain ones: they are told apart by type and by gRPC's code, never by their text.
 */
import { ErrorType, isCommandError } from '@eventstore/db-client';

/**
 * `no-stream`: nobody wrote to the stream, or it was deleted softly. `deleted`: the stream is gone for good. `refused`:
 * asking again changes nothing. `passing`: the same may go well a moment later; if it was an append, nobody knows
 * whether it was recorded.
 */
export type Trouble = 'no-stream' | 'deleted' | 'refused' | 'passing';

/** The server has not answered in time. The client's own deadlines do not hold: its long calls have none. */
export class NoAnswer extends Error {
  constructor() {
    super('EventStoreDB did not answer in time');
    this.name = 'NoAnswer';
  }
}

/** Not connected, so nothing was sent. */
export class NotConnected extends Error {
  constructor(options?: ErrorOptions) {
    super('EventStoreDB cannot be reached', options);
    this.name = 'NotConnected';
  }
}

/** An append was sent and not answered: it may have been recorded or not. */
export class InDoubt extends Error {
  constructor(options?: ErrorOptions) {
    super('EventStoreDB did not tell the outcome of an append', options);
    this.name = 'InDoubt';
  }
}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof Error && isCommandError(error)) {
    switch (error.type) {
      case ErrorType.STREAM_NOT_FOUND:
      case ErrorType.NO_STREAM:
        return 'no-stream';
      case ErrorType.STREAM_DELETED:
        return 'deleted';
      case ErrorType.ACCESS_DENIED:
      case ErrorType.INVALID_ARGUMENT:
      case ErrorType.UNSUPPORTED:
        return 'refused';
    }
  }
  return refusingCodes.has(codeOf(error)) ? 'refused' : 'passing';
}

/** In a few words that hold no event's content and no address with a password. */
export function describe(error: unknown): string {
  if (error instanceof Error && isCommandError(error)) return error.type;
  const code = codeOf(error);
  if (code >= 0) return `gRPC status ${code}`;
  return error instanceof Error ? error.name : 'an unknown error';
}

/** INVALID_ARGUMENT, PERMISSION_DENIED, UNIMPLEMENTED, UNAUTHENTICATED. */
const refusingCodes: ReadonlySet<number> = new Set([3, 7, 12, 16]);

function codeOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number'
    ? error.code
    : -1;
}
