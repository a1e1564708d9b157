import { randomUUID } from 'node:crypto';
import {
  BACKWARDS,
  END,
  ErrorType,
  excludeSystemEvents,
  eventTypeFilter,
  jsonEvent,
  NO_STREAM,
  streamNameFilter,
  type JSONEventData,
  type Position,
} from '@eventstore/db-client';
import { collect } from '../../support/collect.js';
import {
  close,
  ready,
  client,
  event,
  events,
  follow,
  newStream,
  positions,
  revisions,
} from '../../support/eventstoredb/client-under-test.js';
import { until } from '../../support/until.js';

/*
 * Reading as a server of version 22.10 was seen to do it, told with the unmodified client. The same sentences hold on a
 * real server: EVENTSTORE_TEST_URL='esdb://…' runs them there.
 */
beforeAll(ready);
afterAll(close);

describe('reading', () => {
  const stream = newStream();
  let at: Position[] = [];

  beforeAll(async () => {
    await client.appendToStream(stream, events(5), { expectedRevision: NO_STREAM });
    at = await positions(stream);
  });

  it('a stream includes where it starts, both ways', async () => {
    expect(await revisions(stream, { fromRevision: 2n })).toEqual([2, 3, 4]);
    expect(await revisions(stream, { fromRevision: 2n, direction: BACKWARDS })).toEqual([2, 1, 0]);
    expect(await revisions(stream, { fromRevision: END, direction: BACKWARDS, maxCount: 2 })).toEqual([4, 3]);
    expect(await revisions(stream, { fromRevision: 50n })).toEqual([]);
    await expect(revisions(newStream())).rejects.toMatchObject({ type: ErrorType.STREAM_NOT_FOUND });
  });

  it('$all includes its start forwards, and not backwards; every event of a batch has its own position', async () => {
    expect(new Set(at.map(({ commit }) => commit)).size).toBe(5);
    const [, , third = { commit: 0n, prepare: 0n }] = at;
    const read = async (options: Parameters<typeof client.readAll>[0]): Promise<bigint[]> => {
      const found: bigint[] = [];
      for await (const { event: one } of client.readAll({ ...options, maxCount: 2 })) {
        expect(one?.streamId).toBe(stream);
        found.push(one?.revision ?? -1n);
      }
      return found;
    };
    expect(await read({ fromPosition: third })).toEqual([2n, 3n]);
    expect(await read({ fromPosition: third, direction: BACKWARDS })).toEqual([1n, 0n]);
  });

  it('$all shows what the server writes for itself too', async () => {
    for await (const { event: one } of client.readAll({ maxCount: 1 })) expect(one?.streamId).toMatch(/^\$/);
  });

  it('$all from inside a record is an error', async () => {
    const [first = { commit: 0n, prepare: 0n }] = at;
    const inside = { commit: first.commit + 1n, prepare: first.prepare + 1n };
    await expect(collect(client.readAll({ fromPosition: inside, maxCount: 1 }))).rejects.toThrow(
      'Unexpected ReadAllResult: Error',
    );
  });
});

describe('a subscription', () => {
  const stream = newStream();
  let at: Position[] = [];

  beforeAll(async () => {
    await client.appendToStream(stream, events(5));
    at = await positions(stream);
  });

  it('to $all begins after its position, in the middle of a batch if need be, and goes on live', async () => {
    const filter = streamNameFilter({ prefixes: [stream] });
    const [, , third = { commit: 0n, prepare: 0n }] = at;
    const all = follow(client.subscribeToAll({ fromPosition: third, filter }));
    await until(() => all.seen.length === 2);
    await client.appendToStream(stream, event());
    await until(() => all.seen.length === 3);
    await all.stop();
    expect(all.seen).toEqual([`${stream}@3`, `${stream}@4`, `${stream}@5`]);
  });

  it('to a stream begins after its revision; a stream that is not there may still come', async () => {
    const later = newStream();
    const one = follow(client.subscribeToStream(stream, { fromRevision: 3n }));
    const other = follow(client.subscribeToStream(later));
    await other.confirmed;
    await client.appendToStream(later, events(2));
    await until(() => one.seen.length === 2 && other.seen.length === 2);
    await Promise.all([one.stop(), other.stop()]);
    expect(one.seen).toEqual([`${stream}@4`, `${stream}@5`]);
    expect(other.seen).toEqual([`${later}@0`, `${later}@1`]);
  });

  it('from beyond the end still brings a live event below that position', async () => {
    const beyond = { commit: 10n ** 12n, prepare: 10n ** 12n };
    const filter = streamNameFilter({ prefixes: [stream] });
    const all = follow(client.subscribeToAll({ fromPosition: beyond, filter }));
    await all.confirmed;
    await until(async () => {
      await client.appendToStream(stream, event());
      return all.seen.length > 0;
    });
    await all.stop();
  });

  it('brings what its filter lets through: by prefix or expression, of streams or of types', async () => {
    const namespace = `filtered${randomUUID().slice(0, 8)}`;
    for (const [name, type] of [
      ['a', 'Kept'],
      ['b', 'Other'],
      ['c', 'KeptToo'],
    ] as const)
      await client.appendToStream(
        `${namespace}-${name}`,
        jsonEvent({ type: `${namespace}${type}`, data: {} }),
      );
    const expectations = [
      [streamNameFilter({ prefixes: [`${namespace}-a`, `${namespace}-b`] }), ['a', 'b']],
      [streamNameFilter({ regex: `^${namespace}-[bc]$` }), ['b', 'c']],
      [eventTypeFilter({ prefixes: [`${namespace}Kept`] }), ['a', 'c']],
      [eventTypeFilter({ regex: `^${namespace}.*o+$` }), ['c']],
    ] as const;
    const [from = { commit: 0n, prepare: 0n }] = at;
    for (const [filter, names] of expectations) {
      const all = follow(client.subscribeToAll({ fromPosition: from, filter }));
      await until(() => all.seen.length === names.length);
      await all.stop();
      expect(all.seen).toEqual(names.map((name) => `${namespace}-${name}@0`));
    }
  });

  it('tells at checkpoints how far it looked, and passes over what the server writes for itself', async () => {
    const checkpoints: bigint[] = [];
    const filter = excludeSystemEvents({
      maxSearchWindow: 2,
      checkpointInterval: 2,
      checkpointReached: (_, { commit }) => {
        checkpoints.push(commit);
        return Promise.resolve();
      },
    });
    const [from = { commit: 0n, prepare: 0n }] = at;
    const all = follow(client.subscribeToAll({ fromPosition: from, filter }));
    await all.confirmed;
    await client.appendToStream(stream, events(12));
    await until(() => checkpoints.length >= 3);
    await all.stop();
    expect(checkpoints).toEqual([...checkpoints].sort((a, b) => (a < b ? -1 : 1)));
    expect(all.seen.filter((name) => name.startsWith('$'))).toEqual([]);
  });

  it('of a consumer that does not read is dropped', async () => {
    const subscription = client.subscribeToAll({ fromPosition: END });
    const slow = subscription[Symbol.asyncIterator]();
    const errors: Error[] = [];
    subscription.on('error', (error) => errors.push(error));
    await new Promise((resolve) => subscription.once('confirmation', resolve));
    const text = 'x'.repeat(2000);
    const large = (): JSONEventData[] => events(20).map((one) => jsonEvent({ ...one, data: { text } }));
    for (let written = 0; written < 40; written += 1) await client.appendToStream(stream, large());
    await until(async () => {
      // The error comes after what was sent before it.
      await Promise.race([
        slow.next().catch(() => undefined),
        new Promise((resolve) => setImmediate(resolve)),
      ]);
      await client.appendToStream(stream, event());
      return errors.length > 0;
    });
    expect(errors[0]?.message).toContain(
      '10 ABORTED: Operation timed out: Consumer too slow to handle event while live.',
    );
  });
});
