/**
 * The lines of one table until they are loaded, as the bytes that the server takes in: outside the heap. Held as texts they
 * outlived one collection of garbage after another, each of which copied them: a tenth of a rebuild.
 */
import type { Line } from '../copy-text.js';

/** So few that what was put together of them is garbage while it is young. */
const charactersAtOnce = 16_384;
/** No character of a text needs more in UTF-8. */
const mostBytesPerCharacter = 3;

export class GatheredLines {
  private pending = '';
  private bytes = Buffer.alloc(0);
  private length = 0;

  add(line: Line): void {
    this.pending += line;
    this.pending += '\n';
    if (this.pending.length >= charactersAtOnce) this.encode();
  }

  /** All of them, each with its end. */
  text(): Buffer {
    this.encode();
    return this.bytes.subarray(0, this.length);
  }

  private encode(): void {
    const needed = this.length + this.pending.length * mostBytesPerCharacter;
    if (needed > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    this.length += this.bytes.write(this.pending, this.length);
    this.pending = '';
  }
}
