/** Tables into a folder: `<name>.csv` and `<name>.meta.csv`, under their names once all are whole. */
import { createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import { layouts } from '../../projections/publication/layouts/catalogue.js';
import type { TableFile } from '../../projections/publication/layouts/layout.js';
import type { PublishedRow } from '../../projections/publication/policies/policy.js';
import { WrongUse } from '../cli/exit-codes.js';
import { errorCode } from '../platform/errors/error-code.js';
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

/**
 * All files of an export, or none: each has its name once all are whole.
 *
 * @throws WrongUse where a file is there already and may not be overwritten, and, overwriting or not, where a file of an
 *   earlier export would stay beside these: what the one hides could be read in the other. Nothing is written then.
 */
export async function writeTables(
  tables: readonly PublishedTable[],
  folder: string,
  { overwrite, signal, onProgress }: WriteOptions,
): Promise<WrittenTable[]> {
  const pairs = tables.map((table) => ({ ...table, paths: pathsIn(folder, table.file.name) }));
  await refuseBeside(folder, new Set(tables.map(({ file }) => file.name)));
  const paths = pairs.flatMap((pair) => [pair.paths.data, pair.paths.meta]);
  if (overwrite) await refuseFolders(paths);
  else await refuseExisting(paths);
  await makeFolder(folder);
  try {
    let before = 0;
    for (const { file, rows, paths: at } of pairs) {
      const progress = (done: number): void => onProgress?.(before + done);
      await writePart(at.data, dataLines(file, rows, progress), signal);
      await writePart(at.meta, metaLines(file), signal);
      before += rows.length;
    }
    for (const path of paths) await rename(partOf(path), path);
  } catch (error) {
    for (const path of paths) await rm(partOf(path), { force: true });
    throw error;
  }
  return pairs.map(({ rows, paths: at }) => ({ ...at, rows: rows.length }));
}

const pathsIn = (folder: string, name: string) => ({
  data: join(folder, `${name}.csv`),
  meta: join(folder, `${name}.meta.csv`),
});

const filesOfExports = new Set(layouts.flatMap(({ areas, schools }) => [areas.name, schools.name]));

/** @param written names of the files that this export writes */
async function refuseBeside(folder: string, written: ReadonlySet<string>): Promise<void> {
  const others = [...filesOfExports]
    .filter((name) => !written.has(name))
    .flatMap((name) => Object.values(pathsIn(folder, name)));
  const existing = await thoseThere(others);
  if (existing.length > 0)
    throw new WrongUse(
      `${existing.join(', ')}: of an earlier export, and not written by this one; two tables of the same pupils can undo what either hides. Take another --out, name all levels in one export, or take the earlier files away`,
    );
}

async function refuseExisting(paths: readonly string[]): Promise<void> {
  const existing = await thoseThere(paths);
  if (existing.length > 0)
    throw new WrongUse(`${existing.join(', ')}: there already; --overwrite writes over what is there`);
}

async function refuseFolders(paths: readonly string[]): Promise<void> {
  for (const path of await thoseThere(paths))
    if ((await stat(path)).isDirectory()) throw new WrongUse(`${path}: a folder, and no file to write over`);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new WrongUse(`--out ${folder}: no folder, and none can be made there (${errorCode(error)})`);
  }
}

async function thoseThere(paths: readonly string[]): Promise<string[]> {
  const there: string[] = [];
  for (const path of paths) if (await isThere(path)) there.push(path);
  return there;
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

/** The name that a file has until all are whole: an export that is stopped leaves no half file that reads like a whole one. */
const partOf = (path: string): string => `${path}.part`;

const writePart = (path: string, pieces: Iterable<string>, signal: AbortSignal | undefined): Promise<void> =>
  pipeline(Readable.from(pieces), createWriteStream(partOf(path)), { signal });
