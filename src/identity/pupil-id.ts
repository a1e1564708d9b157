import { randomBytes } from 'node:crypto';
import { asPupilId, type PupilId } from '../../events/identifiers.js';
import { systemClock, type Clock } from '../platform/clock.js';

/**
 * A new pupil's id: a UUID of version 7 (RFC 9562 §5.7), 48 bits of time and 74 of chance, so that pupils made
 * together lie together in every index and nothing of the pupil is in it.
 *
 * @param random that many bytes
 */
export function newPupilId(
  clock: Clock = systemClock,
  random: (bytes: number) => Uint8Array = randomBytes,
): PupilId {
  const bytes = Buffer.alloc(16);
  bytes.set(random(10), 6);
  bytes.writeUIntBE(clock().getTime(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return asPupilId(
    [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
  );
}
