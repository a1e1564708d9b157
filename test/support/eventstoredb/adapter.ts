import { randomBytes } from 'node:crypto';
import {
  EventStoreDbEventLog,
  type EventStoreDbEventLogOptions,
} from '../../../src/ledger/eventstoredb/eventstoredb-event-log.js';
import type { StoreLocation } from '../../../src/ledger/eventstoredb/location.js';
import { Sequencer } from '../../../src/ledger/eventstoredb/sequencer/sequencer.js';
import type { Database } from '../../../src/platform/database/open-database.js';
import { connect } from '../../../src/platform/database/pools.js';
import { freshDatabase } from '../database.js';
import type { AdapterUnderTest } from '../event-log-contract.js';
import { openFaultyNetwork } from '../faulty-network.js';

/** Streams of their own on a server that others use too. */
export const newNamespace = (): string => `test${randomBytes(6).toString('hex')}`;

/** A sequencer that runs beside a test. */
export function sequenceBeside(
  database: Pick<Database, 'pool' | 'connectionString'>,
  location: StoreLocation,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = new Sequencer(database, location).run(stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** A log in a namespace and a database of its own, sequenced, over a network that can be cut. */
export async function openEventStoreDbAdapter(
  url: string,
  options?: EventStoreDbEventLogOptions,
): Promise<AdapterUnderTest> {
  const database = await freshDatabase();
  const operator = await connect(database.connectionString);
  const network = await openFaultyNetwork(url);
  const location = { url: network.connectionString, namespace: newNamespace() };
  const log = await EventStoreDbEventLog.open(database, location, options);
  const others: EventStoreDbEventLog[] = [];
  const sequencing = sequenceBeside(database, location);
  return {
    log,
    async another() {
      const other = await EventStoreDbEventLog.open(database, location, options);
      others.push(other);
      return other;
    },
    environment: {
      DATABASE_URL: database.connectionString,
      EVENTSTORE_URL: location.url,
      EVENTSTORE_NAMESPACE: location.namespace,
    },
    async loseConnections() {
      network.cutConnections();
      await operator.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
      );
    },
    async close() {
      await Promise.all([log, ...others].map((one) => one.close()));
      await sequencing.stop();
      await network.close();
      await operator.end();
      await database.close();
    },
  };
}
