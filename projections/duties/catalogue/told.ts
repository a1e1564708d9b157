/** Who is told of exclusions, their cancellation, and moves: done and, as soon as a child may be removed, proposed. */
import { asPlainDate } from '../../../events/calendar/plain-date.js';
import { exclusionRegulations } from './exclusions.js';
import type { DutiesInWords, DutyInWords, DutyRule } from './rule.js';

/**
 * From this day social worker and virtual school head are told by law, and the authority of every exclusion, however
 * short. [check] that the authority's part is of the same day.
 */
export const amendedFrom = asPlainDate('2022-09-01');

/** A head's cancellation, and who is told of it, stands in the regulations from this day. */
const cancellationFrom = asPlainDate('2023-09-01');

/** 'Without delay' has no number in law: how long it may take is the authority's own standard. */
const withoutDelay = { standard: 'without-delay' } as const;

const regulations = 'SI 2012/1033 regs 5, 14 and 23';
const recommendation = 'Timpson Review of School Exclusion (2019), recommendation 28';
const inNeed = 'Children in Need review (2019)';

const told: DutyRule = {
  regime: 'SI2012/1033',
  from: exclusionRegulations,
  standing: 'statutory',
  source: regulations,
  clock: withoutDelay,
};
const toldSince2022: DutyRule = {
  ...told,
  regime: 'SI2012/1033-amended-2022',
  from: amendedFrom,
  source: `${regulations}, as amended from 1 September 2022`,
};
const recommended: DutyRule = {
  regime: 'recommended',
  standing: 'recommended',
  source: recommendation,
  clock: withoutDelay,
};

const exclusionTold = (
  whom: string,
  rules: readonly DutyRule[],
  triggeredBy = 'an exclusion, from its first day',
): DutyInWords => ({
  says: `${whom} is told of the exclusion without delay`,
  triggeredBy,
  metBy: 'a notice to them about it; an alert of the ledger is none',
  rules,
});
const cancellationTold = (whom: string, of = 'an exclusion'): DutyInWords => ({
  says: `${whom} is told without delay that the exclusion was cancelled`,
  triggeredBy: `the cancellation of ${of}`,
  metBy: 'a notice to them about the cancellation, or about the exclusion from that day on',
  rules: [
    {
      ...told,
      regime: 'SI2012/1033-amended-2023',
      from: cancellationFrom,
      source: 'SI 2012/1033 regs 8A and 17A, from 1 September 2023',
    },
  ],
});
const proposalTold = (whom: string): DutyInWords => ({
  says: `${whom} is told of a proposed move without delay`,
  triggeredBy: 'a managed move that is referred, an off-site direction or home education that is notified',
  metBy: 'a notice to them about it',
  rules: [{ ...recommended, source: `${recommendation}; ${inNeed}` }],
});
const moveTold = (whom: string): DutyInWords => ({
  says: `${whom} is told of a move that was made without delay`,
  triggeredBy: 'the first day of a trial, of a managed move, off-site or at home',
  metBy: 'a notice to them from that day on, or about what began then; one of the proposal does not do',
  rules: [recommended],
});

export const toldDuties = {
  'exclusion-told-to-parent': exclusionTold('The parent', [told]),
  'exclusion-told-to-authority': exclusionTold(
    'The authority of the school',
    [told, toldSince2022],
    'an exclusion; until August 2022 a permanent one, one beyond 5 days in a term, or one by which an examination is missed',
  ),
  'exclusion-told-to-home-authority': exclusionTold(
    'The authority of the home, where it is another one,',
    [told],
    'a permanent exclusion',
  ),
  'exclusion-told-to-governing-board': exclusionTold(
    'The governing board',
    [told],
    'a permanent exclusion, a suspension beyond 5 days in a term, or one by which an examination is missed',
  ),
  'exclusion-reported-to-governing-board': {
    says: 'The governing board is told once a term of the suspensions that it need not be told of at once',
    triggeredBy:
      'a suspension of up to 5 days in a term by which no examination is missed; until the end of the term that it begins in',
    metBy: 'a notice to the board about it, of its own or in a list',
    rules: [{ ...told, clock: { named: 'the last day of the term', unit: 'school days' } }],
  },
  'exclusion-told-to-social-worker': exclusionTold('The social worker', [recommended, toldSince2022]),
  'exclusion-told-to-virtual-school-head': exclusionTold(
    'The virtual school head of the authority that looks after the child',
    [recommended, toldSince2022],
  ),
  'cancellation-told-to-parent': cancellationTold('The parent'),
  'cancellation-told-to-governing-board': cancellationTold('The governing board'),
  'cancellation-told-to-authority': cancellationTold('The authority of the school'),
  // [check] that the regulations mean this authority too: guidance has those told who were told of the exclusion.
  'cancellation-told-to-home-authority': cancellationTold(
    'The authority of the home, where it is another one,',
    'a permanent exclusion',
  ),
  'cancellation-told-to-social-worker': cancellationTold('The social worker'),
  'cancellation-told-to-virtual-school-head': cancellationTold(
    'The virtual school head of the authority that looks after the child',
  ),
  'proposal-told-to-parent': proposalTold('The parent'),
  'proposal-told-to-social-worker': proposalTold('The social worker'),
  'proposal-told-to-virtual-school-head': proposalTold('The virtual school head'),
  'move-told-to-parent': moveTold('The parent'),
  'move-told-to-social-worker': moveTold('The social worker'),
  'move-told-to-virtual-school-head': moveTold('The virtual school head'),
  'risk-considered': {
    says: 'The social worker considers whether the child is at greater risk',
    triggeredBy: 'a notice to the social worker of an exclusion, a proposal or a move',
    metBy: 'a consideration of the risk; an acknowledgement of the notice is none',
    rules: [{ ...recommended, source: inNeed }],
  },
} as const satisfies DutiesInWords;
