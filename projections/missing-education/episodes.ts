/** Which reports, leavings and returns are of one time of missing education. */
import { addDays, type PlainDate } from '../../events/calendar/plain-date.js';
import type { EventType } from '../../events/catalogue.js';
import type { DeletionMeaning } from '../../events/codes/deletion-ground.js';
import type { EventId, Urn } from '../../events/identifiers.js';
import { inDayOrder } from '../day-order.js';
import type { HomeEducation } from '../home-education/home-education.js';
import { courseOf, stateAfter, type Sent } from '../lifecycle.js';
import { byText } from '../order.js';
import type { Fact, FactOf, PupilFacts } from '../standing-facts.js';
import type { Circumstances } from '../trajectory/circumstances.js';
import { meaningOf, sameStayDays } from '../trajectory/moves.js';
import { compulsoryAgeOf } from '../trajectory/school-age.js';
import { beginningOf } from '../trajectory/spells.js';
import type { MainRegistration, Move } from '../trajectory/trajectory.js';
import { isOver, missingEducationLifecycle, type MissingSignal } from './lifecycle.js';
import type { MissingEducation } from './missing-education.js';

const types = [
  'MissingEducationReported',
  'EnquiryMade',
  'PupilLocated',
  'DestinationConfirmed',
  'PupilDied',
] as const;
type MissingFact = FactOf<(typeof types)[number]>;

/** What missing education is read against. */
export interface MissingContext {
  readonly moves: readonly Move[];
  readonly registrations: readonly MainRegistration[];
  readonly homeEducation: readonly HomeEducation[];
  readonly circumstances: Circumstances;
}

interface Told extends Sent<MissingSignal> {
  readonly fact: MissingFact | null;
  /** The school left, of a leaving. */
  readonly school: Urn | null;
}

/** In the order of days. What comes while one lasts is of that one; education ends it. */
export function missingEducationOf(facts: PupilFacts, context: MissingContext): MissingEducation[] {
  const told = beginningsAndReports(facts, context);
  if (told.every(({ signal }) => endings.has(signal))) return [];
  const episodes: Told[][] = [];
  let isOpen = false;
  for (const each of [...told, ...ends(context)].sort(inOrder)) {
    const last = episodes.at(-1);
    if (isOpen && last) last.push(each);
    else if (!endings.has(each.signal)) episodes.push([each]);
    else continue;
    isOpen = !isOver(stateAfter(missingEducationLifecycle, courseOfTold(episodes.at(-1) ?? [])));
  }
  return episodes.map((episode) => episodeFrom(episode, context.registrations));
}

const endings: ReadonlySet<MissingSignal> = new Set([
  'destination-confirmed',
  'joined-school',
  'home-education',
  'died',
]);

const courseOfTold = (told: readonly Told[]) => courseOf(missingEducationLifecycle, told);

const rank = ({ signal }: Told): number =>
  missingEducationLifecycle.transitions.findIndex(({ on }) => on === signal);

const inOrder = (a: Told, b: Told): number => byText(a.on, b.on) || rank(a) - rank(b);

function beginningsAndReports(
  facts: PupilFacts,
  { moves, homeEducation, circumstances }: MissingContext,
): Told[] {
  const own: MissingFact[] = [];
  for (const family of familiesTelling)
    for (const fact of facts.of(family)) if (isMissingFact(fact)) own.push(fact);
  const all: Told[] = [];
  for (const fact of inDayOrder(own, ({ type }) => types.indexOf(type))) {
    const each = toldBy(fact);
    if (each) all.push(each);
  }
  for (const move of moves) {
    const each = leavingWithoutDestination(move, circumstances);
    if (each) all.push(each);
  }
  for (const { reviews, endedOn } of homeEducation)
    for (const { suitability, on, evidence } of reviews)
      if (suitability === 'unsuitable' && (endedOn === null || on <= endedOn))
        all.push(told('found-unsuitable', on, evidence));
  return all;
}

const familiesTelling = ['missing education', 'admission register', 'circumstances'] as const;

const isMissingFact = (fact: Fact): fact is MissingFact => telling.has(fact.type);

const telling: ReadonlySet<EventType> = new Set<EventType>(types);

function toldBy(fact: MissingFact): Told | undefined {
  const { effectiveOn: on } = fact.data;
  switch (fact.type) {
    case 'MissingEducationReported':
      return { ...told('reported', on, fact.entry), fact };
    case 'EnquiryMade':
      return { ...told('enquiry-made', on, fact.entry), fact };
    case 'PupilLocated': {
      const isSuitable = fact.data.inEducation && fact.data.suitable !== false;
      return { ...told(isSuitable ? 'located-in-education' : 'located', on, fact.entry), fact };
    }
    case 'DestinationConfirmed': {
      const isThere = fact.data.arrived && fact.data.suitable !== false;
      return isThere ? told('destination-confirmed', on, fact.entry) : undefined;
    }
    case 'PupilDied':
      return told('died', on, fact.entry);
  }
}

/**
 * A name that the register says was deleted, of a child of compulsory school age, with no destination reported and none
 * in its ground. From a census alone, which states nobody's destination, nothing follows; nor where another roll was
 * joined within the days that are one move.
 */
function leavingWithoutDestination(move: Move, circumstances: Circumstances): Told | undefined {
  const { kind, end, to, gapDaysOutsideHolidays, leftOn, from } = move;
  if (kind !== 'left' || (end?.how !== 'removed' && end?.how !== 'deletion-returned')) return undefined;
  const evidence = end.evidence[0];
  const isReported = end.destination !== undefined && end.destination.kind !== 'none-known';
  const isOneMove = to !== null && (gapDaysOutsideHolidays ?? 0) <= sameStayDays;
  if (evidence === undefined || isReported || isOneMove || saysWhereTo.has(meaningOf(end) ?? 'other'))
    return undefined;
  const on = addDays(leftOn, 1);
  if (!isOfSchoolAge(circumstances, on)) return undefined;
  return { ...told('left-without-destination', on, evidence), school: from };
}

/** Grounds that say what became of the pupil, or that nothing is owed. */
const saysWhereTo: ReadonlySet<DeletionMeaning> = new Set([
  'home-education',
  'dual-roll-end',
  'transition',
  'custody',
  'died',
  'over-compulsory-age',
]);

/** Where the month of birth is not known the child is taken for one of school age: it is for somebody to look. */
function isOfSchoolAge(circumstances: Circumstances, on: PlainDate): boolean {
  const age = compulsoryAgeOf(circumstances);
  return age === null || (on > age.beginsOn && on <= age.endsOn);
}

function ends({ registrations, homeEducation }: MissingContext): Told[] {
  return [
    ...registrations.flatMap(({ spell, knownFrom }) => {
      const evidence = beginningOf(spell);
      return evidence === undefined ? [] : [told('joined-school', knownFrom, evidence)];
    }),
    ...homeEducation.flatMap(({ course }) =>
      course
        .filter(({ signal }) => signal === 'started' || signal === 'found-suitable')
        .map(({ on, evidence }) => told('home-education', on, evidence)),
    ),
  ];
}

const told = (signal: MissingSignal, on: PlainDate, evidence: EventId): Told => ({
  signal,
  on,
  evidence,
  fact: null,
  school: null,
});

const becauseOf: Readonly<Partial<Record<MissingSignal, MissingEducation['because']>>> = {
  'left-without-destination': 'left-without-destination',
  'found-unsuitable': 'found-unsuitable',
  reported: 'reported',
  'enquiry-made': 'enquired',
};

function episodeFrom(episode: readonly Told[], registrations: readonly MainRegistration[]): MissingEducation {
  const [first] = episode;
  if (!first) throw new RangeError('a time of missing education begins with something');
  const course = courseOfTold(episode);
  const state = stateAfter(missingEducationLifecycle, course);
  const facts = episode.flatMap(({ fact }) => fact ?? []);
  const report = facts.find((fact) => fact.type === 'MissingEducationReported');
  const located = facts.findLast((fact) => fact.type === 'PupilLocated');
  return {
    because: becauseOf[first.signal] ?? 'located',
    school:
      first.school ??
      report?.data.origin?.school ??
      registrations.findLast(({ to }) => to !== null && to <= first.on)?.school ??
      null,
    from: first.on,
    to: isOver(state) ? (course.at(-1)?.on ?? null) : null,
    reportedBy: report?.data.reportedBy ?? null,
    reason: report?.data.reason ?? null,
    enquiries: facts
      .filter((fact) => fact.type === 'EnquiryMade')
      .map(({ data: { effectiveOn, madeBy, kind, outcome }, entry }) => ({
        on: effectiveOn,
        madeBy,
        kind,
        outcome,
        evidence: entry,
      })),
    located: located
      ? {
          on: located.data.effectiveOn,
          destination: located.data.destination,
          inEducation: located.data.inEducation,
          suitable: located.data.suitable ?? null,
          evidence: located.entry,
        }
      : null,
    course,
    state,
    evidence: episode.map(({ evidence }) => evidence),
  };
}
