/**
 * Rotation of the master key: everything is wrapped anew, nothing that is wrapped changes. Boxes, place tokens,
 * fingerprints and identifiers' hashes stay as they are.
 */
import type pg from 'pg';
import type { PupilId } from '../../../events/identifiers.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { indexKeyPurpose, type Keyring } from './keyring.js';
import { pupilKeyPurpose } from './key-store.js';

export interface RotationProgress {
  readonly rewrapped: number;
  /** How many pupils' keys were under another master key when the rotation began. */
  readonly total: number;
}

/**
 * Wraps the index key and all pupils' keys under the current master key, in short transactions. Can be stopped at
 * any time; the next call goes on with what is left. When it has ended, the retired keys may leave the configuration,
 * once no process runs that still has one of them as its current one.
 *
 * @param options.batch pupils a transaction
 */
export async function rotateMasterKey(
  pool: pg.Pool,
  keyring: Keyring,
  { batch = 1_000, onProgress = () => undefined }: RotationOptions = {},
): Promise<RotationProgress> {
  const current = keyring.currentMasterKeyId;
  const left = await pool.query<{ total: number }>(
    'select count(*) as total from identity.pupil_key where master_key_id <> $1',
    [current],
  );
  const total = left.rows[0]?.total ?? 0;
  let rewrapped = 0;
  for (let after: PupilId | undefined; ;) {
    const done = await inTransaction(pool, (client) => rewrapPupils(client, keyring, after, batch));
    rewrapped += done.length;
    after = done.at(-1);
    if (after === undefined) break;
    onProgress({ rewrapped, total });
  }
  await inTransaction(pool, (client) => rewrapIndexKey(client, keyring));
  await pool.query(
    `delete from identity.master_key as other
     where id <> $1 and not exists (select from identity.pupil_key where master_key_id = other.id)`,
    [current],
  );
  return { rewrapped, total };
}

export interface RotationOptions {
  readonly batch?: number;
  readonly onProgress?: (progress: RotationProgress) => void;
}

interface WrappedRow {
  readonly pupil_id: PupilId;
  readonly master_key_id: string;
  readonly wrapped: Buffer;
}

/** @returns the pupils done, in the order of their ids; the row locks keep a destruction from being undone */
async function rewrapPupils(
  client: pg.PoolClient,
  keyring: Keyring,
  after: PupilId | undefined,
  batch: number,
): Promise<readonly PupilId[]> {
  const { rows } = await client.query<WrappedRow>(
    `select pupil_id, master_key_id, wrapped from identity.pupil_key
     where master_key_id <> $1 and ($2::uuid is null or pupil_id > $2) order by pupil_id limit $3 for update`,
    [keyring.currentMasterKeyId, after ?? null, batch],
  );
  const pupils = rows.map((row) => row.pupil_id);
  const anew = rows.map(({ pupil_id, master_key_id, wrapped }) => {
    const purpose = pupilKeyPurpose(pupil_id);
    return keyring.wrap(keyring.unwrap({ masterKeyId: master_key_id, box: wrapped }, purpose), purpose).box;
  });
  await client.query(
    `update identity.pupil_key as held set master_key_id = $1, wrapped = anew.box
     from unnest($2::uuid[], $3::bytea[]) as anew (pupil, box) where held.pupil_id = anew.pupil`,
    [keyring.currentMasterKeyId, pupils, anew],
  );
  return pupils;
}

async function rewrapIndexKey(client: pg.PoolClient, keyring: Keyring): Promise<void> {
  const { rows } = await client.query<{ master_key_id: string; wrapped: Buffer }>(
    'select master_key_id, wrapped from identity.index_key for update',
  );
  for (const { master_key_id: masterKeyId, wrapped: box } of rows) {
    const anew = keyring.wrap(keyring.unwrap({ masterKeyId, box }, indexKeyPurpose), indexKeyPurpose);
    await client.query('update identity.index_key set master_key_id = $1, wrapped = $2', [
      anew.masterKeyId,
      anew.box,
    ]);
  }
}
