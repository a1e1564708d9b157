/** Weeks of attendance, read from what registers summed up. */
import { addDays, mondayOf, type PlainDate } from '../../events/calendar/plain-date.js';
import { sessionClassOf, type SessionClass } from '../../events/codes/attendance.js';
import type { EventId, Urn } from '../../events/identifiers.js';
import { groupedBy } from '../groups.js';
import { byText } from '../order.js';
import { ofType, type Fact, type FactOf } from '../standing-facts.js';
import type { Flag } from '../trajectory/flags.js';

export const attendanceFlagCatalogue = {
  'attendance-does-not-add-up': 'The marks of a week do not come to its possible sessions',
  'attendance-reports-differ': 'Reports of one week of attendance differ; the one with more sessions stands',
} as const;

/** One pupil's week at one school. Sessions are half-days. */
export interface AttendanceWeek {
  readonly school: Urn;
  /** Its Monday. */
  readonly from: PlainDate;
  readonly sessionsPossible: number;
  /** At school, or elsewhere with the school's approval. */
  readonly attended: number;
  readonly authorisedAbsence: number;
  readonly unauthorisedAbsence: number;
  /** In the order of codes. */
  readonly byCode: readonly SessionsByCode[];
  readonly evidence: readonly EventId[];
}

export interface SessionsByCode {
  readonly code: string;
  readonly sessions: number;
}

export interface AttendanceFamily {
  /** By Monday, then by school. */
  readonly attendance: readonly AttendanceWeek[];
  readonly flags: readonly Flag[];
}

type Summary = FactOf<'AttendanceSummarised'>;

const nothing: AttendanceFamily = { attendance: [], flags: [] };

/** @param facts what stands of the history */
export function readAttendance(facts: readonly Fact[]): AttendanceFamily {
  const summaries = ofType(facts, 'AttendanceSummarised');
  if (summaries.length === 0) return nothing;
  const weeks = groupedBy(summaries, ({ data }) => `${mondayOf(data.effectiveOn)} ${data.school}`);
  const flags: Flag[] = [];
  const attendance = [...weeks.keys()].sort().map((key) => weekFrom(weeks.get(key) ?? [], flags));
  return { attendance, flags };
}

function weekFrom(summaries: readonly Summary[], flags: Flag[]): AttendanceWeek {
  const [standing, ...others] = summaries.toSorted(byPrecedence);
  if (!standing) throw new RangeError('a week has at least one summary');
  const { school, effectiveOn, sessionsPossible } = standing.data;
  const byCode = sessionsByCode(standing);
  const count = (...classes: readonly SessionClass[]): number =>
    byCode.reduce((sum, { code, sessions }) => {
      const found = sessionClassOf(code);
      return found && classes.includes(found) ? sum + sessions : sum;
    }, 0);
  const week: AttendanceWeek = {
    school,
    from: mondayOf(effectiveOn),
    sessionsPossible,
    attended: count('present', 'approved-activity'),
    authorisedAbsence: count('authorised-absence'),
    unauthorisedAbsence: count('unauthorised-absence'),
    byCode,
    evidence: [standing, ...others].map(({ entry }) => entry),
  };
  const marked = week.attended + week.authorisedAbsence + week.unauthorisedAbsence;
  const { from: on, evidence } = week;
  if (marked !== sessionsPossible)
    flags.push({ flag: 'attendance-does-not-add-up', on, evidence: [standing.entry] });
  if (others.some((other) => saidBy(other) !== saidBy(standing)))
    flags.push({ flag: 'attendance-reports-differ', on, evidence });
  return week;
}

function sessionsByCode({ data }: Summary): SessionsByCode[] {
  const sums = new Map<string, number>();
  for (const { code, sessions } of data.marks) sums.set(code, (sums.get(code) ?? 0) + sessions);
  return [...sums.keys()].sort().map((code) => ({ code, sessions: sums.get(code) ?? 0 }));
}

const saidBy = (summary: Summary): string =>
  JSON.stringify([summary.data.sessionsPossible, sessionsByCode(summary)]);

/** The one that stands comes first. */
const byPrecedence = (a: Summary, b: Summary): number =>
  b.data.sessionsPossible - a.data.sessionsPossible ||
  byText(saidBy(a), saidBy(b)) ||
  byText(a.entry, b.entry);

/** A week is known when its Friday has come. */
export const fridayOf = ({ from }: AttendanceWeek): PlainDate => addDays(from, 4);

export const attendanceAt = (weeks: readonly AttendanceWeek[], day: PlainDate): readonly AttendanceWeek[] =>
  weeks.filter((week) => fridayOf(week) <= day);
