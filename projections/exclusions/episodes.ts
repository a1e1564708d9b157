/**
 * Which reports are of one exclusion, and what is about it. Pupil, school, category, starting day and its number among
 * those of one file that share these are one exclusion. A report made directly stands before a census row, a later
 * census before an earlier one.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { mappedExclusionCategory } from '../../events/codes/exclusion-category.js';
import type { Urn } from '../../events/identifiers.js';
import { addTo } from '../groups.js';
import { byText } from '../order.js';
import type { Fact, FactOf } from '../standing-facts.js';

export type ExclusionReport = FactOf<'Suspended' | 'PermanentlyExcluded'>;

const typesAbout = [
  'ExclusionCancelled',
  'ExclusionReviewed',
  'TribunalClaimLodged',
  'TribunalClaimDecided',
  'SixthDayEducationArranged',
  'ReintegrationMeetingHeld',
] as const;
export type AboutExclusion = FactOf<(typeof typesAbout)[number]>;

export interface Episode {
  readonly school: Urn;
  readonly category: string;
  readonly startedOn: PlainDate;
  readonly ordinal: number;
  /** The report that stands comes last. */
  readonly reports: readonly ExclusionReport[];
  readonly about: readonly AboutExclusion[];
}

export interface Episodes {
  readonly episodes: readonly Episode[];
  /** What is about an exclusion that is not in this history. */
  readonly unattached: readonly AboutExclusion[];
}

export function episodesOf(facts: readonly Fact[]): Episodes {
  const byKey = new Map<string, ExclusionReport[]>();
  const abouts: AboutExclusion[] = [];
  for (const fact of facts) {
    if (isReport(fact)) addTo(byKey, keyOf(fact), fact);
    else if (isAbout(fact)) abouts.push(fact);
  }
  const episodes = [...byKey.values()].map(episode);
  const unattached: AboutExclusion[] = [];
  for (const about of abouts) {
    const found = episodeAbout(about, episodes);
    if (found) found.about.push(about);
    else unattached.push(about);
  }
  return { episodes, unattached };
}

const isReport = (fact: Fact): fact is ExclusionReport =>
  fact.type === 'Suspended' || fact.type === 'PermanentlyExcluded';

const isAbout = (fact: Fact): fact is AboutExclusion => typesAbout.some((type) => type === fact.type);

const categoryOf = (report: ExclusionReport): string =>
  report.type === 'Suspended' ? mappedExclusionCategory(report.data.category) : 'PERM';

const keyOf = (report: ExclusionReport): string =>
  `${report.data.school} ${categoryOf(report)} ${report.data.effectiveOn} ${report.data.ordinal ?? 1}`;

interface EpisodeInMaking extends Episode {
  readonly about: AboutExclusion[];
}

function episode(reports: readonly ExclusionReport[]): EpisodeInMaking {
  const ordered = reports.length === 1 ? reports : reports.toSorted(byPrecedence);
  const standing = ordered[ordered.length - 1];
  if (!standing) throw new RangeError('an exclusion has at least one report');
  const { school, effectiveOn: startedOn, ordinal = 1 } = standing.data;
  return { school, category: categoryOf(standing), startedOn, ordinal, reports: ordered, about: [] };
}

/** By the entry that is named; else by school, first day and category: a permanent one first where that is not said. */
function episodeAbout<E extends Episode>({ data }: AboutExclusion, episodes: readonly E[]): E | undefined {
  const named = episodes.find(({ reports }) => reports.some(({ entry }) => entry === data.exclusion));
  if (named || data.excludedOn === undefined) return named;
  const category = data.category === undefined ? undefined : mappedExclusionCategory(data.category);
  return episodes
    .filter(
      (each) =>
        each.school === data.school &&
        each.startedOn === data.excludedOn &&
        (category === undefined || each.category === category),
    )
    .sort(
      (a, b) =>
        weightOf(a.category) - weightOf(b.category) ||
        byText(a.category, b.category) ||
        a.ordinal - b.ordinal,
    )[0];
}

const weightOf = (category: string): number => {
  const at = ['PERM', 'SUSP', 'LNCH'].indexOf(category);
  return at < 0 ? 3 : at;
};

const lengthOf = (report: ExclusionReport): number =>
  report.type === 'Suspended' ? (report.data.lengthSessions ?? 0) : 0;

/** The report that stands comes last: of direct reports that differ, the one of the longer exclusion. */
function byPrecedence(a: ExclusionReport, b: ExclusionReport): number {
  return (
    Number(a.data.term === undefined) - Number(b.data.term === undefined) ||
    byText(termOrder(a), termOrder(b)) ||
    lengthOf(a) - lengthOf(b) ||
    byText(JSON.stringify(a.data), JSON.stringify(b.data)) ||
    byText(a.entry, b.entry)
  );
}

/** Terms of one calendar year sort spring, summer, autumn. */
function termOrder({ data: { term } }: ExclusionReport): string {
  if (!term) return '';
  const [year = '', season = ''] = term.split('-');
  return `${year}${['spring', 'summer', 'autumn'].indexOf(season)}`;
}
