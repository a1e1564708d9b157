/**
 * Exclusions as episodes. One that two sources or two censuses report is one: pupil, school, category, starting day
 * and its number among those of one file that share these. A report made directly stands before a census row, a
 * later census before an earlier one.
 */
import { addDays, weekdayOf, type PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { mappedExclusionCategory } from '../../events/codes/exclusion-category.js';
import { byText } from '../order.js';
import type { Register } from '../register/register.js';
import { ofType, type Fact, type FactOf } from '../standing-facts.js';
import type { Exclusion } from './trajectory.js';

/**
 * 45.0 school days in a school year, in sessions of half a day (regs 2012; the sum follows the pupil, a lunchtime
 * counts one session): 45.5 breaches.
 */
export const mostSessionsInYear = 90;

/** In the order of starting days; each suspension with the sum of its school year, over all schools, up to it. */
export function exclusionsFrom(facts: readonly Fact[], register: Register): Exclusion[] {
  const reports = facts.filter(
    (fact): fact is Report => fact.type === 'Suspended' || fact.type === 'PermanentlyExcluded',
  );
  if (reports.length === 0) return [];
  const cancellations = ofType(facts, 'ExclusionCancelled').toSorted(
    (a, b) => byText(a.data.effectiveOn, b.data.effectiveOn) || byText(a.entry, b.entry),
  );

  const episodes = new Map<string, Report[]>();
  for (const report of reports) {
    const key = keyOf(report);
    const same = episodes.get(key);
    if (same) same.push(report);
    else episodes.set(key, [report]);
  }
  const exclusions = [...episodes.values()]
    .map((same) => episode(same, cancellations, register))
    .sort(byStart);
  return withYearSums(exclusions);
}

type Report = FactOf<'Suspended' | 'PermanentlyExcluded'>;

const categoryOf = (report: Report): string =>
  report.type === 'Suspended' ? mappedExclusionCategory(report.data.category) : 'PERM';

const keyOf = (report: Report): string =>
  `${report.data.school} ${categoryOf(report)} ${report.data.effectiveOn} ${report.data.ordinal ?? 1}`;

function episode(
  reports: readonly Report[],
  cancellations: readonly FactOf<'ExclusionCancelled'>[],
  register: Register,
): Exclusion {
  const ordered = reports.length === 1 ? reports : reports.toSorted(byPrecedence);
  const standing = ordered[ordered.length - 1];
  if (!standing) throw new RangeError('an episode has at least one report');
  const { school, effectiveOn, reasons, senProvision } = standing.data;
  const cancelled = cancellations.find(({ data }) => reports.some(({ entry }) => entry === data.exclusion));
  const { schoolYear, byDefault } = schoolYearOf(effectiveOn, register.termsOf(school));
  const exclusion = {
    kind: standing.type === 'Suspended' ? ('suspension' as const) : ('permanent-exclusion' as const),
    school,
    category: categoryOf(standing),
    startedOn: effectiveOn,
    lengthSessions: standing.type === 'Suspended' ? (standing.data.lengthSessions ?? null) : null,
    reasons,
    senProvision: senProvision ?? null,
    reportsDiffer: reports.length > 1 && differ(reports.filter(({ data }) => data.term === undefined)),
    cancelledOn: cancelled?.data.effectiveOn ?? null,
    schoolYear,
    schoolYearByDefault: byDefault,
    sessionsInYear: 0,
    evidence: [...ordered.map(({ entry }) => entry).reverse(), ...(cancelled ? [cancelled.entry] : [])],
  };
  return { ...exclusion, sessionsOut: sessionsOut(exclusion) };
}

/** Whether reports of one exclusion give it different lengths or reasons. */
function differ(reports: readonly Report[]): boolean {
  const told = reports.map(({ type, data }) =>
    JSON.stringify([type === 'Suspended' ? (data.lengthSessions ?? null) : null, [...data.reasons].sort()]),
  );
  return new Set(told).size > 1;
}

function withYearSums(exclusions: readonly Exclusion[]): Exclusion[] {
  const sums = new Map<SchoolYear, number>();
  return exclusions.map((exclusion) => {
    if (exclusion.kind !== 'suspension') return exclusion;
    const sessionsInYear = (sums.get(exclusion.schoolYear) ?? 0) + exclusion.sessionsOut;
    sums.set(exclusion.schoolYear, sessionsInYear);
    return { ...exclusion, sessionsInYear };
  });
}

/** Sessions that count to the 45 days: of a cancelled suspension, those already missed, at two a weekday. */
function sessionsOut({
  lengthSessions,
  startedOn,
  cancelledOn,
}: Pick<Exclusion, 'lengthSessions' | 'startedOn' | 'cancelledOn'>): number {
  const length = lengthSessions ?? 0;
  return cancelledOn === null ? length : Math.min(length, 2 * weekdaysFrom(startedOn, cancelledOn));
}

/** Mondays to Fridays from the first day up to, not with, the second. */
function weekdaysFrom(from: PlainDate, to: PlainDate): number {
  let days = 0;
  // A suspension is at most the 1,000 sessions that its field allows: the walk ends there.
  for (let day = from; day < to && days < 500; day = addDays(day, 1)) if (weekdayOf(day) % 6 !== 0) days++;
  return days;
}

const lengthOf = (report: Report): number =>
  report.type === 'Suspended' ? (report.data.lengthSessions ?? 0) : 0;

/** The report that stands comes last: of direct reports that differ, the one of the longer exclusion. */
function byPrecedence(a: Report, b: Report): number {
  return (
    Number(a.data.term === undefined) - Number(b.data.term === undefined) ||
    byText(termOrder(a), termOrder(b)) ||
    lengthOf(a) - lengthOf(b) ||
    byText(JSON.stringify(a.data), JSON.stringify(b.data)) ||
    byText(a.entry, b.entry)
  );
}

/** Terms of one calendar year sort spring, summer, autumn. */
function termOrder({ data: { term } }: Report): string {
  if (!term) return '';
  const [year = '', season = ''] = term.split('-');
  return `${year}${['spring', 'summer', 'autumn'].indexOf(season)}`;
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
