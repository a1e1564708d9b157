/** Who the identifiers of a census mean, and with which keys their personal data is sealed. */
import { createSecretKey, randomBytes } from 'node:crypto';
import type { PupilId } from '../../../events/identifiers.js';
import type { KeysOrDestroyed, KeyStore } from '../../identity/keys/key-store.js';
import { newPupilId } from '../../identity/pupil-id.js';
import type { FoundPupils, IdentifierKind, PupilIndex } from '../../identity/pupil-index.js';

export type PupilOrErased = PupilId | 'erased';

export interface CensusPupils {
  /** Identifiers that nobody holds are absent. */
  find(identifiers: readonly string[]): Promise<Map<string, PupilOrErased>>;
  /** Every identifier is in the answer. */
  findOrCreate(identifiers: readonly string[]): Promise<Map<string, PupilOrErased>>;
  keysOf(pupils: readonly PupilId[]): Promise<Map<PupilId, KeysOrDestroyed>>;
}

export function ledgersPupils(index: PupilIndex, keys: KeyStore, kind: IdentifierKind): CensusPupils {
  return {
    find: async (identifiers) => pupilsIn(await index.findMany(kind, identifiers)),
    findOrCreate: async (identifiers) => pupilsIn(await index.findOrCreateMany(kind, identifiers)),
    keysOf: (pupils) => keys.keysOf(pupils),
  };
}

/** A dry run's pupils: those that the ledger lacks are made here and forgotten. */
export class RehearsedPupils implements CensusPupils {
  private readonly made = new Map<string, PupilId>();
  private readonly madeKeys = new Map<PupilId, KeysOrDestroyed>();

  constructor(
    private readonly index: Pick<PupilIndex, 'findMany'>,
    private readonly keys: Pick<KeyStore, 'existingKeysOf'>,
    private readonly kind: IdentifierKind,
  ) {}

  async find(identifiers: readonly string[]): Promise<Map<string, PupilOrErased>> {
    const found = pupilsIn(await this.index.findMany(this.kind, identifiers));
    for (const identifier of identifiers) {
      const made = this.made.get(identifier);
      if (made && !found.has(identifier)) found.set(identifier, made);
    }
    return found;
  }

  async findOrCreate(identifiers: readonly string[]): Promise<Map<string, PupilOrErased>> {
    const found = await this.find(identifiers);
    for (const identifier of identifiers) {
      if (found.has(identifier)) continue;
      const pupil = newPupilId();
      this.made.set(identifier, pupil);
      found.set(identifier, pupil);
    }
    return found;
  }

  async keysOf(pupils: readonly PupilId[]): Promise<Map<PupilId, KeysOrDestroyed>> {
    const keys = await this.keys.existingKeysOf(pupils);
    for (const pupil of pupils) {
      if (keys.has(pupil)) continue;
      const made = this.madeKeys.get(pupil) ?? keysFor(pupil);
      this.madeKeys.set(pupil, made);
      keys.set(pupil, made);
    }
    return keys;
  }
}

const keysFor = (pupil: PupilId): KeysOrDestroyed => ({
  pupil,
  data: createSecretKey(randomBytes(32)),
  token: createSecretKey(randomBytes(32)),
});

function pupilsIn(found: FoundPupils): Map<string, PupilOrErased> {
  return new Map([...found].map(([identifier, each]) => [identifier, each.erased ? 'erased' : each.pupil]));
}
