/** Any pair of published files against the screening checks: the metadata is held, the data passes by. */
import { basename } from 'node:path';
import type { Finding } from '../../projections/publication/checks/check.js';
import { FilePair, type MetaLine } from '../../projections/publication/checks/file-pair.js';
import { Screening, type CheckResult } from '../../projections/publication/checks/screening.js';
import { openCsvFile, type CsvFile } from '../importing/csv/csv-file.js';
import { isFault, recordsOf, type CsvFault, type CsvRecord } from '../importing/csv/read-rows.js';

export interface CheckedFiles {
  readonly data: string;
  readonly meta: string;
  /** Of the data, without its header. */
  readonly rows: number;
  readonly fails: number;
  readonly warns: number;
  readonly checks: readonly CheckResult[];
}

export interface CheckingOptions {
  readonly onProgress?: (lines: number, total: number) => void;
}

/** @throws WrongUse where a file cannot be read at all */
export async function checkFiles(
  dataPath: string,
  metaPath: string,
  { onProgress }: CheckingOptions = {},
): Promise<CheckedFiles> {
  const [data, meta] = [await openCsvFile(dataPath), await openCsvFile(metaPath)];
  const reading = new Reading();
  const metaLines = await reading.meta(meta);
  const records = reading.recordsOf(data, 'data');
  const header = await records.next();
  const columns = header.done ? [] : header.value.cells;
  if (!header.done) reading.separated(header.value, 'data');
  const pair = new FilePair(data.name, meta.name, columns, metaLines.columns, metaLines.lines);
  const screening = new Screening(pair);
  let rows = 0;
  for await (const record of records) {
    if (record.cells.length !== columns.length) {
      reading.find(`has ${record.cells.length} fields, the header ${columns.length}`, 'data', record.line);
      continue;
    }
    rows++;
    screening.row(record);
    if (rows % rowsBetweenProgress === 0) onProgress?.(rows, data.lines);
  }
  if (rows === 0) reading.findEmpty('data');
  if (metaLines.lines.length === 0) reading.findEmpty('meta');
  const results = [reading.result(), ...screening.end()];
  const failing = (severity: CheckResult['severity']): number =>
    results.filter((result) => result.severity === severity && result.count > 0).length;
  return {
    data: basename(dataPath),
    meta: basename(metaPath),
    rows,
    fails: failing('fails'),
    warns: failing('warns'),
    checks: results,
  };
}

const rowsBetweenProgress = 1_000;

const readableSays =
  'the files are UTF-8, separated by commas, hold rows, and every row has as many fields as the header';

/** What keeps the files from being read as tables: a check like the others. */
class Reading {
  private count = 0;
  private readonly findings: Finding[] = [];

  find(problem: string, file: 'data' | 'meta', line: number): void {
    this.count++;
    if (this.findings.length < 10) this.findings.push({ file, line, problem });
  }

  /** A pair without rows gives the other checks nothing to find. */
  findEmpty(file: 'data' | 'meta'): void {
    this.find('has no rows', file, 1);
  }

  separated({ cells, line }: CsvRecord, file: 'data' | 'meta'): void {
    if (cells.length === 1 && /[;\t|]/.test(cells[0] ?? ''))
      this.find('is not separated by commas', file, line);
  }

  result(): CheckResult {
    return {
      check: 'file-readable',
      severity: 'fails',
      says: readableSays,
      count: this.count,
      findings: this.findings,
    };
  }

  async *recordsOf(file: CsvFile, which: 'data' | 'meta'): AsyncGenerator<CsvRecord> {
    if (file.encoding !== 'utf-8') this.find('is not UTF-8', which, 1);
    if (file.encoding === 'unreadable') return;
    for await (const read of recordsOf(file)) {
      if (isFault(read)) this.fault(read, which);
      else yield read;
    }
  }

  async meta(file: CsvFile): Promise<{ columns: readonly string[]; lines: MetaLine[] }> {
    let columns: readonly string[] | undefined;
    const lines: MetaLine[] = [];
    for await (const { cells, line } of this.recordsOf(file, 'meta')) {
      if (columns === undefined) {
        columns = cells;
        this.separated({ cells, line }, 'meta');
        continue;
      }
      if (cells.length !== columns.length)
        this.find(`has ${cells.length} fields, the header ${columns.length}`, 'meta', line);
      const at = new Map(columns.map((column, position) => [column, position]));
      lines.push({ line, value: (column) => cells[at.get(column) ?? -1] ?? '' });
    }
    return { columns: columns ?? [], lines };
  }

  private fault({ problem, line }: CsvFault, which: 'data' | 'meta'): void {
    this.find(problem, which, line);
  }
}
