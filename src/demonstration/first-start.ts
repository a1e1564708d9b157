/**
 * The first `npm start` fills an empty embedded database with the demonstration, before the application listens: it
 * takes seconds, and whoever is answered then sees all of it. Never where a database or EventStoreDB was configured.
 */
import type { INestApplicationContext } from '@nestjs/common';
import { createOutput } from '../cli/output.js';
import type { Configuration } from '../platform/configuration.js';
import { onEndSignals } from '../platform/end-signals.js';
import { contentOf, NotTheDemonstration, type Filled } from './fill.js';
import { defaultSettings } from './history.js';
import { fillWithProgress, partsOf } from './over-the-application.js';

/** Ctrl-C or SIGTERM came while the demonstration was being recorded. */
export class StoppedWhileFilling extends Error {
  constructor() {
    super('Stopped. The next start goes on with the demonstration.');
    this.name = 'StoppedWhileFilling';
  }
}

/**
 * @returns what was filled in; undefined where nothing was to be
 * @throws {StoppedWhileFilling}
 */
export async function fillOnFirstStart(
  ledger: INestApplicationContext,
  { databaseUrl, eventStore, role }: Configuration,
): Promise<Filled | undefined> {
  if (databaseUrl !== undefined || eventStore !== undefined || role !== 'all') return undefined;
  const parts = partsOf(ledger);
  const stopping = new AbortController();
  const content = await contentOf(parts, defaultSettings, stopping.signal);
  if (content !== 'empty' && content !== 'begun') return undefined;

  const output = createOutput({});
  const off = onEndSignals(
    () => stopping.abort(),
    () => process.exit(1),
  );
  output.note(
    content === 'empty'
      ? 'The ledger is empty: it gets a demonstration.'
      : 'Going on with the demonstration.',
  );
  try {
    return await fillWithProgress(parts, defaultSettings, output, stopping.signal);
  } catch (error) {
    if (stopping.signal.aborted) throw new StoppedWhileFilling();
    if (!(error instanceof NotTheDemonstration)) throw error;
    output.note(
      'The demonstration was stopped half-way and something else was recorded since: it stays as it is.',
    );
    return undefined;
  } finally {
    off();
  }
}
