import { Arrivals } from '../../../src/ledger/postgres/arrivals.js';
import type { Database } from '../../../src/platform/database/open-database.js';
import { connect } from '../../../src/platform/database/pools.js';
import { freshDatabase } from '../../support/database.js';

describe('news of arrivals', () => {
  let database: Database;
  beforeAll(async () => (database = await freshDatabase()));
  afterAll(() => database.close());

  it('can be closed while the connection is still being opened', async () => {
    let onConnecting: () => void = () => undefined;
    const connecting = new Promise<void>((resolve) => (onConnecting = resolve));
    const arrivals = new Arrivals((overrides) => {
      onConnecting();
      return connect(database.connectionString, overrides);
    });
    expect(arrivals.count).toBe(0);
    await connecting;
    await arrivals.close();
    const { rows } = await database.pool.query<{ listening: number }>(
      `select count(*) as listening from pg_stat_activity where datname = current_database() and query ilike 'listen%'`,
    );
    expect(rows).toEqual([{ listening: 0 }]);
  });

  it('wakes who waits when it is closed', async () => {
    const arrivals = new Arrivals((overrides) => connect(database.connectionString, overrides));
    const waiting = arrivals.after(arrivals.count, 60_000, new AbortController().signal);
    await arrivals.close();
    await expect(waiting).resolves.toBeUndefined();
  });
});
