import {
  BACKWARDS,
  END,
  ErrorType,
  jsonEvent,
  NO_STREAM,
  STREAM_EXISTS,
  type AppendResult,
  type JSONEventData,
} from '@eventstore/db-client';
import {
  close,
  ready,
  classic,
  clientError,
  client,
  event,
  events,
  follow,
  newStream,
  revisions,
  wrongVersion,
} from '../../support/eventstoredb/client-under-test.js';
import { until } from '../../support/until.js';

/*
 * Writing as a server of version 22.10 was seen to do it, told with the unmodified client. The same sentences hold on a
 * real server: EVENTSTORE_TEST_URL='esdb://…' runs them there.
 */
beforeAll(ready);
afterAll(close);

const ofSize = (bytes: number): JSONEventData =>
  jsonEvent({ type: 'Large', data: { text: 'x'.repeat(bytes - 11) } });

describe('expected revisions', () => {
  it('are kept to: no stream, an exact one, an existing stream', async () => {
    const stream = newStream();
    const conflict = wrongVersion({ streamName: stream, actualVersion: 'no_stream' });
    await expect(client.appendToStream(stream, event(), { expectedRevision: 0n })).rejects.toEqual(conflict);
    await expect(client.appendToStream(stream, event(), { expectedRevision: STREAM_EXISTS })).rejects.toEqual(
      conflict,
    );
    const first = await client.appendToStream(stream, events(2), { expectedRevision: NO_STREAM });
    expect(first).toMatchObject({ success: true, nextExpectedRevision: 1n });
    await expect(client.appendToStream(stream, event(), { expectedRevision: NO_STREAM })).rejects.toEqual(
      wrongVersion({ expectedVersion: 'no_stream', actualVersion: 1n }),
    );
    await expect(client.appendToStream(stream, event(), { expectedRevision: 0n })).rejects.toEqual(
      wrongVersion({ expectedVersion: 0n, actualVersion: 1n }),
    );
    await client.appendToStream(stream, event(), { expectedRevision: 1n });
    await client.appendToStream(stream, event(), { expectedRevision: STREAM_EXISTS });
    expect(await revisions(stream)).toEqual([0, 1, 2, 3]);
  });

  it('let one of twenty racing appends succeed', async () => {
    const stream = newStream();
    const results = await Promise.allSettled(
      events(20).map((one) => client.appendToStream(stream, one, { expectedRevision: NO_STREAM })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    expect(refused).toEqual(Array.from({ length: 19 }, () => wrongVersion()));
  });

  it('are kept to on the classic path as well', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(3), { expectedRevision: NO_STREAM, ...classic });
    await expect(
      client.appendToStream(stream, event(), { expectedRevision: 0n, ...classic }),
    ).rejects.toEqual(wrongVersion({ expectedVersion: 0n, actualVersion: 2n }));
    expect(await revisions(stream)).toEqual([0, 1, 2]);
  });
});

describe('the same ids again', () => {
  const stream = newStream();
  const batch = events(3);
  let first: AppendResult;

  beforeAll(async () => {
    first = await client.appendToStream(stream, batch, { expectedRevision: NO_STREAM });
    await client.appendToStream(stream, event(), { expectedRevision: 2n });
  });

  it('give the first answer, with the exact revision and with any, also after later events', async () => {
    expect(await client.appendToStream(stream, batch, { expectedRevision: NO_STREAM })).toEqual(first);
    expect(await client.appendToStream(stream, batch)).toEqual(first);
    expect(await client.appendToStream(stream, batch, { expectedRevision: STREAM_EXISTS })).toEqual(first);
    expect(await client.appendToStream(stream, batch, { expectedRevision: NO_STREAM, ...classic })).toEqual(
      first,
    );
  });

  it('give the answer up to where they go, as a prefix', async () => {
    const prefix = batch.slice(0, 2);
    const answer = { success: true, nextExpectedRevision: 1n };
    expect(await client.appendToStream(stream, prefix, { expectedRevision: NO_STREAM })).toMatchObject(
      answer,
    );
    expect(await client.appendToStream(stream, prefix)).toMatchObject(answer);
  });

  it('are a conflict when others follow them, even with any', async () => {
    const superset = [...batch, event()];
    await expect(client.appendToStream(stream, superset)).rejects.toEqual(wrongVersion());
    await expect(client.appendToStream(stream, superset, { expectedRevision: NO_STREAM })).rejects.toEqual(
      wrongVersion(),
    );
  });

  it('are not compared by their content', async () => {
    const otherContent = batch.map(({ id }) => event(99, id));
    expect(await client.appendToStream(stream, otherContent)).toEqual(first);
  });

  it('are new in another stream, and do not lose their place in the first', async () => {
    const other = newStream();
    expect(await client.appendToStream(other, batch)).toMatchObject({ nextExpectedRevision: 2n });
    expect(await client.appendToStream(stream, batch)).toEqual(first);
    expect(await revisions(other)).toEqual([0, 1, 2]);
  });

  it('were written once', async () => {
    expect(await revisions(stream)).toEqual([0, 1, 2, 3]);
  });
});

describe('a call', () => {
  it('holds 1,048,576 bytes of data, and writes nothing when it holds more', async () => {
    const stream = newStream();
    await client.appendToStream(stream, ofSize(1_048_576));
    const tooLarge = clientError(ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED, { maxAppendSize: 1_048_576 });
    const halves = [ofSize(600_000), ofSize(448_577)];
    await expect(client.appendToStream(stream, halves)).rejects.toEqual(tooLarge);
    await expect(client.appendToStream(stream, halves, { batchAppendSize: 1000 })).rejects.toEqual(tooLarge);
    await expect(client.appendToStream(stream, halves, classic)).rejects.toEqual(tooLarge);
    expect(await revisions(stream)).toEqual([0]);
  });

  it('that comes in pieces is committed as one, with the last', async () => {
    const stream = newStream();
    const pieces = { batchAppendSize: 300, expectedRevision: NO_STREAM } as const;
    expect(await client.appendToStream(stream, events(10), pieces)).toMatchObject({
      nextExpectedRevision: 9n,
    });
    expect(await revisions(stream)).toHaveLength(10);
  });

  it('without events succeeds and makes no stream', async () => {
    const stream = newStream();
    expect(await client.appendToStream(stream, [])).toMatchObject({
      success: true,
      nextExpectedRevision: 0n,
    });
    await expect(revisions(stream)).rejects.toMatchObject({ type: ErrorType.STREAM_NOT_FOUND });
  });
});

describe('deleting', () => {
  it('hides a stream until somebody appends, and its revisions go on', async () => {
    const stream = newStream();
    const batch = events(3);
    await client.appendToStream(stream, batch);
    await expect(client.deleteStream(stream, { expectedRevision: 0n })).rejects.toEqual(
      wrongVersion({ expectedVersion: 0n, actualVersion: 2n }),
    );
    await client.deleteStream(stream, { expectedRevision: 2n });
    await expect(revisions(stream)).rejects.toMatchObject({ type: ErrorType.STREAM_NOT_FOUND });
    await expect(client.appendToStream(stream, event(), { expectedRevision: STREAM_EXISTS })).rejects.toEqual(
      clientError(ErrorType.STREAM_DELETED, { streamName: stream }),
    );
    // An answer told again, of events that cannot be read any more, has no position.
    const again = await client.appendToStream(stream, batch, { expectedRevision: NO_STREAM });
    expect(again).toEqual({ success: true, nextExpectedRevision: 2n, position: undefined });
    const revived = await client.appendToStream(stream, event(), { expectedRevision: NO_STREAM });
    expect(revived.nextExpectedRevision).toBe(3n);
    expect(await revisions(stream)).toEqual([3]);
    expect(await revisions(stream, { direction: BACKWARDS, fromRevision: END })).toEqual([3]);
  });

  it('a stream that is not there is a conflict', async () => {
    await expect(client.deleteStream(newStream())).rejects.toEqual(wrongVersion({ actualVersion: -1n }));
  });

  it('for good ends reads, appends and subscriptions of that name', async () => {
    const stream = newStream();
    await client.appendToStream(stream, events(2));
    const following = follow(client.subscribeToStream(stream));
    await until(() => following.seen.length === 2);
    await client.tombstoneStream(stream);
    const deleted = clientError(ErrorType.STREAM_DELETED, { streamName: stream });
    await expect(revisions(stream)).rejects.toEqual(deleted);
    await expect(client.appendToStream(stream, event())).rejects.toEqual(deleted);
    await expect(client.appendToStream(stream, event(), classic)).rejects.toEqual(deleted);
    await expect(client.tombstoneStream(stream)).rejects.toEqual(deleted);
    await until(() => following.errors.length === 1);
    expect(following.errors).toEqual([deleted]);
  });
});
