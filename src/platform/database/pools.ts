import createKnex, { type Knex } from 'knex';
import pg from 'pg';
import { OperationalError } from '../errors/operational-error.js';
import { types } from './types.js';

export interface Pools {
  /** For hot paths: plain SQL through `pg`. */
  readonly pool: pg.Pool;
  /** For queries that are put together, and for migrations. It keeps connections of its own. */
  readonly knex: Knex;
  /** Safe to call twice. */
  readonly close: () => Promise<void>;
}

/** A transaction that its process forgot would hold the log's lock for everybody; the server ends it after this long. */
const idleInTransactionMs = 60_000;
const oldestVersion = 14;

/** @param size connections at most, of the pool and of knex each. */
export function openPools(connectionString: string, size: number): Pools {
  const settings = clientSettings(connectionString);
  const pool = new pg.Pool({ ...settings, max: size });
  // A connection that the server ended while it lay idle: the pool has already dropped it, the next query gets another.
  pool.on('error', () => undefined);
  const knex = createKnex({
    client: 'pg',
    connection: settings,
    pool: { min: 0, max: size },
  });
  let closed: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    await Promise.all([pool.end(), knex.destroy()]);
  };
  return { pool, knex, close: () => (closed ??= end()) };
}

/**
 * A connection outside the pools, for what outlives a query: LISTEN, session locks, COPY. The caller ends it.
 * @param overrides settings of this connection alone.
 */
export async function connect(connectionString: string, overrides: pg.ClientConfig = {}): Promise<pg.Client> {
  const client = new pg.Client({ ...clientSettings(connectionString), ...overrides });
  // Its loss shows in the next statement on it. It may be lost before whoever asked for it has it.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** @throws OperationalError when the server is older than the oldest version that is tested. */
export async function checkVersion(client: pg.Client | pg.Pool): Promise<void> {
  const { rows } = await client.query<{ number: number; text: string }>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS text`,
  );
  const [version] = rows;
  if (version === undefined || version.number < oldestVersion * 10_000) {
    throw new OperationalError(
      `DATABASE_URL: PostgreSQL ${oldestVersion} or later is needed, this one is ${version?.text ?? '?'}`,
    );
  }
}

function clientSettings(connectionString: string) {
  return {
    connectionString,
    types,
    application_name: 'pupil-movement-ledger',
    connectionTimeoutMillis: 15_000,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    options: '-c TimeZone=UTC',
    keepAlive: true,
  } satisfies pg.ClientConfig;
}
