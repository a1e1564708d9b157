import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { describeFault } from './describe-fault.js';
import { problemOf } from './problem-of.js';

/** Answers every thrown value with a problem document; logs those that are faults of this program. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = problemOf(thrown);
    const requestId = response.getHeader('x-request-id');
    if (problem.code === 'internal')
      this.logger.error({ requestId, fault: describeFault(thrown) }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const instance = typeof requestId === 'string' ? `urn:uuid:${requestId}` : undefined;
    response.status(problem.status).set(problem.headers);
    response.type('application/problem+json').send(JSON.stringify(problem.toDocument(instance)));
  }
}
