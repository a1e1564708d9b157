import { collect } from '../../support/collect.js';
import type { AdapterUnderTest, OpenAdapter } from '../../support/event-log-contract.js';
import { newStream, sampleEvents } from '../../support/sample-events.js';
import { appendSequenced } from '../../support/sequenced.js';

export function recordedTimes(open: OpenAdapter): void {
  describe('the time of recording', () => {
    let adapter: AdapterUnderTest;
    beforeEach(async () => (adapter = await open()));
    afterEach(() => adapter.close());

    const append = (recordedAt?: string): Promise<unknown> =>
      appendSequenced(
        adapter.log,
        newStream(),
        'none',
        sampleEvents(2),
        recordedAt === undefined ? {} : { recordedAt: new Date(recordedAt) },
      );
    const times = async (): Promise<(string | null)[]> =>
      (await collect(adapter.log.readAll())).map((event) => event.recordedAt);

    it('is now, to the millisecond, in UTC', async () => {
      const before = Date.now();
      await append();
      const [time = ''] = await times();
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      // The database's clock may differ from this process's by a little.
      expect(Math.abs(Date.parse(time ?? '') - before)).toBeLessThan(60_000);
    });

    it('is what a copy says it was', async () => {
      await append('2019-03-01T10:00:00.125Z');
      await append('2021-03-01T10:00:00.000Z');
      expect(await times()).toEqual([
        ...Array<string>(2).fill('2019-03-01T10:00:00.125Z'),
        ...Array<string>(2).fill('2021-03-01T10:00:00.000Z'),
      ]);
    });

    it('never decreases along positions, whatever a copy says and whatever comes at once', async () => {
      await append('2030-01-01T00:00:00.000Z');
      await Promise.all([
        append('2029-01-01T00:00:00.000Z'),
        append(),
        append('2031-06-01T00:00:00.001Z'),
        append('2030-01-01T00:00:00.001Z'),
      ]);
      await append();
      const found = await times();
      expect(found).toEqual([...found].sort());
      expect(found[0]).toBe('2030-01-01T00:00:00.000Z');
      expect(found.at(-1)).toBe('2031-06-01T00:00:00.001Z');
    });
  });
}
