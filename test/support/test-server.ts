import { createHash } from 'node:crypto';
import { access, constants, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkoutFolder } from '../../src/platform/checkout.js';
import {
  useEmbeddedDatabase,
  type EmbeddedDatabase,
} from '../../src/platform/database/embedded/embedded-database.js';
import { dropLeftovers, migratedTemplate } from './template.js';

let server: EmbeddedDatabase | undefined;

/**
 * Starts (or joins) the server that all test files of this run use, and tells them by TEST_DATABASE_URL.
 * With TEST_DATABASE_URL already set, that server is used: it must let its user make databases.
 */
export async function startTestServer(): Promise<void> {
  if (process.env['TEST_DATABASE_URL'] === undefined) {
    const owner = `${checkoutFolder}:${process.getuid?.() ?? ''}`;
    const name = `ledger-tests-${createHash('sha256').update(owner).digest('hex').slice(0, 12)}`;
    const folder = join(await parentFolder(), name);
    server = await useEmbeddedDatabase(folder, { maxConnections: 400, durable: false });
    process.env['TEST_DATABASE_URL'] = server.connectionString;
    await dropLeftovers(server.connectionString);
  }
  await migratedTemplate(process.env['TEST_DATABASE_URL']);
}

export async function stopTestServer(): Promise<void> {
  await server?.release();
}

/**
 * A test's database is three hundred files, made and deleted. That took 37 ms in memory, and 110 to 420 ms on ext4, which
 * passes over whatever was deleted lately. What stays there between runs is some 150 megabytes.
 */
async function parentFolder(): Promise<string> {
  const memory = '/dev/shm';
  try {
    await access(memory, constants.W_OK);
    const { bavail, bsize } = await statfs(memory);
    return bavail * bsize >= roomInMemory ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

const roomInMemory = 4 * 2 ** 30;
