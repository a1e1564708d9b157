/** Education away from the school in one history: each placement with its notice, course, attendance and provider. */
import { addDays, type PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import { yearGroupNumber } from '../../events/codes/nc-year.js';
import type { AuthorityCode, Urn } from '../../events/identifiers.js';
import type { Provider } from '../../events/off-site-direction.js';
import { inDayOrder } from '../day-order.js';
import { clocks, dueOn } from '../duties/clocks.js';
import { courseOf, stateAfter, type Sent } from '../lifecycle.js';
import { byText } from '../order.js';
import type { Register } from '../register/register.js';
import type { Fact } from '../standing-facts.js';
import {
  placementEpisodes,
  type AboutPlacement,
  type PlacementEpisode,
  type PlacementFact,
} from './episodes.js';
import {
  directionLifecycle,
  provisionLifecycle,
  type DirectionSignal,
  type ProvisionSignal,
} from './lifecycle.js';
import type { Notice, PatternSince, Placement, ProviderStanding, ReviewRequest } from './placement.js';

/** What placements are read against. */
export interface PlacementContext {
  readonly register: Register;
  readonly yearGroupOn: (day: PlainDate, schoolYear: SchoolYear) => number | null;
}

export interface PlacementsRead {
  /** In the order of their beginning. */
  readonly placements: readonly Placement[];
  /** What is about a placement that is not in this history. */
  readonly unattached: readonly PlacementFact[];
}

/** @param facts what stands of the history */
export function readPlacements(facts: readonly Fact[], context: PlacementContext): PlacementsRead {
  const { episodes, unattached } = placementEpisodes(facts);
  return { placements: episodes.map((each) => placementOf(each, context)).sort(byBeginning), unattached };
}

function placementOf(episode: PlacementEpisode, context: PlacementContext): Placement {
  const { kind, provider, started, notices, attended } = episode;
  const { register } = context;
  const about = inDayOrder(episode.about);
  const [first] = started;
  const [notice] = notices;
  const ended = about.find(isEnd);
  const school = first?.data.school ?? notice?.data.school ?? null;
  const knownFrom = [first, notice].flatMap((fact) => fact?.data.effectiveOn ?? []).sort(byText)[0];
  if (knownFrom === undefined) throw new RangeError('a placement has a start or a notice');
  const startedOn = first?.data.effectiveOn ?? null;
  const authority =
    first?.type === 'AlternativeProvisionStarted'
      ? first.data.authority
      : ((school && register.school(school, knownFrom)?.authority) ?? null);
  return {
    kind,
    school,
    authority,
    provider,
    taughtAt: (first?.type === 'AlternativeProvisionStarted' ? first.data.taughtAt : undefined) ?? null,
    knownFrom,
    startedOn,
    endedOn: ended?.data.effectiveOn ?? null,
    plannedEndOn: plannedEndOf(about) ?? first?.data.plannedEndOn ?? null,
    reason: first?.data.reason ?? notice?.data.reason ?? null,
    registration: first?.data.registration ?? null,
    patterns: patternsOf(episode, about),
    notice: notice ? noticeOf(notice.data, notice.entry, startedOn, register) : null,
    reviews: about
      .filter(isReview)
      .map(({ data, entry }) => ({ on: data.effectiveOn, decision: data.decision, evidence: entry })),
    reviewRequests: reviewRequestsOf(about),
    disputes: about
      .filter((fact) => fact.type === 'OffSiteDirectionDisputed')
      .map(({ data, entry }) => ({ on: data.effectiveOn, to: data.to, evidence: entry })),
    attendance: inDayOrder(attended).map(({ data, entry }) => ({
      from: data.effectiveOn,
      until: data.until,
      sessionsPossible: data.sessionsPossible,
      sessionsAttended: data.sessionsAttended,
      evidence: entry,
    })),
    followedBy: ended?.data.followedBy ?? null,
    objectivesMet: (ended?.type === 'OffSiteDirectionEnded' ? ended.data.objectivesMet : undefined) ?? null,
    ...courseOfEpisode(episode, about),
    check: startedOn === null ? null : checkOf(authority, provider, startedOn, register),
    system: startedOn === null ? null : systemOf(authority, startedOn, context),
    exclusion: (first?.type === 'AlternativeProvisionStarted' ? first.data.exclusion : undefined) ?? null,
    managedMove: null,
    evidence: [...started, ...notices, ...about, ...inDayOrder(attended)].map(({ entry }) => entry),
  };
}

function courseOfEpisode(
  { kind, started, notices }: PlacementEpisode,
  about: readonly AboutPlacement[],
): Pick<Placement, 'course' | 'state'> {
  const facts = [...notices, ...started, ...about];
  if (kind === 'direction') {
    const course = courseOf(directionLifecycle, facts.flatMap(directionSignal));
    return { course, state: stateAfter(directionLifecycle, course) };
  }
  const course = courseOf(provisionLifecycle, facts.flatMap(provisionSignal));
  return { course, state: stateAfter(provisionLifecycle, course) };
}

const directionSignals: Partial<Record<PlacementFact['type'], DirectionSignal>> = {
  OffSiteDirectionNotified: 'notified',
  OffSiteDirectionStarted: 'started',
  OffSiteDirectionReviewRequested: 'review-requested',
  OffSiteDirectionReviewed: 'reviewed',
  OffSiteDirectionDisputed: 'disputed',
  OffSiteDirectionEnded: 'ended',
};

const provisionSignals: Partial<Record<PlacementFact['type'], ProvisionSignal>> = {
  AlternativeProvisionStarted: 'started',
  AlternativeProvisionReviewed: 'reviewed',
  AlternativeProvisionEnded: 'ended',
};

const directionSignal = (fact: PlacementFact): Sent<DirectionSignal>[] =>
  sent(directionSignals[fact.type], fact);
const provisionSignal = (fact: PlacementFact): Sent<ProvisionSignal>[] =>
  sent(provisionSignals[fact.type], fact);

const sent = <S extends string>(signal: S | undefined, { data, entry }: PlacementFact): Sent<S>[] =>
  signal === undefined ? [] : [{ signal, on: data.effectiveOn, evidence: entry }];

type Ended = Extract<AboutPlacement, { type: 'OffSiteDirectionEnded' | 'AlternativeProvisionEnded' }>;
type Reviewed = Extract<
  AboutPlacement,
  { type: 'OffSiteDirectionReviewed' | 'AlternativeProvisionReviewed' }
>;

const isEnd = (fact: AboutPlacement): fact is Ended =>
  fact.type === 'OffSiteDirectionEnded' || fact.type === 'AlternativeProvisionEnded';
const isReview = (fact: AboutPlacement): fact is Reviewed =>
  fact.type === 'OffSiteDirectionReviewed' || fact.type === 'AlternativeProvisionReviewed';

const plannedEndOf = (about: readonly AboutPlacement[]): PlainDate | undefined =>
  about.filter(isReview).findLast(({ data }) => data.plannedEndOn !== undefined)?.data.plannedEndOn;

function patternsOf({ started }: PlacementEpisode, about: readonly AboutPlacement[]): PatternSince[] {
  const [first] = started;
  if (!first) return [];
  const patterns: PatternSince[] = [patternOf(first.data, first.data.pattern, first.entry)];
  for (const { data, entry } of about.filter(isReview)) {
    if (data.pattern === undefined && data.sessionsPerWeek === undefined) continue;
    patterns.push(patternOf(data, data.pattern ?? patterns.at(-1)?.pattern ?? 'part-time', entry));
  }
  return patterns;
}

const patternOf = (
  { effectiveOn, sessionsPerWeek }: { effectiveOn: PlainDate; sessionsPerWeek?: number },
  pattern: PatternSince['pattern'],
  evidence: PatternSince['evidence'],
): PatternSince => ({ from: effectiveOn, pattern, sessionsPerWeek: sessionsPerWeek ?? null, evidence });

function noticeOf(
  data: Extract<PlacementFact, { type: 'OffSiteDirectionNotified' }>['data'],
  evidence: Notice['evidence'],
  startedOn: PlainDate | null,
  register: Register,
): Notice {
  const { school, startsOn } = data;
  const latest = dueOn(startedOn ?? startsOn, clocks.directionNotice, register.calendarOf(school));
  return {
    on: data.effectiveOn,
    startsOn,
    latestOn: latest.on,
    byDefaultCalendar: latest.byDefaultCalendar,
    days: data.days ?? null,
    objectives: data.objectives,
    states: data.states,
    parentTold: data.parentTold,
    authorityTold: data.authorityTold ?? null,
    evidence,
  };
}

function reviewRequestsOf(about: readonly AboutPlacement[]): ReviewRequest[] {
  const reviews = about.filter(isReview).map(({ data }) => data.effectiveOn);
  const { length } = clocks.directionReviewAgain;
  return about
    .filter((fact) => fact.type === 'OffSiteDirectionReviewRequested')
    .map(({ data: { effectiveOn: on, by }, entry }) => ({
      on,
      by,
      binds: !reviews.some((review) => review <= on && addDays(review, 7 * length) >= on),
      heldOn: reviews.find((review) => review >= on) ?? null,
      evidence: entry,
    }));
}

function checkOf(
  authority: AuthorityCode | null,
  provider: Provider,
  on: PlainDate,
  register: Register,
): ProviderStanding | null {
  const checks = authority === null ? [] : register.provision.checksOf(authority, provider, on);
  const newest = checks.at(-1);
  if (!newest) return null;
  const visit = checks.findLast(({ data }) => data.visited);
  return {
    registered: newest.data.registered,
    quality: newest.data.quality,
    visited: visit !== undefined,
    evidence: [...new Set([newest.entry, ...(visit ? [visit.entry] : [])])],
  };
}

/** The system in force on the first day; the one before it for a pupil whose year group stays with that. */
function systemOf(
  authority: AuthorityCode | null,
  on: PlainDate,
  { register, yearGroupOn }: PlacementContext,
): string | null {
  const systems = authority === null ? [] : register.provision.systemsOf(authority, on);
  const current = systems.at(-1);
  if (!current || authority === null) return null;
  const from = current.data.effectiveOn;
  const { schoolYear } = schoolYearOf(from, register.calendarOfAuthority(authority).terms);
  const yearGroup = yearGroupOn(from, schoolYear);
  const stays = current.data.staying.some(
    (code) => yearGroup !== null && yearGroupNumber(code) === yearGroup,
  );
  return (stays ? (systems.findLast(({ data }) => data.effectiveOn < from) ?? current) : current).data.name;
}

const byBeginning = (a: Placement, b: Placement): number =>
  byText(a.startedOn ?? a.knownFrom, b.startedOn ?? b.knownFrom) ||
  byText(a.kind, b.kind) ||
  byText(nameOf(a), nameOf(b)) ||
  byText(a.evidence[0] ?? '', b.evidence[0] ?? '');

const nameOf = ({ school, provider }: { school: Urn | null; provider: Provider }): string =>
  JSON.stringify([school, provider.school, provider.ukprn, provider.reference, provider.setting]);
