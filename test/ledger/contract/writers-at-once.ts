import type { EventId, Revision, StreamName } from '../../../events/identifiers.js';
import { RevisionConflict } from '../../../src/ledger/errors.js';
import type { EventLog, ExpectedRevision } from '../../../src/ledger/event-log.js';
import { collect } from '../../support/collect.js';
import type { AdapterUnderTest, OpenAdapter } from '../../support/event-log-contract.js';
import { newStream, sampleEvent, sampleEvents } from '../../support/sample-events.js';
import { sequenced } from '../../support/sequenced.js';
import { oneTo, watchPositions } from '../../support/watched-positions.js';
import { WriterProcess } from '../../support/writer-process.js';

const writers = 64;

export function writersAtOnce(open: OpenAdapter): void {
  describe('writers at once, watched by a reader that polls without pause', () => {
    let adapter: AdapterUnderTest;
    beforeEach(async () => (adapter = await open()));
    afterEach(() => adapter.close());

    it('on one stream: one of 64 wins a round, nobody is lost, no revision is given twice', async () => {
      const logs = [adapter.log, await adapter.another()];
      const watch = watchPositions(await adapter.another());
      const stream = newStream();
      let waiting = sampleEvents(writers);
      let expected: ExpectedRevision = 'none';
      const won: EventId[] = [];
      while (waiting.length > 0) {
        const round: PromiseSettledResult<Revision>[] = await Promise.allSettled(
          waiting.map(async (event, n) => {
            const log = logs[n % logs.length] ?? adapter.log;
            return (await log.append(stream, expected, [event])).lastRevision;
          }),
        );
        const winners = waiting.filter((_, n) => round[n]?.status === 'fulfilled');
        expect(winners).toHaveLength(1);
        const revision = won.push(...winners.map(({ id }) => id)) - 1;
        for (const loss of round.filter((result) => result.status === 'rejected')) {
          expect(loss.reason).toBeInstanceOf(RevisionConflict);
          expect(loss.reason).toMatchObject({ actual: revision });
        }
        expected = round.find((result) => result.status === 'fulfilled')?.value ?? expected;
        waiting = waiting.filter((event) => !winners.includes(event));
      }
      const events = await collect(adapter.log.readStream(stream));
      expect(events.map(({ id }) => id)).toEqual(won);
      expect(events.map(({ revision }) => revision)).toEqual(oneTo(writers).map((n) => n - 1));
      await sequenced(adapter.log, won);
      expect(await watch.stop()).toEqual(oneTo(writers));
    });

    it('on 64 streams: every append succeeds, and each stream has its own in order', async () => {
      const appends = 20;
      const watch = watchPositions(await adapter.another());
      const streams = Array.from({ length: writers }, newStream);
      const written = await Promise.all(streams.map((stream) => writeInOrder(adapter.log, stream, appends)));
      for (const [n, stream] of streams.entries()) {
        const events = await collect(adapter.log.readStream(stream));
        expect(events.map(({ id }) => id)).toEqual(written[n]);
      }
      await sequenced(adapter.log, written.flat());
      expect(await watch.stop()).toEqual(oneTo(writers * appends));
    });

    it('in two processes: positions 1 to n without a gap, every acknowledged event once, no refused one', async () => {
      const watch = watchPositions(adapter.log);
      const processes = [1, 2].map(() => new WriterProcess(adapter.environment, 32, 25));
      await Promise.all(processes.map((process) => process.end()));
      const acknowledged = processes.flatMap((process) => process.acknowledged);
      // Every fifth append of each expects the wrong revision.
      expect(acknowledged).toHaveLength(2 * 32 * 20);
      await sequenced(adapter.log, acknowledged);
      const positions = await watch.stop();
      expect(positions).toEqual(oneTo(acknowledged.length));
      const ids = (await collect(adapter.log.readAll())).map(({ id }) => id);
      expect([...ids].sort()).toEqual([...acknowledged].sort());
    });

    it('in a process that is killed in the midst of it, and started again', async () => {
      const watch = watchPositions(adapter.log);
      const killed = new WriterProcess(adapter.environment, 32, 'forever');
      await killed.afterAcknowledging(500);
      await killed.kill();
      const restarted = new WriterProcess(adapter.environment, 32, 10);
      await restarted.end();
      await sequenced(adapter.log, [...killed.acknowledged, ...restarted.acknowledged]);

      const ids: string[] = (await collect(adapter.log.readAll())).map(({ id }) => id);
      const standing = new Set(ids);
      expect(ids).toHaveLength(standing.size);
      expect([...killed.acknowledged, ...restarted.acknowledged].filter((id) => !standing.has(id))).toEqual(
        [],
      );
      expect([...killed.refused, ...restarted.refused].filter((id) => standing.has(id))).toEqual([]);
      expect(restarted.acknowledged).toHaveLength(32 * 8);
      expect(await watch.stop()).toEqual(oneTo(ids.length));
    });
  });
}

/** Appends one event after the other; the ids in order. */
async function writeInOrder(log: EventLog, stream: StreamName, appends: number): Promise<EventId[]> {
  const ids: EventId[] = [];
  let expected: ExpectedRevision = 'none';
  for (let n = 0; n < appends; n += 1) {
    const event = sampleEvent();
    expected = (await log.append(stream, expected, [event])).lastRevision;
    ids.push(event.id);
  }
  return ids;
}
