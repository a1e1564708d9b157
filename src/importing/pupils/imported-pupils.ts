/** Who the identifiers of a file mean, and with which keys their personal data is sealed. */
import { createSecretKey, randomBytes } from 'node:crypto';
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { PupilId, Upn } from '../../../events/identifiers.js';
import { IdentifierErased, UpnHeldByAnother } from '../../identity/errors.js';
import type { KeysOrDestroyed, KeyStore } from '../../identity/keys/key-store.js';
import { newPupilId } from '../../identity/pupil-id.js';
import type { FoundPupils, IdentifierKind, PupilIndex } from '../../identity/pupil-index.js';

export type PupilOrErased = PupilId | 'erased';

export interface ImportedPupils {
  /** Identifiers that nobody holds are absent. */
  find(identifiers: readonly string[]): Promise<Map<string, PupilOrErased>>;
  /** Every identifier is in the answer. */
  findOrCreate(identifiers: readonly string[]): Promise<Map<string, PupilOrErased>>;
  keysOf(pupils: readonly PupilId[]): Promise<Map<PupilId, KeysOrDestroyed>>;
  /** As `keysOf`, but makes none. */
  existingKeysOf(pupils: readonly PupilId[]): Promise<Map<PupilId, KeysOrDestroyed>>;
  /**
   * Gives the pupil another UPN; the ones before go on finding the pupil.
   * @throws {UpnHeldByAnother | IdentifierErased}
   */
  changeUpn(pupil: PupilId, upn: Upn, since: PlainDate): Promise<void>;
}

export function ledgersPupils(index: PupilIndex, keys: KeyStore, kind: IdentifierKind): ImportedPupils {
  return {
    find: async (identifiers) => pupilsIn(await index.findMany(kind, identifiers)),
    findOrCreate: async (identifiers) => pupilsIn(await index.findOrCreateMany(kind, identifiers)),
    keysOf: (pupils) => keys.keysOf(pupils),
    existingKeysOf: (pupils) => keys.existingKeysOf(pupils),
    changeUpn: (pupil, upn, since) => index.changeUpn(pupil, upn, since),
  };
}

/** A dry run's pupils: those that the ledger lacks are made here and forgotten. */
export class RehearsedPupils implements ImportedPupils {
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
    const keys = await this.existingKeysOf(pupils);
    for (const pupil of pupils) {
      if (keys.has(pupil)) continue;
      const made = keysFor(pupil);
      this.madeKeys.set(pupil, made);
      keys.set(pupil, made);
    }
    return keys;
  }

  async existingKeysOf(pupils: readonly PupilId[]): Promise<Map<PupilId, KeysOrDestroyed>> {
    const keys = await this.keys.existingKeysOf(pupils);
    for (const pupil of pupils) {
      const made = this.madeKeys.get(pupil);
      if (made && !keys.has(pupil)) keys.set(pupil, made);
    }
    return keys;
  }

  async changeUpn(pupil: PupilId, upn: Upn): Promise<void> {
    const holder = (await this.find([upn])).get(upn);
    if (holder === 'erased') throw new IdentifierErased();
    if (holder !== undefined && holder !== pupil) throw new UpnHeldByAnother(holder);
    this.made.set(upn, pupil);
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
