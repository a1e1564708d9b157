import { asRevision, type Revision } from '../../../events/identifiers.js';
import { LogUnavailable } from '../../../src/ledger/errors.js';
import type { EventStoreDbEventLog } from '../../../src/ledger/eventstoredb/eventstoredb-event-log.js';
import { nameInStore } from '../../../src/ledger/eventstoredb/namespace.js';
import { OperationalError } from '../../../src/platform/errors/operational-error.js';
import { collect } from '../../support/collect.js';
import type { ReadFault } from '../../support/eventstoredb/faults.js';
import { ProtocolServer } from '../../support/eventstoredb/protocol-server.js';
import { newStream, sampleEvents } from '../../support/sample-events.js';
import { LogsOnEventStoreDb } from './given.js';

describe('reading a stream of EventStoreDB', () => {
  let server: ProtocolServer;
  let logs: LogsOnEventStoreDb;
  let log: EventStoreDbEventLog;
  beforeEach(async () => {
    server = await ProtocolServer.start();
    logs = await LogsOnEventStoreDb.on(server.url);
    log = await logs.open({ answerWithinMs: 300 });
  });
  afterEach(async () => {
    await logs.close();
    await server.stop();
  });

  it('tells positions and times of what was sequenced, and none of what was not', async () => {
    const stream = newStream();
    await log.append(stream, 'none', sampleEvents(2));
    await logs.sequence();
    await log.append(stream, asRevision(1), sampleEvents(1));
    const events = await collect(log.readStream(stream));
    expect(events.map(({ position }) => position)).toEqual([1, 2, null]);
    expect(events.map(({ recordedAt }) => recordedAt === null)).toEqual([false, false, true]);
  });

  it.each([true, false])(
    'shows an id that stands twice once, at its first place (sequenced: %s)',
    async (isSequenced) => {
      const stream = newStream();
      const { ids } = await log.append(stream, 'none', sampleEvents(2));
      await server.writeAgain(ids[0] ?? '');
      await log.append(stream, 'any', sampleEvents(1));
      if (isSequenced) await logs.sequence();
      const read = async (direction: 'forwards' | 'backwards', from?: Revision) =>
        (await collect(log.readStream(stream, { direction, ...(from !== undefined && { from }) }))).map(
          ({ revision }) => revision,
        );
      expect(await read('forwards')).toEqual([0, 1, 3]);
      if (!isSequenced) return;
      expect(await read('forwards', asRevision(2))).toEqual([3]);
      expect(await read('backwards')).toEqual([3, 1, 0]);
    },
  );

  const passing: ReadFault[] = [
    { kind: 'cut', after: 2 },
    { kind: 'delay', milliseconds: 500 },
    { kind: 'unavailable' },
    { kind: 'not ready' },
    { kind: 'deadline' },
  ];
  it.each(passing.map((fault) => [fault.kind, fault] as const))('goes on after: %s', async (_kind, fault) => {
    const stream = newStream();
    await log.append(stream, 'none', sampleEvents(700));
    server.faults.onRead(fault, { stream: nameInStore(logs.location.namespace, stream) });
    const revisions = (await collect(log.readStream(stream))).map(({ revision }) => revision);
    expect(revisions).toEqual(Array.from({ length: 700 }, (_, n) => n));
  });

  it('says that the log is away when it stays away', async () => {
    const hasty = await logs.open({ patienceMs: 100 });
    const stream = newStream();
    await log.append(stream, 'none', sampleEvents(1));
    await server.stop();
    await expect(collect(hasty.readStream(stream))).rejects.toThrow(LogUnavailable);
  });

  it('leaves out what another writer put there that cannot be an event of the ledger', async () => {
    const stream = newStream();
    await log.append(stream, 'none', sampleEvents(1));
    await server.store.write(nameInStore(logs.location.namespace, stream), [
      {
        id: '0192a5b0-7c00-7000-8000-000000000000',
        type: 'CountedOnRoll',
        contentType: 'application/octet-stream',
        data: Buffer.from([1, 2, 3]),
        metadata: Buffer.alloc(0),
      },
    ]);
    await log.append(stream, asRevision(1), sampleEvents(1));
    const revisions = (await collect(log.readStream(stream))).map(({ revision }) => revision);
    expect(revisions).toEqual([0, 2]);
  });

  it('is refused in a database whose log is that of another namespace', async () => {
    await log.append(newStream(), 'none', sampleEvents(1));
    await logs.sequence();
    const elsewhere = await LogsOnEventStoreDb.on(server.url);
    const { EventStoreDbEventLog } =
      await import('../../../src/ledger/eventstoredb/eventstoredb-event-log.js');
    await expect(EventStoreDbEventLog.open(logs.database, elsewhere.location)).rejects.toThrow(
      OperationalError,
    );
    await elsewhere.close();
  });
});
