/** Who is told, of an exclusion, a proposal, a move; and the thought given to it. */
import type { DutyKind } from '../../../../projections/duties/catalogue.js';
import type { Duty } from '../../../../projections/duties/duty.js';
import { type Told } from '../../../support/history.js';
import { alder, birch, notified, other, permanently, said, suspendedFor } from '../given.js';
import { withoutDelay, type DutyCase, type Regimes } from './case.js';

const lookedAfter = () => [
  said('SocialCareStatusChanged', '2021-10-04', { status: 'CLA', responsibleAuthority: other }),
];
const livesElsewhere = () => [said('AddressChanged', '2021-10-04', { homeAuthority: other })];

const referredToMove = (on: string): Told =>
  said('ManagedMoveReferred', on, { school: alder, reason: 'behaviour', interventions: [] });
export const trial = (on: string): Told =>
  said('ManagedMoveTrialStarted', on, { school: alder, receivingSchool: birch });

const toldTo = (
  what: 'exclusion' | 'proposal' | 'move',
  owedTo: Duty['owedTo'],
  kind: DutyKind,
  more: Partial<DutyCase> = {},
): DutyCase => ({
  kind,
  owedBy: 'head-teacher',
  owedTo,
  trigger: { exclusion: permanently, proposal: referredToMove, move: trial }[what],
  met: (on, trigger) => notified(on, owedTo, trigger),
  ...withoutDelay,
  ...more,
});

const since2022 = (before: string | null): Regimes => [
  ['2022-08-31', before],
  ['2022-09-01', 'SI2012/1033-amended-2022'],
];

export const told: readonly DutyCase[] = [
  toldTo('exclusion', 'parent', 'exclusion-told-to-parent'),
  toldTo('exclusion', 'authority', 'exclusion-told-to-authority', { regimes: since2022('SI2012/1033') }),
  toldTo('exclusion', 'authority', 'exclusion-told-to-authority', {
    trigger: (on) => suspendedFor(on, 2),
    regimes: since2022(null),
  }),
  toldTo('exclusion', 'home-authority', 'exclusion-told-to-home-authority', { given: livesElsewhere }),
  toldTo('exclusion', 'governing-board', 'exclusion-told-to-governing-board'),
  toldTo('exclusion', 'social-worker', 'exclusion-told-to-social-worker', {
    given: lookedAfter,
    regimes: since2022('recommended'),
  }),
  toldTo('exclusion', 'virtual-school-head', 'exclusion-told-to-virtual-school-head', {
    given: lookedAfter,
    regimes: since2022('recommended'),
  }),
  toldTo('proposal', 'parent', 'proposal-told-to-parent'),
  toldTo('proposal', 'social-worker', 'proposal-told-to-social-worker', { given: lookedAfter }),
  toldTo('proposal', 'virtual-school-head', 'proposal-told-to-virtual-school-head', { given: lookedAfter }),
  toldTo('move', 'parent', 'move-told-to-parent'),
  toldTo('move', 'social-worker', 'move-told-to-social-worker', { given: lookedAfter }),
  toldTo('move', 'virtual-school-head', 'move-told-to-virtual-school-head', { given: lookedAfter }),
  {
    kind: 'risk-considered',
    owedBy: 'social-worker',
    owedTo: 'pupil',
    given: (on) => [...lookedAfter(), permanently(on)],
    trigger: (on) => notified(on, 'social-worker', permanently(on)),
    met: (on, { data }) =>
      said('RiskConsidered', on, { consideredBy: 'social-worker', risk: 'no-greater', ...aboutOf(data) }),
    ...withoutDelay,
  },
];

const aboutOf = (data: object) => ('about' in data ? { about: data.about } : {});
