/** The parts that printed documents share. */
import type { CodeInWords, SchoolName } from '../../querying/documents/common.js';
import { table } from './table.js';

/** A table under its title. */
export function section(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return `${title}\n${table(
    columns.map((column) => ({ title: column })),
    rows,
  )}`;
}

export const schoolInWords = ({ urn, name }: SchoolName): string => (name === null ? urn : `${urn} ${name}`);

export const codeInWords = ({ code, meaning }: CodeInWords): string =>
  meaning === null ? code : `${code} ${meaning}`;
