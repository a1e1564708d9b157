/** Referrals under a fair access protocol, and refusals to admit. */
import type { Urn } from '../../events/identifiers.js';
import { SchoolCalendar } from '../../events/calendar/school-calendar.js';
import { inDayOrder } from '../day-order.js';
import { clocks, dueOn } from '../duties/clocks.js';
import { courseOf, stateAfter, type Sent } from '../lifecycle.js';
import { byText } from '../order.js';
import type { Register } from '../register/register.js';
import { ofType, type Fact, type FactOf, type PupilFacts } from '../standing-facts.js';
import { beginningOf } from '../trajectory/spells.js';
import type { MainRegistration } from '../trajectory/trajectory.js';
import { fairAccessLifecycle, isOver, type FairAccessSignal } from './fair-access-lifecycle.js';
import type { AdmissionRefusal, FairAccess } from './missing-education.js';

const types = ['FairAccessReferred', 'FairAccessConsidered', 'FairAccessPlaced'] as const;
export type FairAccessFact = FactOf<(typeof types)[number]>;

interface Told extends Sent<FairAccessSignal> {
  readonly fact: FairAccessFact | null;
  /** The school joined, of a registration. */
  readonly joined: Urn | null;
}

/** In the order of days. A report while a referral is open is of that one. */
export function fairAccessOf(
  facts: PupilFacts,
  registrations: readonly MainRegistration[],
  register: Register,
): FairAccess[] {
  const own = facts.of('missing education').filter(isOfFairAccess);
  if (own.length === 0) return [];
  const referrals: Told[][] = [];
  for (const told of inOrder(own, registrations)) {
    const last = referrals.at(-1);
    const open = last && !isOver(stateAfter(fairAccessLifecycle, courseOfTold(last))) ? last : undefined;
    if (told.joined !== null) {
      // Another school's roll may be joined while a place is looked for; only the one allocated ends it.
      if (open && placementOf(open)?.data.school === told.joined) open.push(told);
    } else if (open) open.push(told);
    else referrals.push([told]);
  }
  return referrals.map((referral) => referralFrom(referral, registrations, register));
}

const isOfFairAccess = (fact: Fact): fact is FairAccessFact => types.some((type) => type === fact.type);

/** In the order of days. */
export function refusalsOf(facts: PupilFacts): AdmissionRefusal[] {
  const refusals = ofType(facts.of('admission register'), 'AdmissionRefused');
  if (refusals.length === 0) return [];
  const referrals = ofType(facts.of('missing education'), 'FairAccessReferred')
    .map(({ data }) => data.effectiveOn)
    .sort(byText);
  return inDayOrder(refusals).map(({ data: { school, effectiveOn: on, ground }, entry }) => ({
    school,
    on,
    ground,
    referredOn: referrals.find((day) => day >= on) ?? null,
    evidence: entry,
  }));
}

const courseOfTold = (told: readonly Told[]) => courseOf(fairAccessLifecycle, told);

function inOrder(facts: readonly FairAccessFact[], registrations: readonly MainRegistration[]): Told[] {
  const told = [
    ...inDayOrder(facts, ({ type }) => types.indexOf(type)).map((fact): Told => ({
      signal: signalOf(fact),
      on: fact.data.effectiveOn,
      evidence: fact.entry,
      fact,
      joined: null,
    })),
    ...registrations.flatMap(({ spell, school, knownFrom: on }): Told[] => {
      const evidence = beginningOf(spell);
      return evidence === undefined ? [] : [{ signal: 'admitted', on, evidence, fact: null, joined: school }];
    }),
  ];
  const rank = ({ signal }: Told): number =>
    fairAccessLifecycle.transitions.findIndex(({ on }) => on === signal);
  return told.sort((a, b) => byText(a.on, b.on) || rank(a) - rank(b));
}

function signalOf(fact: FairAccessFact): FairAccessSignal {
  if (fact.type === 'FairAccessReferred') return 'referred';
  return fact.type === 'FairAccessPlaced' ? 'placed' : fact.data.outcome;
}

function placementOf(told: readonly Told[]): FactOf<'FairAccessPlaced'> | undefined {
  return told.flatMap(({ fact }) => fact ?? []).findLast((fact) => fact.type === 'FairAccessPlaced');
}

function referralFrom(
  told: readonly Told[],
  registrations: readonly MainRegistration[],
  register: Register,
): FairAccess {
  const facts = told.flatMap(({ fact }) => fact ?? []);
  const referral = facts.find((fact) => fact.type === 'FairAccessReferred');
  const accepted = facts.find(
    (fact) => fact.type === 'FairAccessConsidered' && fact.data.outcome === 'accepted',
  );
  const placement = placementOf(told);
  const admitted = told.find(({ joined }) => joined !== null);
  const course = courseOfTold(told);
  const school = referral?.data.school ?? null;
  const authority =
    facts.findLast(({ data }) => data.authority !== undefined)?.data.authority ??
    (school && register.school(school)?.authority) ??
    (placement && register.school(placement.data.school)?.authority) ??
    null;
  // A history is read anew when the calendar of a school in it changes: an authority's is read by one of its schools.
  const schools = [school, placement?.data.school, ...registrations.map((each) => each.school)];
  const isNear = schools.some((urn) => urn && register.school(urn)?.authority === authority);
  const calendar =
    authority === null || !isNear ? SchoolCalendar.byDefault : register.calendarOfAuthority(authority);
  return {
    route: referral?.data.route ?? null,
    category: facts.findLast(({ data }) => data.category !== undefined)?.data.category ?? null,
    authority,
    referringSchool: school,
    referredOn: referral?.data.effectiveOn ?? null,
    acceptedOn: accepted?.data.effectiveOn ?? null,
    placementDue: accepted ? dueOn(accepted.data.effectiveOn, clocks.fairAccessPlacement, calendar) : null,
    placedOn: placement?.data.effectiveOn ?? null,
    placedAt: placement?.data.school ?? null,
    ncYear: placement?.data.ncYear ?? null,
    directed: placement?.data.directed ?? false,
    admittedOn: admitted?.on ?? null,
    course,
    state: stateAfter(fairAccessLifecycle, course),
    evidence: told.map(({ evidence }) => evidence),
  };
}
