import { randomBytes } from 'node:crypto';
import type { DemonstrationSettings } from '../../src/demonstration/history.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { Commands } from '../support/commands.js';
import type { Finished } from '../support/ledger-process.js';

/** A demonstration that is made in a second or two: a few hundred pupils, merges and erasures among them. */
export const small: DemonstrationSettings = { seed: 5, pupils: 150, years: 2 };
export const smallArguments = ['--seed', '5', '--pupils', '150', '--years', '2'] as const;

export const masterKey = randomBytes(32).toString('base64');

/** What a process of a ledger is started with; without a store, PostgreSQL keeps its log. */
export function environmentOf(database: Database, store?: { readonly url: string }): Record<string, string> {
  return {
    DATABASE_URL: database.connectionString,
    LEDGER_MASTER_KEY: masterKey,
    LOG_LEVEL: 'error',
    ...(store && { EVENTSTORE_URL: store.url }),
  };
}

const commands = new Commands();
afterAll(() => commands.close());

/** The built `ledger` command. @throws Error with what it wrote to standard error, where it did not end with 0 */
export async function ledger(environment: Record<string, string>, ...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await tryLedger(environment, ...args);
  if (code !== 0) throw new Error(`ledger ${args[0] ?? ''} ended with ${String(code)}: ${stderr}`);
  return JSON.parse(stdout);
}

export function tryLedger(environment: Record<string, string>, ...args: string[]): Promise<Finished> {
  return commands.run(args, environment);
}

/** Everything that two ledgers of the same entries have to agree on, in the order of positions. */
export async function logOf({ pool }: Database): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `select concat_ws(' ', position, recorded_at, stream, revision, id, type, schema_version, metadata) as line
       from ledger.events order by position`,
  );
  return rows.map(({ line }) => line);
}
