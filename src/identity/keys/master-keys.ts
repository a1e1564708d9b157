/** The keys that wrap all others. They come from the configuration and are never stored. */
import { createHash, createSecretKey, type KeyObject } from 'node:crypto';

export interface MasterKey {
  /** The first 8 hexadecimal digits of the key's SHA-256: names it in rows and messages without telling it. */
  readonly id: string;
  readonly key: KeyObject;
}

export interface MasterKeys {
  /** Wraps whatever is wrapped from now on. */
  readonly current: MasterKey;
  /** Only open what was wrapped under them before. */
  readonly retired: readonly MasterKey[];
}

/**
 * @param current 32 bytes
 * @param retired 32 bytes each
 * @throws RangeError when a key has another length
 */
export function masterKeys(current: Uint8Array, retired: readonly Uint8Array[] = []): MasterKeys {
  return { current: masterKey(current), retired: retired.map(masterKey) };
}

function masterKey(bytes: Uint8Array): MasterKey {
  if (bytes.length !== 32) throw new RangeError('a master key has 32 bytes');
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), key: createSecretKey(bytes) };
}
