/** The rows that came back, one a line: where they stand, which field is wrong, what about it. Never the value. */
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';

/** Why a row was refused. */
export interface RowProblem {
  /** The column, as the file names it. */
  readonly field: string;
  /** In words; never the value itself, which may be a child's. */
  readonly problem: string;
  /** Stable name of the reason. */
  readonly code: string;
}

export interface Refusal extends RowProblem {
  readonly file: string;
  readonly line: number;
}

/** Written as it goes, so that a million refusals take no more memory than one; not made while there are none. */
export class RefusalFile {
  private stream: WriteStream | undefined;
  private failure: Error | undefined;

  constructor(private readonly path: string) {}

  async add(refusals: readonly Refusal[]): Promise<void> {
    if (refusals.length === 0) return;
    if (!this.stream) {
      this.stream = createWriteStream(this.path);
      this.stream.on('error', (error) => (this.failure = error));
      this.stream.write('file,line,field,problem,code\n');
    }
    if (this.failure) throw this.failure;
    const rows = refusals.map(({ file, line, field, problem, code }) => [file, line, field, problem, code]);
    if (!this.stream.write(stringify(rows))) await once(this.stream, 'drain');
  }

  /** @returns where the refusals stand; null where there were none */
  async close(): Promise<string | null> {
    if (!this.stream) return null;
    this.stream.end();
    await finished(this.stream);
    return this.path;
  }
}
