/** What can be told of a file before it is parsed: what it is written in, and its digest. One pass, nothing held. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { WrongUse } from '../../cli/exit-codes.js';

/**
 * DfE's older files are called ISO-8859-1 and hold the characters of windows-1252, as the web's encoding standard
 * reads that name too. `unreadable`: UTF-16 or bytes that are no text.
 */
export type Encoding = 'utf-8' | 'windows-1252' | 'unreadable';

export interface CsvFile {
  readonly path: string;
  /** The last part of the path: all that events and reports may show. */
  readonly name: string;
  readonly encoding: Encoding;
  readonly bytes: number;
  /** Ends of line in it. */
  readonly lines: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

/** Reads the file through once. @throws WrongUse where it cannot be read */
export async function openCsvFile(path: string): Promise<CsvFile> {
  try {
    return await readThrough(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new WrongUse(`${basename(path)} cannot be read (${reason})`);
  }
}

/** The file's text in pieces, without a byte order mark. */
export async function* textOf({ path, encoding }: CsvFile): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding === 'windows-1252' ? 'windows-1252' : 'utf-8');
  for await (const chunk of chunksOf(path)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function readThrough(path: string): Promise<CsvFile> {
  const hash = createHash('sha256');
  const utf8 = new Utf8Check();
  let bytes = 0;
  let lines = 0;
  let holdsNul = false;
  for await (const chunk of chunksOf(path)) {
    hash.update(chunk);
    utf8.update(chunk);
    // UTF-16 has one in every Latin letter; a CSV in any other encoding has none.
    holdsNul ||= chunk.includes(0);
    bytes += chunk.length;
    for (let at = chunk.indexOf(lineEnd); at !== -1; at = chunk.indexOf(lineEnd, at + 1)) lines++;
  }
  const encoding = holdsNul ? 'unreadable' : utf8.isValid() ? 'utf-8' : 'windows-1252';
  return { path, name: basename(path), encoding, bytes, lines, sha256: hash.digest('hex') };
}

const lineEnd = 0x0a;
const chunkBytes = 256 * 1024;

const chunksOf = (path: string): AsyncIterable<Buffer> =>
  createReadStream(path, { highWaterMark: chunkBytes });

class Utf8Check {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private valid = true;

  update(chunk: Buffer): void {
    if (this.valid) this.try(() => this.decoder.decode(chunk, { stream: true }));
  }

  isValid(): boolean {
    if (this.valid) this.try(() => this.decoder.decode());
    return this.valid;
  }

  private try(decode: () => string): void {
    try {
      decode();
    } catch {
      this.valid = false;
    }
  }
}
