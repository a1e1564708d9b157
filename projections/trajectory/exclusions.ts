/**
 * Exclusions as episodes. One that two sources or two censuses report is one: pupil, school, category, starting day
 * and its number among those of one file that share these. A report made directly stands before a census row, a
 * later census before an earlier one.
 */
import { addDays, weekdayOf, type PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { mappedExclusionCategory } from '../../events/codes/exclusion-category.js';
import type { EventId } from '../../events/identifiers.js';
import type { Register } from '../register/register.js';
import type { Fact, FactOf } from '../standing-facts.js';
import type { Exclusion } from './trajectory.js';

/**
 * 45.0 school days in a school year, in sessions of half a day (regs 2012; the sum follows the pupil, a lunchtime
 * counts one session): 45.5 breaches.
 */
export const mostSessionsInYear = 90;

/** In the order of starting days; each suspension with the sum of its school year, over all schools, up to it. */
export function exclusionsFrom(facts: readonly Fact[], register: Register): Exclusion[] {
  const reports = facts.filter((fact): fact is Report => fact.type === 'Suspended' || fact.type === 'PermanentlyExcluded');
  if (reports.length === 0) return [];
  const cancellations = new Map<EventId, FactOf<'ExclusionCancelled'>>();
  for (const fact of facts) if (fact.type === 'ExclusionCancelled') cancellations.set(fact.data.exclusion, fact);

  const episodes = new Map<string, Report[]>();
  for (const report of reports) {
    const key = keyOf(report);
    const same = episodes.get(key);
    if (same) same.push(report);
    else episodes.set(key, [report]);
  }
  const exclusions = [...episodes.values()].map((same) => episode(same, cancellations, register)).sort(byStart);
  return withYearSums(exclusions);
}

type Report = FactOf<'Suspended' | 'PermanentlyExcluded'>;

const categoryOf = (report: Report): string => (report.type === 'Suspended' ? mappedExclusionCategory(report.data.category) : 'PERM');

const keyOf = (report: Report): string =>
  `${report.data.school} ${categoryOf(report)} ${report.data.effectiveOn} ${report.data.ordinal ?? 1}`;

function episode(
  reports: readonly Report[],
  cancellations: ReadonlyMap<EventId, FactOf<'ExclusionCancelled'>>,
  register: Register,
): Exclusion {
  const ordered = reports.length === 1 ? reports : reports.toSorted(byPrecedence);
  const standing = ordered[ordered.length - 1];
  if (!standing) throw new RangeError('an episode has at least one report');
  const { school, effectiveOn, reasons, senProvision } = standing.data;
  const cancelled = reports.flatMap(({ entry }) => cancellations.get(entry) ?? []).sort((a, b) => order(a.data.effectiveOn, b.data.effectiveOn))[0];
  const { schoolYear, byDefault } = schoolYearOf(effectiveOn, register.termsOf(school));
  return {
    kind: standing.type === 'Suspended' ? 'suspension' : 'permanent-exclusion',
    school,
    category: categoryOf(standing),
    startedOn: effectiveOn,
    lengthSessions: standing.type === 'Suspended' ? (standing.data.lengthSessions ?? null) : null,
    reasons,
    senProvision: senProvision ?? null,
    cancelledOn: cancelled?.data.effectiveOn ?? null,
    schoolYear,
    schoolYearByDefault: byDefault,
    sessionsInYear: 0,
    evidence: [...ordered.map(({ entry }) => entry).reverse(), ...(cancelled ? [cancelled.entry] : [])],
  };
}

function withYearSums(exclusions: readonly Exclusion[]): Exclusion[] {
  const sums = new Map<SchoolYear, number>();
  return exclusions.map((exclusion) => {
    if (exclusion.kind !== 'suspension') return exclusion;
    const sessionsInYear = (sums.get(exclusion.schoolYear) ?? 0) + sessionsOut(exclusion);
    sums.set(exclusion.schoolYear, sessionsInYear);
    return { ...exclusion, sessionsInYear };
  });
}

/** Sessions that count to the 45 days: of a cancelled suspension, those already missed, at two a weekday. */
function sessionsOut({ lengthSessions, startedOn, cancelledOn }: Exclusion): number {
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

/** The report that stands comes last. */
function byPrecedence(a: Report, b: Report): number {
  return (
    Number(a.data.term === undefined) - Number(b.data.term === undefined) ||
    order(termOrder(a), termOrder(b)) ||
    order(JSON.stringify(a.data), JSON.stringify(b.data)) ||
    order(a.entry, b.entry)
  );
}

/** Terms of one calendar year sort spring, summer, autumn. */
function termOrder({ data: { term } }: Report): string {
  if (!term) return '';
  const [year = '', season = ''] = term.split('-');
  return `${year}${['spring', 'summer', 'autumn'].indexOf(season)}`;
}

const byStart = (a: Exclusion, b: Exclusion): number =>
  order(a.startedOn, b.startedOn) || order(a.school, b.school) || order(a.category, b.category) || (a.lengthSessions ?? 0) - (b.lengthSessions ?? 0);

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
