/** `ledger import movements`: reports of every family, as an authority fills them in from its own forms. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { KeyStore } from '../../identity/keys/key-store.js';
import type { PupilIndex } from '../../identity/pupil-index.js';
import { openCsvFile, type CsvFile } from '../csv/csv-file.js';
import { isFault, readRows } from '../csv/read-rows.js';
import { AuthorityOfCode } from '../establishments/authority-of-code.js';
import { dayInName, endOf, logOf, writerTo, type ImportContext, type ImportEnd } from '../import-context.js';
import { ledgersPupils, RehearsedPupils } from '../pupils/imported-pupils.js';
import { MergedRecords } from '../pupils/merged-records.js';
import { RowTally, type RowCounts } from '../tally.js';
import { knownColumns } from './layout.js';
import { Placing, type MovementRow } from './place-movements.js';
import { readMovement } from './read-movement.js';
import { recordMovements } from './record-movements.js';
import type { RefusedRow } from './refused.js';

export interface MovementsContext extends ImportContext {
  readonly index: PupilIndex;
  readonly keys: KeyStore;
}

export interface MovementsReport extends ImportEnd {
  readonly kind: 'movements';
  readonly files: readonly string[];
  readonly rows: RowCounts;
  /** Columns of the file that no event has. */
  readonly ignoredColumns: readonly string[];
}

/** @param today from when schools and authorities that the register lacks stand in it, where the file's name gives no day */
export async function importMovements(
  context: MovementsContext,
  path: string,
  today: PlainDate,
): Promise<MovementsReport> {
  const file = await openCsvFile(path);
  const ignored = new Set<string>();
  const { rows, end } = await recordFile(
    context,
    { kind: 'movements', file, today },
    movementsIn(file, ignored),
  );
  return { kind: 'movements', files: [file.name], rows, ignoredColumns: [...ignored], ...end };
}

export interface FileToRecord {
  readonly kind: 'movements' | 'ctf';
  readonly file: CsvFile;
  readonly today: PlainDate;
}

/** Records what a file tells, whatever it is written in. */
export async function recordFile(
  context: MovementsContext,
  { kind, file, today }: FileToRecord,
  told: AsyncIterable<MovementRow | RefusedRow>,
): Promise<{ readonly rows: RowCounts; readonly end: ImportEnd }> {
  const { index, keys, dryRun, refusals, signal } = context;
  const log = logOf(context);
  const writer = writerTo(log, kind, kind);
  const publishedOn = dayInName(file.name) ?? today;
  const merged = await MergedRecords.read(context.log, context.sequenced);
  const placing = new Placing({
    pupils: dryRun ? new RehearsedPupils(index, keys, 'upn') : ledgersPupils(index, keys, 'upn'),
    merged,
    authorities: await AuthorityOfCode.open(context.log, log, writer, publishedOn),
    writer,
    source: `${kind} ${file.sha256}`,
    fileSha256: file.sha256,
    publishedOn,
  });
  const tally = new RowTally();
  const bar = context.progress(kind, file.lines);
  const onProgress = (line: number): void => bar.set(line);
  await recordMovements(
    { placing, merged, writer, log, tally, refusals, fileName: file.name, signal, onProgress },
    told,
  );
  bar.end();
  return { rows: tally.counts(), end: await endOf(context, writer) };
}

async function* movementsIn(file: CsvFile, ignored: Set<string>): AsyncGenerator<MovementRow | RefusedRow> {
  let isFirst = true;
  for await (const row of readRows(file, ['event', 'subject', 'effectiveOn'])) {
    if (isFault(row)) {
      const { line, ...refused } = row;
      yield { line, refused };
      continue;
    }
    if (isFirst) for (const column of row.columns()) if (!knownColumns.has(column)) ignored.add(column);
    isFirst = false;
    // Spreadsheets leave empty rows under the last one.
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    const read = readMovement(row);
    yield 'refused' in read
      ? { line: row.line, ...read }
      : { line: row.line, number: row.line, movement: read };
  }
}
