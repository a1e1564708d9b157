/** DfE's files of permanent exclusions and suspensions, as published for 2013/14 to 2016/17: schools, and areas above them. */
import { asAuthorityCode, type AuthorityCode } from '../../../events/identifiers.js';
import { openCsvFile } from '../../../src/importing/csv/csv-file.js';
import { isFault, readRows, type CsvRow } from '../../../src/importing/csv/read-rows.js';
import { WrongUse } from '../options.js';

/** The columns that hold figures, with the number of schools. */
export const figureColumns = [
  'headcount',
  'perm_excl',
  'perm_excl_rate',
  'fixed_excl',
  'fixed_excl_rate',
  'one_plus_fixed',
  'one_plus_fixed_rate',
] as const;
export type FigureColumn = (typeof figureColumns)[number];

/** What a count's cell says. `x`: 1 or 2, suppressed. */
export type CountCell = number | 'x';

export interface PublishedCounts {
  readonly headcount: number;
  readonly permanentExclusions: CountCell;
  readonly suspensions: CountCell;
  /** With one or more suspensions: enrolments. */
  readonly pupilsSuspended: CountCell;
}

export interface PublishedSchool extends PublishedCounts {
  /** 201516 */
  readonly period: string;
  readonly laestab: string;
  readonly authority: AuthorityCode;
  readonly schoolType: string;
  readonly academyType: string;
}

/** An authority, in one school type or in all of them, `Total`. */
interface Area {
  readonly period: string;
  readonly authority: AuthorityCode;
  readonly oldCode: string;
  readonly name: string;
  readonly region: string;
  readonly schoolType: string;
}

/** Its row as it is written. */
export interface AreaRow extends Area {
  readonly schools: string;
  readonly texts: Readonly<Record<FigureColumn, string>>;
}

export interface AreaCounts extends Area, PublishedCounts {}
export interface PublishedArea extends AreaRow, AreaCounts {}

/**
 * @param periods whose rows are read: 201516
 * @throws WrongUse naming line and column where the file is not in this layout
 */
export async function readSchools(path: string, periods: ReadonlySet<string>): Promise<PublishedSchool[]> {
  return read(path, ['laestab', 'academy_type'], isOf('School', periods), (row) => ({
    period: row.value('time_period') ?? '',
    laestab: shaped(row, 'laestab', /^\d{7}$/, 'seven digits'),
    authority: asAuthorityCode(shaped(row, 'new_la_code', /^[A-Z]\d{8}$/, 'a letter and eight digits')),
    schoolType: row.value('school_type') ?? '',
    academyType: row.value('academy_type') ?? '',
    ...countsOf(row),
  }));
}

/** Rows of authorities alone. @throws WrongUse as `readSchools` */
export async function readAreas(path: string, periods: ReadonlySet<string>): Promise<PublishedArea[]> {
  return read(path, columnsOfAreas, isOf(authorityLevel, periods), (row) => ({
    ...areaRow(row),
    ...countsOf(row),
  }));
}

/** The same of every year of a table whose headcounts may be suppressed too. @throws WrongUse as `readSchools` */
export async function readAreaRows(path: string): Promise<AreaRow[]> {
  return read(path, columnsOfAreas, isOf(authorityLevel), areaRow);
}

const authorityLevel = 'Local authority';

const isOf =
  (level: string, periods?: ReadonlySet<string>) =>
  (row: CsvRow): boolean =>
    row.value('geographic_level') === level && (periods?.has(row.value('time_period') ?? '') ?? true);

const columnsOfAreas = ['old_la_code', 'la_name', 'region_code', 'num_schools', ...figureColumns];

function areaRow(row: CsvRow): AreaRow {
  return {
    period: row.value('time_period') ?? '',
    authority: asAuthorityCode(shaped(row, 'new_la_code', /^[A-Z]\d{8}$/, 'a letter and eight digits')),
    oldCode: shaped(row, 'old_la_code', /^\d{3}$/, 'three digits'),
    name: row.value('la_name') ?? '',
    region: row.value('region_code') ?? '',
    schoolType: row.value('school_type') ?? '',
    schools: row.value('num_schools') ?? '',
    texts: textsOf((column) => row.value(column) ?? ''),
  };
}

function textsOf(text: (column: FigureColumn) => string): Record<FigureColumn, string> {
  return {
    headcount: text('headcount'),
    perm_excl: text('perm_excl'),
    perm_excl_rate: text('perm_excl_rate'),
    fixed_excl: text('fixed_excl'),
    fixed_excl_rate: text('fixed_excl_rate'),
    one_plus_fixed: text('one_plus_fixed'),
    one_plus_fixed_rate: text('one_plus_fixed_rate'),
  };
}

const columnsOfBoth = [
  'time_period',
  'geographic_level',
  'new_la_code',
  'school_type',
  'headcount',
  'perm_excl',
  'fixed_excl',
  'one_plus_fixed',
];

async function read<Row>(
  path: string,
  columns: readonly string[],
  isMeant: (row: CsvRow) => boolean,
  rowOf: (row: CsvRow) => Row,
): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of readRows(await openCsvFile(path), [...columnsOfBoth, ...columns])) {
    if (isFault(row)) throw new WrongUse(`${path}, line ${row.line}: ${row.problem}`);
    if (isMeant(row)) rows.push(readWith(rowOf, row, path));
  }
  return rows;
}

function readWith<Row>(rowOf: (row: CsvRow) => Row, row: CsvRow, path: string): Row {
  try {
    return rowOf(row);
  } catch (error) {
    if (!(error instanceof OddCell)) throw error;
    throw new WrongUse(`${path}, line ${row.line}: ${error.message}`);
  }
}

function countsOf(row: CsvRow): PublishedCounts {
  return {
    headcount: Number(shaped(row, 'headcount', /^\d+$/, 'a whole number')),
    permanentExclusions: countOf(row, 'perm_excl'),
    suspensions: countOf(row, 'fixed_excl'),
    pupilsSuspended: countOf(row, 'one_plus_fixed'),
  };
}

function countOf(row: CsvRow, column: string): CountCell {
  const text = shaped(row, column, /^(\d+|x)$/, 'a whole number, or x for 1 or 2');
  return text === 'x' ? 'x' : Number(text);
}

/** A cell that this layout does not have: other years' symbols (`c`, `z`, `low`, `:`) do not say between which numbers a count is. */
class OddCell extends Error {}

function shaped(row: CsvRow, column: string, shape: RegExp, wanted: string): string {
  const text = row.value(column) ?? '';
  if (!shape.test(text)) throw new OddCell(`${column} is '${text}', and in this layout ${wanted}`);
  return text;
}
