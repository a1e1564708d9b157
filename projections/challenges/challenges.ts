/** Challenges of entries, each with its answers and its end. */
import type {
  Challenger,
  challengeAnswers,
  challengeOutcomes,
  ChallengeAnswered,
} from '../../events/challenge.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { EventId, Urn } from '../../events/identifiers.js';
import { entryNamed, namedBy, type EntryNamed } from '../about-entry.js';
import { inDayOrder } from '../day-order.js';
import { courseOf, outOfCourse, stateAfter, type Sent } from '../lifecycle.js';
import type { Fact, FactOf, PupilFacts } from '../standing-facts.js';
import type { Flag } from '../trajectory/flags.js';
import { toldUpTo } from '../up-to.js';
import {
  challengeLifecycle,
  type ChallengeSignal,
  type ChallengeState,
  type ChallengeStep,
} from './lifecycle.js';

export const challengeFlagCatalogue = {
  'challenge-of-nothing': 'A challenge that names no entry of this history',
  'about-no-challenge': 'An answer to a challenge, or the end of one, that is not in this history',
  'challenge-out-of-course':
    'A step of a challenge that cannot follow on those before it, such as an answer after its end',
} as const;

export interface Challenge {
  readonly raisedOn: PlainDate;
  readonly raisedBy: Challenger;
  /** The peer school, or the school whose board it is. */
  readonly school: Urn | null;
  readonly ground: string;
  /** What is challenged; null where this history does not hold it. */
  readonly about: EntryNamed | null;
  /** The school whose entry that is; null where the entry, or its school, is not known. */
  readonly schoolChallenged: Urn | null;
  readonly answers: readonly ChallengeAnswer[];
  /** More than one where it was escalated. */
  readonly endings: readonly ChallengeEnding[];
  readonly course: readonly ChallengeStep[];
  readonly state: ChallengeState;
  readonly evidence: readonly EventId[];
}

export interface ChallengeAnswer {
  readonly on: PlainDate;
  readonly by: ChallengeAnswered['answeredBy'];
  readonly answer: (typeof challengeAnswers)[number];
  readonly evidence: EventId;
}

export interface ChallengeEnding {
  readonly on: PlainDate;
  readonly outcome: (typeof challengeOutcomes)[number];
  readonly evidence: EventId;
}

export interface ChallengeFamily {
  /** By the day on which they were raised. */
  readonly challenges: readonly Challenge[];
  readonly flags: readonly Flag[];
}

const types = ['ChallengeRaised', 'ChallengeAnswered', 'ChallengeClosed'] as const;
type ChallengeFact = FactOf<(typeof types)[number]>;
type AboutChallenge = FactOf<'ChallengeAnswered' | 'ChallengeClosed'>;

/** Reports that say the same, as merged records hold them, are of one challenge. */
interface InMaking {
  readonly raised: FactOf<'ChallengeRaised'>[];
  readonly steps: AboutChallenge[];
}

const nothing: ChallengeFamily = { challenges: [], flags: [] };

/** @param facts what stands of the history */
export function readChallenges(facts: PupilFacts): ChallengeFamily {
  const ofFamily = facts.of('challenge');
  if (ofFamily.length === 0) return nothing;
  const own = ofFamily.filter((fact): fact is ChallengeFact => types.some((type) => type === fact.type));
  const ordered = inDayOrder(own, ({ type }) => types.indexOf(type));
  const found = new Map<string, InMaking>();
  for (const fact of ordered) {
    if (fact.type !== 'ChallengeRaised') continue;
    const key = saidBy(fact);
    const same = found.get(key);
    if (same) same.raised.push(fact);
    else found.set(key, { raised: [fact], steps: [] });
  }
  const unattached: AboutChallenge[] = [];
  for (const fact of ordered) {
    if (fact.type === 'ChallengeRaised') continue;
    const challenge = challengeMeant(fact, [...found.values()]);
    if (challenge) challenge.steps.push(fact);
    else unattached.push(fact);
  }
  const challenges = [...found.values()].flatMap((each) => challengeFrom(each, facts.all));
  return {
    challenges,
    flags: [...challenges.flatMap(flagsOfChallenge), ...unattached.map(flagOfUnattached)],
  };
}

/** By entry; else by day and who raised it; else the one that was raised last up to then and had not ended. */
function challengeMeant({ data }: AboutChallenge, challenges: readonly InMaking[]): InMaking | undefined {
  if (data.challenge !== undefined)
    return challenges.find(({ raised }) => raised.some(({ entry }) => entry === data.challenge));
  const fitting = challenges.filter(
    ({ raised: [first] }) =>
      (data.raisedOn === undefined || first?.data.effectiveOn === data.raisedOn) &&
      (data.raisedBy === undefined || first?.data.raisedBy === data.raisedBy),
  );
  if (data.raisedOn !== undefined) return fitting[0];
  return fitting.findLast(
    ({ raised: [first], steps }) =>
      first !== undefined &&
      first.data.effectiveOn <= data.effectiveOn &&
      !steps.some((step) => step.type === 'ChallengeClosed' && step.data.outcome !== 'escalated'),
  );
}

function saidBy({ data }: FactOf<'ChallengeRaised'>): string {
  const { effectiveOn, raisedBy, school, ground, about, aboutType, aboutOn } = data;
  return JSON.stringify([effectiveOn, raisedBy, school, ground, about, aboutType, aboutOn]);
}

function challengeFrom({ raised, steps }: InMaking, facts: readonly Fact[]): Challenge[] {
  const [first] = raised;
  if (!first) return [];
  const { effectiveOn, raisedBy, school, ground } = first.data;
  const course = courseOf(challengeLifecycle, steps.flatMap(signalOf));
  const about = entryNamed(first, facts);
  return [
    {
      raisedOn: effectiveOn,
      raisedBy,
      school: school ?? null,
      ground,
      about,
      schoolChallenged: schoolOf(about, facts),
      answers: steps.flatMap(answerOf),
      endings: steps.flatMap(endingOf),
      course,
      state: stateAfter(challengeLifecycle, course),
      evidence: [...raised, ...steps].map(({ entry }) => entry),
    },
  ];
}

function schoolOf(about: EntryNamed | null, facts: readonly Fact[]): Urn | null {
  const data = about && facts.find(({ entry }) => entry === about.entry)?.data;
  return data && 'school' in data ? (data.school ?? null) : null;
}

function answerOf(step: AboutChallenge): ChallengeAnswer[] {
  if (step.type !== 'ChallengeAnswered') return [];
  const { effectiveOn: on, answeredBy: by, answer } = step.data;
  return [{ on, by, answer, evidence: step.entry }];
}

function endingOf(step: AboutChallenge): ChallengeEnding[] {
  if (step.type !== 'ChallengeClosed') return [];
  return [{ on: step.data.effectiveOn, outcome: step.data.outcome, evidence: step.entry }];
}

function signalOf(fact: AboutChallenge): Sent<ChallengeSignal>[] {
  const sent = { on: fact.data.effectiveOn, evidence: fact.entry };
  if (fact.type === 'ChallengeAnswered')
    return fact.data.answer === 'more-to-follow' ? [] : [{ ...sent, signal: 'answered' }];
  return [{ ...sent, signal: fact.data.outcome === 'escalated' ? 'escalated' : 'closed' }];
}

function flagsOfChallenge({ about, raisedOn, course, evidence }: Challenge): Flag[] {
  const flags = outOfCourse('challenge-out-of-course', course);
  if (about === null)
    flags.push({ flag: 'challenge-of-nothing', on: raisedOn, evidence: evidence.slice(0, 1) });
  return flags;
}

const flagOfUnattached = ({ data, entry }: AboutChallenge): Flag => ({
  flag: 'about-no-challenge',
  on: data.effectiveOn,
  evidence: [entry],
});

/** Challenges as they stood on a day. */
export function challengesAt(challenges: readonly Challenge[], day: PlainDate): Challenge[] {
  return challenges
    .filter(({ raisedOn }) => raisedOn <= day)
    .map((challenge) => {
      const course = toldUpTo(challenge.course, day);
      const about = namedBy(challenge.about, day);
      return {
        ...challenge,
        about,
        schoolChallenged: about && challenge.schoolChallenged,
        answers: toldUpTo(challenge.answers, day),
        endings: toldUpTo(challenge.endings, day),
        course,
        state: stateAfter(challengeLifecycle, course),
      };
    });
}
