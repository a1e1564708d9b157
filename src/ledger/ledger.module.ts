import { Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Database } from '../platform/database/open-database.js';
import { DATABASE } from '../platform/platform.module.js';
import { EVENT_LOG } from './event-log.js';
import { PostgresEventLog } from './postgres/postgres-event-log.js';
import { SEQUENCED_LOG } from './sequenced-log.js';

/** Provides the event log: inject `EventLog` by EVENT_LOG and `SequencedLog` by SEQUENCED_LOG. */
@Module({
  providers: [
    { provide: PostgresEventLog, useFactory: openLog, inject: [DATABASE] },
    { provide: EVENT_LOG, useExisting: PostgresEventLog },
    {
      provide: SEQUENCED_LOG,
      useFactory: (log: PostgresEventLog) => log.sequenced,
      inject: [PostgresEventLog],
    },
  ],
  exports: [EVENT_LOG, SEQUENCED_LOG],
})
export class LedgerModule implements OnApplicationShutdown {
  constructor(@Inject(PostgresEventLog) private readonly log: PostgresEventLog) {}

  async onApplicationShutdown(): Promise<void> {
    await this.log.close();
  }
}

async function openLog(database: Database): Promise<PostgresEventLog> {
  const log = await PostgresEventLog.open(database);
  if (log.isEpochWeak) {
    new Logger('EventLog').warn(
      'pg_control_system() is not permitted here: a restore of the same objects on another cluster would not begin a new epoch',
    );
  }
  return log;
}
