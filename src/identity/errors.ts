/** What the identity part refuses. Each has a stable `code`; none carries an identifier, a name or a key. */
import type { PupilId } from '../../events/identifiers.js';

export abstract class IdentityError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Something here is wrapped under a master key that the configuration does not name. */
export class UnknownMasterKey extends IdentityError {
  readonly code = 'unknown-master-key';

  /** @param id the first 8 hexadecimal digits of the missing key's SHA-256 */
  constructor(readonly id: string) {
    super(
      `LEDGER_MASTER_KEY: personal data in this database is kept under the master key ${id}, which is not configured. ` +
        `Give that key as LEDGER_MASTER_KEY, or in LEDGER_RETIRED_MASTER_KEYS beside the new one until the keys ` +
        `are rotated. Nothing was changed; without that key the personal data cannot be read.`,
    );
  }
}

/** The configured master key has the right id and yet does not open what it should: key or database is damaged. */
export class MasterKeyDoesNotFit extends IdentityError {
  readonly code = 'master-key-does-not-fit';

  constructor(readonly id: string) {
    super(
      `the configured master key ${id} does not open what was wrapped under it: the stored value was damaged or ` +
        `exchanged. Restore the schema "identity" from a backup; nothing was changed.`,
    );
  }
}

/** The index key is gone while identifiers are there: a new one would make every pupil anew. */
export class IndexKeyLost extends IdentityError {
  readonly code = 'index-key-lost';

  constructor() {
    super(
      'the key of the pupil index (identity.index_key) is gone while identifiers are held: restore the schema ' +
        '"identity" from a backup; a new key would make every pupil a second time',
    );
  }
}

/** The box was changed, cut, made for another pupil or kind of content, or under another key. */
export class BoxRefused extends IdentityError {
  readonly code = 'box-refused';

  constructor() {
    super(
      'the sealed content does not open with this key for this purpose: damaged, exchanged or of another pupil',
    );
  }
}

/** The content does not fit a box: checks at the edge should have refused it. */
export class ContentTooLong extends IdentityError {
  readonly code = 'content-too-long';

  constructor() {
    super('personal data of one event must fit 6,000 bytes');
  }
}

/** Another pupil holds the UPN: most likely both are one pupil, whose records are to be merged. */
export class UpnHeldByAnother extends IdentityError {
  readonly code = 'upn-held-by-another';

  constructor(readonly holder: PupilId) {
    super(`the UPN is held by the pupil ${holder}: if both are one child, merge the two records`);
  }
}

/** The identifier belonged to a pupil who was erased. */
export class IdentifierErased extends IdentityError {
  readonly code = 'erased';

  constructor() {
    super('the identifier belonged to a pupil whose personal data was erased');
  }
}

/** The record was already absorbed by a record of another history. */
export class AlreadyMerged extends IdentityError {
  readonly code = 'already-merged';

  constructor(readonly into: PupilId) {
    super(`the record was merged into the pupil ${into} before`);
  }
}

export class UnknownPupil extends IdentityError {
  readonly code = 'unknown-pupil';

  constructor() {
    super('the ledger holds no events of this pupil');
  }
}
