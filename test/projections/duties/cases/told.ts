/** Who is told, of an exclusion, a proposal, a move; and the thought given to it. */
import type { DutyKind } from '../../../../projections/duties/catalogue.js';
import type { Duty } from '../../../../projections/duties/duty.js';
import { type Told } from '../../../support/history.js';
import { alder, birch, later, notified, other, permanently, said, suspendedFor } from '../given.js';
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

/** Of an exclusion of some days before. */
function cancellationTo(
  owedTo: Duty['owedTo'],
  kind: DutyKind,
  known: () => readonly Told[] = () => [],
): DutyCase {
  const excludedOn = (on: string) => later(on, -3);
  return {
    kind,
    owedBy: 'head-teacher',
    owedTo,
    given: (on) => [...known(), permanently(excludedOn(on))],
    trigger: (on) => said('ExclusionCancelled', on, { school: alder, excludedOn: excludedOn(on) }),
    met: (on, trigger) => notified(on, owedTo, trigger),
    ...withoutDelay,
    regimes: [
      ['2023-08-31', null],
      ['2023-09-01', 'SI2012/1033-amended-2023'],
    ],
  };
}

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
  toldTo('exclusion', 'governing-board', 'exclusion-reported-to-governing-board', {
    trigger: (on) => suspendedFor(on, 2),
    // The term of 2024/25 ends with December, and its holiday with the fifth day of January.
    days: ['2024-11-04', '2024-12-31', '2025-01-06'],
    overHoliday: ['2025-02-24', '2025-04-20'],
  }),
  cancellationTo('parent', 'cancellation-told-to-parent'),
  cancellationTo('governing-board', 'cancellation-told-to-governing-board'),
  cancellationTo('authority', 'cancellation-told-to-authority'),
  cancellationTo('home-authority', 'cancellation-told-to-home-authority', livesElsewhere),
  cancellationTo('social-worker', 'cancellation-told-to-social-worker', lookedAfter),
  cancellationTo('virtual-school-head', 'cancellation-told-to-virtual-school-head', lookedAfter),
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
