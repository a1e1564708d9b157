import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import helmet from 'helmet';
import { AppModule } from './app.module.js';
import type { Configuration } from './platform/configuration.js';
import type { Database } from './platform/database/open-database.js';
import { ProblemFilter } from './platform/errors/problem.filter.js';
import { limitRequests } from './platform/http/limit-requests.js';
import { requestGuards } from './platform/http/request-guards.js';
import { serveHealthOnly } from './platform/http/serve-health-only.js';
import { createLogger, logRequests, NestLogger } from './platform/logging.js';

/** How long a request or response may stay under way once the application closes. */
const drainMs = 5_000;

/** The whole HTTP application over an open database, not yet listening. Whoever opened the database closes it. */
export async function createApp(
  configuration: Configuration,
  database: Database,
): Promise<NestExpressApplication> {
  const logger = createLogger(configuration);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(configuration, database), {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  // An entity tag here is a stream's revision, which only its controller knows.
  app.set('etag', false);
  app.use(logRequests(logger));
  // Without upgrade-insecure-requests: behind a proxy it is the proxy's to add, and on http://localhost it breaks pages.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  if (configuration.role === 'worker') app.use(serveHealthOnly);
  app.use(limitRequests(configuration.requestsPerSecond));
  for (const guard of requestGuards()) app.use(guard);
  app.useGlobalFilters(new ProblemFilter(logger));
  describeApi(app);
  return app;
}

/** Closes the application: no new connections, those under way may end, and after five seconds none is left. */
export async function closeApp(app: NestExpressApplication): Promise<void> {
  const force = setTimeout(() => app.getHttpServer().closeAllConnections(), drainMs);
  try {
    await app.close();
  } finally {
    clearTimeout(force);
  }
}

/** OpenAPI: the page at /api/docs, the document at /api/docs/openapi.json. */
function describeApi(app: NestExpressApplication): void {
  const settings = new DocumentBuilder()
    .setTitle('Pupil Movement Ledger')
    .setDescription('Every movement of a pupil, with its reason, recorded once.')
    .setVersion('1')
    .build();
  const document = () => SwaggerModule.createDocument(app, settings);
  SwaggerModule.setup('api/docs', app, document, { jsonDocumentUrl: 'api/docs/openapi.json' });
}
