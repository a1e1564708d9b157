/** The rows of a CSV, as they stand in the file, and what keeps some of them from being rows. */
import { CsvError, parse, type Parser } from 'csv-parse';
import { textOf, type CsvFile } from './csv-file.js';

/** A row that has as many fields as the header. */
export interface CsvRow {
  /** Where it ends: the file's line, counted from 1, the header included. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The header's names, in lower case. */
  columns(): Iterable<string>;
  /** What stands under that column, trimmed; undefined where the file has no such column. */
  value(column: string): string | undefined;
}

/** Why the file, its rest, or one row could not be read. */
export interface CsvFault {
  readonly line: number;
  /** The column concerned, or empty. */
  readonly field: string;
  readonly problem: string;
  readonly code: 'encoding' | 'delimiter' | 'header' | 'columns' | 'cut-line' | 'quotes' | 'record-too-long';
}

export const isFault = (read: CsvRow | CsvRecord | CsvFault): read is CsvFault => 'problem' in read;

/**
 * Reads row by row, a piece of the file in memory. A file with any fault is not whole: what it does not list may have
 * been in what could not be read.
 *
 * @param required columns without which the rows say nothing; letter case is not looked at
 */
export async function* readRows(
  file: CsvFile,
  required: readonly string[],
): AsyncGenerator<CsvRow | CsvFault> {
  if (file.encoding === 'unreadable') {
    yield fault(1, '', 'the file is neither UTF-8 nor ISO-8859-1 text', 'encoding');
    return;
  }
  let columns: ReadonlyMap<string, number> | undefined;
  let short: CsvRecord | undefined;
  for await (const record of recordsOf(file)) {
    if ('problem' in record) {
      if (short) yield fault(short.line, '', wrongNumberOfFields, 'columns');
      yield record;
      return;
    }
    if (!columns) {
      const wrong = headerFault(record, required);
      if (wrong) {
        yield wrong;
        return;
      }
      columns = columnsOf(record);
      continue;
    }
    if (short) yield fault(short.line, '', wrongNumberOfFields, 'columns');
    short = undefined;
    if (record.cells.length === columns.size) yield rowOf(record, columns);
    else if (record.cells.length < columns.size) short = record;
    else yield fault(record.line, '', wrongNumberOfFields, 'columns');
  }
  if (short) yield fault(short.line, '', 'the last line is cut off', 'cut-line');
  if (!columns) yield fault(1, '', 'the file is empty', 'header');
}

/** Longer than any row that is published; a quote that is never closed would take the whole file in. */
const longestRecord = 256 * 1024;

const wrongNumberOfFields = 'the row does not have as many fields as the header';

/** A line's fields, however many. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Every record, the header too, up to the first fault. Drives the parser by hand, piece by piece. Read as a stream it would drop what it had parsed but not handed out yet
 * when a later record is wrong.
 */
export async function* recordsOf(file: CsvFile): AsyncGenerator<CsvRecord | CsvFault> {
  let records: CsvRecord[] = [];
  const parser = parse({
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
    on_record: (cells: string[], { lines }) => {
      records.push({ cells, line: lines });
      return null;
    },
  });
  parser.on('error', () => undefined);
  parser.resume();
  for await (const text of textOf(file)) {
    const error = await write(parser, text);
    yield* records;
    records = [];
    if (error) {
      yield parseFault(error);
      return;
    }
  }
  const error = await end(parser);
  yield* records;
  if (error) yield parseFault(error);
}

const write = (parser: Parser, text: string): Promise<Error | null | undefined> =>
  new Promise((resolve) => {
    if (text === '') resolve(null);
    else parser.write(text, resolve);
  });

const end = (parser: Parser): Promise<Error | undefined> =>
  new Promise((resolve) => {
    parser.once('error', resolve);
    parser.once('end', () => resolve(undefined));
    parser.end();
  });

function parseFault(error: Error): CsvFault {
  if (!(error instanceof CsvError)) throw error;
  const lines: unknown = error['lines'];
  const line = typeof lines === 'number' ? lines : 1;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return fault(line, '', 'the file ends inside quotes', 'cut-line');
    case 'CSV_MAX_RECORD_SIZE':
      return fault(line, '', 'a row does not end; what follows it was not read', 'record-too-long');
    default:
      return fault(line, '', 'quotes do not match; what follows was not read', 'quotes');
  }
}

function headerFault({ cells, line }: CsvRecord, required: readonly string[]): CsvFault | undefined {
  const names = new Set(cells.map(columnName));
  const missing = required.filter((column) => !names.has(column.toLowerCase()));
  if (missing.length === 0) {
    return names.size === cells.length
      ? undefined
      : fault(line, '', 'a column stands twice in the header', 'header');
  }
  if (cells.length === 1 && /[;\t|]/.test(cells[0] ?? '')) {
    return fault(line, '', 'the fields are not separated by commas', 'delimiter');
  }
  return fault(line, missing[0] ?? '', `the header lacks ${missing.join(', ')}`, 'header');
}

const columnName = (cell: string): string => cell.trim().toLowerCase();

const columnsOf = ({ cells }: CsvRecord): ReadonlyMap<string, number> =>
  new Map(cells.map((cell, at) => [columnName(cell), at]));

function rowOf({ cells, line }: CsvRecord, columns: ReadonlyMap<string, number>): CsvRow {
  const value = (column: string): string | undefined => {
    const at = columns.get(column);
    return at === undefined ? undefined : (cells[at] ?? '').trim();
  };
  return { line, cells, columns: () => columns.keys(), value };
}

const fault = (line: number, field: string, problem: string, code: CsvFault['code']): CsvFault => ({
  line,
  field,
  problem,
  code,
});
