import { EpochChanged, LogUnavailable, RefusedByDatabase } from '../../../src/ledger/errors.js';
import { PostgresEventLog } from '../../../src/ledger/postgres/postgres-event-log.js';
import type { Database } from '../../../src/platform/database/open-database.js';
import { connect, openPools } from '../../../src/platform/database/pools.js';
import { collect } from '../../support/collect.js';
import { freshDatabase, testServer } from '../../support/database.js';
import { newStream, sampleData, sampleEvent, sampleEvents } from '../../support/sample-events.js';
import { withDatabase } from '../../support/template.js';
import { longEnoughMs } from '../../support/until.js';

describe('the PostgreSQL event log', () => {
  let database: Database;
  let log: PostgresEventLog;
  beforeEach(async () => {
    database = await freshDatabase();
    log = await PostgresEventLog.open(database);
  });
  afterEach(async () => {
    await log.close();
    await database.close();
  });

  it('leaves nothing of a batch that the database refuses half-way, and records the others of its group', async () => {
    await database.pool.query(
      `alter table ledger.events add constraint no_year_nine check (data ->> 'ncYear' is distinct from '9')`,
    );
    const streams = [newStream(), newStream(), newStream()];
    const refused = sampleEvent({ data: sampleData('9') });
    const results = await Promise.allSettled(
      streams.map((stream, n) =>
        log.append(stream, 'none', [...sampleEvents(2), ...(n === 1 ? [refused] : [])]),
      ),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: expect.any(RefusedByDatabase) });
    const events = await collect(log.readAll());
    expect(events.map(({ stream }) => stream)).toEqual([streams[0], streams[0], streams[2], streams[2]]);
    expect(events.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  });

  it('takes over the gate from a process that stopped with it in its hand', async () => {
    const stopped = await connect(database.connectionString, { idle_in_transaction_session_timeout: 300 });
    stopped.on('error', () => undefined);
    await stopped.query('begin; select from ledger.gate for update');
    await expect(log.append(newStream(), 'none', sampleEvents(1))).resolves.toMatchObject({
      lastRevision: 0,
    });
  });

  it('says that nothing was recorded when the database cannot be reached in time', async () => {
    const name = new URL(database.connectionString).pathname.slice(1);
    const hasty = await PostgresEventLog.open(database, { patienceMs: 2_000 });
    const operator = await connect(testServer());
    await operator.query(`alter database ${name} allow_connections false`);
    await operator.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await expect(hasty.append(newStream(), 'none', sampleEvents(1))).rejects.toThrow(LogUnavailable);
    await operator.query(`alter database ${name} allow_connections true`);
    await operator.end();
    await expect(hasty.append(newStream(), 'none', sampleEvents(1))).resolves.toMatchObject({
      positions: [1],
    });
    await hasty.close();
  });

  it.each([
    'update ledger.events set data = $$null$$',
    'delete from ledger.events',
    'truncate ledger.events',
  ])('refuses to change what stands: %s', async (statement) => {
    await log.append(newStream(), 'none', sampleEvents(1));
    await expect(database.pool.query(statement)).rejects.toThrow('events are never changed or removed');
  });

  describe('the epoch', () => {
    it('stays when the log is opened again', async () => {
      const before = await log.sequenced.head();
      const again = await PostgresEventLog.open(database);
      expect(await again.sequenced.head()).toEqual(before);
      expect(again.isEpochWeak).toBe(false);
      await again.close();
    });

    it('is a new one in a database that was put back from a copy', async () => {
      await log.append(newStream(), 'none', sampleEvents(3));
      const before = await log.sequenced.head();
      await log.close();
      const name = new URL(database.connectionString).pathname.slice(1);
      const operator = await connect(testServer());
      // A database is copied only while nobody is connected to it.
      await operator.query(
        'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1',
        [name],
      );
      await operator.query(`create database ${name}_restored template ${name}`);

      const connectionString = withDatabase(database.connectionString, `${name}_restored`);
      const pools = openPools(connectionString, 2);
      const restored = await PostgresEventLog.open({ ...pools, connectionString });
      const after = await restored.sequenced.head();
      expect(after).toEqual({ ...before, epoch: expect.not.stringContaining(before.epoch) });
      expect(await restored.append(newStream(), 'none', sampleEvents(1))).toMatchObject({ positions: [4] });
      expect((await restored.sequenced.head()).epoch).toBe(after.epoch);

      await restored.close();
      await pools.close();
      await operator.query(`drop database ${name}_restored with (force)`);
      await operator.end();
    });

    it('ends the subscriptions of the epoch before', async () => {
      const items = log.subscribe(
        { after: (await log.sequenced.head()).position },
        AbortSignal.timeout(longEnoughMs),
      );
      const subscription = items[Symbol.asyncIterator]();
      await subscription.next();
      const ended = expect(subscription.next()).rejects.toThrow(EpochChanged);
      await database.pool.query(`update ledger.gate set made_on = 'another cluster'`);
      await (await PostgresEventLog.open(database)).close();
      await ended;
    });
  });
});
