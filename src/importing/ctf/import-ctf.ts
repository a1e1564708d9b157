/** `ledger import ctf`: what a common transfer file says of the schools that its pupils came from. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { StreamName } from '../../../events/identifiers.js';
import { addTo } from '../../../projections/groups.js';
import { Register, type School } from '../../../projections/register/register.js';
import { openCsvFile, type CsvFile } from '../csv/csv-file.js';
import type { ImportContext, ImportEnd } from '../import-context.js';
import { recordFile, type MovementsContext } from '../movements/import-movements.js';
import type { MovementRow } from '../movements/place-movements.js';
import type { RefusedRow } from '../movements/refused.js';
import type { RowCounts } from '../tally.js';
import { readCtf } from './read-ctf.js';
import { historyOf, type SchoolsByNumber } from './school-history.js';

export interface CtfReport extends ImportEnd {
  readonly kind: 'ctf';
  readonly files: readonly string[];
  /** A row is one school of one pupil. */
  readonly rows: RowCounts;
}

/** @param today from when a school that the register lacks stands in it, where the file's name gives no day */
export async function importCtf(
  context: MovementsContext,
  path: string,
  today: PlainDate,
): Promise<CtfReport> {
  const file = await openCsvFile(path);
  const schools = await schoolsByNumber(context);
  const { rows, end } = await recordFile(context, { kind: 'ctf', file, today }, historiesIn(file, schools));
  return { kind: 'ctf', files: [file.name], rows, ...end };
}

async function* historiesIn(
  file: CsvFile,
  schools: SchoolsByNumber,
): AsyncGenerator<MovementRow | RefusedRow> {
  for await (const read of readCtf(file)) {
    if ('refused' in read) yield read;
    else yield* historyOf(read, schools);
  }
}

async function schoolsByNumber({
  log,
  sequenced,
}: Pick<ImportContext, 'log' | 'sequenced'>): Promise<SchoolsByNumber> {
  const streams = new Set<StreamName>();
  for await (const { stream } of log.readAll({ types: ['SchoolDescribed'] })) streams.add(stream);
  const byNumber = new Map<string, School[]>();
  for (const school of Register.from(await sequenced.historyOf([...streams])).allSchools()) {
    if (school.laestab !== undefined) addTo(byNumber, school.laestab, school);
  }
  return byNumber;
}
