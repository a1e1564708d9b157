/**
 * The course of one managed move, from the referral to what became of it. Under the protocols of before 26 July 2026 a
 * trial lies between agreement and decision; under the guidance in force from then on the move follows the agreement.
 */
import type { Lifecycle, Step } from '../lifecycle.js';

export type ManagedMoveState =
  | 'sought'
  | 'referred'
  | 'offered'
  | 'refused'
  | 'met'
  | 'agreed'
  | 'on-trial'
  | 'succeeded'
  | 'failed'
  | 'failure-considered'
  | 'withdrawn';

export type ManagedMoveSignal =
  | 'referred'
  | 'deferred'
  | 'refused'
  | 'offered'
  | 'met'
  | 'agreed'
  | 'trial-started'
  | 'reviewed'
  | 'succeeded'
  | 'failed'
  | 'failure-considered'
  | 'withdrawn';

export type ManagedMoveStep = Step<ManagedMoveState, ManagedMoveSignal>;

const beforeOffer: readonly ManagedMoveState[] = ['sought', 'referred'];
const beforeMeeting: readonly ManagedMoveState[] = [...beforeOffer, 'offered'];
const beforeAgreement: readonly ManagedMoveState[] = [...beforeMeeting, 'met'];

export const managedMoveLifecycle: Lifecycle<ManagedMoveState, ManagedMoveSignal> = {
  name: 'Managed move',
  says:
    'A voluntary agreement of home school, receiving school, parent and pupil: local protocols, and from 26 July 2026 ' +
    'the statutory guidance on suspension and permanent exclusion, which knows no trial. A trial is then an off-site ' +
    'direction, with a course of its own, that a managed move may follow.',
  begins: 'sought',
  states: {
    sought: 'Something is known of it, but no referral',
    referred: 'Before the panel',
    offered: 'The panel offered a school',
    refused: 'The panel offered none',
    met: 'Schools, parent and pupil met',
    agreed: 'Agreed; the pupil has not started',
    'on-trial': 'On trial at the receiving school, on the roll of the home school',
    succeeded: 'The pupil is the receiving school’s',
    failed: 'The pupil is back at the home school',
    'failure-considered': 'The panel heard of the failure',
    withdrawn: 'Given up before its decision',
  },
  signals: {
    referred: 'ManagedMoveReferred',
    deferred: 'ManagedMoveConsidered: deferred',
    refused: 'ManagedMoveConsidered: refused',
    offered: 'ManagedMoveConsidered: offered',
    met: 'ManagedMoveMeetingHeld',
    agreed: 'ManagedMoveAgreed',
    'trial-started': 'ManagedMoveTrialStarted',
    reviewed: 'ManagedMoveReviewed',
    succeeded: 'ManagedMoveSucceeded',
    failed: 'ManagedMoveFailed',
    'failure-considered': 'ManagedMoveFailureConsidered',
    withdrawn: 'ManagedMoveWithdrawn',
  },
  transitions: [
    { on: 'referred', from: ['sought'], skippingFrom: ['referred'], to: 'referred' },
    { on: 'deferred', from: ['referred'], skippingFrom: ['sought'], to: 'referred' },
    { on: 'refused', from: ['referred'], skippingFrom: ['sought', 'refused'], to: 'refused' },
    { on: 'offered', from: ['referred'], skippingFrom: ['sought', 'refused', 'offered'], to: 'offered' },
    { on: 'met', from: ['offered'], skippingFrom: [...beforeOffer, 'met'], to: 'met' },
    { on: 'agreed', from: ['met'], skippingFrom: [...beforeMeeting, 'agreed'], to: 'agreed' },
    { on: 'trial-started', from: ['agreed'], skippingFrom: [...beforeAgreement, 'on-trial'], to: 'on-trial' },
    {
      on: 'reviewed',
      from: ['on-trial'],
      skippingFrom: [...beforeAgreement, 'agreed'],
      to: 'on-trial',
    },
    {
      on: 'succeeded',
      from: ['agreed', 'on-trial'],
      skippingFrom: [...beforeAgreement, 'succeeded'],
      to: 'succeeded',
    },
    {
      on: 'failed',
      from: ['on-trial'],
      skippingFrom: [...beforeAgreement, 'agreed', 'failed'],
      to: 'failed',
    },
    {
      on: 'failure-considered',
      from: ['failed'],
      skippingFrom: ['sought', 'failure-considered'],
      to: 'failure-considered',
    },
    {
      on: 'withdrawn',
      from: [...beforeAgreement.filter((state) => state !== 'sought'), 'agreed', 'on-trial'],
      skippingFrom: ['sought', 'withdrawn'],
      to: 'withdrawn',
    },
  ],
};

/** The step by which it was decided or given up; the last where there are several. */
export const decisionIn = (course: readonly ManagedMoveStep[]): ManagedMoveStep | undefined =>
  course.findLast(({ to }) => to === 'succeeded' || to === 'failed' || to === 'withdrawn');
