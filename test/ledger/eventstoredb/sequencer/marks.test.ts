import { Marks, type Mark } from '../../../../src/ledger/eventstoredb/sequencer/marks.js';
import { newStream, sampleEvents } from '../../../support/sample-events.js';
import { longEnoughMs, until } from '../../../support/until.js';
import { Sequencing, watching } from './given.js';

describe('marks', () => {
  let given: Sequencing;
  let marks: Marks;
  beforeEach(async () => {
    given = await Sequencing.begin();
    marks = new Marks(given.client, given.namespace);
  });
  afterEach(async () => {
    await marks.close();
    await given.end();
  });

  async function appended(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 1_000)
      await given.append(newStream(), sampleEvents(Math.min(1_000, left)), '2024-01-01T00:00:00.000Z');
  }

  const newestNumber = async (): Promise<number> => (await marks.newest())?.number ?? 0;

  it('stand in a stream of their own at every 10,000th position, with its place and a digest', async () => {
    await appended(20_500);
    given.start();
    await until(async () => (await newestNumber()) === 2);
    const rows = await given.rows();
    const [first, second] = [await marks.read(1), await marks.read(2)];
    expect(first).toMatchObject({ position: 10_000, id: rows[9_999]?.id });
    expect(second).toMatchObject({ position: 20_000, id: rows[19_999]?.id });
    expect(first?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(second?.digest).not.toBe(first?.digest);
  });

  it('are written once, and by the next sequencer where the one that was due died before it wrote', async () => {
    await appended(10_001);
    given.server.faults.onAppend({ kind: 'unavailable' }, { stream: 'ledger-marks', times: 1_000 });
    const one = given.start();
    await given.reaches(10_001);
    await one.stop();
    expect(await newestNumber()).toBe(0);
    given.server.faults.clear();

    const two = given.start();
    await until(async () => (await newestNumber()) === 1);
    await two.stop();
    await given.start().sequencer.everythingSoFar(AbortSignal.timeout(longEnoughMs));
    expect(await marks.newest()).toEqual({ number: 1, revision: 0 });
  });

  it('are the same again for a copy that was lost and made anew, and no second time on the server', async () => {
    await appended(10_100);
    const one = given.start();
    await until(async () => (await newestNumber()) === 1);
    await one.stop();
    await given.loseCopy();
    const different: Mark[] = [];
    const { sequencer } = given.start({
      watch: watching({ markDiffers: (mark) => void different.push(mark) }),
    });
    await given.reaches(10_100);
    await sequencer.everythingSoFar(AbortSignal.timeout(longEnoughMs));
    expect(await marks.newest()).toEqual({ number: 1, revision: 0 });
    expect(different).toEqual([]);
    expect(sequencer.state.differsFromMark).toBeUndefined();
  });

  it('raise an alarm where what is sequenced anew is not what was sequenced once', async () => {
    const stream = newStream();
    await given.append(stream, sampleEvents(10));
    await appended(10_100);
    const one = given.start();
    await until(async () => (await newestNumber()) === 1);
    await one.stop();
    await given.client.tombstoneStream(`ledger.${stream}`);
    await given.server.scavenge();
    await given.loseCopy();
    const { sequencer } = given.start();
    await until(() => sequencer.state.differsFromMark === 10_000);
    await given.reaches(10_100);
  });
});
