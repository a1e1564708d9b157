/** `ledger import authorities`: DfE's list of local authorities, one stream each. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import { authorityStream } from '../../../events/identifiers.js';
import { openCsvFile } from '../csv/csv-file.js';
import {
  endOf,
  logOf,
  publicationDay,
  writerTo,
  type ImportContext,
  type ImportEnd,
} from '../import-context.js';
import { noRemarks, RowTally, type RowCounts } from '../tally.js';
import { authorityColumns, readAuthority } from './authority-row.js';
import { descriptionToRecord } from './descriptions.js';
import { firstOfEach } from './first-of-each.js';
import { readReports } from './read-reports.js';

export interface AuthoritiesReport extends ImportEnd {
  readonly kind: 'authorities';
  readonly files: readonly string[];
  readonly rows: RowCounts;
}

/** @param today the day of publication where the file's name says none */
export async function importAuthorities(
  context: ImportContext,
  path: string,
  today: PlainDate,
): Promise<AuthoritiesReport> {
  const file = await openCsvFile(path);
  const tally = new RowTally();
  const writer = writerTo(logOf(context), 'authorities', 'authorities');
  const publishedOn = publicationDay(file.name, today);
  const read = readReports(context, { file, tally }, authorityColumns, (row) =>
    readAuthority(row, publishedOn),
  );
  for await (const batch of read) {
    for (const reports of firstOfEach(batch, ({ report }) => report.code)) {
      const tasks = reports.map(({ report: { code, description }, line }) => ({
        stream: authorityStream(code),
        decide: (history: Parameters<typeof descriptionToRecord>[0]) => {
          const facts = descriptionToRecord(history, { type: 'AuthorityDescribed', data: description });
          const row = { fileSha256: file.sha256, line };
          return { entries: facts.map((fact) => ({ fact, row })), result: { isNew: facts.length > 0 } };
        },
      }));
      for (const { isNew } of await writer.write(tasks)) {
        if (isNew) tally.recorded(noRemarks);
        else tally.known();
      }
    }
  }
  return { kind: 'authorities', files: [file.name], rows: tally.counts(), ...(await endOf(context, writer)) };
}
