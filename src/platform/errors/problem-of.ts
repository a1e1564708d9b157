import { HttpException } from '@nestjs/common';
import { Problem } from './problem.js';

/** Code and title of the statuses that the framework answers by itself. */
const byStatus: Readonly<Record<number, readonly [code: string, title: string]>> = {
  400: ['bad-request', 'The request cannot be read'],
  401: ['unauthenticated', 'Sign-in is needed'],
  403: ['forbidden', 'Not allowed'],
  404: ['not-found', 'There is nothing at this address'],
  405: ['method-not-allowed', 'This address does not know that method'],
  406: ['not-acceptable', 'No form of the answer is acceptable'],
  408: ['too-slow', 'The request took too long to arrive'],
  409: ['conflict', 'The request conflicts with what is there'],
  412: ['precondition-failed', 'The entry has changed since it was read'],
  413: ['too-large', 'The request is too large'],
  415: ['unsupported-media-type', 'The content type is not supported'],
  422: ['invalid-fields', 'The request has fields that are not valid'],
  428: ['precondition-required', 'If-Match is needed'],
  429: ['too-many-requests', 'Too many requests: wait and try again'],
  431: ['headers-too-large', 'The header fields are too large'],
  503: ['unavailable', 'The ledger cannot answer now'],
};

/** What the body parser's error types say, in our words; their own messages quote the body. */
const byParserType: Readonly<Record<string, Problem>> = {
  'entity.parse.failed': new Problem({
    status: 400,
    code: 'malformed-json',
    title: 'The body is not JSON',
    detail: 'The body must be one JSON object or array.',
  }),
  'entity.too.large': new Problem({
    status: 413,
    code: 'too-large',
    title: 'The request is too large',
    detail: 'A body may have one megabyte.',
  }),
  'charset.unsupported': new Problem({
    status: 415,
    code: 'unsupported-charset',
    title: 'The character set is not supported',
    detail: 'A body must be UTF-8.',
  }),
  'encoding.unsupported': new Problem({
    status: 415,
    code: 'unsupported-encoding',
    title: 'The content encoding is not supported',
    detail: 'A body may be sent as it is or with gzip, deflate or br.',
  }),
};

/** The problem that any thrown value stands for; `internal` when it stands for a fault of this program. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const parserType = property(thrown, 'type');
  if (typeof parserType === 'string' && byParserType[parserType]) return byParserType[parserType];
  if (thrown instanceof HttpException) return ofStatus(thrown.getStatus());
  const status = property(thrown, 'status');
  if (typeof status === 'number' && status >= 400 && status < 500) return ofStatus(status);
  return ofStatus(500);
}

function ofStatus(status: number): Problem {
  const known = byStatus[status];
  if (known) return new Problem({ status, code: known[0], title: known[1] });
  if (status >= 400 && status < 500)
    return new Problem({ status, code: 'bad-request', title: 'The request is refused' });
  return new Problem({ status: 500, code: 'internal', title: 'The ledger has a fault' });
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
