import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { migrate, migrationsFolder } from '../../src/platform/database/migrations.js';
import { connect, openPools } from '../../src/platform/database/pools.js';
import { identify, isAlive } from '../../src/platform/process-identity.js';

/** Held while the template is made, by whichever test process comes first. */
const templateLock = 5_120_937;
const testDatabase = /^test_(\d+)_/;

/** The same server, another database. */
export function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url.href;
}

/** The name of a database with every migration run, made once for each state of infra/migrations. */
export async function migratedTemplate(server: string): Promise<string> {
  const name = `template_${await digestOfMigrations()}`;
  const client = await connect(server);
  try {
    if (await exists(client, name)) return name;
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    if (await exists(client, name)) return name;
    const unfinished = `${name}_new`;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${unfinished}`);
    const pools = openPools(withDatabase(server, unfinished), 2);
    try {
      await migrate(withDatabase(server, unfinished), pools.knex);
    } finally {
      await pools.close();
    }
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
    return name;
  } finally {
    await client.end();
  }
}

/** Drops what killed test runs left behind: a test database's name holds the number of its process. */
export async function dropLeftovers(server: string): Promise<void> {
  const client = await connect(server);
  try {
    const { rows } = await client.query<{ name: string }>('SELECT datname AS name FROM pg_database');
    for (const { name } of rows) {
      const pid = testDatabase.exec(name)?.[1];
      if (pid !== undefined && !isAlive(identify(Number(pid)))) {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }
    }
  } finally {
    await client.end();
  }
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  return rowCount === 1;
}

async function digestOfMigrations(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(migrationsFolder)).sort()) {
    if (name.endsWith('.sql')) hash.update(name).update(await readFile(join(migrationsFolder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
