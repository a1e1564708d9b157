import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * The log on disk: one append-only file. What one call wrote is one frame (its length, then each message with its
 * own), so a frame that a kill left unfinished was never acknowledged and is cut off whole.
 */
export class DataFile {
  private descriptor: number;

  private constructor(private readonly path: string) {
    this.descriptor = openSync(path, 'a');
  }

  /** Opens or makes the file of a folder and gives the messages that it holds, in order. */
  static open(folder: string): { readonly file: DataFile; readonly messages: Buffer[] } {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'log');
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    const { messages, length } = messagesOf(bytes);
    const file = new DataFile(path);
    if (length < bytes.length) ftruncateSync(file.descriptor, length);
    return { file, messages };
  }

  /** Returns once the kernel has the frames: they outlive the process, killed or not (not the machine: no fsync). */
  append(frames: readonly Buffer[]): void {
    const bytes = frames.length === 1 && frames[0] !== undefined ? frames[0] : Buffer.concat(frames);
    for (let written = 0; written < bytes.length;) written += writeSync(this.descriptor, bytes, written);
  }

  /** Puts these frames in place of everything, for what changes history: a restore, a scavenge. */
  replace(frames: readonly Buffer[]): void {
    const next = `${this.path}.next`;
    writeFileSync(next, Buffer.concat(frames));
    closeSync(this.descriptor);
    renameSync(next, this.path);
    this.descriptor = openSync(this.path, 'a');
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

/** What one call wrote, as it stands in the file. */
export function frame(messages: readonly Buffer[]): Buffer {
  const lengths = messages.map((message) => lengthOf(message.length));
  const content = messages.reduce((sum, message) => sum + 4 + message.length, 0);
  return Buffer.concat([
    lengthOf(content),
    ...messages.flatMap((message, i) => [lengths[i] ?? message, message]),
  ]);
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(length);
  return bytes;
}

function messagesOf(bytes: Buffer): { readonly messages: Buffer[]; readonly length: number } {
  const messages: Buffer[] = [];
  let offset = 0;
  while (offset + 4 <= bytes.length) {
    const end = offset + 4 + bytes.readUInt32LE(offset);
    if (end > bytes.length) break;
    for (let at = offset + 4; at < end;) {
      const from = at + 4;
      at = from + bytes.readUInt32LE(at);
      messages.push(bytes.subarray(from, at));
    }
    offset = end;
  }
  return { messages, length: offset };
}
