import type { AcceptedRestore } from '../../../../src/ledger/eventstoredb/sequencer/accept-restore.js';
import { SequencedCopy } from '../../../../src/ledger/eventstoredb/sequencer/sequenced-copy.js';
import { PostgresReading } from '../../../../src/ledger/postgres/reading.js';
import { newStream, sampleEvents } from '../../../support/sample-events.js';
import { until } from '../../../support/until.js';
import { Sequencing, watching } from './given.js';

describe('a server that was restored to an earlier state', () => {
  let given: Sequencing;
  let copy: SequencedCopy;
  beforeEach(async () => {
    given = await Sequencing.begin();
    copy = new SequencedCopy(given.database, given.location);
  });
  afterEach(() => given.end());

  const { signal } = new AbortController();
  const epoch = async (): Promise<string> => (await new PostgresReading(given.database.pool).head()).epoch;

  async function appended(count: number): Promise<string[]> {
    const events = sampleEvents(count);
    await given.append(newStream(), events);
    return events.map(({ id }) => id);
  }

  /** Again, if the first to ask is the one that finds the connection cut. */
  const accept = (): Promise<AcceptedRestore | null> =>
    copy.acceptRestore(signal).catch(() => copy.acceptRestore(signal));

  /** Sequences twelve events, of which the server then forgets the last five. */
  async function forgetful(): Promise<string[]> {
    const kept = await appended(7);
    const backup = given.server.position;
    await appended(5);
    await given.sequenceAll();
    given.server.restoreTo(backup);
    return kept;
  }

  it('stops the sequencer, which says so and leaves the copy as it is', async () => {
    await forgetful();
    const before = await given.rows();
    const stops: Error[] = [];
    const { sequencer } = given.start({ watch: watching({ stopped: (why) => void stops.push(why) }) });
    await until(() => sequencer.state.activity === 'stopped-by-restore');
    expect(await sequencer.status()).toMatchObject({ stoppedSince: expect.any(String) });
    expect(stops.map(({ message }) => message)).toEqual([expect.stringContaining('restored')]);
    expect(await given.rows()).toEqual(before);
    await expect(given.sequenceAll()).rejects.toThrow('restored');
  });

  it('stops it too when the server has grown beyond that point again', async () => {
    await forgetful();
    await appended(20);
    const { sequencer } = given.start();
    await until(() => sequencer.state.activity === 'stopped-by-restore');
    expect(await given.rows()).toHaveLength(12);
  });

  it('stops one that was at work while it was restored', async () => {
    const { sequencer } = given.start();
    await appended(5);
    const backup = given.server.position;
    await appended(5);
    await given.reaches(10);
    given.server.restoreTo(backup);
    await until(() => sequencer.state.activity === 'stopped-by-restore');
    expect(await given.rows()).toHaveLength(10);
  });

  it('is accepted by a person only: then the copy forgets what the server forgot, and a new epoch begins', async () => {
    const kept = await forgetful();
    const before = await epoch();
    const { sequencer } = given.start();
    await until(() => sequencer.state.activity === 'stopped-by-restore');
    const after = await appended(3);

    const accepted = await accept();
    expect(accepted).toMatchObject({ position: 7, removedEvents: 5 });
    expect(accepted?.epoch).not.toBe(before);
    expect(await epoch()).toBe(accepted?.epoch);
    await given.reaches(10);
    expect(await given.ids()).toEqual([...kept, ...after]);
    await until(() => sequencer.state.activity === 'acting');
    expect(await sequencer.status()).toMatchObject({ position: 10, stoppedSince: null });
  });

  it.each(['deleteStream', 'tombstoneStream'] as const)(
    'is accepted without a loss where a stream was removed before, with %s and a scavenge',
    async (remove) => {
      const kept = await appended(3);
      const [early, late] = [newStream(), newStream()];
      for (const [stream, count] of [[early, 2] as const, [newStream(), 2] as const, [late, 2] as const]) {
        const events = sampleEvents(count);
        await given.append(stream, events);
        kept.push(...events.map(({ id }) => id));
      }
      await given.sequenceAll();
      for (const stream of [early, late]) await given.client[remove](`ledger.${stream}`);
      await given.server.scavenge();
      const backup = given.server.position;
      await appended(4);
      await given.sequenceAll();
      given.server.restoreTo(backup);
      expect(await accept()).toMatchObject({ position: 9, removedEvents: 4 });
      const after = await appended(2);
      await given.sequenceAll();
      expect(await given.ids()).toEqual([...kept, ...after]);
    },
  );

  it('is accepted where the database had refused an event, which has no position still', async () => {
    const kept = await appended(3);
    await given.appendRaw(newStream(), '{"a": nothing', JSON.stringify({ schemaVersion: 1, metadata: {} }));
    kept.push(...(await appended(3)));
    const backup = given.server.position;
    await appended(2);
    await given.sequenceAll();
    given.server.restoreTo(backup);
    expect(await accept()).toMatchObject({ position: 6, removedEvents: 2 });
    await given.sequenceAll();
    expect(await given.ids()).toEqual(kept);
    expect(await given.quarantine()).toMatchObject([{ reason: 'not-json' }]);
  });

  it('is accepted where it holds nothing at all any more', async () => {
    await given.sequenceAll();
    const empty = given.server.position;
    await appended(4);
    await given.sequenceAll();
    given.server.restoreTo(empty);
    expect(await accept()).toMatchObject({ position: 0, removedEvents: 4 });
    const again = await appended(2);
    expect(await given.sequenceAll()).toBe(2);
    expect(await given.ids()).toEqual(again);
  });

  it('has nothing to accept where the server holds what was sequenced last', async () => {
    await appended(3);
    await given.sequenceAll();
    const before = await epoch();
    expect(await accept()).toBeNull();
    expect(await epoch()).toBe(before);
  });

  it('goes on by itself when the right server is back', async () => {
    const stream = newStream();
    await given.append(stream, sampleEvents(3));
    await given.sequenceAll();
    await given.database.pool.query(`update ledger.sequencer set event_id = gen_random_uuid()`);
    const { sequencer } = given.start();
    await until(() => sequencer.state.activity === 'stopped-by-restore');
    const { rows } = await given.database.pool.query<{ id: string }>(
      'select id from ledger.events order by position desc limit 1',
    );
    await given.database.pool.query('update ledger.sequencer set event_id = $1', [rows[0]?.id]);
    await until(() => sequencer.state.activity === 'acting');
  });

  it.each(['deleteStream', 'tombstoneStream'] as const)(
    'is not what an operator makes of it with %s and a scavenge',
    async (remove) => {
      const kept = await appended(3);
      const stream = newStream();
      const gone = sampleEvents(2);
      await given.append(stream, gone);
      await given.sequenceAll();
      await given.client[remove](`ledger.${stream}`);
      await given.server.scavenge();
      const after = await appended(2);
      await given.sequenceAll();
      expect(await given.ids()).toEqual([...kept, ...gone.map(({ id }) => id), ...after]);
    },
  );

  it.each(['deleteStream', 'tombstoneStream'] as const)(
    'loses nothing that stood behind the last handled event, of which %s and a scavenge left nothing',
    async (remove) => {
      const kept = await appended(3);
      const stream = newStream();
      const gone = sampleEvents(2);
      await given.append(stream, gone);
      await given.sequenceAll();
      const after = await appended(1);
      await given.client[remove](`ledger.${stream}`);
      await given.server.scavenge();
      const later = await appended(1);
      await given.sequenceAll();
      expect(await given.ids()).toEqual([...kept, ...gone.map(({ id }) => id), ...after, ...later]);
    },
  );
});
