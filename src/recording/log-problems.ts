/** What the event log could not do, as the problem that a command's caller is told. */
import { Logger } from '@nestjs/common';
import { LogUnavailable, StreamDeleted, UnknownOutcome } from '../ledger/errors.js';
import { Problem } from '../platform/errors/problem.js';

const usualRetryAfterSeconds = 5;

/** Throws on what the log said, as the problem that the caller is told; everything else as it is. */
export function throwProblemOfLog(error: unknown): never {
  if (error instanceof LogUnavailable) throw logUnavailable(error.retryAfterSeconds);
  if (error instanceof UnknownOutcome) throw unknownOutcome();
  if (error instanceof StreamDeleted) {
    logger.error({ message: 'a stream was deleted in the event log', stream: error.stream });
    throw streamDeleted(error);
  }
  throw error;
}

const logger = new Logger('EventLog');

const logUnavailable = (retryAfterSeconds = usualRetryAfterSeconds): Problem =>
  new Problem({
    status: 503,
    code: 'unavailable',
    title: 'The ledger cannot answer now',
    detail: 'The event log cannot be reached; nothing was recorded. Reading goes on.',
    headers: { 'retry-after': String(retryAfterSeconds) },
  });

const unknownOutcome = (): Problem =>
  new Problem({
    status: 503,
    code: 'unknown-outcome',
    title: 'Whether this was recorded is not known: retry with the same key',
    detail:
      'Contact with the event log was lost before it answered. The same request with the same Idempotency-Key settles it and records nothing twice; without a key, a fact that was recorded is answered as known.',
    headers: { 'retry-after': String(usualRetryAfterSeconds) },
  });

/** Somebody has to put it back: neither the caller nor time mends it. */
const streamDeleted = ({ stream }: StreamDeleted): Problem =>
  new Problem({
    status: 500,
    code: 'stream-deleted',
    title: 'A stream of the event log was deleted',
    detail: `${stream} was deleted in the event log by its operator; nothing was recorded. What was sequenced of it can still be read.`,
    members: { stream },
  });
