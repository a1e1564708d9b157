/** `ledger import calendar`: term dates, half-terms, INSET days and half-days of authorities and schools. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import { calendarStream, type AuthorityCode, type Urn } from '../../../events/identifiers.js';
import { groupedBy } from '../../../projections/groups.js';
import { setTermDates } from '../../recording/deciders/set-term-dates.js';
import { openCsvFile } from '../csv/csv-file.js';
import { AuthorityOfCode } from '../establishments/authority-of-code.js';
import { ensureSchools } from '../establishments/placeholder-schools.js';
import type { Entry, Task } from '../history-writer.js';
import { dayInName, endOf, logOf, writerTo, type ImportContext, type ImportEnd } from '../import-context.js';
import { noRemarks, RowTally, type RowCounts } from '../tally.js';
import { readCalendars, type ReportedCalendar } from './calendar-file.js';

export interface CalendarReport extends ImportEnd {
  readonly kind: 'calendar';
  readonly files: readonly string[];
  readonly rows: RowCounts;
}

/** @param today from when the calendars hold, where the file's name gives no day */
export async function importCalendar(
  context: ImportContext,
  path: string,
  today: PlainDate,
): Promise<CalendarReport> {
  const file = await openCsvFile(path);
  const effectiveOn = dayInName(file.name) ?? today;
  const tally = new RowTally();
  const log = logOf(context);
  const writer = writerTo(log, 'calendar', 'calendar');
  const authorities = await AuthorityOfCode.open(context.log, log, writer, effectiveOn);
  const unknown = new Set<AuthorityCode>();
  const codeOf = async (authority: string): Promise<AuthorityCode> => {
    const { code, isPlaceholder } = await authorities.resolve(authority);
    if (code === undefined) throw new TypeError('a code that is shaped like one stands for an authority');
    if (isPlaceholder) unknown.add(code);
    return code;
  };

  const { calendars, refused } = await readCalendars(file, codeOf, effectiveOn);
  for (const { code } of refused) tally.refused(code);
  await context.refusals.add(refused.map((refusal) => ({ file: file.name, ...refusal })));
  await ensureSchools(writer, schoolsOf(calendars), effectiveOn);

  const tasks = tasksOf(calendars, file.sha256);
  const bar = context.progress('calendars', tasks.length);
  for (let at = 0; at < tasks.length && !context.signal.aborted; at += streamsAtOnce) {
    const written = await writer.write(tasks.slice(at, at + streamsAtOnce));
    for (const { calendar, isNew } of written.flat()) {
      const isUnknown = unknown.has(calendar.data.authority);
      const remarks = isUnknown ? { mapped: [], flags: ['authority-unknown'] } : noRemarks;
      calendar.lines.forEach(() => {
        if (isNew) tally.recorded(remarks);
        else tally.known();
      });
    }
    bar.set(Math.min(at + streamsAtOnce, tasks.length));
  }
  bar.end();
  return { kind: 'calendar', files: [file.name], rows: tally.counts(), ...(await endOf(context, writer)) };
}

/** One holds a year of an authority with all its schools: some hundred events. */
const streamsAtOnce = 20;

const schoolsOf = (calendars: readonly ReportedCalendar[]): Urn[] =>
  [...new Set(calendars.flatMap(({ data }) => data.school ?? []))].sort();

interface CalendarWritten {
  readonly calendar: ReportedCalendar;
  /** Whether it was recorded; else it was known. */
  readonly isNew: boolean;
}

/** One task a stream: the calendars in it are of different schools, so none of them decides about another. */
function tasksOf(calendars: readonly ReportedCalendar[], fileSha256: string): Task<CalendarWritten[]>[] {
  const byStream = groupedBy(calendars, ({ data }) => calendarStream(data.authority, data.schoolYear));
  return [...byStream].map(([stream, ofStream]) => {
    const decide = (history: readonly HistoryEvent[]) => {
      const entries: Entry[] = [];
      const result = ofStream.map((calendar): CalendarWritten => {
        const decision = setTermDates(history, calendar.data);
        const isNew = 'record' in decision;
        if (isNew) entries.push({ fact: decision.record, row: { fileSha256, line: calendar.lines[0] ?? 1 } });
        return { calendar, isNew };
      });
      return { entries, result };
    };
    return { stream, decide };
  });
}
