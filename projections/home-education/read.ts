/** The home education family of one history, read whole: what it adds to the trajectory. */
import { addDays, daysBetween, earlier, type PlainDate } from '../../events/calendar/plain-date.js';
import { SchoolCalendar } from '../../events/calendar/school-calendar.js';
import type { AuthorityCode, Urn } from '../../events/identifiers.js';
import { dueOn, type DueDate } from '../duties/clocks.js';
import type { Exclusion } from '../exclusions/exclusion.js';
import { courseOf, stateAfter, type Sent } from '../lifecycle.js';
import type { Register } from '../register/register.js';
import type { StandardThatHolds, StandardWithLength } from '../register/local-standards.js';
import type { PupilFacts } from '../standing-facts.js';
import type { Circumstances } from '../trajectory/circumstances.js';
import type { Flag } from '../trajectory/flags.js';
import { isOnRoll } from '../trajectory/spells.js';
import type { MainRegistration, Spell, Trajectory } from '../trajectory/trajectory.js';
import { standingConcerns } from '../unrecorded-practice/concerns.js';
import { attendanceOrdersOf } from './attendance-orders.js';
import { consentsOf } from './consent.js';
import { episodesOf, type Episode, type HomeEducationFact } from './episodes.js';
import { homeEducationFlags } from './flags.js';
import type { HomeEducation, ReturnToSchool, ReturnWindow } from './home-education.js';
import { homeEducationLifecycle, type HomeEducationSignal } from './lifecycle.js';
import { signsOfPressure } from './pressure.js';

/** What home education is read against. */
export interface HomeEducationContext {
  readonly register: Register;
  readonly spells: readonly Spell[];
  readonly registrations: readonly MainRegistration[];
  readonly circumstances: Circumstances;
  readonly exclusions: readonly Exclusion[];
}

export type HomeEducationFamily = Pick<Trajectory, 'homeEducation' | 'attendanceOrders'> & {
  readonly flags: readonly Flag[];
};

const nothing: HomeEducationFamily = { homeEducation: [], attendanceOrders: [], flags: [] };

/** @param facts what stands of the history */
export function readHomeEducation(facts: PupilFacts, context: HomeEducationContext): HomeEducationFamily {
  const { spells, registrations, register } = context;
  const episodes = episodesOf(facts, spells, registrations);
  const concerns = episodes.length === 0 ? [] : standingConcerns(facts.of('unrecorded practice'));
  let number = 0;
  const homeEducation = episodes.map((episode) => {
    const begun = beginningOf(episode) !== null;
    if (begun) number++;
    const read = homeEducationFrom(episode, Math.max(number, 1), context);
    const on = firstTold(read, episode);
    const { exclusions } = context;
    return { ...read, pressure: signsOfPressure(episode.facts, { on, exclusions, concerns }) };
  });
  const attendanceOrders = attendanceOrdersOf(facts.of('home education'), registrations);
  if (episodes.length === 0 && attendanceOrders.length === 0) return nothing;
  return {
    homeEducation,
    attendanceOrders,
    flags: homeEducationFlags(homeEducation, attendanceOrders, register),
  };
}

function homeEducationFrom(
  episode: Episode,
  number: number,
  { spells, circumstances, register }: HomeEducationContext,
): Omit<HomeEducation, 'pressure'> {
  const { facts, leavings, joining } = episode;
  const leaving = leavings.at(-1);
  const first = <T extends HomeEducationFact['type']>(type: T) =>
    facts.find((fact): fact is Extract<HomeEducationFact, { type: T }> => fact.type === type);
  const notice = first('HomeEducationNotified');
  const notifiedOn = notice?.data.effectiveOn ?? null;
  const startedOn = beginningOf(episode);
  const on = earliest([notifiedOn, leaving?.on, startedOn, facts[0]?.data.effectiveOn]);
  const school =
    leaving?.spell.school ??
    schoolNamed(facts) ??
    spells.findLast((spell) => isOnRoll(spell, on))?.school ??
    null;
  const clock = new StandardClock(register, school);
  const window = leaving && startedOn !== null ? clock.window(leaving.spell.school, leaving.on) : null;
  const ended = facts.findLast((fact) => fact.type === 'HomeEducationEnded' || fact.type === 'PupilDied');
  const course = courseOf(homeEducationLifecycle, signalsOf(episode));
  return {
    school,
    authority: (school && register.school(school)?.authority) ?? authorityNamed(facts),
    notifiedOn,
    letter: notice?.data.letter ?? null,
    reason: notice?.data.reason ?? first('HomeEducationStarted')?.data.reason ?? null,
    leftOn: leaving?.on ?? null,
    startedOn,
    informationGivenOn: first('HomeEducationInformationGiven')?.data.effectiveOn ?? null,
    meetings: facts
      .filter((fact) => fact.type === 'HomeEducationMeetingHeld')
      .map(({ data, entry }) => ({ on: data.effectiveOn, attended: data.attended, evidence: entry })),
    meetingDue: notifiedOn && clock.due('home-education-meeting', notifiedOn),
    consents: consentsOf(facts, {
      school,
      on: leaving?.on ?? startedOn ?? on,
      circumstances,
      register,
    }),
    reviews: facts
      .filter((fact) => fact.type === 'HomeEducationReviewed')
      .map(({ data, entry }) => ({ on: data.effectiveOn, suitability: data.suitability, evidence: entry })),
    returnWindow: window,
    returnRequestedOn: first('ReturnRequested')?.data.effectiveOn ?? null,
    returned: returnOf(episode, startedOn, school, window),
    endedOn: endedOn(episode, ended?.data.effectiveOn),
    ending: endingOf(episode, ended),
    number,
    course,
    state: stateAfter(homeEducationLifecycle, course),
    evidence: [
      ...facts.map(({ entry }) => entry),
      ...leavings.flatMap(({ end }) => end.evidence),
      ...(joining ? [joining.evidence] : []),
    ],
  };
}

/** First day at home: as reported, else the day after the leaving; null where neither is known. */
function beginningOf({ facts, leavings }: Episode): PlainDate | null {
  const reported = facts.find(({ type }) => type === 'HomeEducationStarted');
  const leaving = leavings.at(-1);
  return reported?.data.effectiveOn ?? (leaving ? addDays(leaving.on, 1) : null);
}

/** Education at home may have ended before the roll was joined, but not after it. */
function endedOn({ joining }: Episode, reported: PlainDate | undefined): PlainDate | null {
  const before = joining && addDays(joining.registration.knownFrom, -1);
  if (reported === undefined) return before;
  return before === null ? reported : earlier(before, reported);
}

function endingOf({ joining }: Episode, ended: HomeEducationFact | undefined): HomeEducation['ending'] {
  if (ended?.type === 'HomeEducationEnded') return ended.data.outcome;
  if (ended?.type === 'PupilDied') return 'died';
  return joining ? 'returned-to-school' : null;
}

function returnOf(
  { joining, leavings }: Episode,
  startedOn: PlainDate | null,
  school: Urn | null,
  window: ReturnWindow | null,
): ReturnToSchool | null {
  // A roll joined before anything was taken up is a move, not a return.
  if (!joining || (startedOn === null && leavings.length === 0)) return null;
  const { school: to, knownFrom: on } = joining.registration;
  return {
    on,
    to,
    toSchoolLeft: to === school,
    withinWindow: window && on <= window.lastDay,
    daysAtHome: startedOn && Math.max(daysBetween(startedOn, on), 0),
    evidence: [joining.evidence],
  };
}

function signalsOf({ facts, leavings, joining }: Episode): Sent<HomeEducationSignal>[] {
  return [
    ...facts.flatMap((fact) => {
      const signal = signalOf(fact);
      return signal ? [{ signal, on: fact.data.effectiveOn, evidence: fact.entry }] : [];
    }),
    ...leavings.map(({ on, evidence }) => ({ signal: 'taken-off-roll' as const, on, evidence })),
    ...(joining
      ? [
          {
            signal: 'joined-school' as const,
            on: joining.registration.knownFrom,
            evidence: joining.evidence,
          },
        ]
      : []),
  ];
}

function signalOf(fact: HomeEducationFact): HomeEducationSignal | undefined {
  switch (fact.type) {
    case 'HomeEducationNotified':
      return 'notified';
    case 'HomeEducationConsentDecided':
      return fact.data.decision === 'granted' ? 'consent-granted' : 'consent-refused';
    case 'HomeEducationStarted':
      return 'started';
    case 'HomeEducationReviewed':
      if (fact.data.suitability === 'not-yet-known') return undefined;
      return fact.data.suitability === 'suitable' ? 'found-suitable' : 'found-unsuitable';
    case 'ReturnRequested':
      return 'return-requested';
    case 'HomeEducationEnded':
    case 'PupilDied':
      return 'ended';
    default:
      return undefined;
  }
}

/**
 * The own standards of the authority of a school, counted in that school's days. Of a child who is known at no school the
 * defaults hold: histories are read anew when what is said of their schools changes, and of nothing else.
 */
class StandardClock {
  constructor(
    private readonly register: Register,
    private readonly school: Urn | null,
  ) {}

  due(standard: StandardWithLength, from: PlainDate): DueDate {
    const calendar = this.school === null ? SchoolCalendar.byDefault : this.register.calendarOf(this.school);
    return dueOn(from, this.holdingOn(standard, from), calendar);
  }

  window(school: Urn, from: PlainDate): ReturnWindow {
    const { length, byDefault } = this.holdingOn('home-education-return-window', from);
    const { on: lastDay, byDefaultCalendar } = this.due('home-education-return-window', from);
    return { school, schoolDays: length, standardByDefault: byDefault, lastDay, byDefaultCalendar };
  }

  private holdingOn(standard: StandardWithLength, on: PlainDate): StandardThatHolds {
    const authority = this.school === null ? undefined : this.register.school(this.school)?.authority;
    return this.register.standards.holdingOn(standard, authority, on);
  }
}

const firstTold = (read: Omit<HomeEducation, 'pressure'>, { facts }: Episode): PlainDate =>
  earliest([read.notifiedOn, read.leftOn, read.startedOn, facts[0]?.data.effectiveOn]);

function earliest(days: readonly (PlainDate | null | undefined)[]): PlainDate {
  const known = days.flatMap((day) => day ?? []);
  return known.reduce(earlier);
}

function schoolNamed(facts: readonly HomeEducationFact[]): Urn | undefined {
  for (const { data } of facts) if ('school' in data) return data.school;
  return undefined;
}

function authorityNamed(facts: readonly HomeEducationFact[]): AuthorityCode | null {
  for (const { data } of facts) if ('authority' in data) return data.authority;
  return null;
}
