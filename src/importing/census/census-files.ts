import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CensusTerm } from '../../../events/calendar/census-day.js';
import { openCsvFile, type CsvFile } from '../csv/csv-file.js';
import { censusTables, type CensusTable } from './tables.js';

/** One term's files in a folder that may hold any number of terms. */
export interface TermFiles {
  /** In the order of `censusTables`; a table that the folder lacks is absent. */
  readonly tables: ReadonlyMap<CensusTable, CsvFile>;
  /** Other files of the term, by name. */
  readonly ignored: readonly string[];
}

/** Finds `<year>_<term>_<table>.csv`. Rejects as `fs` does where the folder cannot be read. */
export async function termFiles(folder: string, term: CensusTerm): Promise<TermFiles> {
  const start = `${term.replace('-', '_')}_`;
  const ofTerm = (await readdir(folder)).filter((name) => name.toLowerCase().startsWith(start)).sort();
  const tables = new Map<CensusTable, CsvFile>();
  for (const table of censusTables) {
    const name = ofTerm.find((each) => each.toLowerCase() === `${start}${table}.csv`);
    if (name !== undefined) tables.set(table, await openCsvFile(join(folder, name)));
  }
  const read = new Set([...tables.values()].map((file) => file.name));
  return { tables, ignored: ofTerm.filter((name) => !read.has(name)) };
}
