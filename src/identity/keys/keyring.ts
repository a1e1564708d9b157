/**
 * The opened ring: master keys proven to be the ones that this database was written under, and the index key.
 */
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type pg from 'pg';
import { inTransaction } from '../../platform/database/transaction.js';
import { BoxRefused, IndexKeyLost, MasterKeyDoesNotFit, UnknownMasterKey } from '../errors.js';
import { closeBox, openBox } from './aead.js';
import type { MasterKey, MasterKeys } from './master-keys.js';

/** Key material under a master key, as a row holds it. */
export interface Wrapped {
  readonly masterKeyId: string;
  readonly box: Buffer;
}

export class Keyring {
  private constructor(
    private readonly masterKeys: MasterKeys,
    /** Hashes identifiers for the pupil index. */
    readonly indexKey: KeyObject,
  ) {}

  /**
   * Checks the master keys against the database, and makes the index key when there is nothing yet.
   *
   * @throws {UnknownMasterKey} something is wrapped under a master key that is not configured
   * @throws {MasterKeyDoesNotFit} a stored value does not open with the key that it names
   * @throws {IndexKeyLost} identifiers are held, but not the key of their hashes
   */
  static async open(pool: pg.Pool, masterKeys: MasterKeys): Promise<Keyring> {
    return inTransaction(pool, async (client) => {
      // One process at a time: of two that start an empty database with unlike master keys, the second is refused.
      await client.query('lock table identity.master_key in exclusive mode');
      await checkMasterKeys(client, masterKeys);
      return new Keyring(masterKeys, await indexKeyOf(client, masterKeys));
    });
  }

  get currentMasterKeyId(): string {
    return this.masterKeys.current.id;
  }

  /** Wraps under the current master key. */
  wrap(material: Uint8Array, purpose: string): Wrapped {
    return wrapUnder(this.masterKeys.current, material, purpose);
  }

  /** @throws {UnknownMasterKey | MasterKeyDoesNotFit} */
  unwrap(wrapped: Wrapped, purpose: string): Buffer {
    return unwrapWith(this.masterKeys, wrapped, purpose);
  }
}

export const indexKeyPurpose = 'index key';
const checkText = Buffer.from('pupil movement ledger');
const checkPurpose = 'master key check';

async function checkMasterKeys(client: pg.PoolClient, masterKeys: MasterKeys): Promise<void> {
  const known = await client.query<{ id: string; check_value: Buffer }>(
    'select id, check_value from identity.master_key',
  );
  for (const { id, check_value: box } of known.rows)
    unwrapWith(masterKeys, { masterKeyId: id, box }, checkPurpose);
  const { current } = masterKeys;
  if (known.rows.some(({ id }) => id === current.id)) return;
  await client.query('insert into identity.master_key (id, check_value) values ($1, $2)', [
    current.id,
    closeBox(current.key, checkText, checkPurpose),
  ]);
}

async function indexKeyOf(client: pg.PoolClient, masterKeys: MasterKeys): Promise<KeyObject> {
  const held = await client.query<{ master_key_id: string; wrapped: Buffer }>(
    'select master_key_id, wrapped from identity.index_key',
  );
  const [row] = held.rows;
  if (row) {
    const wrapped = { masterKeyId: row.master_key_id, box: row.wrapped };
    return createSecretKey(unwrapWith(masterKeys, wrapped, indexKeyPurpose));
  }
  const material = randomBytes(32);
  const { masterKeyId, box } = wrapUnder(masterKeys.current, material, indexKeyPurpose);
  const made = await client.query(
    `insert into identity.index_key (master_key_id, wrapped)
     select $1, $2 where not exists (select from identity.pupil_identifier)`,
    [masterKeyId, box],
  );
  if (made.rowCount === 0) throw new IndexKeyLost();
  return createSecretKey(material);
}

function wrapUnder(masterKey: MasterKey, material: Uint8Array, purpose: string): Wrapped {
  return { masterKeyId: masterKey.id, box: closeBox(masterKey.key, material, purpose) };
}

function unwrapWith(
  { current, retired }: MasterKeys,
  { masterKeyId, box }: Wrapped,
  purpose: string,
): Buffer {
  const masterKey = [current, ...retired].find(({ id }) => id === masterKeyId);
  if (!masterKey) throw new UnknownMasterKey(masterKeyId);
  try {
    return openBox(masterKey.key, box, purpose);
  } catch (error) {
    throw error instanceof BoxRefused ? new MasterKeyDoesNotFit(masterKeyId) : error;
  }
}
