import { EventStoreDBClient, StreamNotFoundError } from '@eventstore/db-client';
import type { StreamName } from '../../../events/identifiers.js';
import { RevisionConflict, StreamDeleted } from '../../../src/ledger/errors.js';
import type { EventStoreDbEventLog } from '../../../src/ledger/eventstoredb/eventstoredb-event-log.js';
import { nameInStore } from '../../../src/ledger/eventstoredb/namespace.js';
import { collect } from '../../support/collect.js';
import { ProtocolServer } from '../../support/eventstoredb/protocol-server.js';
import { newStream, sampleEvents } from '../../support/sample-events.js';
import { LogsOnEventStoreDb } from './given.js';

/** A real server, if one is named. */
const realServer = process.env['EVENTSTORE_TEST_URL'];

describe('a stream that an operator deleted in EventStoreDB', () => {
  let server: ProtocolServer | undefined;
  let logs: LogsOnEventStoreDb;
  let log: EventStoreDbEventLog;
  let operator: EventStoreDBClient;
  beforeAll(async () => {
    if (realServer === undefined) server = await ProtocolServer.start();
    logs = await LogsOnEventStoreDb.on(realServer ?? server?.url ?? '');
    log = await logs.open();
    operator = EventStoreDBClient.connectionString(logs.location.url);
  });
  afterAll(async () => {
    await logs.close();
    await operator.dispose();
    await server?.stop();
  });

  const inStore = (stream: StreamName): string => nameInStore(logs.location.namespace, stream);

  /** Five events, sequenced. */
  const given = async (): Promise<StreamName> => {
    const stream = newStream();
    await log.append(stream, 'none', sampleEvents(5));
    await logs.sequence();
    return stream;
  };

  it.each(['forwards', 'backwards'] as const)('is named when it is read %s', async (direction) => {
    const stream = await given();
    await operator.deleteStream(inStore(stream));
    const reading = collect(log.readStream(stream, { direction }));
    await expect(reading).rejects.toThrow(StreamDeleted);
    await expect(reading).rejects.toMatchObject({ stream, advice: 'give-up' });
    await expect(collect(log.readStream(stream, { limit: 1, direction }))).rejects.toThrow(StreamDeleted);
  });

  it.each(['none', 'exists'] as const)(
    'does not begin anew by an append that expects %s',
    async (expected) => {
      const stream = await given();
      await operator.deleteStream(inStore(stream));
      await expect(log.append(stream, expected, sampleEvents(1))).rejects.toThrow(StreamDeleted);
      await expect(collect(operator.readStream(inStore(stream)))).rejects.toThrow(StreamNotFoundError);
    },
  );

  it('is named where its name was burnt', async () => {
    const stream = await given();
    await operator.tombstoneStream(inStore(stream));
    await expect(collect(log.readStream(stream))).rejects.toThrow(StreamDeleted);
    for (const expected of ['none', 'exists', 'any'] as const)
      await expect(log.append(stream, expected, sampleEvents(1))).rejects.toThrow(StreamDeleted);
  });

  it('is named where only its beginning is gone', async () => {
    const stream = await given();
    await operator.setStreamMetadata(inStore(stream), { truncateBefore: 2 });
    await expect(collect(log.readStream(stream))).rejects.toThrow(StreamDeleted);
    await expect(collect(log.readStream(stream, { direction: 'backwards' }))).rejects.toThrow(StreamDeleted);
    expect(await collect(log.readStream(stream, { direction: 'backwards', limit: 2 }))).toHaveLength(2);
  });

  it('is named where it was begun anew since', async () => {
    const stream = await given();
    await operator.deleteStream(inStore(stream));
    expect(await log.append(stream, 'any', sampleEvents(2))).toMatchObject({
      firstRevision: 5,
      lastRevision: 6,
    });
    await expect(collect(log.readStream(stream))).rejects.toThrow(StreamDeleted);
  });

  it('is no other than one that stands: who expects none of that hears its revision', async () => {
    const stream = await given();
    const conflict = log.append(stream, 'none', sampleEvents(1));
    await expect(conflict).rejects.toThrow(RevisionConflict);
    await expect(conflict).rejects.toMatchObject({ actual: 4 });
    expect(await collect(log.readStream(newStream()))).toEqual([]);
  });
});
