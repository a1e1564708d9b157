import { randomUUID } from 'node:crypto';
import { connect, openPools, type Pools } from '../../src/platform/database/pools.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { migratedTemplate, withDatabase } from './template.js';

/**
 * A migrated, empty database of the caller's own on the run's server. `close` ends its connections and drops it.
 * Cheap enough (tens of milliseconds) for one a test.
 */
export async function freshDatabase(poolSize = 10): Promise<Database> {
  const server = testServer();
  const template = await migratedTemplate(server);
  const name = `test_${process.pid}_${randomUUID().slice(0, 8)}`;
  await run(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const connectionString = withDatabase(server, name);
  const pools: Pools = openPools(connectionString, poolSize);
  const end = async (): Promise<void> => {
    await pools.close();
    await run(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  let closed: Promise<void> | undefined;
  return { connectionString, ...pools, close: () => (closed ??= end()) };
}

/** The connection string of the server that `global-setup` started. */
export function testServer(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined)
    throw new Error('TEST_DATABASE_URL is not set: tests run under Jest, which starts the server');
  return url;
}

async function run(server: string, statement: string): Promise<void> {
  const client = await connect(server);
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
