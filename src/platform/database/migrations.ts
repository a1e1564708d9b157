import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { checkoutFolder } from '../checkout.js';
import { connect } from './pools.js';

export const migrationsFolder = join(checkoutFolder, 'infra', 'migrations');

/** Any number that nothing else in this database uses as an advisory lock. */
const lockNumber = 7_305_411;

/**
 * Brings the database to the newest schema: runs each file of infra/migrations that it has not seen, in the order of
 * their names, each in a transaction of its own.
 *
 * One process at a time, by an advisory lock of the session: PostgreSQL gives it back when its holder dies. Knex's own
 * lock is a row in a table, which a killed migration leaves taken for ever, so it is freed under the advisory lock.
 *
 * @returns the names of the files that ran.
 */
export async function migrate(connectionString: string, knex: Knex): Promise<readonly string[]> {
  const guard = await connect(connectionString);
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [lockNumber]);
    await guard.query('CREATE SCHEMA IF NOT EXISTS platform');
    const config = { migrationSource, schemaName: 'platform', tableName: 'migrations' };
    await knex.migrate.forceFreeMigrationsLock(config);
    const [, ran] = (await knex.migrate.latest(config)) as [number, string[]];
    return ran;
  } finally {
    await guard.end();
  }
}

const migrationSource: Knex.MigrationSource<string> = {
  async getMigrations() {
    const names = await readdir(migrationsFolder);
    return names.filter((name) => name.endsWith('.sql')).sort();
  },
  getMigrationName: (name) => name,
  getMigration: (name) =>
    Promise.resolve({
      async up(transaction: Knex): Promise<void> {
        const sql = await readFile(join(migrationsFolder, name), 'utf8');
        // Knex takes a bare question mark for a place to fill in.
        await transaction.raw(sql.replaceAll('?', '\\?'));
      },
      down: () => Promise.reject(new Error('a migration is never taken back: a later one corrects it')),
    }),
};
