import { asPosition } from '../../../events/identifiers.js';
import type { Selection } from '../../../src/ledger/event-log.js';
import { PostgresEventLog } from '../../../src/ledger/postgres/postgres-event-log.js';
import { PostgresReading } from '../../../src/ledger/postgres/reading.js';
import type { Database } from '../../../src/platform/database/open-database.js';
import { openPools, type Pools } from '../../../src/platform/database/pools.js';
import { freshDatabase } from '../../support/database.js';
import { mergeEvent, newStream, sampleEvents } from '../../support/sample-events.js';

describe('reading the sequenced log', () => {
  let database: Database;
  let log: PostgresEventLog;
  beforeAll(async () => {
    database = await freshDatabase();
    log = await PostgresEventLog.open(database);
  });
  afterAll(async () => {
    await log.close();
    await database.close();
  });

  it('knows the end of an empty log, and that no time means a position of it', async () => {
    const head = await log.sequenced.head();
    expect(head).toEqual({ epoch: expect.any(String), position: 0, recordedAt: null });
    expect(await log.sequenced.positionAt(new Date())).toBe(0);
  });

  it('finds the last position recorded at a time or before', async () => {
    const times = ['2020-01-01', '2020-01-02', '2020-01-02', '2020-01-03', '2020-01-07'].map(
      (day) => `${day}T12:00:00.000Z`,
    );
    for (const time of times)
      await log.append(newStream(), 'none', sampleEvents(1), { recordedAt: new Date(time) });
    const moments = [
      '2019-12-31T00:00:00Z',
      ...times,
      '2020-01-02T11:59:59.999Z',
      '2020-01-05T00:00:00Z',
      '2099-01-01T00:00:00Z',
    ];
    for (const moment of moments) {
      const expected = times.filter((time) => Date.parse(time) <= Date.parse(moment)).length;
      expect([moment, await log.sequenced.positionAt(new Date(moment))]).toEqual([moment, expected]);
    }
    expect(await log.sequenced.head()).toMatchObject({ position: 5, recordedAt: '2020-01-07T12:00:00.000Z' });
  });

  it('gives the histories of many streams in one go, each in order, up to a position', async () => {
    const [one, two, other] = [newStream(), newStream(), newStream()].sort();
    if (one === undefined || two === undefined || other === undefined) throw new Error('no streams');
    await log.append(two, 'none', sampleEvents(2));
    await log.append(other, 'none', sampleEvents(2));
    await log.append(one, 'none', sampleEvents(1));
    const { positions } = await log.append(two, 'exists', [mergeEvent()]);
    const last = asPosition(positions?.[0] ?? 0);

    const whole = await log.sequenced.historyOf([two, newStream(), one]);
    expect(whole.map(({ stream, type }) => [stream, type])).toEqual([
      [one, 'CountedOnRoll'],
      [two, 'CountedOnRoll'],
      [two, 'CountedOnRoll'],
      [two, 'RecordsMerged'],
    ]);
    expect(whole[3]).toMatchObject({ position: last, data: { addresses: [] } });
    expect(whole[0]).not.toHaveProperty('metadata');
    expect(await log.sequenced.historyOf([one, two], asPosition(last - 1))).toEqual(whole.slice(0, 3));
  });

  describe("in a log of 60,000 events, of which 60 are not pupils' and 4 merge records", () => {
    let pools: Pools;
    beforeAll(async () => {
      // One connection, so that what its statements looked at can be asked for on it.
      pools = openPools(database.connectionString, 1);
      await pools.pool.query(`
        insert into ledger.events (position, recorded_at, revision, schema_version, id, stream, type, data, metadata)
        select 1000 + n, now(), 0, 1, gen_random_uuid(),
               case when n % 1000 = 0 then 'school-' else 'pupil-' end || n,
               case when n % 20000 = 1 then 'RecordsMerged' else 'CountedOnRoll' end, '{}', '{}'
          from generate_series(1, 60000) as n`);
      await pools.pool.query('analyze ledger.events');
    });
    afterAll(() => pools.close());

    it.each<[string, Selection, number]>([
      ['schools', { prefix: 'school-' }, 60],
      ['merges', { types: ['RecordsMerged'] }, 4],
    ])('reading %s looks at those and hardly another row', async (_what, selection, count) => {
      const reading = new PostgresReading(pools.pool);
      const before = await rowsLookedAt();
      expect(await reading.page(asPosition(0), null, selection)).toHaveLength(count);
      // A few more are the planner's own, who looks at the ends of an index.
      expect((await rowsLookedAt()) - before).toBeLessThanOrEqual(count + 10);
    });

    async function rowsLookedAt(): Promise<number> {
      await pools.pool.query('select pg_stat_force_next_flush()');
      const { rows } = await pools.pool.query<{ count: number }>(
        `select seq_tup_read + coalesce(idx_tup_fetch, 0) as count
           from pg_stat_user_tables where relid = 'ledger.events'::regclass`,
      );
      return rows[0]?.count ?? NaN;
    }
  });
});
