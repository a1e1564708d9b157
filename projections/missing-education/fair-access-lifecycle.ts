/** The course of one referral under a fair access protocol, to the first day on the roll. */
import type { Lifecycle, Step } from '../lifecycle.js';

export type FairAccessState =
  'not-referred' | 'referred' | 'accepted' | 'not-accepted' | 'withdrawn' | 'placed' | 'admitted';
export type FairAccessSignal =
  'referred' | 'deferred' | 'accepted' | 'not-accepted' | 'withdrawn' | 'placed' | 'admitted';
export type FairAccessStep = Step<FairAccessState, FairAccessSignal>;

const open: readonly FairAccessState[] = ['referred', 'accepted'];

export const fairAccessLifecycle: Lifecycle<FairAccessState, FairAccessSignal> = {
  name: 'Fair access',
  says:
    'Every authority has a protocol by which a child without a place is found one within twenty school days of being ' +
    'accepted under it; it is for thirteen categories of children alone (School Admissions Code 2021, 3.14 to 3.22). ' +
    'Where a local protocol takes children whose place is at risk, a panel considers those too.',
  begins: 'not-referred',
  states: {
    'not-referred': 'Nobody put the child forward',
    referred: 'Put forward; not considered, or deferred',
    accepted: 'Comes under the protocol: the twenty school days run',
    'not-accepted': 'Does not come under the protocol',
    withdrawn: 'The referral was withdrawn',
    placed: 'A school is allocated',
    admitted: 'On that school’s roll',
  },
  signals: {
    referred: 'FairAccessReferred',
    deferred: 'FairAccessConsidered, deferred',
    accepted: 'FairAccessConsidered, accepted',
    'not-accepted': 'FairAccessConsidered, not accepted',
    withdrawn: 'FairAccessConsidered, withdrawn',
    placed: 'FairAccessPlaced',
    admitted: 'a main registration at that school began',
  },
  transitions: [
    { on: 'referred', from: ['not-referred'], skippingFrom: ['referred'], to: 'referred' },
    { on: 'deferred', from: ['referred'], skippingFrom: ['not-referred'], to: 'referred' },
    { on: 'deferred', from: [], skippingFrom: ['accepted'], to: 'accepted' },
    { on: 'accepted', from: ['referred'], skippingFrom: ['not-referred', 'accepted'], to: 'accepted' },
    { on: 'not-accepted', from: ['referred'], skippingFrom: ['not-referred'], to: 'not-accepted' },
    { on: 'withdrawn', from: open, skippingFrom: ['not-referred', 'placed'], to: 'withdrawn' },
    { on: 'placed', from: ['accepted'], skippingFrom: ['not-referred', 'referred', 'placed'], to: 'placed' },
    { on: 'admitted', from: ['placed'], to: 'admitted' },
  ],
};

export const isOver = (state: FairAccessState): boolean =>
  state === 'not-accepted' || state === 'withdrawn' || state === 'admitted';
