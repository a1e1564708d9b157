/**
 * Personal data inside an event, under the pupil's own key. Once the key is destroyed the box cannot be opened
 * and the fingerprint can be neither compared nor guessed; no rule and no rate reads either.
 */
import { ShapedText } from './validation/fields.js';

const base64url = /^[A-Za-z0-9_-]{16,8192}$/;
const fingerprintShape = /^[A-Za-z0-9_-]{22}$/;

export class Sealed {
  /** AES-256-GCM: format version, nonce, ciphertext and tag, in base64url. */
  @ShapedText('sealed text in base64url', base64url) box!: string;

  /** 128 bits of an HMAC of the content under the pupil's token key: says whether two boxes of one pupil are alike. */
  @ShapedText('a fingerprint of 22 base64url characters', fingerprintShape) fingerprint!: string;
}
