/**
 * The ledger on EventStoreDB and its client alone, on the server of EVENTSTORE_TEST_URL or else on the stand-in. No
 * sequencer runs: what it does, it does in another process.
 */
import { randomBytes } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { eventIdsOf } from '../../src/ledger/event-ids.js';
import { EventStoreDbEventLog } from '../../src/ledger/eventstoredb/eventstoredb-event-log.js';
import { nameInStore } from '../../src/ledger/eventstoredb/namespace.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { ledgerOn, type Appender, type Appenders } from './appenders.js';
import { openEventStore } from './event-store.js';
import { newPupilStream, sampleContent } from './sample-event.js';

export async function appendersOnEventStoreDb(database: Database): Promise<Appenders> {
  const server = await openEventStore();
  const namespace = `bench${randomBytes(4).toString('hex')}`;
  const ledger = ledgerOn(await EventStoreDbEventLog.open(database, { url: server.url, namespace }));
  const client = bareClient(server.url, `${namespace}bare`);
  return {
    ledger,
    peers: [{ appender: client, ratio: 'ratioToBareClient' }],
    async close() {
      await client.close();
      await ledger.close();
      await server.close();
    },
  };
}

/** `appendToStream` as its documentation shows it, one client for all writers; events with ids made in the same way. */
function bareClient(url: string, namespace: string): Appender {
  const client = EventStoreDBClient.connectionString(url);
  const { type, schemaVersion, metadata } = sampleContent;
  const data = plain(sampleContent.data);
  return {
    name: 'client',
    newWriter() {
      const stream = newPupilStream();
      const name = nameInStore(namespace, stream);
      const idOf = eventIdsOf(stream);
      let ordinal = 0;
      let expectedRevision: bigint | typeof NO_STREAM = NO_STREAM;
      return async () => {
        const event = jsonEvent({
          id: idOf(stream, ordinal),
          type,
          data,
          metadata: { schemaVersion, metadata },
        });
        const result = await client.appendToStream(name, event, { expectedRevision });
        expectedRevision = result.nextExpectedRevision;
        ordinal += 1;
      };
    },
    close: () => client.dispose(),
  };
}

/** The client's types take no instance of a class. */
const plain = (value: object): Record<string, unknown> =>
  Object.assign<Record<string, unknown>, object>({}, value);
