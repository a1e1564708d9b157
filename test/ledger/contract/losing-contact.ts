import type { EventId } from '../../../events/identifiers.js';
import { LogUnavailable } from '../../../src/ledger/errors.js';
import { collect } from '../../support/collect.js';
import type { AdapterUnderTest, OpenAdapter } from '../../support/event-log-contract.js';
import { newStream, sampleEvent, sampleEvents } from '../../support/sample-events.js';
import { sequenced } from '../../support/sequenced.js';
import { oneTo } from '../../support/watched-positions.js';

export function losingContact(open: OpenAdapter): void {
  describe('losing contact', () => {
    let adapter: AdapterUnderTest;
    beforeEach(async () => (adapter = await open()));
    afterEach(() => adapter.close());

    it('answers every append truthfully while its connections are cut under load', async () => {
      const writers = Array.from({ length: 16 }, async () => {
        const stream = newStream();
        const ids: EventId[] = [];
        for (let n = 0; n < 25; n += 1) {
          const event = sampleEvent();
          const { lastRevision } = await adapter.log.append(stream, 'any', [event]);
          expect(lastRevision).toBe(n);
          ids.push(event.id);
        }
        return ids;
      });
      const written = Promise.all(writers);
      const settled = new AbortController();
      const settle = (): void => {
        settled.abort();
      };
      written.then(settle, settle);
      while (!settled.signal.aborted) {
        await adapter.loseConnections();
        // Lets some appends through before the next cut.
        await adapter.log.append(newStream(), 'none', sampleEvents(1));
      }
      const acknowledged = (await written).flat();
      await sequenced(adapter.log, acknowledged);
      const events = await collect(adapter.log.readAll());
      const ids: string[] = events.map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining(acknowledged));
      expect(new Set(ids).size).toBe(ids.length);
      expect(events.map(({ position }) => position)).toEqual(oneTo(events.length));
    });

    it('answers what was appended before it is closed, and takes nothing after', async () => {
      const other = await adapter.another();
      const pending = Promise.all(
        Array.from({ length: 50 }, () => other.append(newStream(), 'none', sampleEvents(1))),
      );
      await other.close();
      expect(await pending).toHaveLength(50);
      await expect(other.append(newStream(), 'none', sampleEvents(1))).rejects.toThrow(LogUnavailable);
    });
  });
}
