/**
 * Pupil index and keys from one database to another. They belong to a log and lie outside it: without them what is
 * sealed in the copied events stays closed, and a UPN finds nobody.
 */
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { connect } from '../../platform/database/pools.js';
import { CopyRefused } from './log-side.js';

/** The order in which they are filled. */
const tables = ['master_key', 'index_key', 'pupil_key', 'pupil_identifier', 'merged_record'] as const;

export interface IdentityCopied {
  /** Rows of each table of the schema `identity`. */
  readonly rows: Readonly<Record<(typeof tables)[number], number>>;
}

/**
 * Makes the target's identities those of the source, all or none. To be called for a target whose log is the source's.
 *
 * @param from connection string
 * @throws CopyRefused where the target holds identities of another ledger
 */
export async function copyIdentity(from: string, to: string): Promise<IdentityCopied> {
  const [source, target] = await Promise.all([connect(from), connect(to)]);
  try {
    await source.query('begin isolation level repeatable read read only');
    await target.query('begin');
    await target.query(
      `lock table ${tables.map((table) => `identity.${table}`).join(', ')} in access exclusive mode`,
    );
    await requireSameLedger(source, target);
    await target.query(`truncate ${tables.map((table) => `identity.${table}`).join(', ')}`);
    const rows = { master_key: 0, index_key: 0, pupil_key: 0, pupil_identifier: 0, merged_record: 0 };
    for (const table of tables) {
      await pipeline(
        source.query(copyTo(`copy identity.${table} to stdout (format binary)`)),
        target.query(copyFrom(`copy identity.${table} from stdin (format binary)`)),
      );
      rows[table] = await countOf(target, table);
    }
    await target.query('commit');
    return { rows };
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
}

/** Every database makes an index key of its own by chance: the same one means that it was copied from there before. */
async function requireSameLedger(source: pg.Client, target: pg.Client): Promise<void> {
  const [ours, theirs] = [await indexKeyOf(source), await indexKeyOf(target)];
  const isEmpty = theirs === null && (await countOf(target, 'pupil_key')) === 0;
  if (!isEmpty && theirs !== ours) {
    throw new CopyRefused(
      'the target’s database holds pupils and keys of another ledger, or the master key was rotated since they were copied: they stay as they are',
    );
  }
}

async function indexKeyOf(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ key: string }>(
    `select master_key_id || ' ' || encode(wrapped, 'hex') as key from identity.index_key`,
  );
  return rows[0]?.key ?? null;
}

async function countOf(client: pg.Client, table: (typeof tables)[number]): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`select count(*) as count from identity.${table}`);
  return rows[0]?.count ?? 0;
}
