import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useEmbeddedDatabase } from '../../src/platform/database/embedded/embedded-database.js';
import { openMigrated, type Database } from '../../src/platform/database/open-database.js';
import { connect } from '../../src/platform/database/pools.js';

/**
 * A migrated, empty database for measuring in, on the server of DATABASE_URL or else on an embedded one in a
 * temporary folder. Never in a database that holds a ledger: what is appended there stays. `close` drops it, and so does a
 * signal to end: whatever is under way then fails for want of it.
 */
export async function openScratchDatabase(poolSize: number): Promise<Database> {
  const { serverUrl, release } = await openServer();
  const name = `ledger_bench_${randomBytes(4).toString('hex')}`;
  let dropped: Promise<void> | undefined;
  const dropNow = async (): Promise<void> => {
    await run(serverUrl, `drop database if exists ${name} with (force)`);
    await release();
  };
  const drop = (): Promise<void> => (dropped ??= dropNow());
  const onSignal = (): void => {
    void drop().finally(() => process.exit(130));
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, onSignal);
  try {
    await run(serverUrl, `create database ${name}`);
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    const database = await openMigrated(url.href, poolSize);
    return {
      ...database,
      async close() {
        for (const signal of signals) process.off(signal, onSignal);
        await database.close();
        await drop();
      },
    };
  } catch (error) {
    await drop();
    throw error;
  }
}

async function openServer(): Promise<{ serverUrl: string; release: () => Promise<void> }> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined) return { serverUrl: given, release: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'ledger-bench-'));
  const server = await useEmbeddedDatabase(folder);
  return {
    serverUrl: server.connectionString,
    async release() {
      await server.release();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function run(serverUrl: string, statement: string): Promise<void> {
  const client = await connect(serverUrl);
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
