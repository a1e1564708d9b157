import { asPosition, asRevision } from '../../../events/identifiers.js';
import { collect } from '../../support/collect.js';
import type { AdapterUnderTest, OpenAdapter } from '../../support/event-log-contract.js';
import {
  mergeEvent,
  newSchoolStream,
  newStream,
  sampleEvent,
  sampleEvents,
} from '../../support/sample-events.js';
import { appendSequenced } from '../../support/sequenced.js';
import { longEnoughMs } from '../../support/until.js';

/** More than any adapter reads in one page. */
const many = 2_500;

export function reading(open: OpenAdapter): void {
  describe('reading', () => {
    let adapter: AdapterUnderTest;
    beforeAll(async () => (adapter = await open()));
    afterAll(() => adapter.close());

    it('hands an event out as it was given, with its place', async () => {
      const stream = newStream();
      const event = sampleEvent();
      await adapter.log.append(stream, 'none', sampleEvents(1));
      await adapter.log.append(stream, 'any', [event]);
      const [, read] = await collect(adapter.log.readStream(stream));
      expect(read).toMatchObject({ ...event, stream, revision: 1 });
    });

    it('has no events of a stream that nobody wrote to', async () => {
      expect(await collect(adapter.log.readStream(newStream()))).toEqual([]);
    });

    it('reads a long stream from either end, from a revision, and no further than asked', async () => {
      const stream = newStream();
      await adapter.log.append(stream, 'none', sampleEvents(many));
      const revisions = async (options: Parameters<typeof adapter.log.readStream>[1]): Promise<number[]> =>
        (await collect(adapter.log.readStream(stream, options))).map(({ revision }) => revision);
      const all = Array.from({ length: many }, (_, n) => n);
      expect(await revisions({})).toEqual(all);
      expect(await revisions({ direction: 'backwards' })).toEqual([...all].reverse());
      expect(await revisions({ from: asRevision(many - 2) })).toEqual([many - 2, many - 1]);
      expect(await revisions({ from: asRevision(2), direction: 'backwards' })).toEqual([2, 1, 0]);
      expect(await revisions({ from: asRevision(many) })).toEqual([]);
      expect(await revisions({ direction: 'backwards', limit: 1 })).toEqual([many - 1]);
      expect(await revisions({ limit: 1_200 })).toEqual(all.slice(0, 1_200));
    });

    it('reads everything in the order of positions, from a position, and no further than asked', async () => {
      await appendSequenced(adapter.log, newStream(), 'none', sampleEvents(many));
      const all = (await collect(adapter.log.readAll())).map(({ position }) => position);
      expect(all).toEqual(all.map((_, n) => n + 1));
      const rest = await collect(adapter.log.readAll({ after: asPosition(many) }));
      expect(rest.map(({ position }) => position)).toEqual(all.slice(many));
      const limited = await collect(adapter.log.readAll({ after: asPosition(5), limit: 1_100 }));
      expect(limited.map(({ position }) => position)).toEqual(all.slice(5, 1_105));
      expect(await collect(adapter.log.readAll({ after: asPosition(all.length) }))).toEqual([]);
    });

    it("selects by the beginning of the stream's name and by type", async () => {
      const [school, pupil] = [newSchoolStream(), newStream()];
      await appendSequenced(adapter.log, school, 'none', sampleEvents(2));
      await appendSequenced(adapter.log, pupil, 'none', [sampleEvent(), mergeEvent()]);
      const streams = async (options: Parameters<typeof adapter.log.readAll>[0]): Promise<string[]> =>
        (await collect(adapter.log.readAll(options))).map(({ stream }) => stream);
      expect(await streams({ prefix: 'school-' })).toEqual([school, school]);
      expect(await streams({ prefix: pupil })).toEqual([pupil, pupil]);
      expect(await streams({ prefix: 'pupil-', types: ['RecordsMerged'] })).toEqual([pupil]);
      expect(await streams({ types: ['RecordsMerged', 'TermDatesSet'] })).toEqual([pupil]);
      expect(await streams({ prefix: 'school-', types: ['RecordsMerged'] })).toEqual([]);
      expect(await streams({ prefix: 'school_' })).toEqual([]);
    });

    it('waits for an event that another process is about to append, and stops waiting when told', async () => {
      const other = await adapter.another();
      const event = sampleEvent();
      const waiting = adapter.log.waitFor(event.id, AbortSignal.timeout(longEnoughMs));
      const appended = await other.append(newStream(), 'none', [event]);
      const position = await waiting;
      expect([position]).toEqual(appended.positions ?? [position]);

      const controller = new AbortController();
      const inVain = adapter.log.waitFor(sampleEvent().id, controller.signal);
      controller.abort(new Error('enough'));
      await expect(inVain).rejects.toThrow('enough');
    });
  });
}
