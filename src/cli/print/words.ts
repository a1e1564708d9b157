/** The parts that printed documents share. */
import { stringify } from 'csv-stringify/sync';
import type { AuthorityName, CodeInWords, SchoolName } from '../../querying/documents/common.js';
import { table } from './table.js';

/** A table and the line after it; nothing where there are no rows. */
export const tableOf = (columns: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0
    ? []
    : [
        table(
          columns.map((title) => ({ title })),
          rows,
        ),
        '',
      ];

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

/** What is not known is blank. A text that a spreadsheet would run as a formula is marked as text. */
export function csv(records: readonly object[], columns: string[]): string {
  return stringify([...records], { header: true, columns, escape_formulas: true }).trimEnd();
}

export function placeInWords({
  authority,
  school,
}: {
  authority: AuthorityName | null;
  school: SchoolName | null;
}): string {
  if (school !== null) return schoolInWords(school);
  return authority === null
    ? 'nowhere'
    : [authority.name, authority.code].filter((part) => part !== null).join(' ');
}
