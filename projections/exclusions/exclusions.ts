/** Exclusions as episodes: each with its course, and with the sums that its school year and its terms come to. */
import { exclusionTermOf } from '../../events/calendar/exclusion-term.js';
import { schoolYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { inDayOrder } from '../day-order.js';
import { byText, sorted } from '../order.js';
import type { Register } from '../register/register.js';
import type { MainRegistration } from '../trajectory/trajectory.js';
import { courseOfExclusion } from './course.js';
import { daysOut, type DayOut } from './days-out.js';
import type { Episode } from './episodes.js';
import type { BoardThreshold, Exclusion, Return, SessionsOfTerm } from './exclusion.js';
import { isOverturned } from './lifecycle.js';

/**
 * 45.0 school days in a school year, in sessions of half a day (regs 2012; the sum follows the pupil, a lunchtime
 * counts one session): 45.5 breaches.
 */
export const mostSessionsInYear = 90;

/** What the board does, by the sessions of a term that it takes more than (SI 2012/1033 reg 5). */
const thresholds: readonly (readonly [sessions: number, threshold: BoardThreshold])[] = [
  [30, 'over-15-days'],
  [10, 'over-5-days'],
];

export interface ExclusionsFound {
  /** In the order of starting days; each with the sums of its school year and terms, over all schools, up to it. */
  readonly exclusions: readonly Exclusion[];
  readonly daysOut: DaysOut;
}

/** The school days that each exclusion took. */
export type DaysOut = ReadonlyMap<Exclusion, readonly DayOut[]>;

export function exclusionsFrom(
  episodes: readonly Episode[],
  registrations: readonly MainRegistration[],
  register: Register,
): ExclusionsFound {
  const exclusions = sorted(
    episodes.map((episode) => exclusionOf(episode, registrations, register)),
    byStart,
  );
  return withSums(exclusions, register);
}

function exclusionOf(
  { school, category, startedOn, reports, about }: Episode,
  registrations: readonly MainRegistration[],
  register: Register,
): Exclusion {
  const standing = reports[reports.length - 1];
  if (!standing) throw new RangeError('an exclusion has at least one report');
  const { reasons, senProvision, missesExamination, examinationsLeft } = standing.data;
  const suspension = standing.type === 'Suspended' ? standing.data : null;
  const { schoolYear, byDefault } = schoolYearOf(startedOn, register.termsOf(school));
  const found = courseOfExclusion(about);
  const exclusion: Exclusion = {
    kind: suspension ? 'suspension' : 'permanent-exclusion',
    school,
    category,
    startedOn,
    endsOn: suspension?.endsOn ?? null,
    lengthSessions: suspension?.lengthSessions ?? null,
    place: suspension?.place ?? null,
    reasons,
    senProvision: senProvision ?? null,
    missesExamination: missesExamination ?? false,
    examinationsLeft: examinationsLeft ?? null,
    reportsDiffer: reports.length > 1 && differ(reports.filter(({ data }) => data.term === undefined)),
    // A report that was made directly stands before every census row.
    isInCensusOnly: standing.data.term !== undefined,
    ...found,
    returned: null,
    schoolYear,
    schoolYearByDefault: byDefault,
    sessionsOut: 0,
    sessionsInYear: 0,
    terms: [],
    boardThreshold: null,
    evidence: [
      ...reports.map(({ entry }) => entry).reverse(),
      ...inDayOrder(about).map(({ entry }) => entry),
    ],
  };
  return suspension ? exclusion : { ...exclusion, returned: returnAfter(exclusion, registrations, register) };
}

/** Whether reports of one exclusion give it different lengths or reasons. */
function differ(reports: Episode['reports']): boolean {
  const told = reports.map(({ type, data }) =>
    JSON.stringify([type === 'Suspended' ? (data.lengthSessions ?? null) : null, [...data.reasons].sort()]),
  );
  return new Set(told).size > 1;
}

/**
 * The first day back in mainstream: at the school by reinstatement or cancellation, or on another school's roll as a
 * main registration. Whether it lasted is another question (requirements §7.5 leaves it open).
 */
function returnAfter(
  { school, startedOn, reinstatedFrom, cancelledOn, state }: Exclusion,
  registrations: readonly MainRegistration[],
  register: Register,
): Return | null {
  const back = cancelledOn ?? (isOverturned(state) ? reinstatedFrom : null);
  const next = registrations.find(
    (each) =>
      each.knownFrom > startedOn &&
      each.school !== school &&
      register.school(each.school, each.knownFrom)?.type === 'mainstream',
  );
  if (back !== null && (!next || back <= next.knownFrom)) return { on: back, to: school };
  return next ? { on: next.knownFrom, to: next.school } : null;
}

function withSums(unsummed: readonly Exclusion[], register: Register): ExclusionsFound {
  const ofYears = new Map<SchoolYear, number>();
  const ofTerms = new Map<string, number>();
  const found = new Map<Exclusion, readonly DayOut[]>();
  for (const exclusion of unsummed) {
    const calendar = register.calendarOf(exclusion.school);
    const days = daysOut(exclusion, calendar);
    let sessionsOut = 0;
    for (const { sessions } of days) sessionsOut += sessions;
    if (sessionsOut === 0 && exclusion.kind === 'permanent-exclusion') {
      found.set(exclusion, days);
      continue;
    }
    const sessionsInYear = (ofYears.get(exclusion.schoolYear) ?? 0) + sessionsOut;
    ofYears.set(exclusion.schoolYear, sessionsInYear);
    const terms = exclusion.kind === 'suspension' ? termsOf(days, calendar, ofTerms) : [];
    const summed = { ...exclusion, sessionsOut, sessionsInYear, terms, boardThreshold: thresholdOf(terms) };
    found.set(summed, days);
  }
  return { exclusions: [...found.keys()], daysOut: found };
}

/** @param sums of the terms up to now, by their days: those of a school's own are of that school's pupils only */
function termsOf(
  days: readonly DayOut[],
  calendar: Parameters<typeof exclusionTermOf>[1],
  sums: Map<string, number>,
): SessionsOfTerm[] {
  const terms: { -readonly [K in keyof SessionsOfTerm]: SessionsOfTerm[K] }[] = [];
  for (const { on, sessions } of days) {
    const last = terms.at(-1);
    if (last && on <= last.endsOn) last.sessions += sessions;
    else {
      const { startsOn, endsOn, byDefault } = exclusionTermOf(on, calendar);
      terms.push({ startsOn, endsOn, byDefault, sessions, sessionsSoFar: 0 });
    }
  }
  for (const term of terms) {
    const key = `${term.startsOn} ${term.endsOn}`;
    term.sessionsSoFar = (sums.get(key) ?? 0) + term.sessions;
    sums.set(key, term.sessionsSoFar);
  }
  return terms;
}

function thresholdOf(terms: readonly SessionsOfTerm[]): BoardThreshold | null {
  for (const [sessions, threshold] of thresholds)
    if (terms.some(({ sessionsSoFar }) => sessionsSoFar > sessions)) return threshold;
  return null;
}

const byStart = (a: Exclusion, b: Exclusion): number =>
  byText(a.startedOn, b.startedOn) ||
  byText(a.school, b.school) ||
  byText(a.category, b.category) ||
  (a.lengthSessions ?? 0) - (b.lengthSessions ?? 0) ||
  // Ids differ from ledger to ledger: only what is alike in all else goes by them.
  byText(whatIsSaid(a), whatIsSaid(b)) ||
  byText(a.evidence[0] ?? '', b.evidence[0] ?? '');

const whatIsSaid = ({ reasons, senProvision }: Exclusion): string => JSON.stringify([reasons, senProvision]);
