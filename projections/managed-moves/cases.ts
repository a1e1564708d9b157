/**
 * Which reports are of one managed move. A report says by which referral it came about, or it is of the move that goes
 * on from that home school; where none does, it begins one of which nobody reported the referral.
 */
import { addDays, type PlainDate } from '../../events/calendar/plain-date.js';
import type { EventId, Urn } from '../../events/identifiers.js';
import { inDayOrder } from '../day-order.js';
import { byText } from '../order.js';
import type { Fact, FactOf } from '../standing-facts.js';

/** In the order in which those of one day are taken. */
const types = [
  'ManagedMoveReferred',
  'ManagedMoveConsidered',
  'ManagedMoveMeetingHeld',
  'ManagedMoveAgreed',
  'AttitudeSurveyed',
  'ManagedMoveTrialStarted',
  'ManagedMoveReviewed',
  'ManagedMoveSucceeded',
  'ManagedMoveFailed',
  'ManagedMoveWithdrawn',
  'ManagedMoveFailureConsidered',
  'ManagedMoveOutcomeReported',
] as const;

export type MoveFact = FactOf<(typeof types)[number]>;
type AboutMove = Exclude<MoveFact, { type: 'ManagedMoveReferred' }>;

export interface MoveCase {
  readonly homeSchool: Urn;
  /** In the order of days; never empty. */
  readonly facts: readonly MoveFact[];
}

export interface MoveCases {
  readonly cases: readonly MoveCase[];
  /** Reports that name a referral which is not in this history; each is of a case all the same. */
  readonly namingNothing: readonly MoveFact[];
}

interface CaseInMaking {
  readonly homeSchool: Urn;
  readonly facts: MoveFact[];
}

const nothing: MoveCases = { cases: [], namingNothing: [] };

export function casesOf(facts: readonly Fact[]): MoveCases {
  const own = facts.filter(isMoveFact);
  if (own.length === 0) return nothing;
  const ordered = inDayOrder(own, ({ type }) => types.indexOf(type));
  const cases: CaseInMaking[] = [];
  const named = new Map<EventId, CaseInMaking>();
  for (const fact of ordered) {
    if (fact.type !== 'ManagedMoveReferred') continue;
    const same = cases.find((each) => isReferredOn(each, fact.data.school, fact.data.effectiveOn));
    const found = same ?? { homeSchool: fact.data.school, facts: [] };
    if (!same) cases.push(found);
    found.facts.push(fact);
    named.set(fact.entry, found);
  }
  const unnamed: AboutMove[] = [];
  const namingNothing: MoveFact[] = [];
  for (const fact of ordered) {
    if (fact.type === 'ManagedMoveReferred') continue;
    const { school, referral, referredOn } = fact.data;
    const found =
      (referral && named.get(referral)) ??
      (referredOn && cases.find((each) => isReferredOn(each, school, referredOn)));
    if (found) found.facts.push(fact);
    else unnamed.push(fact);
    if (referral !== undefined && !named.has(referral)) namingNothing.push(fact);
  }
  for (const fact of unnamed) {
    const found = caseOf(fact, cases) ?? referredSoonAfter(fact, cases);
    if (found) found.facts.push(fact);
    else cases.push({ homeSchool: fact.data.school, facts: [fact] });
  }
  return {
    cases: cases.map(({ homeSchool, facts: of }) => ({
      homeSchool,
      facts: inDayOrder(of, ({ type }) => types.indexOf(type)),
    })),
    namingNothing,
  };
}

const isMoveFact = (fact: Fact): fact is MoveFact => types.some((type) => type === fact.type);

const isReferredOn = ({ homeSchool, facts }: CaseInMaking, school: Urn, on: PlainDate): boolean =>
  homeSchool === school &&
  facts.some(({ type, data }) => type === 'ManagedMoveReferred' && data.effectiveOn === on);

/** The newest that has begun by then, at the same two schools; what follows an end is of the one that ended so. */
function caseOf(fact: AboutMove, cases: readonly CaseInMaking[]): CaseInMaking | undefined {
  const { school, effectiveOn: on } = fact.data;
  const receiving = 'receivingSchool' in fact.data ? fact.data.receivingSchool : undefined;
  const begun = cases
    .filter((each) => each.homeSchool === school && beganBy(each, on) && mayBeAt(each, receiving, on))
    .sort((a, b) => byText(firstDayOf(a), firstDayOf(b)));
  const going = begun.findLast((each) => !endedBy(each, on));
  switch (fact.type) {
    case 'ManagedMoveFailureConsidered':
      return begun.findLast((each) => has(each, 'ManagedMoveFailed', on)) ?? begun.at(-1);
    case 'ManagedMoveOutcomeReported':
      return begun.findLast((each) => has(each, 'ManagedMoveSucceeded', on)) ?? begun.at(-1);
    case 'AttitudeSurveyed':
    case 'ManagedMoveSucceeded':
    case 'ManagedMoveFailed':
    case 'ManagedMoveWithdrawn':
      return going ?? begun.at(-1);
    default:
      return going;
  }
}

/** How long before the referral a step may be dated and still be of it, taken out of order or dated by a slip. Ours. */
const beforeReferralDays = 31;

function referredSoonAfter({ data }: AboutMove, cases: readonly CaseInMaking[]): CaseInMaking | undefined {
  const until = addDays(data.effectiveOn, beforeReferralDays);
  return cases.find(({ homeSchool, facts }) => {
    const [first] = facts;
    return (
      homeSchool === data.school &&
      first?.type === 'ManagedMoveReferred' &&
      first.data.effectiveOn > data.effectiveOn &&
      first.data.effectiveOn <= until
    );
  });
}

const has = ({ facts }: CaseInMaking, type: MoveFact['type'], by: PlainDate): boolean =>
  facts.some((fact) => fact.type === type && fact.data.effectiveOn <= by);

const firstDayOf = ({ facts }: CaseInMaking): PlainDate | '' =>
  facts.reduce<PlainDate | ''>(
    (first, { data }) => (first === '' || data.effectiveOn < first ? data.effectiveOn : first),
    '',
  );

const beganBy = (each: CaseInMaking, on: PlainDate): boolean => firstDayOf(each) <= on;

const endedBy = (each: CaseInMaking, on: PlainDate): boolean =>
  has(each, 'ManagedMoveSucceeded', on) ||
  has(each, 'ManagedMoveFailed', on) ||
  has(each, 'ManagedMoveWithdrawn', on);

/** A move that was agreed or tried with one school is not the one to another. */
function mayBeAt({ facts }: CaseInMaking, receiving: Urn | undefined, by: PlainDate): boolean {
  if (receiving === undefined) return true;
  const placed = facts.findLast(
    ({ type, data }) =>
      (type === 'ManagedMoveAgreed' || type === 'ManagedMoveTrialStarted') && data.effectiveOn <= by,
  );
  return !placed || !('receivingSchool' in placed.data) || placed.data.receivingSchool === receiving;
}
