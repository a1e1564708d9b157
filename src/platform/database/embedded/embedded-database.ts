import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { Cluster } from './cluster.js';
import { withFolderLock } from './folder-lock.js';
import type { ServerSettings } from './server-settings.js';
import { Users } from './users.js';

/** One process's use of a checkout's PostgreSQL server. */
export interface EmbeddedDatabase {
  /** Of the database `ledger`, on 127.0.0.1, as the server's owner. */
  readonly connectionString: string;
  /** Gives the server back; the last process to do so stops it. Safe to call twice. */
  readonly release: () => Promise<void>;
}

const forUse: ServerSettings = { maxConnections: 100, durable: true };

/**
 * Makes, starts or joins the PostgreSQL server under the folder. Processes that name the same folder share one server;
 * another folder has another. What a killed process or server left behind is recognised and put right.
 *
 * @throws OperationalError when the server does not start, with the last lines of its log.
 */
export async function useEmbeddedDatabase(
  folder: string,
  settings: ServerSettings = forUse,
): Promise<EmbeddedDatabase> {
  const own = resolve(folder, 'database');
  await mkdir(own, { recursive: true });
  // Owner only; `Cluster` lets the unprivileged user pass where there is one.
  await Promise.all([folder, own].map((path) => chmod(path, process.getuid?.() === 0 ? 0o711 : 0o700)));
  const lock = join(own, 'lock');
  const users = new Users(join(own, 'users'));
  const { cluster, connectionString, registration } = await withFolderLock(lock, async () => {
    const server = new Cluster(own, await readOrMakePassword(join(own, 'password')), settings);
    const mine = await users.add();
    try {
      const port = await server.ensureRunning();
      await createDatabase(server.connectionString(port, 'postgres'));
      return {
        cluster: server,
        connectionString: server.connectionString(port, 'ledger'),
        registration: mine,
      };
    } catch (error) {
      await users.remove(mine);
      throw error;
    }
  });

  const giveBack = async (): Promise<void> =>
    withFolderLock(lock, async () => {
      await users.remove(registration);
      if ((await users.countLiving()) === 0) await cluster.stop();
    });
  let released: Promise<void> | undefined;
  return { connectionString, release: () => (released ??= giveBack()) };
}

async function readOrMakePassword(file: string): Promise<string> {
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known !== '') return known;
  const made = randomBytes(24).toString('base64url');
  await writeFile(file, made, { mode: 0o600 });
  return made;
}

async function createDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rowCount } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'ledger'`);
    if (rowCount === 0) await client.query('CREATE DATABASE ledger');
  } finally {
    await client.end();
  }
}
