/** `ledger import schools`: DfE's school spine, one stream an establishment. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import { schoolStream } from '../../../events/identifiers.js';
import type { FactToRecord } from '../../recording/deciders/decision.js';
import { openCsvFile } from '../csv/csv-file.js';
import type { Task } from '../history-writer.js';
import {
  endOf,
  logOf,
  publicationDay,
  writerTo,
  type ImportContext,
  type ImportEnd,
} from '../import-context.js';
import { RowTally, type RowCounts } from '../tally.js';
import { AuthorityOfCode, type ResolvedAuthority } from './authority-of-code.js';
import { dateToRecord, descriptionToRecord } from './descriptions.js';
import { firstOfEach } from './first-of-each.js';
import { readReports } from './read-reports.js';
import { describedIn, readSchool, schoolColumns, type SchoolReport } from './school-row.js';

export interface SchoolsReport extends ImportEnd {
  readonly kind: 'schools';
  readonly files: readonly string[];
  readonly rows: RowCounts;
}

/** @param today the day of publication where the file's name says none */
export async function importSchools(
  context: ImportContext,
  path: string,
  today: PlainDate,
): Promise<SchoolsReport> {
  const file = await openCsvFile(path);
  const tally = new RowTally();
  const publishedOn = publicationDay(file.name, today);
  const log = logOf(context);
  const writer = writerTo(log, 'schools', 'schools');
  const authorities = await AuthorityOfCode.open(context.log, log, writer, publishedOn);
  const bar = context.progress('schools', file.bytes);
  const bytesARow = 220;
  for await (const batch of readReports(context, { file, tally }, schoolColumns, (row) =>
    readSchool(row, publishedOn),
  )) {
    for (const reports of firstOfEach(batch, ({ report }) => report.urn)) {
      const tasks: Task<{ isNew: boolean; flags: readonly string[] }>[] = [];
      for (const { report, line } of reports) {
        const authority = await authorities.resolve(report.authority);
        const decide = (history: readonly HistoryEvent[]) => {
          const facts = factsToRecord(history, report, authority);
          const row = { fileSha256: file.sha256, line };
          return {
            entries: facts.map((fact) => ({ fact, row })),
            result: { isNew: facts.length > 0, flags: flagsOf(authority) },
          };
        };
        tasks.push({ stream: schoolStream(report.urn), decide });
      }
      for (const { isNew, flags } of await writer.write(tasks)) {
        if (isNew) tally.recorded({ mapped: [], flags });
        else tally.known();
      }
    }
    bar.set(Math.min(tally.done * bytesARow, file.bytes));
  }
  bar.end();
  return { kind: 'schools', files: [file.name], rows: tally.counts(), ...(await endOf(context, writer)) };
}

function factsToRecord(
  history: readonly HistoryEvent[],
  report: SchoolReport,
  authority: ResolvedAuthority,
): FactToRecord[] {
  const { openedOn, closedOn } = report;
  return [
    ...descriptionToRecord(history, { type: 'SchoolDescribed', data: describedIn(report, authority.code) }),
    ...(openedOn ? dateToRecord(history, { type: 'SchoolOpened', data: { effectiveOn: openedOn } }) : []),
    ...(closedOn ? dateToRecord(history, { type: 'SchoolClosed', data: { effectiveOn: closedOn } }) : []),
  ];
}

function flagsOf({ code, isPlaceholder }: ResolvedAuthority): string[] {
  if (code === undefined) return ['authority-not-stated'];
  return isPlaceholder ? ['authority-unknown'] : [];
}
