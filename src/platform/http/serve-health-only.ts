import type { NextFunction, Request, Response } from 'express';
import { Problem } from '../errors/problem.js';

/** For a worker: it answers about its health and its metrics, and to nobody else. */
export function serveHealthOnly({ path }: Request, _response: Response, next: NextFunction): void {
  if (/^\/(health|metrics)(\/|$)/.test(path)) {
    next();
    return;
  }
  throw new Problem({
    status: 404,
    code: 'not-found',
    title: 'There is nothing at this address',
    detail:
      'This process works in the background (LEDGER_ROLE=worker): /health and /metrics alone are served.',
  });
}
