import { asRevision } from '../../../events/identifiers.js';
import { OtherContentUnderKnownId } from '../../../src/ledger/errors.js';
import type { ExpectedRevision } from '../../../src/ledger/event-log.js';
import { collect } from '../../support/collect.js';
import type { AdapterUnderTest, OpenAdapter } from '../../support/event-log-contract.js';
import {
  newStream,
  sampleData,
  sampleEvent,
  sampleEvents,
  sampleMetadata,
} from '../../support/sample-events.js';

export function appendingAgain(open: OpenAdapter): void {
  describe('appending the same ids again', () => {
    let adapter: AdapterUnderTest;
    beforeAll(async () => (adapter = await open()));
    afterAll(() => adapter.close());

    const modes: ExpectedRevision[] = ['none', 'exists', 'any', asRevision(0), asRevision(9)];
    it.each(modes)('answers as the first time when %s is expected, and records nothing', async (expected) => {
      const stream = newStream();
      const batch = sampleEvents(3);
      const first = await adapter.log.append(stream, 'none', batch);
      expect(await adapter.log.append(stream, expected, batch)).toEqual(first);
      expect(await collect(adapter.log.readStream(stream))).toHaveLength(3);
    });

    it('answers as the first time after the stream went on', async () => {
      const stream = newStream();
      const batch = sampleEvents(2);
      const first = await adapter.log.append(stream, 'none', batch);
      await adapter.log.append(stream, first.lastRevision, sampleEvents(5));
      expect(await adapter.log.append(stream, 'none', batch)).toEqual(first);
    });

    it('answers a part of a batch with that part', async () => {
      const stream = newStream();
      const batch = sampleEvents(3);
      await adapter.log.append(stream, 'none', batch);
      const part = await adapter.log.append(stream, 'none', batch.slice(0, 2));
      expect(part).toMatchObject({ firstRevision: 0, lastRevision: 1 });
    });

    it('records once what is sent many times at once, and answers all the same', async () => {
      const stream = newStream();
      const batch = sampleEvents(2);
      const other = await adapter.another();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) => (n % 2 ? other : adapter.log).append(stream, 'none', batch)),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await collect(adapter.log.readStream(stream))).toHaveLength(2);
    });

    it('compares neither metadata nor the order of properties', async () => {
      const stream = newStream();
      const event = sampleEvent();
      const first = await adapter.log.append(stream, 'none', [event]);
      const reversed = Object.fromEntries(Object.entries(event.data).reverse()) as typeof event.data;
      const metadata = { ...sampleMetadata, correlationId: 'f0f6f5f0-0000-4000-8000-000000000001' };
      expect(await adapter.log.append(stream, 'none', [{ ...event, data: reversed, metadata }])).toEqual(
        first,
      );
    });

    type Sample = ReturnType<typeof sampleEvent>;
    const altered: [string, (one: Sample, two: Sample, three: Sample) => Sample[]][] = [
      ['with other data', (one, two) => [one, { ...two, data: sampleData('9') }]],
      ['with another version', (one, two) => [{ ...one, schemaVersion: 2 }, two]],
      ['in another order', (one, two) => [two, one]],
      ['together with a new event', (one, two, three) => [one, two, three, sampleEvent()]],
      ['with one left out between them', (one, _two, three) => [one, three]],
    ];
    it.each(altered)('refuses known ids %s, and records nothing', async (_how, alter) => {
      const stream = newStream();
      const [one, two, three] = [sampleEvent(), sampleEvent(), sampleEvent()];
      await adapter.log.append(stream, 'none', [one, two]);
      await adapter.log.append(stream, 'exists', [three]);
      const again = adapter.log.append(stream, 'any', alter(one, two, three));
      await expect(again).rejects.toThrow(OtherContentUnderKnownId);
      expect(await collect(adapter.log.readStream(stream))).toHaveLength(3);
    });

    it('refuses known ids in another stream', async () => {
      const [stream, otherStream, batch] = [newStream(), newStream(), sampleEvents(1)];
      await adapter.log.append(stream, 'none', batch);
      await expect(adapter.log.append(otherStream, 'any', batch)).rejects.toThrow(OtherContentUnderKnownId);
      expect(await collect(adapter.log.readStream(otherStream))).toEqual([]);
    });
  });
}
