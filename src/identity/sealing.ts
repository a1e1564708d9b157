/**
 * Personal data in and out of the boxes that stand in events. A box opens only with its own pupil's key and as the
 * kind of content that it was sealed as.
 */
import { createHmac } from 'node:crypto';
import type { PupilId } from '../../events/identifiers.js';
import type { Sealed } from '../../events/sealed.js';
import { BoxRefused, ContentTooLong } from './errors.js';
import { boxOverhead, closeBox, openBox } from './keys/aead.js';
import type { PupilKeys } from './keys/key-store.js';

/** Who a pupil is, as one report says it. */
export interface Person {
  readonly upn?: string;
  /** An identifier that is no UPN, as the source gives it. */
  readonly identifier?: string;
  readonly formerUpn?: string;
  readonly uniqueLearnerNumber?: string;
  readonly surname?: string;
  readonly forenames?: string;
  readonly middleNames?: string;
  readonly preferredSurname?: string;
  readonly formerSurname?: string;
  /** `YYYY-MM-DD` */
  readonly dateOfBirth?: string;
}

/** An address as reported. */
export interface Address {
  readonly lines: readonly string[];
  readonly postcode?: string;
  /** Unique property reference number, as reported (a census writes `1.0`). */
  readonly uprn?: string;
}

/** What can be sealed, by the name of its kind. */
export interface Contents {
  readonly person: Person;
  readonly address: Address;
}

/**
 * Seals content under the pupil's data key. Two boxes of one pupil and kind have the same fingerprint exactly when
 * their content is the same, in whatever order its fields came; across pupils fingerprints say nothing.
 *
 * @throws {ContentTooLong} beyond what an event's box may hold
 */
export function seal<Kind extends keyof Contents>(
  keys: PupilKeys,
  kind: Kind,
  content: Contents[Kind],
): Sealed {
  const text = canonicalJson(content);
  const box = closeBox(keys.data, padded(text), purposeOf(keys.pupil, kind)).toString('base64url');
  if (box.length > longestBox) throw new ContentTooLong();
  const digest = createHmac('sha256', keys.token).update(`fingerprint ${kind}\0${text}`).digest();
  return { box, fingerprint: digest.toString('base64url', 0, fingerprintBytes) };
}

/** @throws {BoxRefused} a changed box, or one of another pupil or kind */
export function open<Kind extends keyof Contents>(
  keys: PupilKeys,
  kind: Kind,
  sealed: Sealed,
): Contents[Kind] {
  const box = Buffer.from(sealed.box, 'base64url');
  // Node takes characters that are no base64url for nothing; a box that was touched shall not pass.
  if (box.toString('base64url') !== sealed.box) throw new BoxRefused();
  const text = openBox(keys.data, box, purposeOf(keys.pupil, kind)).toString();
  // What opens was sealed by `seal` as this kind: the tag covers content, pupil and kind.
  return JSON.parse(text) as Contents[Kind];
}

/** As events/sealed.ts allows. */
const longestBox = 8_192;
const fingerprintBytes = 16;
/** Boxes come in steps of so many bytes, so that their length does not tell how long a name is, even after erasure. */
const step = 64;

const purposeOf = (pupil: PupilId, kind: keyof Contents): string => `${kind} of ${pupil}`;

/** Spaces after JSON mean nothing to its reader. */
function padded(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Math.ceil((bytes.length + boxOverhead) / step) * step - boxOverhead;
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length, ' ')]);
}

/** JSON with sorted keys and without what is absent: equal content, equal text. */
function canonicalJson(value: object): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
