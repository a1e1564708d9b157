import { layDown, standingOf } from '../../../../src/ledger/eventstoredb/sequencer/copy.js';
import { Lease, LeaseLost } from '../../../../src/ledger/eventstoredb/sequencer/lease.js';
import { place } from '../../../../src/ledger/eventstoredb/sequencer/place.js';
import { readAll } from '../../../../src/ledger/eventstoredb/sequencer/reads-of-all.js';
import type { StoreRecord } from '../../../../src/ledger/eventstoredb/sequencer/store-record.js';
import { newStream, sampleEvents } from '../../../support/sample-events.js';
import { until } from '../../../support/until.js';
import { Sequencing } from './given.js';

describe('two sequencers at once', () => {
  let given: Sequencing;
  beforeEach(async () => {
    given = await Sequencing.begin();
  });
  afterEach(() => given.end());

  it('one acts, and the other takes over when that one is stopped', async () => {
    // A lease that a busy machine does not let run out.
    const [one, two] = [given.start({ leaseMs: 10_000 }), given.start({ leaseMs: 10_000 })];
    const activities = (): string[] => [one, two].map(({ sequencer }) => sequencer.state.activity).sort();
    await until(() => activities().includes('acting'));
    await given.append(newStream(), sampleEvents(5));
    await given.reaches(5);
    expect(activities()).toEqual(['acting', 'standing-by']);

    const [acting, waiting] = one.sequencer.state.activity === 'acting' ? [one, two] : [two, one];
    await acting.stop();
    await given.append(newStream(), sampleEvents(5));
    // It counts a page after it was laid down.
    await until(() => waiting.sequencer.state.sequencedEvents === 5);
    expect(waiting.sequencer.state.activity).toBe('acting');
    expect(await given.count()).toBe(10);
  });

  it('the other takes over from one that stopped without a word, once its lease has run out', async () => {
    const { pool } = given.database;
    expect(await Lease.take(pool, 'one that died', 500)).toBeDefined();
    expect(await Lease.take(pool, 'another', 500)).toBeUndefined();
    const { sequencer } = given.start();
    await given.append(newStream(), sampleEvents(1));
    await given.reaches(1);
    await until(() => sequencer.state.activity === 'acting');
  });

  it('one that was held up and has been replaced meanwhile writes nothing any more', async () => {
    const { pool } = given.database;
    await given.append(newStream(), sampleEvents(3));
    const stalled = await Lease.take(pool, 'stalled', 1);
    if (stalled === undefined) throw new Error('the lease was not free');
    const records = await all(given);
    const placed = place('ledger', (await standingOf(pool)).end, records);
    const last = records.at(-1);
    if (last === undefined) throw new Error('nothing was written');

    // Everything was ready to be written, and then the process was suspended.
    await until(async () => (await Lease.take(pool, 'its successor', 10_000)) !== undefined);
    await expect(layDown(pool, stalled, placed, last)).rejects.toThrow(LeaseLost);
    await expect(stalled.renew(pool)).rejects.toThrow(LeaseLost);
    await stalled.release(pool);
    expect(await given.rows()).toEqual([]);
    expect((await standingOf(pool)).handled).toBeUndefined();
    expect(await Lease.take(pool, 'a third', 10_000)).toBeUndefined();
  });

  it('one that waits to write while it is being replaced writes nothing', async () => {
    const { pool } = given.database;
    await given.append(newStream(), sampleEvents(3));
    const old = await Lease.take(pool, 'old', 1);
    const records = await all(given);
    const last = records.at(-1);
    if (old === undefined || last === undefined) throw new Error('nothing to write with');
    const successor = await pool.connect();
    await successor.query('begin');
    await until(async () => (await Lease.take(successor, 'its successor', 10_000)) !== undefined);
    const writing = layDown(pool, old, place('ledger', (await standingOf(pool)).end, records), last);
    const refused = expect(writing).rejects.toThrow(LeaseLost);
    await until(async () => (await waitingForLocks(given)) > 0);
    await successor.query('commit');
    successor.release();
    await refused;
    expect(await given.rows()).toEqual([]);
  });
});

async function all(given: Sequencing): Promise<StoreRecord[]> {
  const records: StoreRecord[] = [];
  for await (const record of readAll(given.client, { prefix: 'ledger.', count: 1_000 })) records.push(record);
  return records;
}

async function waitingForLocks({ database }: Sequencing): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    `select count(*) as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]?.count ?? 0;
}
