/**
 * The pupils' keys. Nothing is cached: a key that one process destroyed would live on in another's memory, and
 * unwrapping costs some microseconds beside the query.
 */
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type pg from 'pg';
import type { PupilId } from '../../../events/identifiers.js';
import type { Keyring, Wrapped } from './keyring.js';

/** The keys of one pupil; a KeyObject shows nothing of itself when it is logged. */
export interface PupilKeys {
  readonly pupil: PupilId;
  /** Seals names, UPN, full date of birth and addresses (AES-256). */
  readonly data: KeyObject;
  /** Makes place tokens and fingerprints (HMAC-SHA-256). Never changed in a pupil's life, or tokens of before and
   * after would not compare. */
  readonly token: KeyObject;
}

export type KeysOrDestroyed = PupilKeys | 'destroyed';

export class KeyStore {
  constructor(
    private readonly pool: pg.Pool,
    private readonly keyring: Keyring,
  ) {}

  /**
   * The keys of all these pupils; made where there are none. One query when all have theirs, three at most.
   * Callers in any number of processes get the same keys. Answers `destroyed` for ever once they were.
   *
   * @throws {UnknownMasterKey | MasterKeyDoesNotFit} a row cannot be unwrapped; no key is made in its place
   */
  async keysOf(pupils: readonly PupilId[]): Promise<Map<PupilId, KeysOrDestroyed>> {
    const keys = await this.existingKeysOf(pupils);
    const without = [...new Set(pupils)].filter((pupil) => !keys.has(pupil));
    if (without.length === 0) return keys;
    for (const made of await this.make(without)) keys.set(made.pupil, made);
    const lost = without.filter((pupil) => !keys.has(pupil));
    if (lost.length === 0) return keys;
    // Another process made (or destroyed) these first.
    return new Map([...keys, ...(await this.existingKeysOf(lost))]);
  }

  /** As `keysOf`, but makes none: a pupil of whom nothing was ever sealed is left out. One query. */
  async existingKeysOf(pupils: readonly PupilId[]): Promise<Map<PupilId, KeysOrDestroyed>> {
    const { rows } = await this.pool.query<KeyRow>(
      'select pupil_id, master_key_id, wrapped from identity.pupil_key where pupil_id = any($1::uuid[])',
      [pupils],
    );
    return new Map(rows.map((row) => [row.pupil_id, this.keysIn(row)]));
  }

  /** Destroys the keys of these pupils, also of those who have none yet: they will never get any. Idempotent.
   * @returns how many were not destroyed before */
  async destroy(pupils: readonly PupilId[]): Promise<number> {
    const { rowCount } = await this.pool.query(
      `insert into identity.pupil_key as held (pupil_id, destroyed_at)
       select distinct pupil, now() from unnest($1::uuid[]) as pupil order by pupil
       on conflict (pupil_id) do update set destroyed_at = excluded.destroyed_at, master_key_id = null, wrapped = null
       where held.destroyed_at is null`,
      [pupils],
    );
    return rowCount ?? 0;
  }

  /** @returns the keys that this call made; where another process was first, none */
  private async make(pupils: readonly PupilId[]): Promise<PupilKeys[]> {
    const proposed = pupils.map((pupil) => {
      const material = randomBytes(2 * keyBytes);
      return { material, ...this.keyring.wrap(material, pupilKeyPurpose(pupil)) };
    });
    // In the order of ids, so that two writers of overlapping batches cannot wait for each other in a ring.
    const { rows } = await this.pool.query<{ pupil_id: PupilId }>(
      `insert into identity.pupil_key (pupil_id, master_key_id, wrapped)
       select * from unnest($1::uuid[], $2::text[], $3::bytea[]) as proposed (pupil, master_key, box) order by pupil
       on conflict (pupil_id) do nothing returning pupil_id`,
      [pupils, proposed.map((keys) => keys.masterKeyId), proposed.map((keys) => keys.box)],
    );
    const made = new Set(rows.map((row) => row.pupil_id));
    return pupils.flatMap((pupil, at) => {
      const material = proposed[at]?.material;
      return material && made.has(pupil) ? [keysFrom(pupil, material)] : [];
    });
  }

  private keysIn({ pupil_id: pupil, master_key_id: masterKeyId, wrapped: box }: KeyRow): KeysOrDestroyed {
    if (masterKeyId === null || box === null) return 'destroyed';
    const wrapped: Wrapped = { masterKeyId, box };
    return keysFrom(pupil, this.keyring.unwrap(wrapped, pupilKeyPurpose(pupil)));
  }
}

/** Binds a wrapping to its pupil: a row copied to another pupil does not open. */
export const pupilKeyPurpose = (pupil: PupilId): string => `pupil keys ${pupil}`;

const keyBytes = 32;

interface KeyRow {
  readonly pupil_id: PupilId;
  readonly master_key_id: string | null;
  readonly wrapped: Buffer | null;
}

function keysFrom(pupil: PupilId, material: Buffer): PupilKeys {
  return {
    pupil,
    data: createSecretKey(material.subarray(0, keyBytes)),
    token: createSecretKey(material.subarray(keyBytes)),
  };
}
