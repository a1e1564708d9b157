/** What every route of the read side does the same way. */
import type { Request } from 'express';
import type { Urn } from '../../../events/identifiers.js';
import { restActor } from '../../access/actor.js';
import type { Viewer } from '../../auditing/access-record.js';
import { Problem } from '../../platform/errors/problem.js';
import { Parameters } from '../parameters.js';
import type { Replaying } from '../queries.js';

/** A replay for a request may take this long: a proxy seldom waits a minute, and a command has no limit. */
const longestReplayMs = 30_000;

/** @throws Problem 400 for an X-Purpose that is no code */
export function viewerOf(request: Request): Viewer {
  const parameters = new Parameters({ 'X-Purpose': request.get('x-purpose') }, ['X-Purpose']);
  const purpose = parameters.purpose('X-Purpose');
  parameters.check();
  return { actor: restActor, purpose };
}

/** @throws Problem 400 for a path whose school is no URN */
export function schoolIn({ params: { school } }: Request): Urn {
  const parameters = new Parameters({ school }, ['school']);
  const urn = parameters.urn('school');
  parameters.check();
  if (urn === null) throw new RangeError('a path without a school leads elsewhere');
  return urn;
}

/** Answers while a request may wait. @throws Problem 503 when the replay that it needs takes longer */
export async function withinRequest<T>(
  request: Request,
  answer: (replaying: Replaying) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(longestReplayMs);
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  request.res?.once('close', leave);
  try {
    return await answer({ signal: AbortSignal.any([limit, gone.signal]) });
  } catch (error) {
    if (limit.aborted) throw tooLong();
    throw error;
  } finally {
    request.res?.off('close', leave);
  }
}

/** The address of the page that begins after a cursor. */
export function addressOfNext(request: Request, after: string): string {
  const [path = '', query = ''] = request.originalUrl.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('after', after);
  return `${path}?${parameters.toString()}`;
}

const tooLong = (): Problem =>
  new Problem({
    status: 503,
    code: 'replay-takes-too-long',
    title: 'That state of the ledger takes too long to make again',
    detail: `A request waits ${longestReplayMs / 1000} seconds at most; the command ledger report has no limit and shows its progress.`,
  });
