/** The course from a notice under s.437 to the end of a school attendance order. */
import type { Lifecycle, Step } from '../lifecycle.js';

export type OrderState =
  'no-notice' | 'notice-served' | 'satisfied' | 'order-in-force' | 'at-school' | 'revoked';
export type OrderSignal = 'notice-served' | 'found-suitable' | 'order-made' | 'joined-school' | 'revoked';
export type OrderStep = Step<OrderState, OrderSignal>;

export const orderLifecycle: Lifecycle<OrderState, OrderSignal> = {
  name: 'School attendance order',
  says:
    'Where it appears that a child is not suitably educated, the authority serves a notice of at least 15 days, and ' +
    'makes an order that names a school where the parent does not satisfy it (Education Act 1996 ss.437 to 443).',
  begins: 'no-notice',
  states: {
    'no-notice': 'Nothing served',
    'notice-served': 'The parent is to satisfy the authority',
    satisfied: 'The education was found suitable before an order was made',
    'order-in-force': 'The order names a school',
    'at-school': 'The pupil is on a school’s roll',
    revoked: 'The order was revoked',
  },
  signals: {
    'notice-served': 'EducationNoticeServed',
    'found-suitable': 'HomeEducationReviewed, suitable, while a notice runs',
    'order-made': 'SchoolAttendanceOrderMade',
    'joined-school': 'a main registration began',
    revoked: 'SchoolAttendanceOrderRevoked',
  },
  transitions: [
    { on: 'notice-served', from: ['no-notice'], skippingFrom: ['notice-served'], to: 'notice-served' },
    { on: 'found-suitable', from: ['notice-served'], to: 'satisfied' },
    { on: 'order-made', from: ['notice-served'], skippingFrom: ['order-in-force'], to: 'order-in-force' },
    { on: 'joined-school', from: ['notice-served', 'order-in-force'], to: 'at-school' },
    { on: 'revoked', from: ['order-in-force'], to: 'revoked' },
  ],
};

/** Nothing follows on these: the next notice or order begins anew. */
export const isOver = (state: OrderState): boolean =>
  state === 'satisfied' || state === 'at-school' || state === 'revoked';
