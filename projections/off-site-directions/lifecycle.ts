/** The courses of an off-site direction and of provision that an authority arranged, from notice to end. */
import type { Lifecycle, Step } from '../lifecycle.js';

export type DirectionState = 'not-notified' | 'notified' | 'under-way' | 'review-requested' | 'ended';
export type DirectionSignal = 'notified' | 'started' | 'reviewed' | 'review-requested' | 'disputed' | 'ended';
export type DirectionStep = Step<DirectionState, DirectionSignal>;

export const directionLifecycle: Lifecycle<DirectionState, DirectionSignal> = {
  name: 'Off-site direction',
  says:
    'A governing board directs a pupil off-site to improve behaviour: Education Act 2002 s.29A, SI 2010/1156 as amended ' +
    'by SI 2012/2532; academies and pupil referral units by the same procedure from 26 July 2026.',
  begins: 'not-notified',
  states: {
    'not-notified': 'No notice is known',
    notified: 'Notice was given; it has not begun',
    'under-way': 'The pupil is taught off-site, on the roll of the school that directed',
    'review-requested': 'A parent, or the authority of an EHC plan, asked for a review',
    ended: 'Over',
  },
  signals: {
    notified: 'OffSiteDirectionNotified',
    started: 'OffSiteDirectionStarted',
    reviewed: 'OffSiteDirectionReviewed',
    'review-requested': 'OffSiteDirectionReviewRequested',
    disputed: 'OffSiteDirectionDisputed',
    ended: 'OffSiteDirectionEnded',
  },
  transitions: [
    { on: 'notified', from: ['not-notified'], skippingFrom: ['notified'], to: 'notified' },
    { on: 'started', from: ['notified'], skippingFrom: ['not-notified', 'under-way'], to: 'under-way' },
    {
      on: 'reviewed',
      from: ['under-way', 'review-requested'],
      to: 'under-way',
    },
    {
      on: 'review-requested',
      from: ['under-way'],
      skippingFrom: ['review-requested'],
      to: 'review-requested',
    },
    { on: 'disputed', from: ['notified'], to: 'notified' },
    { on: 'disputed', from: ['under-way'], to: 'under-way' },
    { on: 'disputed', from: ['review-requested'], to: 'review-requested' },
    { on: 'disputed', from: ['ended'], to: 'ended' },
    {
      on: 'ended',
      from: ['under-way', 'review-requested'],
      skippingFrom: ['notified', 'ended'],
      to: 'ended',
    },
  ],
};

export type ProvisionState = 'arranged' | 'under-way' | 'ended';
export type ProvisionSignal = 'started' | 'reviewed' | 'ended';
export type ProvisionStep = Step<ProvisionState, ProvisionSignal>;

export const provisionLifecycle: Lifecycle<ProvisionState, ProvisionSignal> = {
  name: 'Alternative provision',
  says: 'Education that an authority arranges for a child who would not otherwise have it: Education Act 1996 s.19.',
  begins: 'arranged',
  states: {
    arranged: 'Known; it has not begun',
    'under-way': 'The pupil is taught there',
    ended: 'Over',
  },
  signals: {
    started: 'AlternativeProvisionStarted',
    reviewed: 'AlternativeProvisionReviewed',
    ended: 'AlternativeProvisionEnded',
  },
  transitions: [
    { on: 'started', from: ['arranged'], skippingFrom: ['under-way'], to: 'under-way' },
    { on: 'reviewed', from: ['under-way'], to: 'under-way' },
    { on: 'ended', from: ['under-way'], skippingFrom: ['ended'], to: 'ended' },
  ],
};
