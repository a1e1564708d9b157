import {
  EventStoreDbEventLog,
  type EventStoreDbEventLogOptions,
} from '../../../src/ledger/eventstoredb/eventstoredb-event-log.js';
import type { StoreLocation } from '../../../src/ledger/eventstoredb/location.js';
import { Sequencer } from '../../../src/ledger/eventstoredb/sequencer/sequencer.js';
import type { Database } from '../../../src/platform/database/open-database.js';
import { freshDatabase } from '../../support/database.js';
import { newNamespace } from '../../support/eventstoredb/adapter.js';
import { longEnoughMs } from '../../support/until.js';

/** Logs over one namespace of a server and one database. Nothing is sequenced but when `sequence` is called. */
export class LogsOnEventStoreDb {
  private readonly logs: EventStoreDbEventLog[] = [];

  private constructor(
    readonly database: Database,
    readonly location: StoreLocation,
  ) {}

  static async on(url: string): Promise<LogsOnEventStoreDb> {
    return new LogsOnEventStoreDb(await freshDatabase(), { url, namespace: newNamespace() });
  }

  /** As another process has it. */
  async open(
    options: EventStoreDbEventLogOptions = {},
    url = this.location.url,
  ): Promise<EventStoreDbEventLog> {
    const log = await EventStoreDbEventLog.open(this.database, { ...this.location, url }, options);
    this.logs.push(log);
    return log;
  }

  async sequence(): Promise<void> {
    await new Sequencer(this.database, this.location).everythingSoFar(AbortSignal.timeout(longEnoughMs));
  }

  async close(): Promise<void> {
    await Promise.all(this.logs.map((log) => log.close()));
    await this.database.close();
  }
}
