import { freshDatabase, testServer } from '../support/database.js';
import { withDatabase } from '../support/template.js';
import { migrate } from '../../src/platform/database/migrations.js';
import { openDatabase, type Database } from '../../src/platform/database/open-database.js';
import { loadConfiguration } from '../../src/platform/configuration.js';
import { connect, openPools } from '../../src/platform/database/pools.js';

let database: Database;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.close());

test('a migrated database is left as it is', async () => {
  expect(await migrate(database.connectionString, database.knex)).toEqual([]);
});

test('two processes that migrate an empty database at once both find it migrated', async () => {
  const name = `test_${process.pid}_unmigrated`;
  const server = await connect(testServer());
  await server.query(`CREATE DATABASE ${name}`);
  const empty = withDatabase(testServer(), name);
  const [one, two] = [openPools(empty, 2), openPools(empty, 2)];
  try {
    const ran = await Promise.all([migrate(empty, one.knex), migrate(empty, two.knex)]);
    const [none, all] = ran.map((names) => names.length).sort((a, b) => a - b);
    expect(none).toBe(0);
    expect(all).toBeGreaterThan(0);
  } finally {
    await Promise.all([one.close(), two.close()]);
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.end();
  }
});

test('the lock row that a killed migration left taken stops nobody', async () => {
  await database.pool.query('UPDATE platform.migrations_lock SET is_locked = 1');
  expect(await migrate(database.connectionString, database.knex)).toEqual([]);
});

test('closing a database twice is closing it once', async () => {
  const configuration = await loadConfiguration({
    DATABASE_URL: database.connectionString,
    LEDGER_MASTER_KEY: Buffer.alloc(32).toString('base64'),
  });
  const opened = await openDatabase(configuration);
  await Promise.all([opened.close(), opened.close()]);
  await opened.close();
});
