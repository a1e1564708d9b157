import { asRevision } from '../../../events/identifiers.js';
import { RevisionConflict, UnfitAppend } from '../../../src/ledger/errors.js';
import { bytesPerEvent, eventsPerAppend, type ExpectedRevision } from '../../../src/ledger/event-log.js';
import { collect } from '../../support/collect.js';
import type { AdapterUnderTest, OpenAdapter } from '../../support/event-log-contract.js';
import { newStream, sampleData, sampleEvent, sampleEvents } from '../../support/sample-events.js';
import { longEnoughMs } from '../../support/until.js';

export function appending(open: OpenAdapter): void {
  describe('appending', () => {
    let adapter: AdapterUnderTest;
    beforeAll(async () => (adapter = await open()));
    afterAll(() => adapter.close());

    it('answers with the stream, the revisions and the ids, in the order of the batch', async () => {
      const stream = newStream();
      const events = sampleEvents(3);
      const first = await adapter.log.append(stream, 'none', events);
      expect(first).toMatchObject({
        stream,
        firstRevision: 0,
        lastRevision: 2,
        ids: events.map(({ id }) => id),
      });
      const second = await adapter.log.append(stream, first.lastRevision, sampleEvents(2));
      expect(second).toMatchObject({ firstRevision: 3, lastRevision: 4 });
    });

    it('gives each event the position that waiting for it gives', async () => {
      const appended = await adapter.log.append(newStream(), 'none', sampleEvents(3));
      const signal = AbortSignal.timeout(longEnoughMs);
      const positions = await Promise.all(appended.ids.map((id) => adapter.log.waitFor(id, signal)));
      expect([...positions].sort((a, b) => a - b)).toEqual(positions);
      expect(appended.positions ?? positions).toEqual(positions);
    });

    const fulfilled: [ExpectedRevision, number][] = [
      ['none', 0],
      ['any', 0],
      ['any', 2],
      ['exists', 1],
      ['exists', 3],
      [asRevision(0), 1],
      [asRevision(4), 5],
    ];
    it.each(fulfilled)(
      'accepts an append that expects %s of a stream of %i events',
      async (expected, length) => {
        const stream = newStream();
        if (length > 0) await adapter.log.append(stream, 'none', sampleEvents(length));
        const appended = await adapter.log.append(stream, expected, sampleEvents(2));
        expect(appended).toMatchObject({ firstRevision: length, lastRevision: length + 1 });
      },
    );

    const disappointed: [ExpectedRevision, number, number | null][] = [
      ['none', 1, 0],
      ['none', 4, 3],
      ['exists', 0, null],
      [asRevision(0), 0, null],
      [asRevision(0), 2, 1],
      [asRevision(2), 2, 1],
      [asRevision(7), 2, 1],
    ];
    it.each(disappointed)(
      'refuses an append that expects %s of a stream of %i events, and names the revision %s',
      async (expected, length, actual) => {
        const stream = newStream();
        if (length > 0) await adapter.log.append(stream, 'none', sampleEvents(length));
        const conflict = adapter.log.append(stream, expected, sampleEvents(1));
        await expect(conflict).rejects.toThrow(RevisionConflict);
        await expect(conflict).rejects.toMatchObject({ stream, expected, actual });
        expect(await collect(adapter.log.readStream(stream))).toHaveLength(length);
      },
    );

    it('decides appends that come at once each on its own', async () => {
      const stream = newStream();
      const [first, second, third, elsewhere] = await Promise.allSettled([
        adapter.log.append(stream, 'none', sampleEvents(1)),
        adapter.log.append(stream, 'none', sampleEvents(1)),
        adapter.log.append(stream, asRevision(0), sampleEvents(1)),
        adapter.log.append(newStream(), 'none', sampleEvents(1)),
      ]);
      expect(first).toMatchObject({ status: 'fulfilled', value: { lastRevision: 0 } });
      expect(second).toMatchObject({ status: 'rejected', reason: { actual: expect.any(Number) } });
      expect(third).toMatchObject({ status: 'fulfilled', value: { lastRevision: 1 } });
      expect(elsewhere).toMatchObject({ status: 'fulfilled', value: { lastRevision: 0 } });
    });

    const nul = sampleEvent({ data: sampleData('NUL \u0000') });
    const halfPair = sampleEvent({ data: sampleData('half \ud800') });
    const large = sampleEvent({ data: sampleData('x'.repeat(bytesPerEvent)) });
    const twice = sampleEvent();
    it.each([
      ['nothing', 'empty', []],
      ['too many events', 'too-many-events', sampleEvents(eventsPerAppend + 1)],
      ['an event that is too large', 'event-too-large', [...sampleEvents(2), large]],
      ['an id that stands twice in the batch', 'id-twice', [twice, ...sampleEvents(1), twice]],
      ['a NUL character', 'not-unicode', [...sampleEvents(2), nul]],
      ['half a surrogate pair', 'not-unicode', [...sampleEvents(2), halfPair]],
    ])('refuses %s, and nothing of the batch is left', async (_what, reason, events) => {
      const stream = newStream();
      const refused = adapter.log.append(stream, 'any', events);
      await expect(refused).rejects.toThrow(UnfitAppend);
      await expect(refused).rejects.toMatchObject({ reason });
      expect(await collect(adapter.log.readStream(stream))).toEqual([]);
    });

    it('keeps text that only looks like an escaped NUL', async () => {
      const stream = newStream();
      const data = sampleData(String.raw`\u0000 "quoted" {a,b} \\ 'ü' 🎒`);
      await adapter.log.append(stream, 'none', [sampleEvent({ data })]);
      const [event] = await collect(adapter.log.readStream(stream));
      expect(event?.data).toEqual(data);
    });

    it('takes as many events as the limit says', async () => {
      const stream = newStream();
      const appended = await adapter.log.append(stream, 'none', sampleEvents(eventsPerAppend));
      expect(appended.lastRevision).toBe(eventsPerAppend - 1);
    });
  });
}
