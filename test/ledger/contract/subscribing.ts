import { asPosition, type Position } from '../../../events/identifiers.js';
import { LogUnavailable, PositionBeyondEnd } from '../../../src/ledger/errors.js';
import { CaughtUp, type EventLog, type Selection } from '../../../src/ledger/event-log.js';
import type { AdapterUnderTest, OpenAdapter } from '../../support/event-log-contract.js';
import {
  mergeEvent,
  newSchoolStream,
  newStream,
  sampleEvent,
  sampleEvents,
} from '../../support/sample-events.js';
import { appendSequenced } from '../../support/sequenced.js';
import { oneTo } from '../../support/watched-positions.js';

export function subscribing(open: OpenAdapter): void {
  describe('subscribing', () => {
    let adapter: AdapterUnderTest;
    beforeEach(async () => (adapter = await open()));
    afterEach(() => adapter.close());

    it('says at once that it is at the end of an empty log', async () => {
      expect(await followUntil(adapter.log, 0)).toEqual([]);
    });

    it('hands out what stands there, says that it is at the end, and goes on with what comes', async () => {
      await adapter.log.append(newStream(), 'none', sampleEvents(2_500));
      const following = follow(adapter.log, 0);
      expect(await following.upTo(2_500)).toEqual(oneTo(2_500));
      expect(await following.next()).toBe('at the end, 2500');
      const other = await adapter.another();
      await other.append(newStream(), 'none', sampleEvents(2));
      expect(await following.upTo(2_502)).toEqual([2_501, 2_502]);
      expect(await following.next()).toBe('at the end, 2502');
      await following.stop();
    });

    it('begins after the position that was handled last', async () => {
      await appendSequenced(adapter.log, newStream(), 'none', sampleEvents(10));
      expect(await followUntil(adapter.log, 10, { after: 7 })).toEqual([8, 9, 10]);
    });

    it('refuses a position that the log does not have', async () => {
      await appendSequenced(adapter.log, newStream(), 'none', sampleEvents(1));
      await expect(followUntil(adapter.log, 2, { after: 2 })).rejects.toThrow(PositionBeyondEnd);
    });

    it('hands out only what is selected, and at the end tells the position up to which it looked', async () => {
      await appendSequenced(adapter.log, newSchoolStream(), 'none', sampleEvents(2));
      await appendSequenced(adapter.log, newStream(), 'none', [...sampleEvents(1), mergeEvent()]);
      await appendSequenced(adapter.log, newStream(), 'none', sampleEvents(3));
      expect(await followUntil(adapter.log, 7, { prefix: 'school-' })).toEqual([1, 2]);
      expect(await followUntil(adapter.log, 7, { types: ['RecordsMerged'] })).toEqual([4]);
      expect(await followUntil(adapter.log, 7, { prefix: 'calendar-' })).toEqual([]);
    });

    it('ends when it is told to, also while it waits', async () => {
      const following = follow(adapter.log, 0);
      expect(await following.next()).toBe('at the end, 0');
      const last = following.next();
      await following.stop();
      expect(await last).toBe('ended');
    });

    it('ends when the log is closed, as waiting for an event does', async () => {
      const other = await adapter.another();
      const following = follow(other, 0);
      expect(await following.next()).toBe('at the end, 0');
      const waiting = expect(other.waitFor(sampleEvent().id, new AbortController().signal)).rejects.toThrow(
        LogUnavailable,
      );
      const last = following.next();
      await other.close();
      expect(await last).toBe('ended');
      await waiting;
    });

    it('waits for a slow reader, and skips nothing for it', async () => {
      const following = follow(adapter.log, 0);
      await adapter.log.append(newStream(), 'none', sampleEvents(1));
      const seen: unknown[] = [];
      for (let n = 1; n <= 30; n += 1) {
        // A hundred more come in while the reader is at each one.
        await adapter.log.append(newStream(), 'none', sampleEvents(100));
        seen.push(await following.nextPosition());
      }
      expect([...seen, ...(await following.upTo(3_001))]).toEqual(oneTo(3_001));
      await following.stop();
    });

    it('goes on without a gap and without a duplicate after its connections are cut, again and again', async () => {
      const other = await adapter.another();
      const following = follow(other, 0);
      const seen: unknown[] = [];
      for (let round = 1; round <= 5; round += 1) {
        const before = (round - 1) * 40;
        await adapter.log.append(newStream(), 'none', sampleEvents(20));
        seen.push(...(await following.upTo(before + 10)));
        await adapter.loseConnections();
        await adapter.log.append(newStream(), 'none', sampleEvents(20));
        seen.push(...(await following.upTo(before + 40)));
      }
      expect(seen).toEqual(oneTo(200));
      await following.stop();
    });
  });
}

/** A subscription that is pulled one item at a time: positions of events, and where it was at the end. */
function follow(log: EventLog, after: number, selection: Selection = {}) {
  const controller = new AbortController();
  const items = log
    .subscribe({ after: asPosition(after), ...selection }, controller.signal)
    [Symbol.asyncIterator]();
  const next = async (): Promise<Position | string> => {
    const item = await items.next();
    if (item.done === true) return 'ended';
    return item.value instanceof CaughtUp ? `at the end, ${item.value.position}` : item.value.position;
  };
  const nextPosition = async (): Promise<Position> => {
    for (;;) {
      const item = await next();
      if (typeof item === 'number') return item;
      if (item === 'ended') throw new Error('the subscription ended');
    }
  };
  return {
    next,
    nextPosition,
    /** Every position up to that one. */
    async upTo(position: number): Promise<Position[]> {
      const seen: Position[] = [];
      while (seen.at(-1) !== position) seen.push(await nextPosition());
      return seen;
    },
    async stop(): Promise<void> {
      controller.abort();
      await items.return?.();
    },
  };
}

/** The positions handed out until the subscription says that it has looked up to there. */
async function followUntil(
  log: EventLog,
  end: number,
  { after = 0, ...selection }: Selection & { after?: number } = {},
): Promise<(Position | string)[]> {
  const following = follow(log, after, selection);
  const seen: (Position | string)[] = [];
  for (;;) {
    const item = await following.next();
    if (item === `at the end, ${end}`) break;
    seen.push(item);
  }
  await following.stop();
  return seen;
}
