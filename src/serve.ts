import type { INestApplicationContext } from '@nestjs/common';
import { closeApp, createApp } from './create-app.js';
import type { Configuration } from './platform/configuration.js';
import { openDatabase } from './platform/database/open-database.js';

/** A ledger that serves requests. */
export interface ServingLedger {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  /** Ends requests, connections and this process's use of the embedded database. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the database, starts the application and listens. Whatever was opened is closed again when a step fails.
 * @param prepare what has to be done over the application's parts before it listens
 */
export async function serve(
  configuration: Configuration,
  prepare: (ledger: INestApplicationContext) => Promise<void> = () => Promise.resolve(),
): Promise<ServingLedger> {
  const database = await openDatabase(configuration);
  try {
    const app = await createApp(configuration, database);
    await prepare(app);
    await app.listen(configuration.port, configuration.host);
    const address = await app.getUrl();
    const close = async (): Promise<void> => {
      try {
        await closeApp(app);
      } finally {
        await database.close();
      }
    };
    return { address, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}
