/** What became of an exclusion: the steps of its lifecycle, reinstatement, tribunal claims, reintegration meetings. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { inDayOrder } from '../day-order.js';
import { courseOf, stateAfter, type Sent } from '../lifecycle.js';
import type { FactOf } from '../standing-facts.js';
import type { AboutExclusion } from './episodes.js';
import type { Exclusion, ReintegrationMeeting, TribunalClaim } from './exclusion.js';
import { exclusionLifecycle, isOverturned, signalsOfReview, type ExclusionSignal } from './lifecycle.js';

type Course = Pick<Exclusion, 'course' | 'state' | 'cancelledOn' | 'reinstatedFrom' | 'claims' | 'meetings'>;

const uneventful: Course = {
  course: [],
  state: exclusionLifecycle.begins,
  cancelledOn: null,
  reinstatedFrom: null,
  claims: [],
  meetings: [],
};

/** @param about what is about this exclusion, in any order */
export function courseOfExclusion(about: readonly AboutExclusion[]): Course {
  if (about.length === 0) return uneventful;
  const ordered = inDayOrder(about);
  const course = courseOf(exclusionLifecycle, ordered.flatMap(signalsOf));
  const state = stateAfter(exclusionLifecycle, course);
  const cancelled = ordered.find(({ type }) => type === 'ExclusionCancelled');
  return {
    course,
    state,
    cancelledOn: cancelled?.data.effectiveOn ?? null,
    reinstatedFrom: isOverturned(state) ? reinstatedFrom(ordered) : null,
    claims: claimsOf(ordered),
    meetings: ordered.flatMap((fact) => meetingOf(fact) ?? []),
  };
}

function signalsOf(fact: AboutExclusion): Sent<ExclusionSignal>[] {
  return whatIsSignalled(fact).map((signal) => ({ signal, on: fact.data.effectiveOn, evidence: fact.entry }));
}

function whatIsSignalled(fact: AboutExclusion): readonly ExclusionSignal[] {
  switch (fact.type) {
    case 'ExclusionCancelled':
      return ['cancelled'];
    case 'ExclusionReviewed':
      return signalsOfReview(fact.data);
    case 'TribunalClaimDecided':
      return fact.data.reinstatementOrdered ? ['tribunal-reinstated'] : [];
    default:
      return [];
  }
}

/**
 * The board may reinstate at once or from a day (SI 2012/1033 reg 6(4)), so the day said stands before the day of the
 * decision. One that is decided and not taken up (BRE, CNO) has no day but the one said.
 */
function reinstatedFrom(ordered: readonly AboutExclusion[]): PlainDate | null {
  const days = ordered.flatMap((fact) => {
    if (fact.type === 'TribunalClaimDecided' && fact.data.reinstatementOrdered)
      return [fact.data.effectiveOn];
    if (fact.type !== 'ExclusionReviewed') return [];
    const { outcome, effectiveOn, reinstatedFrom: said } = fact.data;
    const isBack = ['FRE', 'JRE', 'KRE'].includes(outcome);
    return said !== undefined ? [said] : isBack ? [effectiveOn] : [];
  });
  return days.at(-1) ?? null;
}

/** A decision is of the first claim to that tribunal that lies before it and has none yet. */
function claimsOf(ordered: readonly AboutExclusion[]): TribunalClaim[] {
  const claims: TribunalClaim[] = ordered
    .filter((fact) => fact.type === 'TribunalClaimLodged')
    .map(({ data, entry }) => ({
      tribunal: data.tribunal,
      lodgedOn: data.effectiveOn,
      decidedOn: null,
      outcome: null,
      reinstatementOrdered: false,
      evidence: [entry],
    }));
  for (const decision of ordered) {
    if (decision.type !== 'TribunalClaimDecided') continue;
    const at = claims.findIndex((claim) => isOf(decision, claim));
    const decided = {
      decidedOn: decision.data.effectiveOn,
      outcome: decision.data.outcome,
      reinstatementOrdered: decision.data.reinstatementOrdered ?? false,
    };
    const claim = claims[at];
    if (claim) claims[at] = { ...claim, ...decided, evidence: [...claim.evidence, decision.entry] };
    else
      claims.push({
        tribunal: decision.data.tribunal,
        lodgedOn: null,
        ...decided,
        evidence: [decision.entry],
      });
  }
  return claims;
}

const isOf = ({ data }: FactOf<'TribunalClaimDecided'>, { tribunal, lodgedOn, decidedOn }: TribunalClaim) =>
  tribunal === data.tribunal && decidedOn === null && lodgedOn !== null && lodgedOn <= data.effectiveOn;

function meetingOf(fact: AboutExclusion): ReintegrationMeeting | undefined {
  if (fact.type !== 'ReintegrationMeetingHeld') return undefined;
  return { on: fact.data.effectiveOn, attended: fact.data.attended, evidence: fact.entry };
}
