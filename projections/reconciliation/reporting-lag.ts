/**
 * Reporting lag: calendar days from the day on which something happened to the day on which the ledger learned it, by
 * school and family. It is shown beside what is newest, of which more may yet be heard.
 */
import type { CensusTerm } from '../../events/calendar/census-day.js';
import { dayInLondon, daysBetween, type PlainDate } from '../../events/calendar/plain-date.js';
import type { Family } from '../../events/catalogue.js';
import type { Urn } from '../../events/identifiers.js';
import { byText, sorted } from '../order.js';
import type { Projection, Tally, TallyTable } from '../projection.js';
import type { PupilFacts } from '../standing-facts.js';

/** Longer than this is as long as this: the books of earlier years were entered late, however late. Ours. */
const longestLagDays = 400;

/** What schools and authorities report as it happens. Censuses come after their day by design, and who a child is has none. */
const families: readonly Family[] = [
  'admission register',
  'exclusion',
  'managed move',
  'off-site direction and alternative provision',
  'home education',
  'missing education',
  'unrecorded practice',
  'attendance and support',
];

const lagTable: TallyTable = {
  name: 'reporting_lag',
  key: [
    { name: 'school', type: 'text' },
    { name: 'family', type: 'text' },
    { name: 'year_recorded', type: 'text' },
    { name: 'days', type: 'text' },
  ],
  counts: ['reports'],
};

/** A report that stands and names a school; of one that was corrected, when it was first heard of. */
export interface Report {
  readonly family: Family;
  readonly school: Urn;
  readonly on: PlainDate;
  readonly recordedOn: PlainDate;
}

/** What facts of these families may say. */
interface MayBeReport {
  readonly effectiveOn: PlainDate;
  readonly school?: Urn;
  readonly term?: CensusTerm;
}

/** In an order that does not follow from that of arrival. */
export function reportsOf(facts: PupilFacts): Report[] {
  const reports: Report[] = [];
  for (const family of families)
    for (const { data, recordedAt } of facts.of(family)) {
      const { school, term, effectiveOn: on }: MayBeReport = data;
      // What names its term was told by a census; what was not sequenced yet has no time.
      if (school && term === undefined && recordedAt !== '')
        reports.push({ family, school, on, recordedOn: dayInLondon(recordedAt) });
    }
  return sorted(reports, inOrder);
}

const inOrder = (a: Report, b: Report): number =>
  byText(a.on, b.on) ||
  byText(a.family, b.family) ||
  byText(a.school, b.school) ||
  byText(a.recordedOn, b.recordedOn);

const lagsOf = (reports: readonly Report[]): readonly Tally[] =>
  reports.map(({ family, school, on, recordedOn }) => {
    const days = Math.min(Math.max(daysBetween(on, recordedOn), 0), longestLagDays);
    return { key: [school, family, recordedOn.slice(0, 4), String(days)], counts: { reports: 1 } };
  });

/** What the tally holds of a school and a family. */
export interface LagCount {
  readonly school: Urn;
  readonly family: Family;
  readonly days: number;
  readonly reports: number;
}

type DaysOfReports = Pick<LagCount, 'days' | 'reports'>;

export interface LagOfFamily {
  readonly family: Family;
  readonly reports: number;
  /** Within so many days half of the reports had come, and nine in ten. */
  readonly medianDays: number;
  readonly ninetiethPercentileDays: number;
}

export interface LagFigure extends LagOfFamily {
  readonly school: Urn;
}

/** @param counts in the order of school, family and days */
export function lagFigures(counts: readonly LagCount[]): LagFigure[] {
  return groupsOf(counts, (a, b) => a.school === b.school && a.family === b.family).map((group) => ({
    school: group[0].school,
    family: group[0].family,
    ...withinDays(group),
  }));
}

/** The same of all schools of a place together. @param counts in the order of family and days */
export function lagsByFamily(counts: readonly Omit<LagCount, 'school'>[]): LagOfFamily[] {
  return groupsOf(counts, (a, b) => a.family === b.family).map((group) => ({
    family: group[0].family,
    ...withinDays(group),
  }));
}

/** Runs of what is alike. */
function groupsOf<T>(counts: readonly T[], alike: (a: T, b: T) => boolean): [T, ...T[]][] {
  const groups: [T, ...T[]][] = [];
  for (const each of counts) {
    const last = groups.at(-1);
    if (last && alike(last[0], each)) last.push(each);
    else groups.push([each]);
  }
  return groups;
}

function withinDays(group: readonly DaysOfReports[]): Omit<LagOfFamily, 'family'> {
  const reports = group.reduce((sum, each) => sum + each.reports, 0);
  return {
    reports,
    medianDays: percentile(group, reports, 0.5),
    ninetiethPercentileDays: percentile(group, reports, 0.9),
  };
}

/** The least number of days within which that share of the reports had come. */
function percentile(group: readonly DaysOfReports[], reports: number, share: number): number {
  let come = 0;
  for (const each of group) {
    come += each.reports;
    if (come >= reports * share) return each.days;
  }
  return longestLagDays;
}

export const reportingLag: Projection = {
  name: 'reporting-lag',
  version: 3,
  rowTables: [],
  tallyTables: [lagTable],
  rows: () => [],
  tallies: ({ reports }) => [lagsOf(reports)],
};
