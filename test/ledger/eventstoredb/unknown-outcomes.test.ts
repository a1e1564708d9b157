import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { LogUnavailable, RefusedByStore, UnknownOutcome } from '../../../src/ledger/errors.js';
import type { EventStoreDbEventLog } from '../../../src/ledger/eventstoredb/eventstoredb-event-log.js';
import { collect } from '../../support/collect.js';
import type { AppendFault } from '../../support/eventstoredb/faults.js';
import { ProtocolServer } from '../../support/eventstoredb/protocol-server.js';
import { newStream, sampleEvents } from '../../support/sample-events.js';
import { until } from '../../support/until.js';
import { LogsOnEventStoreDb } from './given.js';

describe('an append to EventStoreDB of which nobody knows the outcome', () => {
  let server: ProtocolServer;
  let logs: LogsOnEventStoreDb;
  beforeEach(async () => {
    server = await ProtocolServer.start();
    logs = await LogsOnEventStoreDb.on(server.url);
  });
  afterEach(async () => {
    await logs.close();
    await server.stop();
  });

  const idsIn = async (log: EventStoreDbEventLog, stream: ReturnType<typeof newStream>): Promise<string[]> =>
    (await collect(log.readStream(stream))).map(({ id }) => id);

  const faults: AppendFault['kind'][] = [
    'cut',
    'commit, then cut',
    'commit, then silence',
    'commit, then error',
    'not ready',
    'unavailable',
    'deadline',
  ];
  it.each(faults.flatMap((kind) => [[kind, 'none'] as const, [kind, 'any'] as const]))(
    'is settled, and stands once, after: %s (%s expected)',
    async (kind, expected) => {
      const log = await logs.open({ answerWithinMs: 300 });
      const [stream, batch] = [newStream(), sampleEvents(3)];
      await log.append(newStream(), 'none', sampleEvents(1));
      server.faults.onAppend({ kind } as AppendFault);
      expect(await log.append(stream, expected, batch)).toMatchObject({ firstRevision: 0, lastRevision: 2 });
      expect(await idsIn(log, stream)).toEqual(batch.map(({ id }) => id));
    },
  );

  it('is settled when the answer comes after it was waited for, and the answer that comes late harms nobody', async () => {
    const log = await logs.open({ answerWithinMs: 200 });
    const [stream, batch] = [newStream(), sampleEvents(1)];
    server.faults.onAppend({ kind: 'delay', milliseconds: 400 });
    expect(await log.append(stream, 'none', batch)).toMatchObject({ lastRevision: 0 });
    expect(await log.append(stream, 'exists', sampleEvents(1))).toMatchObject({ lastRevision: 1 });
  });

  it('does not touch those of others that are under way on the same connection', async () => {
    const log = await logs.open({ answerWithinMs: 300 });
    const [lost, ...others] = Array.from({ length: 50 }, newStream);
    server.faults.onAppend(
      { kind: 'commit, then silence' },
      { stream: `${logs.location.namespace}.${lost}` },
    );
    const answers = await Promise.all(
      [lost, ...others].map((stream) => log.append(stream ?? newStream(), 'none', sampleEvents(1))),
    );
    expect(answers.map(({ lastRevision }) => lastRevision)).toEqual(Array<number>(50).fill(0));
  });

  it('is answered as unknown when the server stays away, and the same again is recorded once', async () => {
    const log = await logs.open({ patienceMs: 2_000, answerWithinMs: 1_000 });
    const [stream, batch] = [newStream(), sampleEvents(2)];
    await log.append(newStream(), 'none', sampleEvents(1));
    server.faults.onAppend({ kind: 'commit, then silence' });
    const before = server.position;
    const appending = log.append(stream, 'any', batch);
    const answered = expect(appending).rejects.toThrow(UnknownOutcome);
    await until(() => server.position > before);
    await server.stop();
    await answered;
    await expect(appending).rejects.toMatchObject({ ids: batch.map(({ id }) => id), advice: 'retry' });

    await server.restart();
    // As a server that was restarted: it no longer knows the ids of an append that expects any revision.
    server.forgetIds();
    expect(await log.append(stream, 'any', batch)).toMatchObject({ firstRevision: 0, lastRevision: 1 });
    expect(await idsIn(log, stream)).toEqual(batch.map(({ id }) => id));
  });

  it('is none where the server was away before: nothing was sent, and the caller hears when to come again', async () => {
    await server.stop();
    const log = await logs.open({ patienceMs: 1_000 });
    const [stream, batch] = [newStream(), sampleEvents(1)];
    const appending = log.append(stream, 'none', batch);
    await expect(appending).rejects.toThrow(LogUnavailable);
    await expect(appending).rejects.toMatchObject({ retryAfterSeconds: expect.any(Number), advice: 'retry' });
    await expect(collect(log.readStream(stream))).rejects.toThrow(LogUnavailable);

    await server.restart();
    expect(await log.append(stream, 'none', batch)).toMatchObject({ lastRevision: 0 });
    expect(await idsIn(log, stream)).toEqual(batch.map(({ id }) => id));
  });

  it('is told at once to whoever comes when contact was lost long before', async () => {
    await server.stop();
    const log = await logs.open({ patienceMs: 2_000 });
    await expect(log.append(newStream(), 'none', sampleEvents(1))).rejects.toThrow(LogUnavailable);
    const before = performance.now();
    await expect(log.append(newStream(), 'none', sampleEvents(1))).rejects.toThrow(LogUnavailable);
    expect(performance.now() - before).toBeLessThan(1_500);
  });

  it('follows a node that does not lead to the one that does', async () => {
    const leader = await ProtocolServer.start();
    const log = await logs.open();
    const [stream, batch] = [newStream(), sampleEvents(1)];
    await log.append(newStream(), 'none', sampleEvents(1));
    server.faults.onAppend({ kind: 'not leader', leader: leader.address });
    expect(await log.append(stream, 'none', batch)).toMatchObject({ lastRevision: 0 });
    const client = EventStoreDBClient.connectionString(leader.url);
    const [stood] = await collect(client.readStream(`${logs.location.namespace}.${stream}`));
    expect(stood?.event?.id).toBe(batch[0]?.id);
    await log.close();
    await client.dispose();
    await leader.stop();
  });

  it('is refused for good where the server denies access', async () => {
    const log = await logs.open();
    server.faults.onAppend({ kind: 'access denied' });
    const refused = log.append(newStream(), 'none', sampleEvents(1));
    await expect(refused).rejects.toThrow(RefusedByStore);
    await expect(refused).rejects.toMatchObject({ advice: 'give-up' });
  });

  it('does not come of another client in the process that is disposed of', async () => {
    const log = await logs.open();
    const other = EventStoreDBClient.connectionString(server.url);
    await other.appendToStream('warm-up', jsonEvent({ type: 'Counted', data: {} }));
    const [streams, appends] = [Array.from({ length: 200 }, newStream), sampleEvents(200)];
    const pending = Promise.all(
      streams.map((stream, n) => log.append(stream, 'none', appends.slice(n, n + 1))),
    );
    await other.dispose();
    expect(await pending).toHaveLength(200);
    expect(await log.append(newStream(), 'none', sampleEvents(1))).toMatchObject({ lastRevision: 0 });
  });
});
