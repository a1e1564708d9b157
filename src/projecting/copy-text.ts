/**
 * Values as PostgreSQL itself writes them, so that a computed row and a stored one compare as texts, and rows as
 * COPY takes them in. https://www.postgresql.org/docs/current/sql-copy.html (text format)
 */
import type { Value } from '../../projections/projection.js';
import type { StoredColumn } from './stored-tables.js';

/** A row as one line of COPY: the canonical form in which rows are held, compared and loaded. */
export type Line = string;

/** A value cannot stand in its column: the row's pupil is quarantined, or nobody's rows could be written. */
export class UnfitValue extends Error {
  constructor(readonly column: string) {
    super(`the value of ${column} does not fit its type`);
    this.name = 'UnfitValue';
  }
}

/** @throws UnfitValue when a value is not one of its column's type */
export function lineOf(columns: readonly StoredColumn[], row: readonly Value[]): Line {
  if (row.length !== columns.length) throw new UnfitValue('a row');
  let line = '';
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at];
    const value = row[at];
    if (column === undefined || value === undefined) throw new UnfitValue('a row');
    if (at > 0) line += '\t';
    line += value === null ? '\\N' : textOf(column, value);
  }
  return line;
}

/** A stored row, its values read as text, as the same line. */
export function lineOfTexts(texts: readonly (string | null)[]): Line {
  return texts.map((text) => (text === null ? '\\N' : text.replace(special, escapeOf))).join('\t');
}

/** The first value of a line: the pupil, which never needs an escape. */
export const pupilOfLine = (line: Line): string => line.slice(0, line.indexOf('\t'));

/** The value of a column of a line. */
export function textIn(line: Line, column: number): string | null {
  const text = line.split('\t')[column] ?? '\\N';
  return text === '\\N' ? null : unescaped(text);
}

/** Takes COPY's escapes out of a value. */
export function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(.)/gs, (_, letter: string) => letters[letter] ?? letter);
}

const smallest = { smallint: -(2 ** 15), integer: -(2 ** 31), bigint: -(2 ** 53) } as const;

function textOf({ name, type }: StoredColumn, value: Exclude<Value, null>): string {
  switch (type) {
    case 'text[]':
      if (typeof value !== 'object') throw new UnfitValue(name);
      return value.length === 0 ? '{}' : escaped(`{${value.map(element).join(',')}}`, name);
    case 'boolean':
      if (typeof value !== 'boolean') throw new UnfitValue(name);
      return value ? 'true' : 'false';
    case 'smallint':
    case 'integer':
    case 'bigint':
      if (
        typeof value !== 'number' ||
        !Number.isInteger(value) ||
        value < smallest[type] ||
        value >= -smallest[type]
      )
        throw new UnfitValue(name);
      return String(value);
    case 'uuid':
    case 'date':
      if (typeof value !== 'string') throw new UnfitValue(name);
      return value;
    default:
      if (typeof value !== 'string') throw new UnfitValue(name);
      return escaped(value, name);
  }
}

/** Quoted only where PostgreSQL itself would quote it. */
const element = (text: string): string =>
  text === '' || /["\\{}, \t\n\r\v\f]/.test(text) || text.toLowerCase() === 'null'
    ? `"${text.replace(/["\\]/g, '\\$&')}"`
    : text;

const special = /[\\\b\f\n\r\t\v]/g;
const isSpecial = /[\\\b\f\n\r\t\v\0]/;
const letters: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const escapes = new Map(Object.entries(letters).map(([letter, character]) => [character, `\\${letter}`]));
const escapeOf = (character: string): string => escapes.get(character) ?? `\\${character}`;

function escaped(text: string, column: string): string {
  if (!isSpecial.test(text)) return text;
  if (text.includes('\0')) throw new UnfitValue(column);
  return text.replace(special, escapeOf);
}
