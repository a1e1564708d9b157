import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { loadConfiguration } from '../platform/configuration.js';
import { openDatabase } from '../platform/database/open-database.js';
import { createLogger, NestLogger } from '../platform/logging.js';
import { stopOnSignals } from './stop-on-signals.js';

/**
 * Runs a command's work over the application's parts (`ledger.get(…)`), without HTTP, and closes everything after it.
 * @param work may watch the signal, which says that the user wants it to stop where it can go on later.
 */
export async function withLedger<T>(
  work: (ledger: INestApplicationContext, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const configuration = await loadConfiguration();
  const database = await openDatabase(configuration);
  const stop = stopOnSignals(database.close);
  try {
    const logger = new NestLogger(createLogger(configuration));
    const options = { logger, abortOnError: false };
    const ledger = await NestFactory.createApplicationContext(
      AppModule.with(configuration, database),
      options,
    );
    try {
      return await work(ledger, stop.signal);
    } finally {
      await ledger.close();
    }
  } finally {
    await database.close();
    stop.dispose();
  }
}
