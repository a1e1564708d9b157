/** Tables into a folder: `<name>.csv` and `<name>.meta.csv`, under their names once they are whole. */
import { createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import type { TableFile } from '../../projections/publication/layouts/layout.js';
import type { PublishedRow } from '../../projections/publication/policies/policy.js';
import { WrongUse } from '../cli/exit-codes.js';
import type { PublishedTable } from './exclusions-tables.js';

export interface WrittenTable {
  readonly data: string;
  readonly meta: string;
  readonly rows: number;
}

export interface WriteOptions {
  readonly overwrite: boolean;
  readonly signal?: AbortSignal;
  /** Rows of all tables so far. */
  readonly onProgress?: (rows: number) => void;
}

/** @throws WrongUse where a file is there already and may not be overwritten; nothing is written then */
export async function writeTables(
  tables: readonly PublishedTable[],
  folder: string,
  { overwrite, signal, onProgress }: WriteOptions,
): Promise<WrittenTable[]> {
  const pairs = tables.map((table) => ({ ...table, paths: pathsIn(folder, table.file) }));
  if (!overwrite) await refuseExisting(pairs.flatMap(({ paths }) => [paths.data, paths.meta]));
  await mkdir(folder, { recursive: true });
  const written: WrittenTable[] = [];
  let before = 0;
  for (const { file, rows, paths } of pairs) {
    const progress = (done: number): void => onProgress?.(before + done);
    await writeWhole(paths.data, dataLines(file, rows, progress), signal);
    await writeWhole(paths.meta, metaLines(file), signal);
    before += rows.length;
    written.push({ ...paths, rows: rows.length });
  }
  return written;
}

const pathsIn = (folder: string, { name }: TableFile) => ({
  data: join(folder, `${name}.csv`),
  meta: join(folder, `${name}.meta.csv`),
});

async function refuseExisting(paths: readonly string[]): Promise<void> {
  const existing: string[] = [];
  for (const path of paths) if (await isThere(path)) existing.push(path);
  if (existing.length > 0)
    throw new WrongUse(`${existing.join(', ')}: there already; --overwrite writes over what is there`);
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

function* dataLines(
  { columns }: TableFile,
  rows: readonly PublishedRow[],
  onProgress: (rows: number) => void,
): Generator<string> {
  yield stringify([columns.map(({ name }) => name)]);
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const page = rows.slice(at, at + rowsAtOnce);
    yield stringify(page.map((row) => columns.map(({ cell }) => cell(row))));
    onProgress(at + page.length);
  }
}

const rowsAtOnce = 500;

function* metaLines({ metaColumns, meta }: TableFile): Generator<string> {
  yield stringify([[...metaColumns], ...meta.map((row) => metaColumns.map((column) => row[column] ?? ''))]);
}

/** Under another name until it is whole: an export that is stopped leaves no half file that reads like a whole one. */
async function writeWhole(
  path: string,
  pieces: Iterable<string>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const part = `${path}.part`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(part), { signal });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
