import type { StreamName } from '../../../../events/identifiers.js';
import type { PreparedEvent } from '../prepared-append.js';

/** In the order in which a line has them. */
export const copiedColumns =
  'position, recorded_at, revision, schema_version, id, stream, type, data, metadata';

/** Wide enough for every position that this process can count, and for a time as `toISOString` writes it. */
const positionWidth = 16;
const timeWidth = 24;
const lead = `${'0'.repeat(positionWidth)}\t${'0'.repeat(timeWidth)}\t`;

const firstBytes = 1024 * 1024;
const bytesPerChunk = 256 * 1024;

/**
 * Events as COPY takes them in (https://www.postgresql.org/docs/current/sql-copy.html, text format), laid down before their
 * positions and times are known: these have a fixed width at the beginning of each line and are filled in when the gate is
 * held. Bytes, and not texts that wait for their transaction: those cost more to collect than to make.
 */
export class CopyLines {
  private bytes = Buffer.allocUnsafe(firstBytes);
  private used = 0;
  private readonly starts: number[] = [];

  get events(): number {
    return this.starts.length;
  }

  get size(): number {
    return this.used;
  }

  add(stream: StreamName, revision: number, event: PreparedEvent): void {
    const { id, type, schemaVersion, data, metadata } = event;
    const line = `${lead}${revision}\t${schemaVersion}\t${id}\t${stream}\t${type}\t${escaped(data)}\t${escaped(metadata)}\n`;
    this.makeRoomFor(3 * line.length);
    this.starts.push(this.used);
    this.used += this.bytes.write(line, this.used);
  }

  /**
   * The lines with consecutive positions and one time, in chunks to send.
   * @param recordedAt milliseconds since 1970
   */
  *from(firstPosition: number, recordedAt: number): Generator<Buffer> {
    const time = new Date(recordedAt).toISOString();
    for (const [ordinal, start] of this.starts.entries()) {
      this.bytes.write(String(firstPosition + ordinal).padStart(positionWidth, '0'), start, 'latin1');
      this.bytes.write(time, start + positionWidth + 1, 'latin1');
    }
    for (let at = 0; at < this.used; at += bytesPerChunk)
      yield this.bytes.subarray(at, Math.min(at + bytesPerChunk, this.used));
  }

  private makeRoomFor(bytes: number): void {
    if (this.used + bytes <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.bytes.length, this.used + bytes));
    this.bytes.copy(larger, 0, 0, this.used);
    this.bytes = larger;
  }
}

/** JSON text has no control characters of its own, so a backslash is all that COPY would take for something else. */
const escaped = (json: string): string => (json.includes('\\') ? json.replaceAll('\\', '\\\\') : json);
