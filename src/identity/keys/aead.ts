/**
 * AES-256-GCM as every box here uses it: format version (1 byte), random nonce (12), ciphertext, tag (16).
 * A random nonce is safe for 2^32 boxes under one key (NIST SP 800-38D §8.3); England's nine million pupils
 * could be wrapped 470 times under one master key.
 */
import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import { BoxRefused } from '../errors.js';

/** Bytes that a box has beyond its content. */
export const boxOverhead = 1 + 12 + 16;

/** @param purpose what the box is for and whose it is; it opens for nothing else */
export function closeBox(key: KeyObject, content: Uint8Array, purpose: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce);
  cipher.setAAD(boundTo(purpose));
  return Buffer.concat([version, nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** @throws {BoxRefused} when the box is not whole, or not of this key and purpose */
export function openBox(key: KeyObject, box: Uint8Array, purpose: string): Buffer {
  if (box.length < boxOverhead || box[0] !== version[0]) throw new BoxRefused();
  const tagAt = box.length - tagBytes;
  const decipher = createDecipheriv(algorithm, key, box.subarray(1, 1 + nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(boundTo(purpose));
  decipher.setAuthTag(box.subarray(tagAt));
  try {
    return Buffer.concat([decipher.update(box.subarray(1 + nonceBytes, tagAt)), decipher.final()]);
  } catch {
    throw new BoxRefused();
  }
}

const algorithm = 'aes-256-gcm';
const version = Buffer.of(1);
const nonceBytes = 12;
const tagBytes = 16;

/** The format version is bound in as well, so that no box passes for one of another format. */
const boundTo = (purpose: string): Buffer => Buffer.from(`v${String(version[0])} ${purpose}`);
