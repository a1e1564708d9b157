import {
  json,
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { problemOf } from '../errors/problem-of.js';
import { Problem, invalidFields } from '../errors/problem.js';
import { inspectBody } from './inspect-body.js';

const bodyLimit = '1mb';

/** The handlers that every request passes before its controller: address, content type, JSON, content of the JSON. */
export function requestGuards(): (RequestHandler | ErrorRequestHandler)[] {
  return [
    refuseUnreadableAddress,
    requireJson,
    json({ limit: bodyLimit, strict: true, type: isJson }),
    refuseBadContent,
    nameProblem,
  ];
}

/** PostgreSQL has no NUL character, and a path that does not decode is no path. */
function refuseUnreadableAddress(request: Request, _response: Response, next: NextFunction): void {
  if (/%00|\0/.test(request.url)) {
    throw new Problem({ status: 400, code: 'bad-request', title: 'The address holds a NUL character' });
  }
  next();
}

function requireJson(request: Request, _response: Response, next: NextFunction): void {
  if (hasBody(request) && !isJson(request)) {
    throw new Problem({
      status: 415,
      code: 'unsupported-media-type',
      title: 'The content type is not supported',
      detail: 'A body must be application/json.',
      headers: { accept: 'application/json' },
    });
  }
  next();
}

function refuseBadContent(request: Request, _response: Response, next: NextFunction): void {
  const errors = inspectBody(request.body);
  if (errors.length > 0) throw invalidFields(errors, 400);
  next();
}

/** Here, because Nest turns the parser's errors into bare statuses before any filter sees them. */
function nameProblem(error: unknown, _request: Request, _response: Response, next: NextFunction): void {
  const problem = problemOf(error);
  // What nobody expected goes on as it is, for the filter to log.
  next(problem.code === 'internal' ? error : problem);
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isJson(request: { headers: { 'content-type'?: string | undefined } }): boolean {
  return /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');
}
