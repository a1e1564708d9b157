/** The course of one concern. Open, it says that somebody is concerned, and nothing more. */
import type { Lifecycle, Step } from '../lifecycle.js';

export type ConcernState = 'not-raised' | 'open' | 'substantiated' | 'dismissed';
export type ConcernSignal = 'raised' | 'substantiated' | 'dismissed';
export type ConcernStep = Step<ConcernState, ConcernSignal>;

export const concernLifecycle: Lifecycle<ConcernState, ConcernSignal> = {
  name: 'Concern',
  says:
    'What somebody has told about how a pupil was treated or came to leave. The ledger keeps the concern and its ' +
    'evidence; whether it is so is for people to decide, and their decision is a report of its own.',
  begins: 'not-raised',
  states: {
    'not-raised': 'Nobody is concerned',
    open: 'Raised, and not decided',
    substantiated: 'Looked into, and found to be so',
    dismissed: 'Looked into, and found not to be so',
  },
  signals: {
    raised: 'ConcernRaised',
    substantiated: 'ConcernResolved, substantiated',
    dismissed: 'ConcernResolved, dismissed',
  },
  transitions: [
    { on: 'raised', from: ['not-raised'], to: 'open' },
    {
      on: 'substantiated',
      from: ['open'],
      skippingFrom: ['substantiated', 'dismissed'],
      to: 'substantiated',
    },
    { on: 'dismissed', from: ['open'], skippingFrom: ['substantiated', 'dismissed'], to: 'dismissed' },
  ],
};
