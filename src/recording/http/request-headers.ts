/** What a command's headers say. */
import { createHmac, randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { asRevision, type Revision } from '../../../events/identifiers.js';
import type { Actor } from '../../access/actor.js';
import { invalidFields, Problem } from '../../platform/errors/problem.js';

export const idempotencyKeyShape = /^[\x21-\x7e]{1,255}$/;

/**
 * The key under which the request may be sent twice; undefined where it has none.
 *
 * @throws Problem 400 for one that is no key
 */
export function idempotencyKey(request: Request): string | undefined {
  const key = request.get('idempotency-key');
  if (key === undefined || idempotencyKeyShape.test(key)) return key;
  throw invalidFields(
    [
      {
        field: 'Idempotency-Key',
        rule: 'idempotency-key',
        problem: 'is not a key',
        allowed: ['1 to 255 visible ASCII characters, best a UUID'],
      },
    ],
    400,
  );
}

/**
 * Where the caller expects the pupil's stream: `"12"`, or `*` for anywhere.
 *
 * @throws Problem 400 for anything else; a weak tag never matches (RFC 9110 §13.1.1), so it is refused too
 */
export function expectedRevision(request: Request): Revision | 'exists' | undefined {
  const header = request.get('if-match')?.trim();
  if (header === undefined) return undefined;
  if (header === '*') return 'exists';
  const [, digits] = /^"(\d{1,10})"$/.exec(header) ?? [];
  if (digits !== undefined) return asRevision(digits);
  throw invalidFields(
    [
      {
        field: 'If-Match',
        rule: 'entity-tag',
        problem: 'is not an ETag of this ledger',
        allowed: ['"12"', '*'],
      },
    ],
    400,
  );
}

/** @throws Problem 428 where the request does not say which revision it is about */
export function requireIfMatch(request: Request): void {
  if (request.get('if-match') !== undefined) return;
  throw new Problem({
    status: 428,
    code: 'precondition-required',
    title: 'If-Match is needed',
    detail:
      'Read the pupil, and send its ETag as If-Match, so that nothing is corrected that has changed meanwhile.',
    errors: [{ field: 'If-Match', rule: 'required', problem: 'is missing', allowed: ['"12"', '*'] }],
  });
}

/**
 * All that makes the request what it is, under its key: the key is not kept, so a digest that is kept cannot be tried
 * out against UPNs or names.
 */
export function digestOf(request: Request, key: string, actor: Actor): Buffer {
  const body: unknown = request.body;
  const content = [request.method, request.originalUrl, request.get('if-match') ?? null, actor.id, body];
  return createHmac('sha256', key).update(JSON.stringify(content)).digest();
}

/** The request's id, which the log and the answer name too. */
export function correlationIdOf(request: Request): string {
  const id = request.res?.getHeader('x-request-id');
  return typeof id === 'string' ? id : randomUUID();
}
