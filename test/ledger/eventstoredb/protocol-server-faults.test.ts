import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ErrorType,
  EventStoreDBClient,
  jsonEvent,
  streamNameFilter,
  type JSONEventData,
} from '@eventstore/db-client';
import { ProtocolServer } from '../../support/eventstoredb/protocol-server.js';
import { until } from '../../support/until.js';

/* What can be made to go wrong on the protocol server, as the unmodified client meets it. */
const folder = mkdtempSync(join(tmpdir(), 'protocol-server-'));
const server = await ProtocolServer.start({ folder });
const client = EventStoreDBClient.connectionString(server.url);
const classic = { credentials: { username: 'admin', password: 'changeit' } };

const newStream = (): string => `faults-${randomUUID()}`;
const event = (n = 0): JSONEventData => jsonEvent({ id: randomUUID(), type: 'Counted', data: { n } });

async function ids(stream: string): Promise<string[]> {
  const read: string[] = [];
  for await (const { event: one } of client.readStream(stream)) read.push(one?.id ?? '');
  return read;
}

/** The client needs a call or two to notice that its connection has gone. */
async function eventually<T>(call: () => Promise<T>): Promise<T> {
  const answers: T[] = [];
  await until(async () => {
    try {
      answers.push(await call());
    } catch (error) {
      if (!(error instanceof Error) || !/UNAVAILABLE|CANCELLED|closed/.test(error.message)) throw error;
    }
    return answers.length > 0;
  });
  const [answer] = answers;
  if (answer === undefined) throw new Error('nothing was answered');
  return answer;
}

/** What a subscription to `$all` brings of one stream, by revision, and the error that ends it. */
function follow(stream: string): {
  readonly seen: bigint[];
  readonly errors: Error[];
  stop(): Promise<void>;
} {
  const seen: bigint[] = [];
  const errors: Error[] = [];
  const subscription = client.subscribeToAll({ filter: streamNameFilter({ prefixes: [stream] }) });
  subscription.on('error', (error: Error) => errors.push(error));
  subscription.on('data', ({ event: one }) => seen.push(one?.revision ?? -1n));
  return { seen, errors, stop: () => subscription.unsubscribe() };
}

afterEach(() => server.faults.clear());

afterAll(async () => {
  await client.dispose();
  await server.stop();
  rmSync(folder, { recursive: true });
});

describe('an append', () => {
  it('is not written when the connection is cut before its end', async () => {
    const stream = newStream();
    server.faults.onAppend({ kind: 'cut' });
    await expect(
      client.appendToStream(stream, [event(), event()], { batchAppendSize: 100 }),
    ).rejects.toThrow();
    await expect(eventually(() => ids(stream))).rejects.toMatchObject({ type: ErrorType.STREAM_NOT_FOUND });
  });

  it('is written when only its answer is lost, with the connection or in silence, or is an error', async () => {
    const stream = newStream();
    const [first, second, third] = [event(1), event(2), event(3)];
    server.faults.onAppend({ kind: 'commit, then cut' });
    await expect(client.appendToStream(stream, first)).rejects.toThrow();
    expect(await eventually(() => ids(stream))).toEqual([first.id]);

    server.faults.onAppend({ kind: 'commit, then error' });
    await expect(client.appendToStream(stream, second)).rejects.toMatchObject({ type: ErrorType.UNKNOWN });

    server.faults.onAppend({ kind: 'commit, then silence' });
    const unanswered = client.appendToStream(stream, third);
    const rejected = expect(unanswered).rejects.toThrow();
    await until(async () => (await ids(stream)).length === 3);
    server.dropConnections();
    await rejected;
    expect(await eventually(() => ids(stream))).toEqual([first.id, second.id, third.id]);
    expect((await client.appendToStream(stream, first)).nextExpectedRevision).toBe(0n);
  });

  it('is answered late when it is delayed', async () => {
    server.faults.onAppend({ kind: 'delay', milliseconds: 300 });
    const begun = Date.now();
    await client.appendToStream(newStream(), event());
    expect(Date.now() - begun).toBeGreaterThanOrEqual(295);
  });

  it('meets a fault only on the stream that it was meant for, and as often as said', async () => {
    const [chosen, other] = [newStream(), newStream()];
    server.faults.onAppend({ kind: 'access denied' }, { stream: chosen, times: 2 });
    await client.appendToStream(other, event());
    await expect(client.appendToStream(chosen, event())).rejects.toMatchObject({
      type: ErrorType.ACCESS_DENIED,
    });
    await expect(client.appendToStream(chosen, event())).rejects.toMatchObject({
      type: ErrorType.ACCESS_DENIED,
    });
    await client.appendToStream(chosen, event());
  });

  it('is refused by a server that is not ready, is busy or has no time, in the words of either path', async () => {
    const refused = async (
      kind: 'not ready' | 'unavailable' | 'deadline',
      options = {},
    ): Promise<unknown> => {
      server.faults.onAppend({ kind });
      return client.appendToStream(newStream(), event(), options).catch((error: unknown) => error);
    };
    expect(await refused('not ready')).toMatchObject({
      type: ErrorType.UNKNOWN,
      message: 'Could not recognize Server Is Not Ready',
    });
    expect(await refused('unavailable')).toMatchObject({ message: 'Could not recognize Server Is Busy' });
    expect(await refused('deadline')).toMatchObject({ type: ErrorType.DEADLINE_EXCEEDED });
    expect(await refused('deadline', classic)).toMatchObject({ type: ErrorType.TIMEOUT });
    expect(await refused('not ready', classic)).toMatchObject({ type: ErrorType.UNAVAILABLE });
  });
});

describe('a subscription', () => {
  it('is cut after some events, and brings some of them again when it is taken up', async () => {
    const stream = newStream();
    await eventually(() => client.appendToStream(stream, [event(), event(), event(), event()]));
    // The confirmation is the first thing sent.
    server.faults.onSubscribe({ kind: 'cut', after: 3 });
    const first = follow(stream);
    await until(() => first.errors.length > 0);
    expect(first.seen).toEqual([0n, 1n]);

    const last = await eventually(() => client.appendToStream(stream, event()));
    server.faults.onSubscribe({ kind: 'repeat', events: 2 });
    const again = client.subscribeToStream(stream, { fromRevision: last.nextExpectedRevision - 1n });
    const seen: bigint[] = [];
    again.on('data', ({ event: one }) => seen.push(one?.revision ?? -1n));
    await until(() => seen.length === 3);
    expect(seen).toEqual([2n, 3n, 4n]);
    await again.unsubscribe();
  });

  it('is dropped as too slow, with what was sent before it', async () => {
    const stream = newStream();
    await client.appendToStream(stream, [event(), event()]);
    server.faults.onSubscribe({ kind: 'too slow', after: 2 });
    const counted = follow(stream);
    await until(() => counted.errors.length > 0);
    expect(counted.seen).toEqual([0n]);
    expect(counted.errors[0]?.message).toContain('Consumer too slow');

    const live = follow(stream);
    await until(() => live.seen.length === 2);
    server.dropSubscriptions();
    await until(() => live.errors.length > 0);
  });

  it('and a read are refused by a server that is not ready', async () => {
    server.faults.onSubscribe({ kind: 'not ready' });
    const refused = follow(newStream());
    await until(() => refused.errors.length > 0);
    expect(refused.errors[0]).toMatchObject({ type: ErrorType.UNAVAILABLE });
    server.faults.onRead({ kind: 'not ready' }, { times: 2 });
    await expect(ids(newStream())).rejects.toThrow('Server Is Not Ready');
  });
});

describe('the log', () => {
  it('stands after a restart, but for what was cut off in the middle', async () => {
    const stream = newStream();
    const written = [event(1), event(2)];
    const answer = await eventually(() => client.appendToStream(stream, written));
    await server.stop();
    appendFileSync(join(folder, 'log'), Buffer.from([200, 0, 0, 0, 1, 2, 3]));
    await server.restart();
    expect(await eventually(() => ids(stream))).toEqual(written.map(({ id }) => id));
    expect(await client.appendToStream(stream, written)).toEqual(answer);
    await client.appendToStream(stream, event());
    await server.restart();
    expect(await eventually(() => ids(stream))).toHaveLength(3);
  });

  it('goes back to an earlier state, and gives positions out again', async () => {
    const stream = newStream();
    const [kept, lost, other] = [event(1), event(2), event(3)];
    await eventually(() => client.appendToStream(stream, kept));
    const then = server.position;
    const { position } = await client.appendToStream(stream, lost);
    server.restoreTo(then);
    expect(await eventually(() => ids(stream))).toEqual([kept.id]);
    expect((await client.appendToStream(stream, other)).position).toEqual(position);
    await server.restart();
    expect(await eventually(() => ids(stream))).toEqual([kept.id, other.id]);
  });

  it('loses the events of a deleted stream to a scavenge, all but the last, and not the others', async () => {
    const [stream, other] = [newStream(), newStream()];
    const written = [event(1), event(2), event(3)];
    await eventually(() => client.appendToStream(stream, written));
    const { position } = await client.appendToStream(other, event());
    await client.deleteStream(stream);
    await server.scavenge();
    const left: string[] = [];
    for await (const { event: one } of client.readAll()) if (one?.streamId === stream) left.push(one.id);
    expect(left).toEqual([written[2]?.id]);
    expect(await ids(other)).toHaveLength(1);
    expect((await client.appendToStream(stream, event())).nextExpectedRevision).toBe(3n);
    for await (const { event: one } of client.readAll({ fromPosition: position ?? 'start', maxCount: 1 }))
      expect(one?.streamId).toBe(other);
  });

  it('takes an id twice from another writer, or once it forgot the first', async () => {
    const [stream, other] = [newStream(), newStream()];
    const one = event();
    await client.appendToStream(stream, one);
    await server.writeAgain(one.id, { data: { n: 2 } });
    await server.writeAgain(one.id, { stream: other });
    expect(await ids(stream)).toEqual([one.id, one.id]);
    expect(await ids(other)).toEqual([one.id]);
    server.forgetIds();
    await client.appendToStream(stream, one);
    expect(await ids(stream)).toEqual([one.id, one.id, one.id]);
  });
});

describe('a server that has just started', () => {
  it('is not ready for a moment, then answers', async () => {
    server.faults.notReadyUntil = Infinity;
    const stream = newStream();
    await expect(client.appendToStream(stream, event())).rejects.toThrow('Server Is Not Ready');
    await expect(ids(stream)).rejects.toThrow('Server Is Not Ready');
    server.faults.notReadyUntil = 0;
    await client.appendToStream(stream, event());
  });
});

describe('a server that does not lead', () => {
  it('names the leader, and the client goes there', async () => {
    const leader = await ProtocolServer.start();
    const stream = newStream();
    server.faults.onAppend({ kind: 'not leader', leader: leader.address });
    await expect(client.appendToStream(stream, event())).rejects.toMatchObject({
      type: ErrorType.NOT_LEADER,
      leader: { address: leader.address.host, port: leader.address.port },
    });
    await eventually(() => client.appendToStream(stream, event()));
    expect(leader.store.log.stream(stream)?.last).toBe(0);
    await client.dispose();
    await leader.stop();
  });
});
