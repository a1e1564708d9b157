import { randomBytes } from 'node:crypto';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { closeApp, createApp } from '../../src/create-app.js';
import { loadConfiguration, type Configuration } from '../../src/platform/configuration.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { freshDatabase } from './database.js';

/** The whole application over a database of its own, on a free port. */
export interface TestApplication {
  readonly address: string;
  readonly app: NestExpressApplication;
  readonly configuration: Configuration;
  readonly database: Database;
  readonly close: () => Promise<void>;
}

export async function startApplication(environment: Record<string, string> = {}): Promise<TestApplication> {
  const database = await freshDatabase();
  const configuration = await loadConfiguration({
    DATABASE_URL: database.connectionString,
    LEDGER_MASTER_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'silent',
    PORT: '0',
    ...environment,
  });
  const app = await createApp(configuration, database);
  await app.listen(configuration.port, configuration.host);
  const close = async (): Promise<void> => {
    await closeApp(app);
    await database.close();
  };
  return { address: await app.getUrl(), app, configuration, database, close };
}
