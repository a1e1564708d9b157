/** The managed moves of one history: each with its course, its regime and protocol, and what the rolls say of it. */
import { daysBetween, type PlainDate } from '../../events/calendar/plain-date.js';
import type { Urn } from '../../events/identifiers.js';
import { courseOf, stateAfter, type Sent } from '../lifecycle.js';
import { byText } from '../order.js';
import type { Placement } from '../off-site-directions/placement.js';
import { sameProvider } from '../register/provision.js';
import type { Register } from '../register/register.js';
import type { Fact } from '../standing-facts.js';
import type { MainRegistration, Move, Spell } from '../trajectory/trajectory.js';
import { casesOf, type MoveCase, type MoveFact } from './cases.js';
import { followUpsOf, rollsOf } from './outcomes.js';
import { decisionIn, managedMoveLifecycle, type ManagedMoveSignal } from './lifecycle.js';
import type { Failure, ManagedMove, MoveReview, Protocol, Survey } from './managed-move.js';
import { regimeOf, stepsAskedByGuidance, usualTrialWeeks } from './regimes.js';
import { missingStepsOf, placedOn } from './steps.js';
import { trialOf } from './trial.js';

/** What managed moves are read against. */
export interface MoveContext {
  readonly register: Register;
  readonly spells: readonly Spell[];
  readonly registrations: readonly MainRegistration[];
  readonly moves: readonly Move[];
  readonly placements: readonly Placement[];
}

export interface ManagedMovesRead {
  /** In the order of their beginning. */
  readonly managedMoves: readonly ManagedMove[];
  /** Reports that name a referral which is not in this history. */
  readonly namingNothing: readonly MoveFact[];
}

/** @param facts what stands of the history */
export function readManagedMoves(facts: readonly Fact[], context: MoveContext): ManagedMovesRead {
  const { cases, namingNothing } = casesOf(facts);
  const found = cases.map((each) => managedMoveOf(each, context)).sort(byBeginning);
  return { managedMoves: numbered(found), namingNothing };
}

function managedMoveOf({ homeSchool, facts }: MoveCase, context: MoveContext): ManagedMove {
  const [first] = facts;
  if (!first) throw new RangeError('a managed move has at least one report');
  const knownFrom = first.data.effectiveOn;
  const referral = facts.find((fact) => fact.type === 'ManagedMoveReferred');
  const agreed = facts.findLast((fact) => fact.type === 'ManagedMoveAgreed');
  const course = courseOf(managedMoveLifecycle, facts.flatMap(signalOf));
  const state = stateAfter(managedMoveLifecycle, course);
  const decision = decisionIn(course);
  const decidedOn = decision?.on ?? null;
  const protocol = protocolOf(homeSchool, referral?.data.effectiveOn ?? knownFrom, context.register);
  const trial = trialOf(facts, protocol, decidedOn);
  const succeeded = decision?.to === 'succeeded' ? decision.on : null;
  const receivingSchool = receivingSchoolOf(facts);
  const regime = regimeOf(trial?.startedOn ?? succeeded ?? agreed?.data.effectiveOn ?? knownFrom);
  const move = {
    homeSchool,
    receivingSchool,
    knownFrom,
    referredOn: referral?.data.effectiveOn ?? null,
    reason: referral?.data.reason ?? null,
    interventions: referral?.data.interventions ?? [],
    parentApprovedOn: referral?.data.parentApprovedOn ?? null,
    pupilHeardOn: referral?.data.pupilHeardOn ?? null,
    independentRepresentative:
      agreed?.data.independentRepresentative ?? referral?.data.independentRepresentative ?? null,
    authorityInvolved: referral?.data.authorityInvolved ?? null,
    agreement: agreed
      ? { on: agreed.data.effectiveOn, agreedBy: agreed.data.agreedBy, evidence: agreed.entry }
      : null,
    regime,
    protocol,
    course,
    state,
    trial,
    reviews: reviewsOf(facts),
    surveys: surveysOf(facts),
    decidedOn,
    failure: failureOf(facts),
    rolls: rollsOf(homeSchool, receivingSchool, decision, context),
    followUps: succeeded === null ? [] : followUpsOf(receivingSchool, succeeded, facts, context),
    direction: directionOf(
      facts,
      homeSchool,
      receivingSchool,
      succeeded ?? agreed?.data.effectiveOn,
      context,
    ),
    ordinal: null,
    daysAfterPrevious: null,
    evidence: facts.map(({ entry }) => entry),
  };
  return { ...move, missingSteps: missingStepsOf(move) };
}

function signalOf(fact: MoveFact): Sent<ManagedMoveSignal>[] {
  const signal = whatIsSignalled(fact);
  return signal ? [{ signal, on: fact.data.effectiveOn, evidence: fact.entry }] : [];
}

function whatIsSignalled(fact: MoveFact): ManagedMoveSignal | undefined {
  switch (fact.type) {
    case 'ManagedMoveReferred':
      return 'referred';
    case 'ManagedMoveConsidered':
      return fact.data.decision;
    case 'ManagedMoveMeetingHeld':
      return 'met';
    case 'ManagedMoveAgreed':
      return 'agreed';
    case 'ManagedMoveTrialStarted':
      return 'trial-started';
    case 'ManagedMoveReviewed':
      return 'reviewed';
    case 'ManagedMoveSucceeded':
      return 'succeeded';
    case 'ManagedMoveFailed':
      return 'failed';
    case 'ManagedMoveFailureConsidered':
      return 'failure-considered';
    case 'ManagedMoveWithdrawn':
      return 'withdrawn';
    default:
      return undefined;
  }
}

/** The school where the pupil was placed says more than the one that was agreed on, offered or proposed. */
function receivingSchoolOf(facts: readonly MoveFact[]): Urn | null {
  const byWeight: readonly MoveFact['type'][] = [
    'ManagedMoveSucceeded',
    'ManagedMoveTrialStarted',
    'ManagedMoveAgreed',
    'ManagedMoveFailed',
    'ManagedMoveMeetingHeld',
    'ManagedMoveConsidered',
    'ManagedMoveReferred',
  ];
  for (const type of byWeight) {
    const naming = facts.findLast((fact) => fact.type === type && 'receivingSchool' in fact.data);
    if (naming && 'receivingSchool' in naming.data) return naming.data.receivingSchool ?? null;
  }
  return null;
}

function protocolOf(school: Urn, on: PlainDate, register: Register): Protocol {
  const authority = register.school(school, on)?.authority ?? null;
  const set = authority === null ? undefined : register.provision.protocolOf(authority, on);
  if (!set)
    return {
      authority,
      setBy: null,
      trialWeeks: usualTrialWeeks,
      requiredSteps: stepsAskedByGuidance,
      panelName: null,
    };
  const { trialWeeks, requiredSteps, panelName } = set.data;
  return {
    authority,
    setBy: set.entry,
    trialWeeks: trialWeeks ?? null,
    requiredSteps,
    panelName: panelName ?? null,
  };
}

const reviewsOf = (facts: readonly MoveFact[]): MoveReview[] =>
  facts
    .filter((fact) => fact.type === 'ManagedMoveReviewed')
    .map(({ data, entry }) => ({ on: data.effectiveOn, outcome: data.outcome, evidence: entry }));

const surveysOf = (facts: readonly MoveFact[]): Survey[] =>
  facts
    .filter((fact) => fact.type === 'AttitudeSurveyed')
    .map(({ data, entry }) => ({
      on: data.effectiveOn,
      time: data.time,
      instrument: data.instrument,
      towardsSelf: data.towardsSelf ?? null,
      towardsSchool: data.towardsSchool ?? null,
      evidence: entry,
    }));

function failureOf(facts: readonly MoveFact[]): Failure | null {
  const failed = facts.findLast((fact) => fact.type === 'ManagedMoveFailed');
  const considered = facts.findLast((fact) => fact.type === 'ManagedMoveFailureConsidered');
  if (!failed && !considered) return null;
  return {
    reason: failed?.data.reason ?? 'not-stated',
    consideredOn: considered?.data.effectiveOn ?? null,
    headsAccountGiven: considered?.data.headsAccountGiven ?? null,
  };
}

/** How long after the end of a direction to the same school a move may be agreed and still follow it. Ours. */
const followsWithinDays = 31;

/** The direction that is named; else one from the home school to the receiving school that reaches up to the move. */
function directionOf(
  facts: readonly MoveFact[],
  homeSchool: Urn,
  receivingSchool: Urn | null,
  on: PlainDate | undefined,
  { placements }: MoveContext,
): ManagedMove['direction'] {
  const named = facts.flatMap((fact) => ('direction' in fact.data ? (fact.data.direction ?? []) : []));
  const directions = placements.filter(({ kind }) => kind === 'direction');
  const byName = directions.find(({ evidence }) => evidence.some((entry) => named.includes(entry)));
  const found =
    byName ??
    (receivingSchool === null || on === undefined
      ? undefined
      : directions.findLast(
          ({ school, provider, startedOn, endedOn }) =>
            school === homeSchool &&
            sameProvider(provider, { school: receivingSchool }) &&
            startedOn !== null &&
            startedOn <= on &&
            (endedOn === null || daysBetween(endedOn, on) <= followsWithinDays),
        ));
  return found?.evidence[0] ?? null;
}

export type MoveOutcome = 'succeeded' | 'failed' | 'withdrawn';

/** What was decided, on `decidedOn`; a failure that a panel has heard of is one. Null where nothing was. */
export function outcomeOf({ state }: ManagedMove): MoveOutcome | null {
  if (state === 'failure-considered') return 'failed';
  return state === 'succeeded' || state === 'failed' || state === 'withdrawn' ? state : null;
}

/** Repeated moves may work for a while and then fail: their number and the time between them are told. */
function numbered(found: readonly ManagedMove[]): ManagedMove[] {
  const placed = found
    .flatMap((move) => {
      const on = placedOn(move);
      return on === null ? [] : [{ move, on }];
    })
    .sort((a, b) => byText(a.on, b.on));
  return found.map((move) => {
    const at = placed.findIndex((each) => each.move === move);
    const own = placed[at];
    const before = placed[at - 1];
    if (!own) return move;
    return { ...move, ordinal: at + 1, daysAfterPrevious: before ? daysBetween(before.on, own.on) : null };
  });
}

const byBeginning = (a: ManagedMove, b: ManagedMove): number =>
  byText(a.knownFrom, b.knownFrom) ||
  byText(a.homeSchool, b.homeSchool) ||
  byText(a.receivingSchool ?? '', b.receivingSchool ?? '') ||
  byText(a.evidence[0] ?? '', b.evidence[0] ?? '');
