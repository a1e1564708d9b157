import {
  AccessDeniedError,
  CancelledError,
  DeadlineExceededError,
  StreamDeletedError,
  StreamNotFoundError,
  TimeoutError,
  UnavailableError,
  UnknownError,
  UnsupportedError,
} from '@eventstore/db-client';
import { NoAnswer, NotConnected, troubleOf } from '../../../src/ledger/eventstoredb/trouble.js';

/** As gRPC raises it, past the client: without a type of its own. */
const bare = (code: number, message: string): Error => Object.assign(new Error(message), { code });

describe('what the client raises', () => {
  it.each([
    ['a stream that is not there', new StreamNotFoundError(undefined, 'stream'), 'no-stream'],
    ['a stream that was deleted for good', new StreamDeletedError(undefined, 'stream'), 'deleted'],
    ['no permission', new AccessDeniedError(), 'refused'],
    ['too old a server', new UnsupportedError('a feature', '23.10'), 'refused'],
    ['a server that is away', new UnavailableError(), 'passing'],
    ['a call that the server ended', new CancelledError(), 'passing'],
    ['a deadline, without a message', new DeadlineExceededError(), 'passing'],
    ['a time-out', new TimeoutError(), 'passing'],
    ['anything unknown', new UnknownError(undefined, 'Could not recognize Server Is Not Ready'), 'passing'],
    ['a bare refusal of credentials', bare(16, '16 UNAUTHENTICATED'), 'refused'],
    ['a bare refusal of permission', bare(7, '7 PERMISSION_DENIED'), 'refused'],
    ['a method that the server lacks', bare(12, '12 UNIMPLEMENTED'), 'refused'],
    ['a bare loss of contact', bare(14, '14 UNAVAILABLE: No connection established'), 'passing'],
    ['a discovery in vain', new Error('Failed to discover after 10 attempts.'), 'passing'],
    ['an answer that did not come', new NoAnswer(), 'passing'],
    ['no connection', new NotConnected(), 'passing'],
  ])('is sorted by what it means: %s', (_what, error, trouble) => {
    expect(troubleOf(error)).toBe(trouble);
  });

  it('that is no error at all passes', () => {
    expect(troubleOf('a text')).toBe('passing');
  });
});
