/**
 * A calendar file, read whole: each calendar with all its rows. One that lacks a row would count the wrong days and
 * nobody would see it, so a calendar of which any row is refused is refused with all of them, and a file that cannot be
 * read to its end is refused as a whole.
 */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import type { EventData } from '../../../events/catalogue.js';
import type { AuthorityCode } from '../../../events/identifiers.js';
import { byText } from '../../../projections/order.js';
import type { FieldError } from '../../platform/errors/problem.js';
import { termDatesErrors } from '../../recording/deciders/set-term-dates.js';
import type { CsvFile } from '../csv/csv-file.js';
import { isFault, readRows } from '../csv/read-rows.js';
import type { RowProblem } from '../refusal-file.js';
import {
  calendarColumns,
  readCalendarOf,
  readPeriod,
  type CalendarOf,
  type CalendarPeriod,
  type RowKind,
} from './calendar-row.js';

/** One school year of one school or authority: what stands together in one event. */
export interface ReportedCalendar {
  readonly data: EventData<'TermDatesSet'>;
  /** The lines of its rows. */
  readonly lines: readonly number[];
}

export interface LineProblem extends RowProblem {
  readonly line: number;
}

export interface CalendarFile {
  readonly calendars: readonly ReportedCalendar[];
  /** Every row that is in no calendar. */
  readonly refused: readonly LineProblem[];
}

/**
 * @param codeOf the authority that a code means
 * @param effectiveOn the day from which the calendars hold
 */
export async function readCalendars(
  file: CsvFile,
  codeOf: (authority: string) => Promise<AuthorityCode>,
  effectiveOn: PlainDate,
): Promise<CalendarFile> {
  const { years, refused, isWhole } = await readYears(file, codeOf);
  const calendars: ReportedCalendar[] = [];
  for (const year of years) {
    const problems = firstOfEachLine([...year.problems, ...problemsOf(year, effectiveOn)]);
    if (isWhole && problems.length === 0)
      calendars.push({ data: termDatesIn(year, effectiveOn), lines: year.rows.map(({ line }) => line) });
    else refused.push(...problems, ...othersOf(year, problems, isWhole ? notWhole : fileNotWhole));
  }
  return { calendars, refused: refused.sort((a, b) => a.line - b.line) };
}

interface CalendarRow extends CalendarPeriod {
  readonly line: number;
}

/** The rows about one school year of one school or authority. */
interface YearRows extends CalendarOf {
  readonly code: AuthorityCode;
  readonly rows: CalendarRow[];
  readonly problems: LineProblem[];
}

interface FileRows {
  readonly years: Iterable<YearRows>;
  /** Rows that do not say whose they are. */
  readonly refused: LineProblem[];
  readonly isWhole: boolean;
}

async function readYears(
  file: CsvFile,
  codeOf: (authority: string) => Promise<AuthorityCode>,
): Promise<FileRows> {
  const years = new Map<string, YearRows>();
  const refused: LineProblem[] = [];
  let isWhole = true;
  for await (const row of readRows(file, calendarColumns)) {
    if (isFault(row)) {
      isWhole = false;
      refused.push(row);
      continue;
    }
    const of = readCalendarOf(row);
    if ('problem' in of) {
      refused.push({ line: row.line, ...of });
      continue;
    }
    const code = await codeOf(of.authority);
    const key = `${code} ${of.school ?? ''} ${of.schoolYear}`;
    const year = years.get(key) ?? { ...of, code, rows: [], problems: [] };
    years.set(key, year);
    const period = readPeriod(row);
    if ('problem' in period) year.problems.push({ line: row.line, ...period });
    else year.rows.push({ ...period, line: row.line });
  }
  return { years: years.values(), refused, isWhole };
}

/** The event's data. Order in the file says nothing. */
function termDatesIn(
  { code, school, schoolYear, rows }: YearRows,
  effectiveOn: PlainDate,
): EventData<'TermDatesSet'> {
  const { terms, closures, sessionDays } = sorted(rows);
  return {
    effectiveOn,
    authority: code,
    ...(school !== undefined && { school }),
    schoolYear,
    terms: terms.map(({ startsOn, endsOn }) => ({ startsOn, endsOn })),
    ...(closures.length > 0 && {
      closures: closures.map(({ kind, startsOn, endsOn }) => ({ kind, startsOn, endsOn })),
    }),
    ...(sessionDays.length > 0 && {
      sessionDays: sessionDays.map(({ kind, startsOn }) => ({
        on: startsOn,
        sessions: kind === 'half-day' ? 1 : 2,
      })),
    }),
  };
}

interface Sorted {
  readonly terms: readonly CalendarRow[];
  readonly closures: readonly (CalendarRow & { readonly kind: 'half-term' | 'inset' | 'closed' })[];
  readonly sessionDays: readonly CalendarRow[];
}

function sorted(rows: readonly CalendarRow[]): Sorted {
  const inOrder = [...rows].sort((a, b) => byText(a.startsOn, b.startsOn));
  return {
    terms: inOrder.filter(({ kind }) => kind === 'term'),
    closures: inOrder.filter(isClosure),
    sessionDays: inOrder.filter(({ kind }) => kind === 'half-day' || kind === 'open'),
  };
}

const isClosure = (row: CalendarRow): row is Sorted['closures'][number] => closureRows.has(row.kind);
const closureRows: ReadonlySet<RowKind> = new Set<RowKind>(['half-term', 'inset', 'closed']);

/** What cannot be of the calendar, each at the row that it is about, or at all of them. */
function problemsOf(year: YearRows, effectiveOn: PlainDate): LineProblem[] {
  const parts = sorted(year.rows);
  const { terms, closures, sessionDays } = parts;
  if (terms.length > mostTerms || closures.length > mostOthers || sessionDays.length > mostOthers)
    return year.rows.map(({ line }) => ({ line, ...tooMany }));
  return termDatesErrors(termDatesIn(year, effectiveOn)).flatMap((error) => {
    const about = rowOf(error, parts);
    const lines = about ? [about] : year.rows;
    return lines.map(({ line }) => ({
      line,
      field: about ? 'starts_on' : 'kind',
      problem: error.problem,
      code: error.rule,
    }));
  });
}

/** The row that stands where the error's field points: `terms[2].startsOn`. */
function rowOf({ field }: FieldError, parts: Sorted): CalendarRow | undefined {
  const [, list = '', at = ''] = /^(terms|closures|sessionDays)\[(\d+)\]/.exec(field) ?? [];
  return list in parts ? parts[list as keyof Sorted][Number(at)] : undefined;
}

function othersOf({ rows }: YearRows, problems: readonly LineProblem[], why: RowProblem): LineProblem[] {
  const named = new Set(problems.map(({ line }) => line));
  return rows.filter(({ line }) => !named.has(line)).map(({ line }) => ({ line, ...why }));
}

const firstOfEachLine = (problems: readonly LineProblem[]): LineProblem[] => [
  ...new Map(problems.toReversed().map((each) => [each.line, each])).values(),
];

/** As many as an event holds. */
const mostTerms = 10;
const mostOthers = 100;
const tooMany: RowProblem = { field: '', problem: 'more rows than a school year has', code: 'too-many' };
const notWhole: RowProblem = {
  field: '',
  problem: 'another row of the same calendar was refused',
  code: 'calendar-not-whole',
};
const fileNotWhole: RowProblem = {
  field: '',
  problem: 'the file could not be read to its end, or not every row of it',
  code: 'file-not-whole',
};
