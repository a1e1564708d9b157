import { randomUUID } from 'node:crypto';
import { asPupilId, type PupilId, type Upn } from '../../events/identifiers.js';
import { makeUpn } from '../../events/upn.js';
import { KeyStore, type PupilKeys } from '../../src/identity/keys/key-store.js';
import { Keyring } from '../../src/identity/keys/keyring.js';
import { masterKeys } from '../../src/identity/keys/master-keys.js';
import { PupilIndex } from '../../src/identity/pupil-index.js';
import type { Pools } from '../../src/platform/database/pools.js';

export const firstMasterKey = Buffer.alloc(32, 'first');
export const secondMasterKey = Buffer.alloc(32, 'second');

export interface Identity {
  readonly keyring: Keyring;
  readonly keys: KeyStore;
  readonly index: PupilIndex;
}

/** The identity part over a database, as one process has it. */
export async function openIdentity(
  { pool }: Pick<Pools, 'pool'>,
  masters = masterKeys(firstMasterKey),
): Promise<Identity> {
  const keyring = await Keyring.open(pool, masters);
  return { keyring, keys: new KeyStore(pool, keyring), index: new PupilIndex(pool, keyring.indexKey) };
}

export const aPupil = (): PupilId => asPupilId(randomUUID());

/** The nth made-up UPN of one school and year, 0 to 999. */
export const upnNumber = (n: number): Upn => makeUpn('801', '2000', '05', String(n).padStart(3, '0'));

export async function keysOf(keys: KeyStore, pupil: PupilId): Promise<PupilKeys> {
  const found = (await keys.keysOf([pupil])).get(pupil);
  if (found === undefined || found === 'destroyed') throw new Error('the pupil has no keys');
  return found;
}

/** All rows of all tables of a schema, as text. */
export async function everythingIn({ pool }: Pick<Pools, 'pool'>, schema: string): Promise<string> {
  const tables = await pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema = $1`,
    [schema],
  );
  const rows = await Promise.all(
    tables.rows.map(({ name }) =>
      pool.query<{ row: string }>(`select held::text as row from ${name} as held`),
    ),
  );
  return rows.flatMap((result) => result.rows.map(({ row }) => row)).join('\n');
}
