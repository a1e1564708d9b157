/** Notices under s.437 and school attendance orders, each notice with the order that followed. */
import { inDayOrder } from '../day-order.js';
import { courseOf, stateAfter, type Sent } from '../lifecycle.js';
import { byText } from '../order.js';
import type { Fact, FactOf } from '../standing-facts.js';
import { beginningOf } from '../trajectory/spells.js';
import type { MainRegistration } from '../trajectory/trajectory.js';
import type { AttendanceOrder } from './home-education.js';
import { isOver, orderLifecycle, type OrderSignal } from './order-lifecycle.js';

const types = [
  'EducationNoticeServed',
  'HomeEducationReviewed',
  'SchoolAttendanceOrderMade',
  'SchoolAttendanceOrderRevoked',
] as const;
type OrderFact = FactOf<(typeof types)[number]>;

/** A signal with the report, or with the registration, that sends it. */
interface Told extends Sent<OrderSignal> {
  readonly fact: OrderFact | null;
  readonly registration: MainRegistration | null;
}

/** In the order of days. Schools and reviews matter only while a notice or an order is open. */
export function attendanceOrdersOf(
  facts: readonly Fact[],
  registrations: readonly MainRegistration[],
): AttendanceOrder[] {
  if (facts.length === 0) return [];
  const own = facts.filter((fact): fact is OrderFact => types.some((type) => type === fact.type));
  if (own.every(({ type }) => type === 'HomeEducationReviewed')) return [];
  const orders: Told[][] = [];
  for (const told of inOrder(own, registrations)) {
    const last = orders.at(-1);
    const open = last && !isOver(stateAfter(orderLifecycle, courseOfOrder(last))) ? last : undefined;
    const begins =
      told.signal === 'notice-served' || told.signal === 'order-made' || told.signal === 'revoked';
    if (open && canTake(open, told)) open.push(told);
    else if (!open && begins) orders.push([told]);
  }
  return orders.map(orderFrom);
}

const courseOfOrder = (told: readonly Told[]) => courseOf(orderLifecycle, told);

/** A review that finds the education suitable answers a notice; an order is undone by its revocation alone. */
function canTake(open: readonly Told[], { signal }: Told): boolean {
  return signal !== 'found-suitable' || !open.some((told) => told.signal === 'order-made');
}

function inOrder(facts: readonly OrderFact[], registrations: readonly MainRegistration[]): Told[] {
  const ordered = inDayOrder(facts, ({ type }) => types.indexOf(type));
  const told = [
    ...ordered.flatMap((fact): Told[] => {
      const signal = signalOf(fact);
      if (!signal) return [];
      return [{ signal, on: fact.data.effectiveOn, evidence: fact.entry, fact, registration: null }];
    }),
    ...registrations.flatMap((registration): Told[] => {
      const evidence = beginningOf(registration.spell);
      if (evidence === undefined) return [];
      return [{ signal: 'joined-school', on: registration.knownFrom, evidence, fact: null, registration }];
    }),
  ];
  const rank = ({ signal }: Told): number => orderLifecycle.transitions.findIndex(({ on }) => on === signal);
  return told.sort((a, b) => byText(a.on, b.on) || rank(a) - rank(b));
}

function signalOf(fact: OrderFact): OrderSignal | undefined {
  switch (fact.type) {
    case 'EducationNoticeServed':
      return 'notice-served';
    case 'SchoolAttendanceOrderMade':
      return 'order-made';
    case 'SchoolAttendanceOrderRevoked':
      return 'revoked';
    case 'HomeEducationReviewed':
      return fact.data.suitability === 'suitable' ? 'found-suitable' : undefined;
  }
}

function orderFrom(told: readonly Told[]): AttendanceOrder {
  const facts = told.flatMap(({ fact }) => fact ?? []);
  const notice = facts.findLast((fact) => fact.type === 'EducationNoticeServed');
  const order = facts.findLast((fact) => fact.type === 'SchoolAttendanceOrderMade');
  const revoked = facts.findLast((fact) => fact.type === 'SchoolAttendanceOrderRevoked');
  const authority = (notice ?? order ?? revoked)?.data.authority;
  if (authority === undefined) throw new RangeError('a notice, an order or its revocation begins these');
  const joined = told.find(({ registration }) => registration !== null)?.registration;
  const course = courseOfOrder(told);
  return {
    authority,
    noticeServedOn: notice?.data.effectiveOn ?? null,
    answerBy: notice?.data.answerBy ?? null,
    orderMadeOn: order?.data.effectiveOn ?? null,
    school: order?.data.school ?? null,
    joined: joined ? { on: joined.knownFrom, school: joined.school } : null,
    revokedOn: revoked?.data.effectiveOn ?? null,
    revokedFor: revoked?.data.ground ?? null,
    course,
    state: stateAfter(orderLifecycle, course),
    evidence: told.map(({ evidence }) => evidence),
  };
}
