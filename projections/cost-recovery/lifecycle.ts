/** The course of one cost recovery, from the exclusion to the money or to the return. */
import type { Lifecycle, Step } from '../lifecycle.js';

export type CostRecoveryState =
  'due' | 'opened' | 'negotiating' | 'agreed' | 'settled' | 'returned' | 'closed';
export type CostRecoverySignal =
  'opened' | 'negotiated' | 'not-agreed' | 'agreed' | 'settled' | 'closed' | 'returned';
export type CostRecoveryStep = Step<CostRecoveryState, CostRecoverySignal>;

const open: readonly CostRecoveryState[] = ['due', 'opened', 'negotiating', 'agreed'];

export const costRecoveryLifecycle: Lifecycle<CostRecoveryState, CostRecoverySignal> = {
  name: 'Cost recovery',
  says:
    'An authority recovers the cost of an excluded pupil’s placement in one of its named provisions from the school that ' +
    'excluded, or the pupil returns to a mainstream school: the one takes the other’s place. For pupils of Years 10 and ' +
    '11 the two negotiate. By the authority’s own scheme; no law lays the course down.',
  begins: 'due',
  states: {
    due: 'The pupil was excluded and is taught in a named provision; nobody has opened a case',
    opened: 'Claimed from the school',
    negotiating: 'School and authority negotiate',
    agreed: 'Agreed, and not settled',
    settled: 'Recovered',
    returned: 'The pupil returned to a mainstream school; nothing more is recovered',
    closed: 'Closed without more',
  },
  signals: {
    opened: 'CostRecoveryOpened',
    negotiated: 'CostRecoveryNegotiated, under way',
    'not-agreed': 'CostRecoveryNegotiated, not agreed',
    agreed: 'CostRecoveryNegotiated, agreed',
    settled: 'CostRecoverySettled',
    closed: 'CostRecoveryClosed',
    returned: 'back in mainstream by the rolls, or CostRecoveryClosed for that',
  },
  transitions: [
    { on: 'opened', from: ['due'], skippingFrom: ['opened'], to: 'opened' },
    { on: 'negotiated', from: ['opened'], skippingFrom: ['due', 'negotiating'], to: 'negotiating' },
    { on: 'not-agreed', from: ['negotiating'], skippingFrom: ['due', 'opened'], to: 'opened' },
    { on: 'agreed', from: ['negotiating'], skippingFrom: ['due', 'opened', 'agreed'], to: 'agreed' },
    {
      on: 'settled',
      from: ['opened', 'agreed'],
      skippingFrom: ['due', 'negotiating', 'settled'],
      to: 'settled',
    },
    {
      on: 'closed',
      from: ['opened', 'negotiating', 'agreed'],
      skippingFrom: ['due', 'closed'],
      to: 'closed',
    },
    { on: 'closed', from: [], skippingFrom: ['returned'], to: 'returned' },
    { on: 'returned', from: open, skippingFrom: ['returned'], to: 'returned' },
    { on: 'returned', from: [], skippingFrom: ['settled'], to: 'settled' },
    { on: 'returned', from: [], skippingFrom: ['closed'], to: 'closed' },
  ],
};
