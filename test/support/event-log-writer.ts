/**
 * A program of writers, for tests that need another process: appends to the store that its environment names
 * until it is killed, or until its share is done. Prints one line an answer: `acknowledged <id> <position>`
 * or `refused <id>`.
 *
 *   node dist/test/support/event-log-writer.js <writers> <appends a writer | forever>
 */
import { openMigrated } from '../../src/platform/database/open-database.js';
import { RevisionConflict } from '../../src/ledger/errors.js';
import type { EventLog, ExpectedRevision } from '../../src/ledger/event-log.js';
import { EventStoreDbEventLog } from '../../src/ledger/eventstoredb/eventstoredb-event-log.js';
import { PostgresEventLog } from '../../src/ledger/postgres/postgres-event-log.js';
import { newStream, sampleEvent } from './sample-events.js';

const [writers = '1', appends = '1'] = process.argv.slice(2);
const share = appends === 'forever' ? Infinity : Number(appends);

const database = await openMigrated(process.env['DATABASE_URL'] ?? '', 2);
const { EVENTSTORE_URL: url, EVENTSTORE_NAMESPACE: namespace = 'ledger' } = process.env;
const log =
  url === undefined
    ? await PostgresEventLog.open(database)
    : await EventStoreDbEventLog.open(database, { url, namespace });
await Promise.all(Array.from({ length: Number(writers) }, () => write(log)));
await log.close();
await database.close();

/** Appends to a stream of its own; every fifth append expects the wrong revision and is to be refused. */
async function write(to: EventLog): Promise<void> {
  const stream = newStream();
  let expected: ExpectedRevision = 'none';
  for (let n = 1; n <= share; n += 1) {
    const event = sampleEvent();
    const isWrong = n % 5 === 0;
    try {
      const { lastRevision, positions }: Awaited<ReturnType<EventLog['append']>> = await to.append(
        stream,
        isWrong ? 'none' : expected,
        [event],
      );
      expected = lastRevision;
      process.stdout.write(`acknowledged ${event.id} ${positions?.[0] ?? ''}\n`);
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      process.stdout.write(`refused ${event.id}\n`);
    }
  }
}
