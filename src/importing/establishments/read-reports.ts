import type { CsvFile } from '../csv/csv-file.js';
import { isFault, readRows, type CsvRow } from '../csv/read-rows.js';
import { batchSize, type ImportContext } from '../import-context.js';
import type { RowProblem } from '../refusal-file.js';
import type { RowTally } from '../tally.js';

/** What one row reports. */
export interface Reported<Report> {
  readonly report: Report;
  readonly line: number;
}

/** A file to read, and the numbers of its rows. */
export interface ReportFile {
  readonly file: CsvFile;
  readonly tally: RowTally;
}

/**
 * The file's reports, batch by batch; rows that cannot be facts go to the refusals on the way.
 *
 * @param read makes a report of a row, or says why not
 */
export async function* readReports<Report extends object>(
  context: ImportContext,
  { file, tally }: ReportFile,
  required: readonly string[],
  read: (row: CsvRow) => Report | RowProblem,
): AsyncGenerator<readonly Reported<Report>[]> {
  const refuse = async (line: number, problem: RowProblem): Promise<void> => {
    tally.refused(problem.code);
    await context.refusals.add([{ file: file.name, line, ...problem }]);
  };
  let batch: Reported<Report>[] = [];
  for await (const row of readRows(file, required)) {
    if (isFault(row)) {
      const { line, field, problem, code } = row;
      await refuse(line, { field, problem, code });
      continue;
    }
    const report = read(row);
    if (isProblem(report)) await refuse(row.line, report);
    else batch.push({ report, line: row.line });
    if (batch.length < batchSize) continue;
    yield batch;
    if (context.signal.aborted) return;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const isProblem = (read: object): read is RowProblem => 'problem' in read && 'code' in read;
