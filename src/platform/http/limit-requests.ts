import { rateLimit, type RateLimitRequestHandler } from 'express-rate-limit';
import { Problem } from '../errors/problem.js';

/** Tells an address that sends more requests in one second to wait; whoever asks for the health is always answered. */
export function limitRequests(perSecond: number): RateLimitRequestHandler {
  return rateLimit({
    windowMs: 1_000,
    limit: perSecond,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skip: ({ path }) => path === '/health' || path.startsWith('/health/'),
    handler: (_request, _response, next) => {
      next(
        new Problem({
          status: 429,
          code: 'too-many-requests',
          title: 'Too many requests: wait and try again',
        }),
      );
    },
  });
}
