import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LoggerService } from '@nestjs/common';
import { destination, pino, type Logger } from 'pino';
import { pinoHttp, type HttpLogger } from 'pino-http';
import type { Configuration } from './configuration.js';

/** The log goes to standard error, one JSON document a line: standard output belongs to what a command prints. */
export function createLogger({ logLevel }: Pick<Configuration, 'logLevel'>): Logger {
  return pino(
    { level: logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination({ fd: 2, sync: true }),
  );
}

/** Nest's own messages through pino; what it tells of each module and route while it starts is for debugging. */
export class NestLogger implements LoggerService {
  static readonly #chatter = new Set([
    'InstanceLoader',
    'RoutesResolver',
    'RouterExplorer',
    'NestFactory',
    'NestApplication',
  ]);

  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    const context = contextOf(rest);
    this.#tell(NestLogger.#chatter.has(context ?? '') ? 'debug' : 'info', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.#tell('warn', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.#tell('error', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.#tell('fatal', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.#tell('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.#tell('trace', message, rest);
  }

  /** A message may be an object with a `message` and fields of its own, which become fields of the line. */
  #tell(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = contextOf(rest);
    if (isFields(message)) {
      const { message: words, ...fields } = message;
      this.logger[level]({ context, ...fields }, words);
    } else this.logger[level]({ context }, String(message));
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * One line a request: method, the route's pattern, status, milliseconds. Neither the path as sent nor the query nor the
 * body, for all of them may name a child. The request's id goes back in `X-Request-Id` and into problem documents.
 */
export function logRequests(logger: Logger): HttpLogger {
  return pinoHttp({
    logger,
    genReqId: (request, response) => {
      const given = request.headers['x-request-id'];
      const id = typeof given === 'string' && uuid.test(given) ? given : randomUUID();
      response.setHeader('x-request-id', id);
      return id;
    },
    quietReqLogger: true,
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'warn' : 'debug'),
    customAttributeKeys: { reqId: 'requestId', responseTime: 'ms' },
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    customProps: (request, response) => ({
      method: request.method,
      route: routeOf(request),
      status: response.statusCode,
    }),
    customSuccessMessage: () => 'request',
    customErrorMessage: (_request: IncomingMessage, response: ServerResponse) =>
      response.writableFinished ? 'request' : 'request broken off',
  });
}

const isFields = (message: unknown): message is { message: string } =>
  typeof message === 'object' &&
  message !== null &&
  !(message instanceof Error) &&
  'message' in message &&
  typeof message.message === 'string';

function contextOf(rest: readonly unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
}

/** Express sets the matched route on the request; a request that matched none has no pattern. */
function routeOf(request: IncomingMessage): string | undefined {
  if (!('route' in request) || typeof request.route !== 'object' || request.route === null) return undefined;
  return 'path' in request.route && typeof request.route.path === 'string' ? request.route.path : undefined;
}
