import { jest } from '@jest/globals';
import {
  LogUnavailable,
  OtherContentUnderKnownId,
  RevisionConflict,
  UnfitAppend,
} from '../../../src/ledger/errors.js';
import { eventIdsOf } from '../../../src/ledger/event-ids.js';
import { defaultBytesPerAppend } from '../../../src/ledger/eventstoredb/eventstoredb-event-log.js';
import { collect } from '../../support/collect.js';
import { ProtocolServer } from '../../support/eventstoredb/protocol-server.js';
import { newStream, sampleData, sampleEvent, sampleEvents } from '../../support/sample-events.js';
import { LogsOnEventStoreDb } from './given.js';

describe('ids that EventStoreDB holds already', () => {
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

  describe('from another process, not sequenced yet', () => {
    it('are answered as the first time', async () => {
      const [one, other] = [await logs.open(), await logs.open()];
      const [stream, batch] = [newStream(), sampleEvents(2)];
      const first = await one.append(stream, 'none', batch);
      expect(await other.append(stream, 'none', batch)).toEqual(first);
      expect(await other.append(stream, 'any', batch)).toEqual(first);
    });

    it('are refused with other content, which the server would take for the same', async () => {
      const [one, other] = [await logs.open(), await logs.open()];
      const [stream, event] = [newStream(), sampleEvent()];
      await one.append(stream, 'none', [event]);
      const again = other.append(stream, 'none', [{ ...event, data: sampleData('9') }]);
      await expect(again).rejects.toThrow(OtherContentUnderKnownId);
      expect(await collect(one.readStream(stream))).toHaveLength(1);
    });

    it.each(['none', 'any', 'exists'] as const)(
      'are refused with more than they were (%s)',
      async (expected) => {
        const [one, other] = [await logs.open(), await logs.open()];
        const [stream, batch] = [newStream(), sampleEvents(2)];
        await one.append(stream, 'none', batch);
        await expect(other.append(stream, expected, [...batch, sampleEvent()])).rejects.toThrow(
          expected === 'none' ? RevisionConflict : OtherContentUnderKnownId,
        );
        expect(await collect(one.readStream(stream))).toHaveLength(2);
      },
    );
  });

  describe('from another process, while this one was connected', () => {
    const given = async () => {
      const told: string[] = [];
      const onOtherContent = ({ id }: { id: string }) => told.push(id);
      const [one, other] = [await logs.open(), await logs.open({ onOtherContent })];
      await other.append(newStream(), 'none', sampleEvents(1));
      const [stream, event] = [newStream(), sampleEvent()];
      await one.append(stream, 'none', [event]);
      return { other, stream, event, changed: { ...event, data: sampleData('9') }, told };
    };
    afterEach(() => {
      jest.restoreAllMocks();
    });

    it('are answered as the first time or refused, once it was idle for a while', async () => {
      const { other, stream, event, changed } = await given();
      const later = Date.now() + 2_000;
      jest.spyOn(Date, 'now').mockImplementation(() => later);
      await expect(other.append(stream, 'any', [changed])).rejects.toThrow(OtherContentUnderKnownId);
      expect(await other.append(stream, 'any', [event])).toMatchObject({ firstRevision: 0, lastRevision: 0 });
    });

    it('are an alarm where it was not idle and was told by the server that its own stand', async () => {
      const { other, stream, event, changed, told } = await given();
      const now = Date.now();
      jest.spyOn(Date, 'now').mockImplementation(() => now);
      await other.append(stream, 'any', [changed]);
      await logs.sequence();
      expect(told).toEqual([]);
      await other.append(newStream(), 'none', sampleEvents(1));
      expect(told).toEqual([event.id]);
    });
  });

  it('and lost by a restore are not answered from the copy while sequencing is stopped', async () => {
    const log = await logs.open();
    const [stream, batch] = [newStream(), sampleEvents(2)];
    const first = await log.append(stream, 'none', batch);
    const backup = server.position;
    const lost = sampleEvents(1);
    await log.append(stream, 'exists', lost);
    await logs.sequence();
    server.restoreTo(backup);
    await logs.database.pool.query('update ledger.sequencer set stopped_since = now()');
    const other = await logs.open();
    await expect(other.append(stream, 'any', lost)).rejects.toThrow(LogUnavailable);
    await expect(log.append(stream, 'any', lost)).rejects.toThrow(LogUnavailable);
    expect(await other.append(stream, 'any', batch)).toEqual(first);
  });

  describe('and that were sequenced', () => {
    it('are known to a process that starts then, though the server no longer knows them', async () => {
      const one = await logs.open();
      const [stream, batch] = [newStream(), sampleEvents(2)];
      const first = await one.append(stream, 'none', batch);
      await logs.sequence();
      server.forgetIds();
      const other = await logs.open();
      expect(await other.append(stream, 'any', batch)).toEqual(first);
      await expect(other.append(newStream(), 'any', batch)).rejects.toThrow(OtherContentUnderKnownId);
    });

    it('are known to the process that appended them, in all of a source and again and again', async () => {
      const log = await logs.open();
      const [stream, idOf] = [newStream(), eventIdsOf('a file')];
      const batch = Array.from({ length: 30 }, (_, n) => sampleEvent({ id: idOf(stream, n) }));
      for (const event of batch) await log.append(stream, 'any', [event]);
      await logs.sequence();
      server.forgetIds();
      // Each look at the copy forgets what it finds there of what was in mind.
      for (let round = 0; round < 5; round += 1) {
        await log.append(newStream(), 'none', sampleEvents(1));
        for (const [n, event] of batch.entries())
          expect(await log.append(stream, 'any', [event])).toMatchObject({ lastRevision: n });
      }
      expect(await collect(log.readStream(stream))).toHaveLength(30);
    });

    it('are known to a process that met their source before, after it was refused once', async () => {
      const [one, other] = [await logs.open(), await logs.open()];
      const [stream, idOf] = [newStream(), eventIdsOf('a command')];
      const events = [0, 1].map((n) => sampleEvent({ id: idOf(stream, n) }));
      await expect(other.append(stream, 'exists', events)).rejects.toThrow(RevisionConflict);
      await one.append(stream, 'none', events);
      await logs.sequence();
      server.forgetIds();
      expect(await other.append(stream, 'any', events)).toMatchObject({ firstRevision: 0, lastRevision: 1 });
      expect(await collect(one.readStream(stream))).toHaveLength(2);
    });
  });

  it('are looked for without a read of EventStoreDB', async () => {
    const log = await logs.open();
    const stream = newStream();
    await log.append(stream, 'none', sampleEvents(1));
    // Any read would now be met by this, and fail for good.
    server.faults.onRead({ kind: 'delay', milliseconds: 60_000 }, { times: 1_000 });
    for (let n = 1; n <= 20; n += 1)
      expect(await log.append(stream, 'exists', sampleEvents(1))).toMatchObject({ lastRevision: n });
    server.faults.clear();
  });

  describe('the size of an append', () => {
    /** Twelve events whose data take so many bytes. */
    const ofBytes = (bytes: number) => {
      const count = 12;
      const filler = bytes - count * Buffer.byteLength(JSON.stringify(sampleData('')));
      const each = Math.floor(filler / count);
      return Array.from({ length: count }, (_, n) =>
        sampleEvent({ data: sampleData('8'.repeat(n === 0 ? filler - (count - 1) * each : each)) }),
      );
    };

    it('may be what the server takes, to the byte', async () => {
      const log = await logs.open({ bytesPerAppend: 100_000 });
      const real = await logs.open();
      await expect(log.append(newStream(), 'none', ofBytes(100_001))).rejects.toThrow(UnfitAppend);
      await expect(log.append(newStream(), 'none', ofBytes(100_000))).resolves.toMatchObject({
        lastRevision: 11,
      });
      await expect(real.append(newStream(), 'none', ofBytes(defaultBytesPerAppend))).resolves.toMatchObject({
        lastRevision: 11,
      });
    });

    it('is refused beyond that, with nothing sent and nobody else touched', async () => {
      const log = await logs.open();
      const stream = newStream();
      const [refused, other] = await Promise.allSettled([
        log.append(stream, 'none', ofBytes(defaultBytesPerAppend + 1)),
        log.append(newStream(), 'none', sampleEvents(1)),
      ]);
      expect(refused).toMatchObject({ reason: { reason: 'append-too-large', advice: 'give-up' } });
      expect(other.status).toBe('fulfilled');
      expect(await collect(log.readStream(stream))).toEqual([]);
    });

    it('is refused as well where the server takes less than it was said to', async () => {
      const log = await logs.open({ bytesPerAppend: 3 * defaultBytesPerAppend });
      const refused = log.append(newStream(), 'none', ofBytes(2 * defaultBytesPerAppend));
      await expect(refused).rejects.toMatchObject({ reason: 'append-too-large' });
    });
  });
});
