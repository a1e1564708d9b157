import { Marks } from '../../../../src/ledger/eventstoredb/sequencer/marks.js';
import { SequencedCopy } from '../../../../src/ledger/eventstoredb/sequencer/sequenced-copy.js';
import type { StreamName } from '../../../../events/identifiers.js';
import { newStream, sampleEvents } from '../../../support/sample-events.js';
import { longEnoughMs, until } from '../../../support/until.js';
import { Sequencing } from './given.js';

describe('sequencing anew beside the copy', () => {
  let given: Sequencing;
  let copy: SequencedCopy;
  beforeEach(async () => {
    given = await Sequencing.begin();
    copy = new SequencedCopy(given.database, given.location);
  });
  afterEach(() => given.end());

  const { signal } = new AbortController();

  async function appended(count: number): Promise<StreamName[]> {
    const streams: StreamName[] = [];
    for (let left = count; left > 0; left -= 500) {
      const stream = newStream();
      streams.push(stream);
      await given.append(stream, sampleEvents(Math.min(500, left)));
    }
    return streams;
  }

  async function sequencedWithMarks(): Promise<void> {
    const { sequencer, stop } = given.start();
    await sequencer.everythingSoFar(AbortSignal.timeout(longEnoughMs));
    const marks = new Marks(given.client, given.namespace);
    const { position } = await sequencer.status();
    await until(async () => ((await marks.newest())?.number ?? 0) === Math.floor(position / 10_000));
    await marks.close();
    await stop();
  }

  it('finds no difference, mark by mark, and tells how far it is', async () => {
    await appended(10_600);
    const [event] = await given.ids();
    await given.sequenceAll();
    await given.server.writeAgain(event ?? (await given.ids())[3] ?? '');
    await appended(700);
    await sequencedWithMarks();
    const told: number[] = [];
    expect(await copy.rebuildBeside({ signal, onProgress: (events) => told.push(events) })).toEqual({
      position: 11_300,
      end: 11_300,
      marks: 1,
      stoppedAt: null,
    });
    expect(told.at(-1)).toBe(11_300);
  });

  it('has nothing to do where nothing is sequenced', async () => {
    expect(await copy.rebuildBeside({ signal })).toEqual({ position: 0, end: 0, marks: 0, stoppedAt: null });
  });

  it.each(['deleteStream', 'tombstoneStream'] as const)(
    'stops where a stream is missing (%s, scavenged), names it and its range, and the copy stands',
    async (remove) => {
      const streams = await appended(10_500);
      const gone = newStream();
      await given.append(gone, sampleEvents(5));
      await appended(9_600);
      await sequencedWithMarks();
      const before = await given.ids();
      await given.client[remove](`ledger.${gone}`);
      await given.server.scavenge();

      const outcome = await copy.rebuildBeside({ signal });
      // A soft deletion leaves a stream's last event.
      const events = remove === 'deleteStream' ? 4 : 5;
      expect(outcome).toMatchObject({ position: 10_000, end: 20_105, marks: 1 });
      expect(outcome.stoppedAt).toMatchObject({
        after: 10_000,
        upTo: 20_000,
        missing: [{ stream: gone, events, first: 10_501, last: 10_500 + events }],
        other: [],
      });
      expect(streams).not.toContain(gone);
      expect(await given.ids()).toEqual(before);
    },
  );

  it('stops where the copy holds other content than the server', async () => {
    const [stream] = await appended(20);
    await given.sequenceAll();
    await given.database.pool.query(
      `alter table ledger.events disable trigger events_stand;
       update ledger.events set data = '{"effectiveOn":"2024-10-04"}' where position = 7;
       alter table ledger.events enable trigger events_stand`,
    );
    const { stoppedAt } = await copy.rebuildBeside({ signal });
    expect(stoppedAt).toMatchObject({ missing: [], other: [{ stream, events: 1, first: 7, last: 7 }] });
  });

  it('stops when it is told to', async () => {
    await appended(500);
    await given.sequenceAll();
    const stop = new AbortController();
    const rebuilding = copy.rebuildBeside({ signal: stop.signal, onProgress: () => stop.abort() });
    await expect(rebuilding).rejects.toThrow('aborted');
  });

  it('says so where the server cannot be read', async () => {
    await appended(3);
    await given.sequenceAll();
    await given.server.stop();
    await expect(copy.rebuildBeside({ signal })).rejects.toThrow('EventStoreDB cannot be read');
  });
});
