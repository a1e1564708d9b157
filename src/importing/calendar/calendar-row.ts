/**
 * A row of a calendar file: one term, or one thing that differs within the terms, of an authority's schools or of one
 * school. `authority, urn, school_year, kind, starts_on, ends_on`.
 */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import { parseSchoolYear, type SchoolYear } from '../../../events/calendar/school-year.js';
import { asUrn, authorityCodeShape, urnShape, type Urn } from '../../../events/identifiers.js';
import type { CsvRow } from '../csv/read-rows.js';
import { reportedDate } from '../csv/reported-date.js';
import { impossibleDate } from '../establishments/authority-row.js';
import type { RowProblem } from '../refusal-file.js';

export const calendarColumns = ['authority', 'school_year', 'kind', 'starts_on'] as const;

/** `half-day`: one session only. `open`: the school meets on a Saturday or on a bank holiday. */
const rowKinds = ['term', 'half-term', 'inset', 'closed', 'half-day', 'open'] as const;
export type RowKind = (typeof rowKinds)[number];

/** Whose school year a row is about. */
export interface CalendarOf {
  /** As the row names it: an old code of three digits or a new one of nine characters. */
  readonly authority: string;
  /** The school's own calendar; its authority's where absent. */
  readonly school?: Urn;
  readonly schoolYear: SchoolYear;
}

export interface CalendarPeriod {
  readonly kind: RowKind;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
}

/** Whose year the row is about, or what keeps it from saying so. */
export function readCalendarOf(row: CsvRow): CalendarOf | RowProblem {
  const text = (column: string): string => row.value(column) ?? '';
  const authority = text('authority');
  if (!authorityCodeShape.test(authority) && !/^\d{3}$/.test(authority))
    return {
      field: 'authority',
      problem: 'is not an authority code of nine characters or three digits',
      code: 'authority-code',
    };
  const urn = text('urn');
  if (urn !== '' && !urnShape.test(urn))
    return { field: 'urn', problem: 'is not a URN of six digits', code: 'urn' };
  const schoolYear = parseSchoolYear(text('school_year'));
  if (!schoolYear)
    return { field: 'school_year', problem: 'is not a school year, such as 2015/16', code: 'school-year' };
  return { authority, schoolYear, ...(urn !== '' && { school: asUrn(urn) }) };
}

export function readPeriod(row: CsvRow): CalendarPeriod | RowProblem {
  const kind = rowKinds.find((each) => each === row.value('kind'));
  if (!kind) return { field: 'kind', problem: `is none of ${rowKinds.join(', ')}`, code: 'kind' };
  const [first, last] = [row.value('starts_on') ?? '', row.value('ends_on') ?? ''];
  if (first === '') return missing('starts_on');
  const startsOn = reportedDate(first);
  if (!startsOn) return impossibleDate('starts_on');
  if (last === '') return kind === 'term' ? missing('ends_on') : { kind, startsOn, endsOn: startsOn };
  const endsOn = reportedDate(last);
  if (!endsOn) return impossibleDate('ends_on');
  if (endsOn < startsOn)
    return { field: 'ends_on', problem: 'lies before starts_on', code: 'ends-before-start' };
  if ((kind === 'half-day' || kind === 'open') && endsOn !== startsOn)
    return { field: 'ends_on', problem: `is another day: ${kind} is a row a day`, code: 'one-day' };
  return { kind, startsOn, endsOn };
}

const missing = (field: string): RowProblem => ({ field, problem: 'is missing', code: 'date-missing' });
