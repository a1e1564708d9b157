/** The course of one challenge of an entry. */
import type { Lifecycle, Step } from '../lifecycle.js';

export type ChallengeState = 'raised' | 'answered' | 'escalated' | 'closed';
export type ChallengeSignal = 'answered' | 'escalated' | 'closed';
export type ChallengeStep = Step<ChallengeState, ChallengeSignal>;

export const challengeLifecycle: Lifecycle<ChallengeState, ChallengeSignal> = {
  name: 'Challenge',
  says:
    'A peer school, a forum, the authority or a governing board challenges an entry, and is answered. No law lays the ' +
    'course down. An answer changes no entry: a correction does.',
  begins: 'raised',
  states: {
    raised: 'Nobody has answered',
    answered: 'Answered, and not closed',
    escalated: 'Taken further, and not answered there',
    closed: 'Closed',
  },
  signals: {
    answered: 'ChallengeAnswered, unless more is to follow',
    escalated: 'ChallengeClosed, escalated',
    closed: 'ChallengeClosed otherwise',
  },
  transitions: [
    { on: 'answered', from: ['raised', 'escalated'], skippingFrom: ['answered'], to: 'answered' },
    { on: 'escalated', from: ['raised', 'answered'], skippingFrom: ['escalated'], to: 'escalated' },
    { on: 'closed', from: ['answered', 'escalated'], skippingFrom: ['raised'], to: 'closed' },
  ],
};
