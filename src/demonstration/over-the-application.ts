/** Filling over the application's parts, with progress on a terminal: as the command and the first start do it. */
import type { INestApplicationContext } from '@nestjs/common';
import type { Output, Progress } from '../cli/output.js';
import { KeyStore } from '../identity/keys/key-store.js';
import { Keyring } from '../identity/keys/keyring.js';
import { EVENT_LOG, type EventLog } from '../ledger/event-log.js';
import { SEQUENCING, type Sequencing } from '../ledger/sequencing.js';
import type { Database } from '../platform/database/open-database.js';
import { DATABASE } from '../platform/platform.module.js';
import { fillDemonstration, roughlyEvents, type Filled, type LedgerParts } from './fill.js';
import type { DemonstrationSettings } from './history.js';

export function partsOf(ledger: INestApplicationContext): LedgerParts {
  const anywhere = { strict: false };
  return {
    log: ledger.get<EventLog>(EVENT_LOG, anywhere),
    sequencing: ledger.get<Sequencing>(SEQUENCING, anywhere),
    database: ledger.get<Database>(DATABASE, anywhere),
    keyring: ledger.get(Keyring, anywhere),
    keys: ledger.get(KeyStore, anywhere),
  };
}

/** @throws as `fillDemonstration` does */
export async function fillWithProgress(
  parts: LedgerParts,
  settings: DemonstrationSettings,
  output: Output,
  signal: AbortSignal,
): Promise<Filled> {
  let bar: Progress = output.progress('Recording a demonstration, events', roughlyEvents(settings));
  try {
    return await fillDemonstration(parts, settings, {
      signal,
      onRecorded: (events) => bar.set(events),
      onAllRecorded: (events) => {
        bar.set(events, events);
        bar.end();
        bar = output.progress('Building the read models, events', events);
      },
      onProjected: (events) => bar.set(events),
    });
  } finally {
    bar.end();
  }
}
